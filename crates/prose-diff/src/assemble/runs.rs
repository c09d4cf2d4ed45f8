//! Conversion of a word comparison to runs, and to changes of words, formatting, links and images.

use std::ops::Range;

use super::change_log::{ChangeLog, Details, Location};
use super::elsewhere::Parts;
use super::moved_sentences::{Moved, divided, moved_sentences};
use super::side::TextSide;
use crate::model::{ChangeKind, Mark, Run, RunSide, Styles};
use crate::text::{FlatText, Interner, JoinedText, Token, TokenKind, count_words};
use crate::words::{self, Op};

/// Links around words in the old and the new version.
type Links = (Option<usize>, Option<usize>);

/// Formatting of equal words in the old and the new version.
type Formats = (Styles, Styles);

/// How the words of a text count.
#[derive(Clone, Copy, Default)]
pub(super) struct RunContext {
    /// The change that all changed words belong to: the new title of a section, a new column.
    pub(super) enclosing: Option<usize>,
    /// Whether equal words count as moved.
    pub(super) moved: bool,
}

/// Converter of one text to runs, which records its changes.
pub(super) struct RunWriter<'a, 'b> {
    log: &'a mut ChangeLog<'b>,
    interner: &'a mut Interner,
    location: &'a Location,
    before: TextSide<'a>,
    after: TextSide<'a>,
    context: RunContext,
    pub(super) runs: Vec<Run>,
    /// Ids of the recorded changes.
    pub(super) changes: Vec<usize>,
    /// Changes of link destinations.
    links: Vec<(Links, usize)>,
    /// Sentences in another place.
    moved: Vec<Moved>,
    /// Changes of these sentences, as far as they are recorded.
    changes_of_moved: Vec<Option<usize>>,
    /// Sentences of the old and the new version that are in another block of the other one.
    pub(super) elsewhere: [Parts; 2],
}

impl<'a, 'b> RunWriter<'a, 'b> {
    pub(super) fn new(
        log: &'a mut ChangeLog<'b>,
        interner: &'a mut Interner,
        location: &'a Location,
        (before, after): (TextSide<'a>, TextSide<'a>),
        context: RunContext,
    ) -> Self {
        let (runs, changes, links) = (Vec::new(), Vec::new(), Vec::new());
        let (moved, changes_of_moved) = (Vec::new(), Vec::new());
        let elsewhere = Default::default();
        Self {
            log,
            interner,
            location,
            before,
            after,
            context,
            runs,
            changes,
            links,
            moved,
            changes_of_moved,
            elsewhere,
        }
    }

    /// Writes ops without gaps.
    pub(super) fn write(&mut self, ops: &[Op]) {
        if self.context.enclosing.is_none() {
            self.moved = moved_sentences(ops, self.before.joined, self.after.joined);
            self.changes_of_moved = vec![None; self.moved.len()];
        }
        let befores = self.moved.iter().map(|(before, _)| before).chain(self.elsewhere[0].iter().map(|(part, _)| part));
        let afters = self.moved.iter().map(|(_, after)| after).chain(self.elsewhere[1].iter().map(|(part, _)| part));
        for op in &divided(ops, befores.collect(), afters.collect()) {
            let is_part = |(before, after): &Moved| {
                (*before == op.before && op.after.is_empty()) || (*after == op.after && op.before.is_empty())
            };
            match (self.moved.iter().position(is_part), self.change_elsewhere(op)) {
                _ if op.equal => self.write_equal(op),
                (Some(moved), _) => self.write_moved(op, moved),
                (None, Some(change)) => {
                    self.changes.push(change);
                    self.log.words.moved += count_words(self.after.tokens(&op.after));
                    self.push_runs(op, change);
                }
                (None, None) => self.write_change(op),
            }
        }
    }

    /// The change of a sentence that is in another block of the other version.
    fn change_elsewhere(&self, op: &Op) -> Option<usize> {
        let [befores, afters] = &self.elsewhere;
        let is_before = |(part, _): &&(Range<usize>, usize)| *part == op.before && op.after.is_empty();
        let is_after = |(part, _): &&(Range<usize>, usize)| *part == op.after && op.before.is_empty();
        let found = befores.iter().find(is_before).or_else(|| afters.iter().find(is_after));
        found.map(|(_, change)| *change)
    }

    /// Writes the old or the new place of a moved sentence. Its words count as moved.
    fn write_moved(&mut self, op: &Op, moved: usize) {
        let (before, after) = self.moved[moved].clone();
        let change = match self.changes_of_moved[moved] {
            Some(change) => change,
            None => self.record(&Op { equal: true, before, after }, ChangeKind::SentenceMoved),
        };
        self.changes_of_moved[moved] = Some(change);
        self.log.words.moved += count_words(self.after.tokens(&op.after));
        self.push_runs(op, change);
    }

    fn write_change(&mut self, op: &Op) {
        let (a, b) = (self.before.tokens(&op.before), self.after.tokens(&op.after));
        self.log.words.deleted += count_words(a);
        self.log.words.inserted += count_words(b);
        let is_math = a.iter().chain(b).all(|token| token.kind == TokenKind::Math);
        let change = match self.context.enclosing {
            Some(change) => {
                if self.changes.last() != Some(&change) {
                    self.changes.push(change);
                }
                change
            }
            None => self.record(op, if is_math { ChangeKind::Math } else { ChangeKind::Words }),
        };
        self.record_replaced_link(op);
        self.push_runs(op, change);
    }

    /// Pushes the deleted and the inserted runs of an op.
    fn push_runs(&mut self, op: &Op, change: usize) {
        for (side, range, mark) in [(&self.before, &op.before, Mark::Deleted), (&self.after, &op.after, Mark::Inserted)]
        {
            let mut from = range.start;
            for at in range.clone().filter(|&at| at + 1 == range.end || !side.is_uniform(at, at + 1)) {
                let run = side.run(&(from..at + 1));
                let (before, after) = if mark == Mark::Deleted { (run, None) } else { (None, run) };
                let text = side.words(from..at + 1);
                // Deleted words come first at a place, unless those before them moved.
                let follows_inserted =
                    mark == Mark::Deleted && self.runs.last().is_some_and(|run| run.mark == Mark::Inserted);
                let spaced = follows_inserted || before.iter().chain(&after).any(|side| side.spaced);
                self.runs.push(Run { mark, text, before, after, change: Some(change), spaced });
                from = at + 1;
            }
        }
    }

    /// Records a change of the words of an op.
    fn record(&mut self, op: &Op, kind: ChangeKind) -> usize {
        let details = Details {
            before: self.before.span(&op.before),
            after: self.after.span(&op.after),
            deleted: self.before.words(op.before.clone()),
            inserted: self.after.words(op.after.clone()),
        };
        let id = self.log.record(self.location, kind, details);
        self.changes.push(id);
        id
    }

    /// Records the new destination of a link whose words changed, too.
    fn record_replaced_link(&mut self, op: &Op) {
        let only_link = |tokens: &[Token]| -> Option<usize> {
            let mut links = tokens.iter().filter_map(|token| token.link);
            let first = links.next()?;
            links.all(|link| link == first).then_some(first)
        };
        let (a, b) = (only_link(self.before.tokens(&op.before)), only_link(self.after.tokens(&op.after)));
        if a.is_some() && b.is_some() {
            self.record_link(op, (a, b));
        }
    }

    /// Records the new destination of a link, once for each link.
    fn record_link(&mut self, op: &Op, links: Links) -> Option<usize> {
        let (before, after) = (self.before.target(links.0), self.after.target(links.1));
        if before == after {
            return None;
        }
        if let Some((_, id)) = self.links.iter().find(|(known, _)| *known == links) {
            return Some(*id);
        }
        let id = self.record(op, ChangeKind::LinkTarget { before, after });
        self.links.push((links, id));
        Some(id)
    }

    fn write_equal(&mut self, op: &Op) {
        let (a, b) = (self.before.tokens(&op.before), self.after.tokens(&op.after));
        self.log.equal.extend(a.iter().zip(b).map(|(x, y)| (x.span.clone(), y.span.clone())));
        let counter = if self.context.moved { &mut self.log.words.moved } else { &mut self.log.words.common };
        *counter += count_words(b);
        let count = op.before.len();
        let mut from = 0;
        let mut last: Option<(Formats, usize)> = None;
        for at in 0..count {
            let (a, b) = (op.before.start + at, op.after.start + at);
            if at + 1 < count && self.before.is_uniform(a, a + 1) && self.after.is_uniform(b, b + 1) {
                continue;
            }
            let part = Op { equal: true, before: op.before.start + from..a + 1, after: op.after.start + from..b + 1 };
            let change = self.record_attributes(op, &part, from, &mut last);
            let (before, after) = (self.before.run(&part.before), self.after.run(&part.after));
            let is_in = |side: &Option<RunSide>| side.as_ref().is_some_and(|side| side.spaced);
            let spaced = is_spaced(&self.runs, is_in(&before), is_in(&after));
            let text = self.after.words(part.after.clone());
            self.runs.push(Run { mark: Mark::Equal, text, before, after, change, spaced });
            from = at + 1;
        }
    }

    /// Records changed formatting, links and images of equal words. `last` is the formatting change of the words
    /// before.
    fn record_attributes(
        &mut self,
        op: &Op,
        part: &Op,
        from: usize,
        last: &mut Option<(Formats, usize)>,
    ) -> Option<usize> {
        let (x, y) = (&self.before.joined.tokens[part.before.start], &self.after.joined.tokens[part.after.start]);
        let (links, kinds, formats) = ((x.link, y.link), (x.kind, y.kind), formats(x, y));
        let mut change = self.record_link(part, links);
        *last = match *last {
            _ if formats.0 == formats.1 => None,
            Some((known, id)) if known == formats => Some((known, id)),
            _ => {
                let end = self.end_of_format(op, from, formats);
                let whole = Op {
                    equal: true,
                    before: part.before.start..op.before.start + end,
                    after: part.after.start..op.after.start + end,
                };
                let kind = ChangeKind::Formatting { before: formats.0, after: formats.1 };
                Some((formats, self.record(&whole, kind)))
            }
        };
        change = change.or(last.map(|(_, id)| id));
        if let (TokenKind::Image(_), TokenKind::Image(_)) = kinds {
            change = self.record_image(part).or(change);
        }
        change
    }

    /// End of the words with this formatting, relative to the start of an op.
    fn end_of_format(&self, op: &Op, from: usize, expected: Formats) -> usize {
        let (before, after) = (&self.before.joined.tokens, &self.after.joined.tokens);
        let is_other = |&at: &usize| formats(&before[op.before.start + at], &after[op.after.start + at]) != expected;
        (from..op.before.len()).find(is_other).unwrap_or(op.before.len())
    }

    fn record_image(&mut self, part: &Op) -> Option<usize> {
        let (before, after) = (self.before.image(part.before.start), self.after.image(part.after.start));
        if before == after {
            return None;
        }
        let alt = description_runs(&before.alt, &after.alt, self.interner);
        Some(self.record(part, ChangeKind::Image { before, after, alt }))
    }
}

/// Whether a space is shown before equal words that follow these runs, if one precedes them in the old version, in the
/// new version. Where only one does, the words deleted or inserted before them may have that space before them.
fn is_spaced(runs: &[Run], before: bool, after: bool) -> bool {
    if before == after {
        return before;
    }
    let has_space = |mark: Mark| {
        let marked = runs.iter().rev().take_while(|run| run.mark != Mark::Equal);
        marked.filter(|run| run.mark == mark).last().map(|run| run.spaced)
    };
    match (has_space(Mark::Deleted), has_space(Mark::Inserted)) {
        (_, Some(true)) => after,
        (Some(true), None) => before,
        _ => true,
    }
}

/// The formatting of two equal tokens.
fn formats(before: &Token, after: &Token) -> Formats {
    (before.styles & Styles::FORMATTING, after.styles & Styles::FORMATTING)
}

/// Product of word counts of two image descriptions up to which words are compared.
const DESCRIPTION_LIMIT: usize = 1 << 16;

/// The runs of two image descriptions. They have no source of their own.
fn description_runs(before: &str, after: &str, interner: &mut Interner) -> Vec<Run> {
    let mut tokenize = |text: &str| FlatText::plain(text).tokenize(interner);
    let (a, b) = (tokenize(before), tokenize(after));
    let (joined_a, joined_b) = (JoinedText::new(vec![&a]), JoinedText::new(vec![&b]));
    let ops = words::compare(&joined_a, &joined_b, interner, DESCRIPTION_LIMIT)
        .unwrap_or_else(|_| vec![Op::replace_all(a.tokens.len(), b.tokens.len())]);
    let mut runs = Vec::new();
    for op in ops {
        let mut push = |mark, text: String| {
            if !text.is_empty() {
                runs.push(Run { mark, text, before: None, after: None, change: None, spaced: false });
            }
        };
        if op.equal {
            push(Mark::Equal, b.words_of(op.after));
        } else {
            push(Mark::Deleted, a.words_of(op.before));
            push(Mark::Inserted, b.words_of(op.after));
        }
    }
    runs
}

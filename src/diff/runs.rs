//! From words that are the same or not to runs, and to changes of words, looks, links and images.

use super::change::ChangeKind;
use super::compare::{Joined, compare_words};
use super::flatten::Text;
use super::intern::Interner;
use super::ledger::{Details, Ledger, Place};
use super::model::{Mark, Run};
use super::side::Side;
use super::styles::Styles;
use super::token::{Token, TokenKind};
use super::words::Op;

/// The bits of [`Styles`] that say how words look, not what they are.
const LOOKS: u8 = Styles::STRONG.0 | Styles::EMPHASIS.0 | Styles::STRIKETHROUGH.0 | Styles::CODE.0 | Styles::PARTIAL.0;

/// The links that words are in, before and after.
type Links = (Option<usize>, Option<usize>);

/// Makes runs of one text and notes what changed in it.
pub(super) struct Writer<'a, 'b> {
    pub(super) ledger: &'a mut Ledger<'b>,
    pub(super) interner: &'a mut Interner,
    pub(super) place: Place,
    pub(super) before: Side<'a>,
    pub(super) after: Side<'a>,
    /// What all changed words belong to: the new title of a section, a new column.
    pub(super) whole: Option<usize>,
    /// Words that are the same count as moved.
    pub(super) moved: bool,
    pub(super) runs: Vec<Run>,
    /// The ids of changes.
    pub(super) found: Vec<usize>,
    /// The changes of links that lead elsewhere.
    links: Vec<(Links, usize)>,
}

impl<'a, 'b> Writer<'a, 'b> {
    pub(super) fn new(
        ledger: &'a mut Ledger<'b>,
        interner: &'a mut Interner,
        place: Place,
        (before, after): (Side<'a>, Side<'a>),
    ) -> Self {
        Self {
            ledger,
            interner,
            place,
            before,
            after,
            whole: None,
            moved: false,
            runs: Vec::new(),
            found: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Writes ops that leave no gaps.
    pub(super) fn write(&mut self, ops: &[Op]) {
        for op in ops {
            if op.equal { self.write_equal(op) } else { self.write_change(op) }
        }
    }

    fn write_change(&mut self, op: &Op) {
        let change = self.whole.unwrap_or_else(|| {
            let is_math = |tokens: &[Token]| tokens.iter().all(|token| token.kind == TokenKind::Math);
            let (a, b) = (&self.before.joined.tokens[op.before.clone()], &self.after.joined.tokens[op.after.clone()]);
            let kind = if is_math(a) && is_math(b) { ChangeKind::Math } else { ChangeKind::Words };
            let details = self.details(op);
            self.ledger.note(&self.place, kind, details)
        });
        if self.found.last() != Some(&change) {
            self.found.push(change);
        }
        self.note_replaced_link(op);
        let words = |tokens: &[Token]| tokens.iter().filter(|token| token.is_word).count();
        self.ledger.words.deleted += words(&self.before.joined.tokens[op.before.clone()]);
        self.ledger.words.inserted += words(&self.after.joined.tokens[op.after.clone()]);
        for (side, range, mark) in [(&self.before, &op.before, Mark::Deleted), (&self.after, &op.after, Mark::Inserted)]
        {
            let mut from = range.start;
            for at in range.clone() {
                if at + 1 < range.end && side.is_uniform(at, at + 1) {
                    continue;
                }
                let place = side.place(&(from..at + 1));
                let (before, after) = if mark == Mark::Deleted { (place, None) } else { (None, place) };
                let text = side.words(from..at + 1);
                self.runs.push(Run { mark, text, before, after, change: Some(change) });
                from = at + 1;
            }
        }
    }

    fn details(&self, op: &Op) -> Details {
        Details {
            before: self.before.span(&op.before),
            after: self.after.span(&op.after),
            deleted: self.before.words(op.before.clone()),
            inserted: self.after.words(op.after.clone()),
        }
    }

    /// The words of a link changed, and where it leads, too.
    fn note_replaced_link(&mut self, op: &Op) {
        let only_link = |tokens: &[Token]| -> Option<usize> {
            let mut links = tokens.iter().filter_map(|token| token.link);
            let first = links.next()?;
            links.all(|link| link == first).then_some(first)
        };
        let a = only_link(&self.before.joined.tokens[op.before.clone()]);
        let b = only_link(&self.after.joined.tokens[op.after.clone()]);
        if let Some((a, b)) = a.zip(b) {
            self.link(op, (Some(a), Some(b)));
        }
    }

    /// Notes that a link leads elsewhere, once for each link.
    fn link(&mut self, op: &Op, links: Links) -> Option<usize> {
        let (before, after) = (self.before.target(links.0), self.after.target(links.1));
        if before == after {
            return None;
        }
        if let Some((_, id)) = self.links.iter().find(|(known, _)| *known == links) {
            return Some(*id);
        }
        let details = self.details(op);
        let id = self.ledger.note(&self.place, ChangeKind::LinkTarget { before, after }, details);
        self.found.push(id);
        self.links.push((links, id));
        Some(id)
    }

    fn write_equal(&mut self, op: &Op) {
        let count = op.before.len();
        let mut from = 0;
        let mut looks: Option<(u8, u8, usize)> = None;
        for at in 0..count {
            let (a, b) = (op.before.start + at, op.after.start + at);
            let (x, y) = (&self.before.joined.tokens[a], &self.after.joined.tokens[b]);
            self.ledger.kept.push((x.span.clone(), y.span.clone()));
            let is_word = usize::from(y.is_word);
            let same = if self.moved { &mut self.ledger.words.moved } else { &mut self.ledger.words.common };
            *same += is_word;
            let goes_on = at + 1 < count && self.before.is_uniform(a, a + 1) && self.after.is_uniform(b, b + 1);
            if goes_on {
                continue;
            }
            let part = Op { equal: true, before: op.before.start + from..a + 1, after: op.after.start + from..b + 1 };
            let change = self.looks(op, &part, from, &mut looks);
            self.runs.push(Run {
                mark: Mark::Equal,
                text: self.after.words(part.after.clone()),
                before: self.before.place(&part.before),
                after: self.after.place(&part.after),
                change,
            });
            from = at + 1;
        }
    }

    /// Notes how words that are the same look and lead otherwise. `last` is what was noted of the words before.
    fn looks(&mut self, op: &Op, part: &Op, from: usize, last: &mut Option<(u8, u8, usize)>) -> Option<usize> {
        let (x, y) = (&self.before.joined.tokens[part.before.start], &self.after.joined.tokens[part.after.start]);
        let (links, kinds) = ((x.link, y.link), (x.kind, y.kind));
        let (before, after) = (x.styles.0 & LOOKS, y.styles.0 & LOOKS);
        let link = self.link(part, links);
        let mut change = link;
        if before == after {
            *last = None;
        } else {
            let id = match *last {
                Some((a, b, id)) if (a, b) == (before, after) => id,
                _ => {
                    let end = self.end_of_look(op, from, (before, after));
                    let whole = Op {
                        equal: true,
                        before: part.before.start..op.before.start + end,
                        after: part.after.start..op.after.start + end,
                    };
                    let kind = ChangeKind::Formatting { before: Styles(before), after: Styles(after) };
                    let details = self.details(&whole);
                    let id = self.ledger.note(&self.place, kind, details);
                    self.found.push(id);
                    id
                }
            };
            *last = Some((before, after, id));
            change = change.or(Some(id));
        }
        if let (TokenKind::Image(_), TokenKind::Image(_)) = kinds {
            change = self.image(part).or(change);
        }
        change
    }

    /// Where words that look alike end, counted from the start of an op.
    fn end_of_look(&self, op: &Op, from: usize, looks: (u8, u8)) -> usize {
        let look = |at: usize| {
            let (x, y) =
                (&self.before.joined.tokens[op.before.start + at], &self.after.joined.tokens[op.after.start + at]);
            (x.styles.0 & LOOKS, y.styles.0 & LOOKS)
        };
        (from..op.before.len()).find(|&at| look(at) != looks).unwrap_or(op.before.len())
    }

    fn image(&mut self, part: &Op) -> Option<usize> {
        let (before, after) = (self.before.image(part.before.start), self.after.image(part.after.start));
        if before == after {
            return None;
        }
        let alt = alt_runs(&before.alt, &after.alt, self.interner);
        let details = self.details(part);
        let id = self.ledger.note(&self.place, ChangeKind::Image { before, after, alt }, details);
        self.found.push(id);
        Some(id)
    }
}

/// The words of one description times those of the other, if words are compared.
const ALT_LIMIT: usize = 1 << 16;

/// The runs of two descriptions. They have no places of their own.
fn alt_runs(before: &str, after: &str, interner: &mut Interner) -> Vec<Run> {
    let (a, b) = (Text::plain(before, interner), Text::plain(after, interner));
    let (a, b) = (Joined::of(vec![&a]), Joined::of(vec![&b]));
    let ops = compare_words(&a, &b, interner, ALT_LIMIT)
        .unwrap_or_else(|_| vec![Op { equal: false, before: 0..a.tokens.len(), after: 0..b.tokens.len() }]);
    let words = |joined: &Joined<'_>, range: std::ops::Range<usize>| {
        let mut words = String::new();
        for token in &joined.tokens[range] {
            if token.spaced && !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&joined.texts[0].text[token.text.clone()]);
        }
        words
    };
    let mut runs = Vec::new();
    for op in ops {
        let mut push = |mark, text: String| {
            if !text.is_empty() {
                runs.push(Run { mark, text, before: None, after: None, change: None });
            }
        };
        if op.equal {
            push(Mark::Equal, words(&b, op.after));
        } else {
            push(Mark::Deleted, words(&a, op.before));
            push(Mark::Inserted, words(&b, op.after));
        }
    }
    runs
}

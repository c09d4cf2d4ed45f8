//! Words of both versions as lines of text.

use prose_diff::{Block, BlockKind, ChangeKind, Diff, Mark, Run, RunSide};
use vale_style::sentence::sentences;

use super::paint::marked;

/// Number of characters that unchanged words may have before sentences of them are left out.
const LONG: usize = 160;

/// Sign of the end of a paragraph.
const PILCROW: &str = "¶";

/// Sign of a line break within a paragraph.
const LINE_BREAK: &str = "↵";

/// Words with one mark, white space included.
#[derive(Debug, PartialEq)]
struct Piece {
    mark: Mark,
    text: String,
    /// Whether it is shown: its words, its formatting or its link changed.
    is_changed: bool,
}

/// The words of a block of the new version, with what was deleted before, in or after it.
#[derive(Debug, Default)]
pub(super) struct TextLine {
    /// The Markdown that makes the block what it is: `- `, `## `.
    lead: String,
    pieces: Vec<Piece>,
}

impl TextLine {
    /// The line in colours, with sentences left out that are far from any change.
    pub(super) fn shown(&self) -> String {
        let mut out = self.lead.clone();
        for (at, piece) in self.pieces.iter().enumerate() {
            let has_change = |pieces: &[Piece]| pieces.iter().any(|piece| piece.is_changed);
            if piece.is_changed || piece.mark != Mark::Equal {
                out.push_str(&marked(piece.mark, &piece.text));
            } else {
                let (before, after) = (has_change(&self.pieces[..at]), has_change(&self.pieces[at + 1..]));
                out.push_str(&marked(Mark::Equal, &shortened(&piece.text, before, after)));
            }
        }
        out
    }

    /// The words alone, all of them.
    pub(super) fn words(&self) -> String {
        self.pieces.iter().map(|piece| marked(piece.mark, &piece.text)).collect()
    }

    fn push(&mut self, mark: Mark, text: &str, is_changed: bool) {
        if text.is_empty() {
            return;
        }
        let text = &text.replace('\n', LINE_BREAK);
        match self.pieces.last_mut() {
            Some(last) if last.mark == mark && last.is_changed == is_changed => last.text.push_str(text),
            _ => self.pieces.push(Piece { mark, text: text.clone(), is_changed }),
        }
    }
}

/// Unchanged words without the sentences that are far from a change; `before` and `after`: whether there are
/// changes on that side.
fn shortened(text: &str, before: bool, after: bool) -> String {
    let spans = sentences(text);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return text.to_owned() };
    let (head, tail) = (&text[..first.end], &text[last.start..]);
    let (kept, left_out) = match (before, after) {
        (true, true) => (format!("{head} … {tail}"), text.get(first.end..last.start)),
        (false, true) => (format!("… {tail}"), text.get(..last.start)),
        (true | false, false) => (format!("{head} …"), text.get(first.end..)),
    };
    let is_long = text.chars().nth(LONG).is_some();
    let saves_much = left_out.is_some_and(|text| text.chars().nth(LONG / 4).is_some());
    if is_long && saves_much { kept } else { text.to_owned() }
}

/// The runs of a row as lines, one for each block of the new version. Deleted runs that follow each other are one mark,
/// and so are inserted ones.
pub(super) fn text_lines(runs: &[Run], diff: &Diff, source: &str) -> Vec<TextLine> {
    let mut writer = LineWriter { lines: Vec::new(), blocks: [None; 2], diff, source };
    let is_equal = |run: &Run| run.mark == Mark::Equal;
    for group in runs.chunk_by(|a, b| !is_equal(a) && !is_equal(b)) {
        match group {
            [run] if is_equal(run) => writer.equal(run),
            _ => writer.changed(group),
        }
    }
    writer.lines
}

struct LineWriter<'a> {
    lines: Vec<TextLine>,
    /// The block in the old and in the new version that the last words belong to.
    blocks: [Option<usize>; 2],
    diff: &'a Diff,
    source: &'a str,
}

impl LineWriter<'_> {
    /// Writes words of both versions.
    fn equal(&mut self, run: &Run) {
        let entered = [self.enters(0, run.before.as_ref()), self.enters(1, run.after.as_ref())];
        let is_first = self.lines.is_empty();
        match entered {
            _ if is_first => self.begin(run.after.as_ref()),
            [true, true] => self.begin(run.after.as_ref()),
            [false, true] => {
                self.line().push(Mark::Inserted, PILCROW, true);
                self.begin(run.after.as_ref());
            }
            [true, false] => {
                self.line().push(Mark::Deleted, PILCROW, true);
                self.line().push(Mark::Equal, " ", false);
            }
            [false, false] if is_spaced(run) => self.line().push(Mark::Equal, " ", false),
            [false, false] => {}
        }
        let kind = run.change.and_then(|id| self.diff.changes.get(id.wrapping_sub(1))).map(|change| &change.kind);
        let is_changed = matches!(kind, Some(ChangeKind::Formatting { .. } | ChangeKind::LinkTarget { .. }));
        self.line().push(Mark::Equal, &run.text, is_changed);
    }

    /// Writes words that only one version has: the deleted ones, then the inserted ones.
    fn changed(&mut self, runs: &[Run]) {
        let (deleted, inserted): (Vec<&Run>, Vec<&Run>) = runs.iter().partition(|run| run.mark == Mark::Deleted);
        let first_after = inserted.first().and_then(|run| run.after.as_ref());
        let first_before = deleted.first().and_then(|run| run.before.as_ref());
        let enters = [self.would_enter(0, first_before), self.would_enter(1, first_after)];
        if self.lines.is_empty() || enters == [true, true] {
            self.begin(first_after);
            self.blocks[0] = first_before.map(|side| side.block).or(self.blocks[0]);
            self.blocks[1] = first_after.map(|side| side.block).or(self.blocks[1]);
        }
        let spaced = [&deleted, &inserted].map(|runs| runs.first().map(|run| is_spaced(run)));
        let is_outside = !spaced.contains(&Some(false)) && !self.line().pieces.is_empty();
        if is_outside {
            self.line().push(Mark::Equal, " ", false);
        }
        for (mark, runs) in [(Mark::Deleted, deleted), (Mark::Inserted, inserted)] {
            self.one_side(mark, &runs, is_outside);
        }
    }

    /// Writes words of one version; `has_space` is whether the first one has its space already.
    fn one_side(&mut self, mark: Mark, runs: &[&Run], has_space: bool) {
        let side_index = usize::from(mark == Mark::Inserted);
        for (at, run) in runs.iter().enumerate() {
            let side = if side_index == 0 { run.before.as_ref() } else { run.after.as_ref() };
            let is_first = at == 0 && (has_space || self.line().pieces.is_empty());
            if self.enters(side_index, side) {
                self.line().push(mark, PILCROW, true);
                if mark == Mark::Inserted {
                    self.begin(side);
                } else {
                    self.line().push(mark, " ", true);
                }
            } else if is_spaced(run) && !is_first {
                self.line().push(mark, " ", true);
            }
            self.line().push(mark, &run.text, true);
        }
    }

    /// Whether a run belongs to another block than the run before it.
    fn would_enter(&self, side_index: usize, side: Option<&RunSide>) -> bool {
        side.is_some_and(|side| self.blocks[side_index].is_some_and(|block| block != side.block))
    }

    /// As [`would_enter`](Self::would_enter), and notes the block.
    fn enters(&mut self, side_index: usize, side: Option<&RunSide>) -> bool {
        let enters = self.would_enter(side_index, side);
        if let Some(side) = side {
            self.blocks[side_index] = Some(side.block);
        }
        enters
    }

    /// Begins the line of a block.
    fn begin(&mut self, side: Option<&RunSide>) {
        let block = side.and_then(|side| self.diff.after.get(side.block));
        let lead = block.map(|block| lead(block, self.source)).unwrap_or_default();
        self.lines.push(TextLine { lead, pieces: Vec::new() });
    }

    fn line(&mut self) -> &mut TextLine {
        if self.lines.is_empty() {
            self.lines.push(TextLine::default());
        }
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }
}

/// Whether a space precedes a run that is not the first. The runs of a description have no sides, so their spacing is
/// unknown.
fn is_spaced(run: &Run) -> bool {
    run.is_spaced() || (run.before.is_none() && run.after.is_none())
}

/// The Markdown before the words of a block.
fn lead(block: &Block, source: &str) -> String {
    let inset = "  ".repeat(block.depth.saturating_sub(1).min(8));
    match &block.kind {
        BlockKind::Heading { level } => format!("{} ", "#".repeat(usize::from(*level))),
        BlockKind::Item { ordered, task, .. } => {
            let number = source.get(block.span.start..).unwrap_or_default();
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            let mark = if *ordered && digits > 0 { format!("{}. ", &number[..digits]) } else { "- ".to_owned() };
            let task = match task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            format!("{inset}{mark}{task}")
        }
        BlockKind::Quote | BlockKind::Admonition { .. } => "> ".to_owned(),
        BlockKind::Definition => ": ".to_owned(),
        BlockKind::Footnote { label } => format!("[^{label}]: "),
        _ => inset,
    }
}

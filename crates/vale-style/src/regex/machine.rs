//! Backtracking machine with a step limit.

use super::class::{Class, lower};
use super::compile::{Mode, Op, Program};
use super::syntax::Assertion;
use redline_text::is_of_word;

/// The step limit of a search was reached: the regex takes too long on this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the step limit of the search was reached")]
pub struct StepLimit;

/// A position that is not set.
pub(super) const NOWHERE: usize = usize::MAX;

/// A backtracking point.
enum Choice {
    /// Continue at `op`.
    Go { op: usize, at: usize },
    /// Continue with a run one character shorter, down to `least`.
    Shorter { op: usize, at: usize, least: usize },
    /// The same, where the run must be followed by this ASCII character in either case.
    ShorterTo { op: usize, at: usize, least: usize, next: [u8; 2] },
    /// Continue with a run one character longer, up to `left` more.
    Longer { op: usize, at: usize, left: u32 },
    /// Continue with the next branch of a dispatch.
    Branch { table: usize, list: usize, index: usize, at: usize },
    /// Restore a slot and backtrack further.
    Restore { slot: usize, was: usize },
}

/// Scratch space of the machine, reused between runs.
#[derive(Default)]
pub struct Scratch {
    choices: Vec<Choice>,
    pub(super) slots: Vec<usize>,
    /// Steps left for the current text.
    budget: u64,
    /// Positions where each loop has been, one bit each.
    seen: Vec<u64>,
}

/// Steps for every text, and additional ones for each byte.
const BASE_STEPS: u64 = 1_000_000;
const STEPS_PER_BYTE: u64 = 64;

impl Scratch {
    /// Resets the steps that one rule may take on a text of `len` bytes.
    pub fn begin(&mut self, len: usize) {
        self.budget = BASE_STEPS + STEPS_PER_BYTE * len as u64;
    }
}

/// One search in one text.
pub(super) struct Machine<'a> {
    pub(super) program: &'a Program,
    pub(super) text: &'a str,
    pub(super) scratch: &'a mut Scratch,
    /// The start of the search.
    pub(super) from: usize,
}

impl Machine<'_> {
    /// Forgets where loops have been, for a new search.
    pub(super) fn begin(&mut self) {
        self.scratch.seen.clear();
        self.scratch.seen.resize((self.program.loops * (self.text.len() + 1)).div_ceil(64), 0);
    }

    /// The end of the match that starts at `at`.
    pub(super) fn run_at(&mut self, at: usize) -> Result<Option<usize>, StepLimit> {
        self.scratch.choices.clear();
        self.scratch.slots.clear();
        self.scratch.slots.resize(self.program.slots, NOWHERE);
        self.run(0, at, false)
    }

    fn run(&mut self, mut op: usize, mut at: usize, backward: bool) -> Result<Option<usize>, StepLimit> {
        let base = self.scratch.choices.len();
        let program = self.program;
        loop {
            self.scratch.budget = self.scratch.budget.checked_sub(1).ok_or(StepLimit)?;
            // One match over all operations, each of which decides where to continue: the hot loop.
            let next = match &program.ops[op] {
                Op::Match => {
                    self.forget(base);
                    return Ok(Some(at));
                }
                Op::Char { c, fold } => {
                    let is_it = |found: char| found == *c || (*fold && lower(found) == *c);
                    self.char_at(at, backward).filter(|(found, _)| is_it(*found)).map(|(_, next)| (op + 1, next))
                }
                Op::Class(class) => {
                    let class = &program.classes[*class];
                    self.char_at(at, backward).filter(|(c, _)| class.contains(*c)).map(|(_, next)| (op + 1, next))
                }
                Op::Beside { class, behind, negative } => {
                    let class = &program.classes[*class];
                    let found = self.char_at(at, *behind).is_some_and(|(c, _)| class.contains(c));
                    (found != *negative).then_some((op + 1, at))
                }
                Op::Text(text) => {
                    let holds = self.text.as_bytes()[at..].starts_with(text.as_bytes());
                    holds.then(|| (op + 1, at + text.len()))
                }
                Op::Run { class, min, max, mode } => self.start_run(op, at, backward, (*class, *min, *max, *mode)),
                Op::Split { first, second } => {
                    self.scratch.choices.push(Choice::Go { op: *second, at });
                    Some((*first, at))
                }
                Op::Jump(to) => Some((*to, at)),
                Op::Loop { seen, after, greedy } => self.enter_loop(op, at, (*seen, *after, *greedy)),
                Op::Dispatch(table) => {
                    let (list, _) = program.tables[*table].branches(self.text.as_bytes().get(at).copied());
                    self.branch(*table, list, 0, at)
                }
                Op::Save(slot) => {
                    let was = std::mem::replace(&mut self.scratch.slots[*slot], at);
                    self.scratch.choices.push(Choice::Restore { slot: *slot, was });
                    Some((op + 1, at))
                }
                Op::Assert(place) => self.is_at(*place, at).then_some((op + 1, at)),
                Op::Look { behind, negative, end } => {
                    let found = self.run(op + 1, at, *behind)?;
                    (found.is_some() != *negative).then_some((*end, at))
                }
                Op::Atomic { end } => self.run(op + 1, at, backward)?.map(|at| (*end, at)),
                Op::Reference { group, fold } => self.reference(*group, *fold, at, backward).map(|at| (op + 1, at)),
                Op::Progress { slot, after } => {
                    Some((if self.scratch.slots[*slot] == at { *after } else { op + 1 }, at))
                }
            };
            let Some(next) = next.or_else(|| self.other_way(base, backward)) else { return Ok(None) };
            (op, at) = next;
        }
    }

    /// Removes backtracking points, but keeps those that restore slots if the surroundings fail.
    fn forget(&mut self, base: usize) {
        let mut kept = base;
        for index in base..self.scratch.choices.len() {
            if matches!(self.scratch.choices[index], Choice::Restore { .. }) {
                self.scratch.choices.swap(kept, index);
                kept += 1;
            }
        }
        self.scratch.choices.truncate(kept);
    }

    /// Enters the head of an endless loop, unless it has been here.
    fn enter_loop(
        &mut self,
        op: usize,
        at: usize,
        (seen, after, greedy): (usize, usize, bool),
    ) -> Option<(usize, usize)> {
        let bit = seen * (self.text.len() + 1) + at;
        let (word, bit) = (&mut self.scratch.seen[bit / 64], 1_u64 << (bit % 64));
        if *word & bit != 0 {
            return None;
        }
        *word |= bit;
        let (first, second) = if greedy { (op + 1, after) } else { (after, op + 1) };
        self.scratch.choices.push(Choice::Go { op: second, at });
        Some((first, at))
    }

    fn branch(&mut self, table: usize, list: usize, index: usize, at: usize) -> Option<(usize, usize)> {
        let branches = &self.program.tables[table].lists[list];
        let op = *branches.get(index)?;
        if index + 1 < branches.len() {
            self.scratch.choices.push(Choice::Branch { table, list, index: index + 1, at });
        }
        Some((op, at))
    }

    fn start_run(
        &mut self,
        op: usize,
        start: usize,
        backward: bool,
        (class, min, limit, mode): (usize, u32, u32, Mode),
    ) -> Option<(usize, usize)> {
        let class = &self.program.classes[class];
        let most = if mode == Mode::Lazy { min } else { limit };
        let (at, least, count) = if backward {
            self.run_back(class, start, (min, most))
        } else {
            let (least, count) = class.run(self.text, start, min.min(most));
            let (end, added) = class.run(self.text, least, most - count);
            (end, least, count + added)
        };
        // A long run counts as many steps.
        self.scratch.budget = self.scratch.budget.saturating_sub(u64::from(count) / 8);
        if count < min {
            return None;
        }
        if mode == Mode::Greedy && at != least {
            let choice = match self.next_byte(op + 1) {
                Some(next) if !backward => Choice::ShorterTo { op: op + 1, at, least, next },
                _ => Choice::Shorter { op: op + 1, at, least },
            };
            self.scratch.choices.push(choice);
        }
        if mode == Mode::Lazy && count < limit {
            self.scratch.choices.push(Choice::Longer { op, at, left: limit - count });
        }
        Some((op + 1, at))
    }

    /// The only ASCII character that an operation can start with, in both cases.
    fn next_byte(&self, op: usize) -> Option<[u8; 2]> {
        let (first, fold) = match &self.program.ops[op] {
            // The Kelvin sign folds to `k`.
            Op::Char { c: 'k', fold: true } => return None,
            Op::Char { c, fold } => (*c, *fold),
            Op::Text(text) => (text.chars().next()?, false),
            _ => return None,
        };
        let byte = u8::try_from(first).ok().filter(u8::is_ascii)?;
        Some([byte, if fold { byte.to_ascii_uppercase() } else { byte }])
    }

    /// A run from right to left: its end, the end of its minimal part, and its length.
    fn run_back(&self, class: &Class, start: usize, (min, most): (u32, u32)) -> (usize, usize, u32) {
        let (mut at, mut least, mut count) = (start, start, 0);
        while count < most {
            let Some((_, next)) = self.char_at(at, true).filter(|(c, _)| class.contains(*c)) else { break };
            at = next;
            count += 1;
            if count == min {
                least = at;
            }
        }
        (at, least, count)
    }

    /// Backtracks to the last point above `base` that leads somewhere.
    fn other_way(&mut self, base: usize, backward: bool) -> Option<(usize, usize)> {
        while self.scratch.choices.len() > base {
            let way = match self.scratch.choices.pop()? {
                Choice::Go { op, at } => Some((op, at)),
                Choice::Shorter { op, at, least } => self.shorter(op, at, least, backward),
                Choice::ShorterTo { op, at, least, next } => self.shorter_to(op, at, least, next),
                Choice::Longer { op, at, left } => self.longer(op, at, left, backward),
                Choice::Branch { table, list, index, at } => self.branch(table, list, index, at),
                Choice::Restore { slot, was } => {
                    self.scratch.slots[slot] = was;
                    None
                }
            };
            if way.is_some() {
                return way;
            }
        }
        None
    }

    fn shorter(&mut self, op: usize, at: usize, least: usize, backward: bool) -> Option<(usize, usize)> {
        // Shorter means one character in the other direction.
        let (_, at) = self.char_at(at, !backward)?;
        if at != least {
            self.scratch.choices.push(Choice::Shorter { op, at, least });
        }
        Some((op, at))
    }

    fn shorter_to(&mut self, op: usize, at: usize, least: usize, next: [u8; 2]) -> Option<(usize, usize)> {
        let bytes = &self.text.as_bytes()[least..at];
        let at = least + memchr::memrchr2(next[0], next[1], bytes)?;
        if at != least {
            self.scratch.choices.push(Choice::ShorterTo { op, at, least, next });
        }
        Some((op, at))
    }

    fn longer(&mut self, op: usize, at: usize, left: u32, backward: bool) -> Option<(usize, usize)> {
        let Op::Run { class, .. } = &self.program.ops[op] else { return None };
        let class = &self.program.classes[*class];
        let (_, at) = self.char_at(at, backward).filter(|(c, _)| class.contains(*c))?;
        if left > 1 {
            self.scratch.choices.push(Choice::Longer { op, at, left: left - 1 });
        }
        Some((op + 1, at))
    }

    /// The next character in reading direction, and its end.
    #[inline]
    fn char_at(&self, at: usize, backward: bool) -> Option<(char, usize)> {
        let bytes = self.text.as_bytes();
        if backward {
            let byte = *bytes.get(at.checked_sub(1)?)?;
            if byte.is_ascii() {
                return Some((char::from(byte), at - 1));
            }
            let c = self.text[..at].chars().next_back()?;
            Some((c, at - c.len_utf8()))
        } else {
            let byte = *bytes.get(at)?;
            if byte.is_ascii() {
                return Some((char::from(byte), at + 1));
            }
            let c = self.text[at..].chars().next()?;
            Some((c, at + c.len_utf8()))
        }
    }

    fn is_at(&self, place: Assertion, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        match place {
            Assertion::Start => at == 0,
            Assertion::End => at == bytes.len(),
            Assertion::EndOrFinalBreak => at == bytes.len() || (at + 1 == bytes.len() && bytes[at] == b'\n'),
            Assertion::LineStart => at == 0 || bytes[at - 1] == b'\n',
            Assertion::LineEnd => at == bytes.len() || bytes[at] == b'\n',
            Assertion::WordBoundary => self.is_boundary(at),
            Assertion::NotWordBoundary => !self.is_boundary(at),
            Assertion::SearchStart => at == self.from,
        }
    }

    fn is_boundary(&self, at: usize) -> bool {
        let before = self.char_at(at, true).is_some_and(|(c, _)| is_of_word(c));
        let after = self.char_at(at, false).is_some_and(|(c, _)| is_of_word(c));
        before != after
    }

    fn reference(&mut self, group: usize, fold: bool, mut at: usize, backward: bool) -> Option<usize> {
        let (start, end) = (*self.scratch.slots.get(2 * group)?, *self.scratch.slots.get(2 * group + 1)?);
        if start == NOWHERE || end == NOWHERE {
            return None;
        }
        let kept = start.min(end)..end.max(start);
        // Counts as many steps.
        self.scratch.budget = self.scratch.budget.saturating_sub(kept.len() as u64 / 8);
        let mut inner = if backward { kept.end } else { kept.start };
        while inner != if backward { kept.start } else { kept.end } {
            let (expected, next_inner) = self.char_at(inner, backward)?;
            let (found, next) = self.char_at(at, backward)?;
            if found != expected && !(fold && lower(found) == lower(expected)) {
                return None;
            }
            (inner, at) = (next_inner, next);
        }
        Some(at)
    }
}

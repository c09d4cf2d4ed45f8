//! Compiler from the syntax tree to operations of the machine.

use super::byte_set::ByteSet;
use super::class::Class;
use super::dispatch::{Table, shared_len, ways};
use super::first_bytes::first_bytes_of_sequence;
use super::syntax::{Assertion, Node};

/// From this many branches on a dispatch table pays.
const MIN_DISPATCH: usize = 5;

/// Limit on nested shared prefixes.
const MAX_SHARED: usize = 6;

/// One operation.
#[derive(Clone, Debug)]
pub(super) enum Op {
    /// The end of a match.
    Match,
    /// One character.
    Char { c: char, fold: bool },
    /// A literal.
    Text(Box<str>),
    /// One character of a class.
    Class(usize),
    /// A run of one class.
    Run { class: usize, min: u32, max: u32, mode: Mode },
    /// Continue at `first`, on failure at `second`.
    Split { first: usize, second: usize },
    /// The head of an endless loop: another round, or continue at `after`. A position is not tried twice, since it
    /// would fail again.
    Loop { seen: usize, after: usize, greedy: bool },
    /// Continue elsewhere.
    Jump(usize),
    /// The branches that can start with the next byte, in order.
    Dispatch(usize),
    /// Store the position in a slot.
    Save(usize),
    /// A lookaround of one character class.
    Beside { class: usize, behind: bool, negative: bool },
    /// A zero-width assertion.
    Assert(Assertion),
    /// A lookaround of the operations up to [`Op::Match`]; continues at `end`.
    Look { behind: bool, negative: bool, end: usize },
    /// An atomic group of the operations up to [`Op::Match`]; continues at `end`.
    Atomic { end: usize },
    /// A backreference.
    Reference { group: usize, fold: bool },
    /// Leaves a loop at `after` if nothing was consumed since the slot was stored.
    Progress { slot: usize, after: usize },
}

/// How many characters a run takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// As many as possible, fewer on failure.
    Greedy,
    /// As few as possible, more on failure.
    Lazy,
    /// As many as possible, without backtracking: what follows cannot start earlier.
    All,
}

/// The operations of a regex.
#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    pub(super) ops: Vec<Op>,
    pub(super) classes: Vec<Class>,
    /// The branches of each dispatch by first byte.
    pub(super) tables: Vec<Table>,
    /// Number of slots: two for each group, one for each loop.
    pub(super) slots: usize,
    /// Number of loops that record their positions.
    pub(super) loops: usize,
}

struct Compiler {
    program: Program,
    /// Whether the text is read from right to left, as in lookbehinds.
    backward: bool,
    /// Whether failure depends on the position alone, so that loops can skip known positions: not with backreferences,
    /// nor inside lookarounds and atomic groups.
    has_state: bool,
}

/// Whether the node is a case-sensitive character.
pub(super) fn is_plain(node: &Node) -> bool {
    matches!(node, Node::Char { fold: false, .. })
}

/// Compiles a regex with `groups` groups, whose size was checked.
pub(super) fn compile(node: &Node, groups: usize) -> Program {
    let program = Program { slots: 2 * (groups + 1), ..Program::default() };
    let has_state = !node.any(&|node| matches!(node, Node::Reference { .. }));
    let mut compiler = Compiler { program, backward: false, has_state };
    compiler.node(node, None);
    compiler.push(Op::Match);
    compiler.program
}

impl Compiler {
    fn push(&mut self, op: Op) -> usize {
        self.program.ops.push(op);
        self.program.ops.len() - 1
    }

    fn here(&self) -> usize {
        self.program.ops.len()
    }

    fn class(&mut self, class: &Class) -> usize {
        self.program.classes.push(class.clone());
        self.program.classes.len() - 1
    }

    fn slot(&mut self) -> usize {
        self.program.slots += 1;
        self.program.slots - 1
    }

    /// Compiles a node. `follow` is what always comes directly after it, if known.
    fn node(&mut self, node: &Node, follow: Option<&Node>) {
        match node {
            Node::Empty => {}
            Node::Char { c, fold } => drop(self.push(Op::Char { c: *c, fold: *fold })),
            Node::Class(class) => {
                let class = self.class(class);
                self.push(Op::Class(class));
            }
            Node::Concat(nodes) => self.sequence(nodes, follow),
            Node::Alternate(nodes) => self.alternate(&nodes.iter().map(Node::parts).collect::<Vec<_>>(), follow, 0),
            Node::Repeat { node, .. } if takes_nothing(node) => {
                // Repeating the empty regex has no effect.
            }
            Node::Repeat { node, min, max, greedy } => match class_of(node) {
                Some(class) => self.run(&class, (*min, *max, *greedy), follow),
                None => self.repeat(node, *min, *max, *greedy),
            },
            Node::Capture { group, node } => {
                let (open, close) = if self.backward { (1, 0) } else { (0, 1) };
                self.push(Op::Save(2 * group + open));
                self.node(node, follow);
                self.push(Op::Save(2 * group + close));
            }
            Node::Assert(place) => drop(self.push(Op::Assert(*place))),
            Node::Look { behind, negative, node } => self.look(node, *behind, *negative),
            Node::Atomic(node) => self.inner(node, |end| Op::Atomic { end }),
            Node::Reference { group, fold } => drop(self.push(Op::Reference { group: *group, fold: *fold })),
        }
    }

    fn look(&mut self, node: &Node, behind: bool, negative: bool) {
        if let Some(class) = class_of(node) {
            let class = self.class(&class);
            self.push(Op::Beside { class, behind, negative });
            return;
        }
        let outer = std::mem::replace(&mut self.backward, behind);
        self.inner(node, |end| Op::Look { behind, negative, end });
        self.backward = outer;
    }

    fn sequence(&mut self, nodes: &[Node], follow: Option<&Node>) {
        let mut at = 0;
        while at < nodes.len() {
            let run = nodes[at..].iter().take_while(|node| is_plain(node)).count();
            if run > 1 && !self.backward {
                let chars = nodes[at..at + run].iter().filter_map(|node| match node {
                    Node::Char { c, .. } => Some(*c),
                    _ => None,
                });
                self.push(Op::Text(chars.collect::<String>().into()));
                at += run;
                continue;
            }
            let index = if self.backward { nodes.len() - 1 - at } else { at };
            let next = if self.backward { index.checked_sub(1) } else { Some(index + 1) };
            let next = next.and_then(|next| nodes.get(next)).or(follow.filter(|_| at + 1 == nodes.len()));
            self.node(&nodes[index], next);
            at += 1;
        }
    }

    fn inner(&mut self, node: &Node, op: impl Fn(usize) -> Op) {
        let at = self.push(Op::Match);
        let outer = std::mem::replace(&mut self.has_state, false);
        self.node(node, None);
        self.has_state = outer;
        self.push(Op::Match);
        self.program.ops[at] = op(self.here());
    }

    /// Compiles an alternation. Branches with a shared prefix are merged, up to a nesting of `depth`.
    fn alternate(&mut self, branches: &[&[Node]], follow: Option<&Node>, depth: usize) {
        let ways = if self.backward || depth == MAX_SHARED {
            branches.iter().map(|branch| vec![*branch]).collect()
        } else {
            ways(branches)
        };
        if ways.len() >= MIN_DISPATCH && !self.backward {
            return self.dispatch(&ways, follow, depth);
        }
        let mut jumps = Vec::new();
        for way in &ways[..ways.len() - 1] {
            let split = self.push(Op::Match);
            self.way(way, follow, depth);
            jumps.push(self.push(Op::Match));
            self.program.ops[split] = Op::Split { first: split + 1, second: self.here() };
        }
        self.way(&ways[ways.len() - 1], follow, depth);
        self.land(&jumps);
    }

    /// Compiles branches with a shared prefix: the prefix, then an alternation of the rests.
    fn way(&mut self, branches: &[&[Node]], follow: Option<&Node>, depth: usize) {
        if let [branch] = branches {
            self.sequence(branch, follow);
        } else {
            let shared = shared_len(branches);
            self.sequence(&branches[0][..shared], None);
            let rest: Vec<&[Node]> = branches.iter().map(|branch| &branch[shared..]).collect();
            self.alternate(&rest, follow, depth + 1);
        }
    }

    fn land(&mut self, jumps: &[usize]) {
        let here = self.here();
        for &jump in jumps {
            self.program.ops[jump] = Op::Jump(here);
        }
    }

    fn dispatch(&mut self, ways: &[Vec<&[Node]>], follow: Option<&Node>, depth: usize) {
        let table = self.program.tables.len();
        self.push(Op::Dispatch(table));
        let placeholder = Table { of_byte: Box::new([0; 256]), lists: Vec::new() };
        self.program.tables.push(placeholder);
        let mut branches: Vec<(Option<ByteSet>, usize)> = Vec::new();
        let mut jumps = Vec::new();
        for way in ways {
            branches.push((first_bytes_of_sequence(way[0]), self.here()));
            self.way(way, follow, depth);
            jumps.push(self.push(Op::Match));
        }
        self.land(&jumps);
        self.program.tables[table] = Table::of(&branches);
    }

    /// Compiles a repeated class.
    fn run(&mut self, class: &Class, (min, max, greedy): (u32, Option<u32>, bool), follow: Option<&Node>) {
        let ends_at_once = follow.is_some_and(|follow| self.ends_before(class, min, follow));
        let mode = match (greedy, ends_at_once) {
            (_, true) => Mode::All,
            (true, false) => Mode::Greedy,
            (false, false) => Mode::Lazy,
        };
        let class = self.class(class);
        self.push(Op::Run { class, min, max: max.unwrap_or(u32::MAX), mode });
    }

    /// Compiles any other repetition.
    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, greedy: bool) {
        for _ in 0..min {
            self.node(node, None);
        }
        match max {
            Some(max) => {
                let mut splits = Vec::new();
                for _ in min..max {
                    splits.push(self.push(Op::Match));
                    self.node(node, None);
                }
                let here = self.here();
                for split in splits {
                    self.program.ops[split] = split_op(split + 1, here, greedy);
                }
            }
            None => self.endless(node, greedy),
        }
    }

    /// Whether what follows a run of the class can only start where the run ends.
    fn ends_before(&self, class: &Class, min: u32, follow: &Node) -> bool {
        match follow {
            // A boundary may also be before the run.
            Node::Assert(Assertion::WordBoundary) => min > 0 && class.is_of_words(),
            Node::Capture { node, .. } | Node::Repeat { node, min: 1.., .. } => self.ends_before(class, min, node),
            Node::Concat(nodes) => {
                let next = if self.backward { nodes.last() } else { nodes.first() };
                next.is_some_and(|next| self.ends_before(class, min, next))
            }
            other => class_of(other).is_some_and(|next| class.is_apart_from(&next)),
        }
    }

    fn endless(&mut self, node: &Node, greedy: bool) {
        let slot = self.slot();
        let head = self.push(Op::Match);
        self.push(Op::Save(slot));
        self.node(node, None);
        let progress = self.push(Op::Match);
        self.push(Op::Jump(head));
        let after = self.here();
        self.program.ops[progress] = Op::Progress { slot, after };
        self.program.ops[head] = if self.has_state {
            self.program.loops += 1;
            Op::Loop { seen: self.program.loops - 1, after, greedy }
        } else {
            split_op(head + 1, after, greedy)
        };
    }
}

/// Whether the node compiles to no operation.
pub(super) fn takes_nothing(node: &Node) -> bool {
    match node {
        Node::Empty => true,
        Node::Concat(nodes) => nodes.iter().all(takes_nothing),
        Node::Repeat { node, max, .. } => *max == Some(0) || takes_nothing(node),
        _ => false,
    }
}

/// The class of a node that matches exactly one character.
pub(super) fn class_of(node: &Node) -> Option<Class> {
    match node {
        Node::Class(class) => Some((**class).clone()),
        Node::Char { c, fold } => Some(Class::of_char(*c, *fold)),
        _ => None,
    }
}

fn split_op(inside: usize, after: usize, greedy: bool) -> Op {
    if greedy { Op::Split { first: inside, second: after } } else { Op::Split { first: after, second: inside } }
}

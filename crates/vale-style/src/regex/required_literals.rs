//! Literals that every match of a regex contains.

use super::syntax::Node;

/// An ASCII literal.
#[derive(Clone, Debug)]
struct RequiredLiteral {
    /// Whether case is ignored; then the literal is in lower case.
    fold: bool,
    searcher: memchr::memmem::Finder<'static>,
}

impl RequiredLiteral {
    fn new(text: &str, fold: bool) -> Self {
        Self { fold, searcher: memchr::memmem::Finder::new(text).into_owned() }
    }

    /// Whether the text contains it; `lower` is the text in lower case.
    fn is_in(&self, text: &str, lower: &str) -> bool {
        self.searcher.find(if self.fold { lower } else { text }.as_bytes()).is_some()
    }
}

/// Sets of literals, of each of which every match contains one; empty if there are no selective ones.
#[derive(Clone, Debug, Default)]
pub(super) struct RequiredLiterals(Vec<Vec<RequiredLiteral>>);

impl RequiredLiterals {
    /// The most selective sets: long literals, and few of them.
    pub(super) fn of(node: &Node) -> Self {
        const MIN_LEN: usize = 2;
        const MAX_LITERALS: usize = 4;
        const MAX_SETS: usize = 2;
        let shortest = |literals: &[(String, bool)]| literals.iter().map(|(text, _)| text.len()).min().unwrap_or(0);
        let mut sets = literals(node);
        sets.retain(|literals| literals.len() <= MAX_LITERALS && shortest(literals) >= MIN_LEN);
        sets.sort_by_key(|literals| (std::cmp::Reverse(shortest(literals)), literals.len()));
        sets.dedup();
        sets.truncate(MAX_SETS);
        let literals = |literals: Vec<(String, bool)>| {
            literals.iter().map(|(text, fold)| RequiredLiteral::new(text, *fold)).collect()
        };
        Self(sets.into_iter().map(literals).collect())
    }

    /// Whether the text contains one literal of each set; `lower` is the text in ASCII lower case.
    pub(super) fn occur_in(&self, text: &str, lower: &str) -> bool {
        self.0.iter().all(|set| set.iter().any(|literal| literal.is_in(text, lower)))
    }
}

/// All sets of literals, of each of which every match contains one.
fn literals(node: &Node) -> Vec<Vec<(String, bool)>> {
    let mut found = Vec::new();
    let mut literal: Option<(String, bool)> = None;
    for part in node.flat() {
        match part {
            Node::Assert(_) | Node::Empty => {}
            // The Kelvin sign folds to `k` and is not ASCII.
            Node::Char { c, fold } if c.is_ascii() && !(*fold && *c == 'k') => {
                let has_letter = |text: &str| text.bytes().any(|byte| byte.is_ascii_alphabetic());
                let joins = |literal: &(String, bool)| {
                    literal.1 == *fold || !c.is_ascii_alphabetic() || !has_letter(&literal.0)
                };
                if !literal.as_ref().is_none_or(joins) {
                    found.extend(literal.take().map(|literal| vec![literal]));
                }
                let literal = literal.get_or_insert((String::new(), false));
                literal.0.push(*c);
                literal.1 |= *fold;
            }
            other => {
                found.extend(literal.take().map(|literal| vec![literal]));
                if let Node::Alternate(branches) = other {
                    let longest = |branch: &Node| {
                        let single = literals(branch).into_iter().filter(|literals| literals.len() == 1).flatten();
                        single.max_by_key(|(text, _)| text.len())
                    };
                    found.extend(branches.iter().map(longest).collect::<Option<Vec<_>>>());
                }
            }
        }
    }
    found.extend(literal.map(|literal| vec![literal]));
    found
}

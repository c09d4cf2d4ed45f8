//! Literals that every match of a regex contains.

use super::bigrams::BigramSet;
use super::syntax::Node;

/// An ASCII literal.
#[derive(Clone, Debug)]
pub(super) struct Literal {
    /// Whether case is ignored; then the text is in lower case.
    fold: bool,
    text: String,
    searcher: memchr::memmem::Finder<'static>,
}

impl Literal {
    fn new(text: &str, fold: bool) -> Self {
        Self { fold, text: text.to_owned(), searcher: memchr::memmem::Finder::new(text).into_owned() }
    }

    /// Whether the text contains it; `lower` is the text in lower case.
    fn is_in(&self, text: &str, lower: &str, pairs: &BigramSet) -> bool {
        pairs.may_hold(&self.text, self.fold)
            && self.searcher.find(if self.fold { lower } else { text }.as_bytes()).is_some()
    }
}

/// Sets of literals, of each of which every match contains one; empty if there are no selective ones.
#[derive(Clone, Debug, Default)]
pub(super) struct RequiredLiterals(Vec<Vec<Literal>>);

impl RequiredLiterals {
    /// The most selective sets: long literals, and few of them.
    pub(super) fn of(node: &Node) -> Self {
        const MIN_LEN: usize = 2;
        const MAX_ROWS: usize = 4;
        const MAX_SETS: usize = 2;
        let shortest = |rows: &[(String, bool)]| rows.iter().map(|(text, _)| text.len()).min().unwrap_or(0);
        let mut sets = rows(node);
        sets.retain(|rows| rows.len() <= MAX_ROWS && shortest(rows) >= MIN_LEN);
        sets.sort_by_key(|rows| (std::cmp::Reverse(shortest(rows)), rows.len()));
        sets.dedup();
        sets.truncate(MAX_SETS);
        let literals = |rows: Vec<(String, bool)>| rows.iter().map(|(text, fold)| Literal::new(text, *fold)).collect();
        Self(sets.into_iter().map(literals).collect())
    }

    /// Whether the text contains one literal of each set; `lower` is the text in ASCII lower case.
    pub(super) fn occur_in(&self, text: &str, lower: &str, pairs: &BigramSet) -> bool {
        self.0.iter().all(|set| set.iter().any(|literal| literal.is_in(text, lower, pairs)))
    }
}

/// All sets of literals, of each of which every match contains one.
fn rows(node: &Node) -> Vec<Vec<(String, bool)>> {
    let mut found = Vec::new();
    let mut row: Option<(String, bool)> = None;
    for part in node.flat() {
        match part {
            Node::Assert(_) | Node::Empty => {}
            // The Kelvin sign folds to `k` and is not ASCII.
            Node::Char { c, fold } if c.is_ascii() && !(*fold && *c == 'k') => {
                let has_letter = |text: &str| text.bytes().any(|byte| byte.is_ascii_alphabetic());
                let joins = |row: &(String, bool)| row.1 == *fold || !c.is_ascii_alphabetic() || !has_letter(&row.0);
                if !row.as_ref().is_none_or(joins) {
                    found.extend(row.take().map(|row| vec![row]));
                }
                let row = row.get_or_insert((String::new(), false));
                row.0.push(*c);
                row.1 |= *fold;
            }
            other => {
                found.extend(row.take().map(|row| vec![row]));
                if let Node::Alternate(branches) = other {
                    let longest = |branch: &Node| {
                        let single = rows(branch).into_iter().filter(|rows| rows.len() == 1).flatten();
                        single.max_by_key(|(text, _)| text.len())
                    };
                    found.extend(branches.iter().map(longest).collect::<Option<Vec<_>>>());
                }
            }
        }
    }
    found.extend(row.map(|row| vec![row]));
    found
}

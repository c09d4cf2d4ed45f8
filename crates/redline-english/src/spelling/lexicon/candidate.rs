//! Words of the lexicon near a word that it lacks.

use fst::raw::{Fst, Node, Transition};
use rustc_hash::FxHashMap;

use super::cost::{DOUBLED, cost, extra, first, missing, substitution, swap};
use super::{WORDS, uses_of_class};

/// Longer words are data, not slips.
pub const MAX_LETTERS: usize = 24;

/// The least number of letters in a word with two edits.
const MIN_LETTERS_FOR_TWO: usize = 6;

/// The greatest cost of one edit and of two: two letters that are replaced by unlike ones are too much for a slip. The limits
/// keep the walk short.
const MAX_COST: f64 = 2.7;
const MAX_COST_OF_TWO: f64 = 2.3;

/// The weight of the cost against the logarithm of the frequency.
const WEIGHT_OF_COST: f64 = 5.0;

/// A word that may have been meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The word, in lower case.
    pub word: String,
    /// Its approximate number of uses in the counted documentation.
    pub frequency: f64,
    /// The number of edits that turn it into the word written; exchanged letters are one.
    pub edits: u8,
    /// What these edits cost.
    pub cost: f64,
}

/// How likely a word was meant: the logarithm of its frequency, less the weighted cost of what was written.
pub fn score(frequency: f64, cost: f64) -> f64 {
    (frequency + 0.5).ln() - WEIGHT_OF_COST * cost
}

/// The words at one edit from a word in lower case, or at two if it is long enough, in alphabetical order.
pub fn likely_words(word: &str) -> Vec<Candidate> {
    let is_plain = word.len() > 2 && word.len() <= MAX_LETTERS && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let Some(words) = WORDS.as_ref().filter(|_| is_plain) else { return Vec::new() };
    let fst = words.as_fst();
    let mut walk =
        Walk { fst, written: word.as_bytes(), path: Vec::with_capacity(word.len() + 2), found: FxHashMap::default() };
    let edits_left = if word.len() < MIN_LETTERS_FOR_TWO { 1 } else { 2 };
    walk.step(&State { node: fst.root(), output: 0, at: 0, edits: 0, edits_left, cost: 0.0 });
    let mut found: Vec<Candidate> =
        walk.found.into_iter().filter_map(|(near, found)| found.candidate(word, near)).collect();
    found.sort_unstable_by(|a, b| a.word.cmp(&b.word));
    found
}

/// What the walk knows of a word that it reached.
#[derive(Clone, Copy, Debug)]
struct Found {
    class: u64,
    edits: u8,
}

impl Found {
    fn candidate(self, written: &str, near: Vec<u8>) -> Option<Candidate> {
        let word = String::from_utf8(near).ok()?;
        let cost = cost(written, &word);
        let frequency = uses_of_class(self.class)?;
        (self.edits > 0 && cost <= max_cost(self.edits)).then_some(Candidate {
            word,
            frequency,
            edits: self.edits,
            cost,
        })
    }
}

/// A walk over all words of the lexicon that are near the word written.
struct Walk<'a> {
    fst: &'a Fst<&'static [u8]>,
    written: &'a [u8],
    /// The letters on the way to the current node.
    path: Vec<u8>,
    found: FxHashMap<Vec<u8>, Found>,
}

/// A place in the walk.
struct State<'f> {
    node: Node<'f>,
    /// The sum of the outputs on the way.
    output: u64,
    /// The number of letters written that are accounted for.
    at: usize,
    edits: u8,
    edits_left: u8,
    /// A lower bound of the cost.
    cost: f64,
}

impl<'a> Walk<'a> {
    /// Visits every word that can be reached from a state.
    fn step(&mut self, state: &State<'a>) {
        let rest = &self.written[state.at..];
        if rest.is_empty() && state.node.is_final() {
            self.add(state);
        }
        if let Some(index) = rest.first().and_then(|letter| state.node.find_input(*letter)) {
            self.follow(state, state.node.transition(index), 1, 0.0);
        }
        if state.edits_left == 0 || state.cost + DOUBLED > MAX_COST_OF_TWO {
            return;
        }
        let is_first = self.is_at_first(state);
        for transition in state.node.transitions() {
            let letter = transition.inp;
            if let Some(written) = rest.first().filter(|written| **written != letter) {
                self.follow(state, transition, 1, substitution(*written, letter, is_first));
            }
            let is_doubled = self.path.last() == Some(&letter);
            self.follow(state, transition, 0, if is_doubled { DOUBLED } else { missing(letter) + first(is_first) });
        }
        if let [a, b, ..] = rest
            && a != b
        {
            self.swapped(state, *a, *b);
        }
        if !rest.is_empty() {
            self.skip(state, extra(self.written, state.at, is_first));
        }
    }

    /// Notes the word at a state.
    fn add(&mut self, state: &State<'a>) {
        let class = state.output + state.node.final_output().value();
        if class > 0 {
            let found = Found { class, edits: state.edits };
            self.found
                .entry(self.path.clone())
                .and_modify(|known| known.edits = known.edits.min(found.edits))
                .or_insert(found);
        }
    }

    /// Follows a transition: `letters` of the word written correspond to it, at some cost if that is an edit.
    fn follow(&mut self, state: &State<'a>, transition: Transition, letters: usize, cost: f64) {
        let Some((edits, edits_left, cost)) = self.spend(state, cost) else { return };
        self.path.push(transition.inp);
        self.step(&State {
            node: self.fst.node(transition.addr),
            output: state.output + transition.out.value(),
            at: state.at + letters,
            edits,
            edits_left,
            cost,
        });
        self.path.pop();
    }

    /// Leaves out a letter of the word written.
    fn skip(&mut self, state: &State<'a>, cost: f64) {
        let Some((edits, edits_left, cost)) = self.spend(state, cost) else { return };
        self.step(&State { node: state.node, output: state.output, at: state.at + 1, edits, edits_left, cost });
    }

    /// Reads the two letters `a` and `b` of the word written in the other order.
    fn swapped(&mut self, state: &State<'a>, a: u8, b: u8) {
        let Some(transition) = state.node.find_input(b).map(|index| state.node.transition(index)) else { return };
        let node = self.fst.node(transition.addr);
        let Some(second) = node.find_input(a).map(|index| node.transition(index)) else { return };
        let Some((edits, edits_left, cost)) = self.spend(state, swap(state.at)) else { return };
        self.path.push(b);
        let output = state.output + transition.out.value();
        // The cost is that of both letters, so that the second is followed as if it matched.
        self.follow(&State { node, output, at: state.at, edits, edits_left, cost }, second, 2, 0.0);
        self.path.pop();
    }

    /// Whether the first letter of either word is next.
    fn is_at_first(&self, state: &State<'a>) -> bool {
        state.at == 0 || self.path.is_empty()
    }

    /// The edits, those left and the cost after one more edit, or after none if it costs nothing; `None` if that is too much.
    fn spend(&self, state: &State<'a>, cost: f64) -> Option<(u8, u8, f64)> {
        if cost == 0.0 {
            return Some((state.edits, state.edits_left, state.cost));
        }
        let (edits, cost) = (state.edits + 1, state.cost + cost);
        let left = state.edits_left.checked_sub(1)?;
        // A slip in the first letter comes alone; a second one makes too many words possible.
        let left = if self.is_at_first(state) { 0 } else { left };
        (cost <= max_cost(edits)).then_some((edits, left, cost))
    }
}

/// The greatest cost of a number of edits.
fn max_cost(edits: u8) -> f64 {
    if edits > 1 { MAX_COST_OF_TWO } else { MAX_COST }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best word by score.
    fn best(word: &str) -> Option<String> {
        let score = |candidate: &Candidate| score(candidate.frequency, candidate.cost);
        likely_words(word).into_iter().max_by(|a, b| score(a).total_cmp(&score(b))).map(|candidate| candidate.word)
    }

    #[test]
    fn the_word_meant_is_the_best() {
        for (written, meant) in [
            ("obsevability", "observability"),
            ("destrcuturing", "destructuring"),
            ("conceputally", "conceptually"),
            ("orgnaized", "organized"),
            ("incredilby", "incredibly"),
            ("syntex", "syntax"),
            ("teh", "the"),
        ] {
            assert_eq!(best(written).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn candidates_are_as_near_as_the_length_allows() {
        let near = likely_words("valu");
        assert!(near.iter().all(|candidate| candidate.edits == 1), "{near:?}");
        let near = likely_words("incredilb");
        let edits: Vec<(&str, u8)> = near.iter().map(|candidate| (candidate.word.as_str(), candidate.edits)).collect();
        assert_eq!(edits, [("incredible", 2), ("incredibly", 2)]);
    }

    #[test]
    fn a_word_is_not_its_own_candidate() {
        assert!(likely_words("library").iter().all(|candidate| candidate.word != "library"));
    }

    /// Every word that a comparison with all words finds.
    #[test]
    fn the_walk_misses_no_word() {
        use fst::Streamer;
        for written in ["thier", "seperatly", "acccount", "xrate", "wich", "lengthh"] {
            let limit = if written.len() < MIN_LETTERS_FOR_TWO { 1 } else { 2 };
            let mut expected = Vec::new();
            let mut all = WORDS.as_ref().map(fst::Map::stream).expect("the lexicon is valid");
            while let Some((word, class)) = all.next() {
                let word = std::str::from_utf8(word).expect("words are ASCII");
                let edits = strsim::osa_distance(written, word);
                let is_allowed = edits == 1 || word[..1] == written[..1];
                if class > 0
                    && is_allowed
                    && (1..=limit).contains(&edits)
                    && cost(written, word) <= max_cost(u8::try_from(edits).expect("it is one or two"))
                {
                    expected.push((word.to_owned(), edits));
                }
            }
            let found: Vec<(String, usize)> =
                likely_words(written).into_iter().map(|found| (found.word, found.edits.into())).collect();
            assert_eq!(found, expected, "{written}");
        }
    }
}

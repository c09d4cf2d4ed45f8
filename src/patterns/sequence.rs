//! Words in a row, each as a part of the rule wants it, as far as they are told by their letters: what asks for parts of
//! speech is not run.

use super::definition::SequencePart;
use super::expression::{Characters, Expression, ExpressionError, Scratch, StepLimit};
use crate::source::Span;

/// The parts of a rule, ready to be looked for.
#[derive(Debug)]
pub(super) struct Sequence {
    parts: Vec<Part>,
    /// The part that is looked for first: one that wants something.
    anchor: Option<usize>,
}

#[derive(Debug)]
struct Part {
    /// What the word holds, or does not; any word if there is none.
    expression: Option<Expression>,
    negated: bool,
    /// Whether it may be left out where it stands behind the anchor, and where it stands before it: of the copies that
    /// let words stand between, the farthest is the one that must be there. A word that fits one that may be left out
    /// ends the search on its side, as Vale has it.
    optional_behind: bool,
    optional_before: bool,
}

impl Sequence {
    /// Makes the parts ready. If none of them says which word it wants, nothing is ever found.
    ///
    /// # Errors
    /// If a pattern is not an expression.
    pub(super) fn new(parts: &[SequencePart], ignore_case: bool) -> Result<Self, ExpressionError> {
        let mut ready = Vec::new();
        for SequencePart { pattern, negate, skip } in parts {
            let fold = if ignore_case { "(?i)" } else { "" };
            // What wants no word stands only for those that may be skipped.
            let copies = skip + usize::from(!pattern.is_empty());
            for copy in 0..copies {
                let source = (!pattern.is_empty()).then(|| format!("{fold}(?m)(?:{pattern})"));
                ready.push(Part {
                    expression: source.map(|source| Expression::new(&source)).transpose()?,
                    negated: *negate,
                    optional_behind: copy < *skip,
                    // With one word to skip, Vale takes both copies for the farthest.
                    optional_before: copy > 0 && *skip > 1,
                });
            }
        }
        let anchor = ready.iter().position(|part| part.expression.is_some() && !part.negated);
        Ok(Self { parts: ready, anchor })
    }

    /// Whether a text with these characters may hold it.
    pub(super) fn may_match(&self, characters: Characters<'_>) -> bool {
        self.anchor().is_some_and(|(_, anchor)| anchor.may_match(characters))
    }

    fn anchor(&self) -> Option<(usize, &Expression)> {
        let anchor = self.anchor?;
        Some((anchor, self.parts[anchor].expression.as_ref()?))
    }

    /// The words of each place where the parts stand in a row.
    ///
    /// # Errors
    /// If an expression takes too many steps.
    pub(super) fn find_all(&self, text: &str, scratch: &mut Scratch) -> Result<Vec<Vec<Span>>, StepLimit> {
        let Some((anchor, expression)) = self.anchor() else { return Ok(Vec::new()) };
        let hits = expression.find_all(text, scratch)?.len();
        if hits == 0 {
            return Ok(Vec::new());
        }
        let words = words(text);
        let mut fits = |part: &Part, word: usize| {
            let text = &text[words[word].clone()];
            let holds = part.expression.as_ref().is_none_or(|expression| expression.is_match(text, scratch));
            holds != part.negated
        };
        let mut found = Vec::new();
        let anchors: Vec<usize> = (0..words.len()).filter(|&word| fits(&self.parts[anchor], word)).take(hits).collect();
        let (parts_before, parts_behind) = self.parts.split_at(anchor);
        for word in anchors {
            let before = parts_before.iter().rev().map(|part| (part, part.optional_before));
            let behind = parts_behind.iter().map(|part| (part, part.optional_behind));
            let before = taken(before, (0..word).rev(), &mut fits);
            let behind = taken(behind, word..words.len(), &mut fits);
            if let (Some(before), Some(behind)) = (before, behind) {
                found.push(words[word - before..word + behind].to_vec());
            }
        }
        Ok(found)
    }
}

/// How many words the parts take, of each of which it is told whether it may be left out; `None` if they do not fit.
fn taken<'a>(
    parts: impl Iterator<Item = (&'a Part, bool)>,
    mut words: impl Iterator<Item = usize>,
    fits: &mut impl FnMut(&Part, usize) -> bool,
) -> Option<usize> {
    let mut taken = 0;
    for (part, is_optional) in parts {
        let word = words.next()?;
        taken += 1;
        match (fits(part, word), is_optional) {
            (true, true) => break,
            (false, false) => return None,
            _ => {}
        }
    }
    Some(taken)
}

/// Marks that are words of their own wherever they stand.
const MARKS: &[char] = &[';', '@', '#', '$', '%', '&', '?', '!', '(', ')', '[', ']', '{', '}', '<', '>', '"'];

/// What may follow the full stop at the end of a text.
const CLOSERS: &[char] = &[')', ']', '}', '>', '"', '\''];

/// Endings that are words of their own.
const ENDINGS: &[&str] = &["n't", "'ll", "'re", "'ve", "'s", "'m", "'d", "'"];

/// Words that are two, and how many letters the first has.
const CONTRACTIONS: &[(&str, usize)] =
    &[("cannot", 3), ("gimme", 3), ("gonna", 3), ("gotta", 3), ("lemme", 3), ("wanna", 3)];

/// The words of a sentence as Vale has them, which parts them like the Penn Treebank: marks by themselves, `do` and
/// `n't`, `it` and `'s`. Curly marks stay with their words.
fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let length = mark(text, at);
        if length == 0 && !c.is_whitespace() {
            start.get_or_insert(at);
            at += c.len_utf8();
            continue;
        }
        if let Some(start) = start.take() {
            push(text, start..at, &mut found);
        }
        if length > 0 {
            found.push(at..at + length);
        }
        at += length.max(c.len_utf8());
    }
    if let Some(start) = start {
        push(text, start..text.len(), &mut found);
    }
    found
}

/// The length of the mark at a place that is a word of its own; zero if there is none.
fn mark(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut chars = rest.chars();
    let (Some(c), next) = (chars.next(), chars.next()) else { return 0 };
    match c {
        // Thousands and hours hold marks.
        ',' | ':' => usize::from(!next.is_some_and(|next| next.is_ascii_digit())),
        '-' if rest.starts_with("--") => 2,
        '.' if rest.starts_with("...") => 3,
        '.' => usize::from(rest[1..].trim_start_matches(CLOSERS).trim_start().is_empty()),
        c => usize::from(MARKS.contains(&c)),
    }
}

/// Adds a word, parted before its ending.
fn push(text: &str, span: Span, found: &mut Vec<Span>) {
    let word = text[span.clone()].to_ascii_lowercase();
    let contracted = CONTRACTIONS.iter().find(|(whole, _)| *whole == word).map(|(_, first)| *first);
    let ending = || ENDINGS.iter().find_map(|ending| Some(word.strip_suffix(ending)?.len()));
    let split = contracted.or_else(ending).filter(|&split| split > 0).map(|split| span.start + split);
    found.extend(split.map_or_else(|| vec![span.clone()], |split| vec![span.start..split, split..span.end]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(pattern: &str) -> SequencePart {
        SequencePart { pattern: pattern.to_owned(), negate: false, skip: 0 }
    }

    fn found<'a>(parts: &[SequencePart], text: &'a str) -> Vec<Vec<&'a str>> {
        let sequence = Sequence::new(parts, true).expect("expressions");
        let found = sequence.find_all(text, &mut Scratch::default()).expect("a small text");
        found.into_iter().map(|words| words.into_iter().map(|span| &text[span]).collect()).collect()
    }

    #[test]
    fn words_are_parted_as_a_treebank_has_them() {
        let text = "\"It's 10:30,\" they didn't say (v1.2): wait -- I’ve... 1,000 users' keys, cannot 'stop.'";
        let words: Vec<&str> = words(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(
            words,
            [
                "\"", "It", "'s", "10:30", ",", "\"", "they", "did", "n't", "say", "(", "v1.2", ")", ":", "wait", "--",
                "I’ve", "...", "1,000", "users", "'", "keys", ",", "can", "not", "'stop", ".", "'"
            ]
        );
    }

    #[test]
    fn parts_stand_in_a_row() {
        let can = [part(r"\bcan\b"), part(r"\balso\b")];
        assert_eq!(found(&can, "You can also use it, and you Can Also not."), [["can", "also"], ["Can", "Also"]]);
        assert!(found(&can, "You can use it also.").is_empty());
        let not = [part(r"\bis\b"), SequencePart { negate: true, ..part(r"\bnot\b") }, part(r"ed\b")];
        assert_eq!(found(&not, "It is often used and is not used"), [["is", "often", "used"]]);
        assert_eq!(found(&[part(r"\bcan\b"), part("")], "Yes you can"), [["can"]], "what wants no word is none");
    }

    #[test]
    fn words_may_stand_between() {
        let far = [part(r"\bif\b"), SequencePart { skip: 2, ..part(r"\bthen\b") }];
        assert_eq!(found(&far, "if then we"), [["if", "then"]]);
        assert_eq!(found(&far, "if so then we"), [["if", "so", "then"]]);
        assert_eq!(found(&far, "if it is then"), [["if", "it", "is", "then"]]);
        assert!(found(&far, "if it is so then").is_empty());
        // Before the anchor the farthest word must be there, and it is the pattern that it must fit.
        let before = [SequencePart { negate: true, skip: 2, ..part(r"\bnot\b") }, part(r"\bused\b")];
        assert_eq!(found(&before, "It is not used"), [["is", "not", "used"]]);
        assert!(found(&before, "not used").is_empty());
        let anchor = [SequencePart { skip: 1, ..part(r"\bif\b") }, part("then")];
        assert_eq!(found(&anchor, "if we"), [["if"]], "Vale stops at a first word that may be left out");
    }

    #[test]
    fn a_rule_that_wants_no_word_finds_none() {
        assert!(found(&[part("")], "a word").is_empty());
        assert!(found(&[SequencePart { negate: true, ..part("b") }], "a word").is_empty());
        assert!(Sequence::new(&[part("(")], false).is_err());
    }
}

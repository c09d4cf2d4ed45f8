//! Words in a row, each as a part of the rule wants it, as far as they are told by their letters: what asks for parts of
//! speech is not run.

use super::definition::SequencePart;
use super::expression::{Expression, ExpressionError, Mask, Scratch, StepLimit};
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
    /// Whether it may be left out. A word that fits it ends the search on its side, as Vale has it.
    optional: bool,
}

impl Sequence {
    /// Makes the parts ready. If none of them says which word it wants, nothing is ever found.
    ///
    /// # Errors
    /// If a pattern is not an expression.
    pub(super) fn new(parts: &[SequencePart], ignore_case: bool) -> Result<Self, ExpressionError> {
        let mut ready = Vec::new();
        for SequencePart { pattern, negate, skip } in parts {
            for optional in (0..*skip).map(|_| true).chain([false]) {
                let fold = if ignore_case { "(?i)" } else { "" };
                let source = (!pattern.is_empty()).then(|| format!("{fold}(?m)(?:{pattern})"));
                let expression = source.map(|source| Expression::new(&source)).transpose()?;
                ready.push(Part { expression, negated: *negate, optional });
            }
        }
        let anchor = ready.iter().position(|part| part.expression.is_some() && !part.negated);
        Ok(Self { parts: ready, anchor })
    }

    /// Whether a text with these characters may hold it.
    pub(super) fn may_match(&self, mask: Mask) -> bool {
        self.anchor().is_some_and(|(_, anchor)| anchor.may_match(mask))
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
        let mut fits = |part: usize, word: usize| {
            let Part { expression, negated, .. } = &self.parts[part];
            let text = &text[words[word].clone()];
            expression.as_ref().is_none_or(|expression| expression.is_match(text, scratch) != *negated)
        };
        let mut found = Vec::new();
        let anchors: Vec<usize> = (0..words.len()).filter(|&word| fits(anchor, word)).take(hits).collect();
        for word in anchors {
            let before = self.side((0..anchor).rev(), (0..word).rev(), &mut fits);
            let after = self.side(anchor + 1..self.parts.len(), word + 1..words.len(), &mut fits);
            if let (Some(before), Some(after)) = (before, after) {
                found.push(words[word - before..=word + after].to_vec());
            }
        }
        Ok(found)
    }

    /// How many words on one side of the anchor the parts on that side take; `None` if they do not fit.
    fn side(
        &self,
        parts: impl Iterator<Item = usize>,
        mut words: impl Iterator<Item = usize>,
        fits: &mut impl FnMut(usize, usize) -> bool,
    ) -> Option<usize> {
        let mut taken = 0;
        for part in parts {
            let word = words.next()?;
            taken += 1;
            match (fits(part, word), self.parts[part].optional) {
                (true, true) => break,
                (false, false) => return None,
                _ => {}
            }
        }
        Some(taken)
    }
}

/// Marks that are words of their own wherever they stand.
const MARKS: &[char] = &[';', '@', '#', '$', '%', '&', '?', '!', '(', ')', '[', ']', '{', '}', '<', '>', '"', '“', '”'];

/// Endings that are words of their own, without the apostrophe before them.
const ENDINGS: &[&str] = &["ll", "re", "ve", "s", "m", "d"];

/// The words of a sentence as the Penn Treebank parts them: marks by themselves, `do` and `n't`, `it` and `'s`.
fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        // Thousands and hours hold marks.
        let parts = matches!(c, ',' | ':') && !next.is_some_and(|next| next.is_ascii_digit());
        let ends_text = c == '.' && text[at + 1..].chars().all(|c| MARKS.contains(&c) || c.is_whitespace());
        let is_dash = c == '-' && next == Some('-');
        if is_dash {
            chars.next();
        }
        if c.is_whitespace() || parts || ends_text || is_dash || MARKS.contains(&c) {
            if let Some(start) = start.take() {
                push(text, start..at, &mut found);
            }
            if !c.is_whitespace() {
                found.push(at..at + if is_dash { "--".len() } else { c.len_utf8() });
            }
        } else {
            start.get_or_insert(at);
        }
    }
    if let Some(start) = start {
        push(text, start..text.len(), &mut found);
    }
    found
}

/// Adds a word, parted before the ending that its apostrophe belongs to.
fn push(text: &str, span: Span, found: &mut Vec<Span>) {
    let word = &text[span.clone()];
    let split = word.rfind(['\'', '’']).filter(|&mark| mark > 0).and_then(|mark| {
        let ending = word[mark..].trim_start_matches(['\'', '’']).to_lowercase();
        let is_not = ending == "t" && word[..mark].ends_with(['n', 'N']) && mark > 1;
        (is_not || ENDINGS.contains(&ending.as_str())).then(|| span.start + mark - usize::from(is_not))
    });
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
        let text = "“It's 10:30,” they didn't say (v1.2): wait -- I’ve 1,000 users' keys.";
        let words: Vec<&str> = words(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(
            words,
            [
                "“", "It", "'s", "10:30", ",", "”", "they", "did", "n't", "say", "(", "v1.2", ")", ":", "wait", "--",
                "I", "’ve", "1,000", "users'", "keys", "."
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
        let any = [part(""), part(r"\bof\b"), part("")];
        assert_eq!(found(&any, "a list of words of"), [["list", "of", "words"]]);
    }

    #[test]
    fn words_may_stand_between() {
        let far = [part(r"\bif\b"), SequencePart { skip: 2, ..part(r"\bthen\b") }];
        assert_eq!(found(&far, "if then we"), [["if", "then"]]);
        assert_eq!(found(&far, "if so then we"), [["if", "so", "then"]]);
        assert_eq!(found(&far, "if it is then"), [["if", "it", "is", "then"]]);
        assert!(found(&far, "if it is so then").is_empty());
    }

    #[test]
    fn a_rule_that_wants_no_word_finds_none() {
        assert!(found(&[part("")], "a word").is_empty());
        assert!(found(&[SequencePart { negate: true, ..part("b") }], "a word").is_empty());
        assert!(Sequence::new(&[part("(")], false).is_err());
    }
}

//! Sequences of tokens. Tokens that require a part of speech are not supported.

use super::definition::SequencePart;
use super::regex::{BigramSet, Regex, RegexError, Scratch, StepLimit};
use redline_text::Span;

/// A sequence that can be searched.
#[derive(Debug)]
pub(super) struct Sequence {
    parts: Vec<Part>,
    /// The token that is searched first: the first that requires a word.
    anchor: Option<usize>,
}

#[derive(Debug)]
struct Part {
    /// The regex of the token; `None` for any token.
    regex: Option<Regex>,
    negated: bool,
    /// Whether it is optional when matched after the anchor, and before it. Skipped tokens are copies of the pattern,
    /// of which the farthest is required. As in Vale, a match of an optional token ends the search on its side.
    optional_after: bool,
    optional_before: bool,
}

impl Sequence {
    /// Compiles the tokens. A sequence without a required word never matches.
    ///
    /// # Errors
    /// If a pattern is not a valid regex.
    pub(super) fn new(parts: &[SequencePart], ignore_case: bool) -> Result<Self, RegexError> {
        let mut ready = Vec::new();
        for SequencePart { pattern, negate, skip } in parts {
            let fold = if ignore_case { "(?i)" } else { "" };
            // A token without a pattern only allows skipped ones.
            let copies = skip + usize::from(!pattern.is_empty());
            for copy in 0..copies {
                let source = (!pattern.is_empty()).then(|| format!("{fold}(?m)(?:{pattern})"));
                ready.push(Part {
                    regex: source.map(|source| Regex::new(&source)).transpose()?,
                    negated: *negate,
                    optional_after: copy < *skip,
                    // With `skip: 1`, Vale requires both copies.
                    optional_before: copy > 0 && *skip > 1,
                });
            }
        }
        let anchor = ready.iter().position(|part| part.regex.is_some() && !part.negated);
        Ok(Self { parts: ready, anchor })
    }

    /// Whether a text with these bigrams can match.
    pub(super) fn may_match(&self, bigrams: &BigramSet) -> bool {
        self.anchor().is_some_and(|(_, anchor)| anchor.prefilter().accepts(bigrams))
    }

    fn anchor(&self) -> Option<(usize, &Regex)> {
        let anchor = self.anchor?;
        Some((anchor, self.parts[anchor].regex.as_ref()?))
    }

    /// The tokens of each match of the sequence.
    ///
    /// # Errors
    /// If a regex exceeds the step limit.
    pub(super) fn find_all(&self, text: &str, scratch: &mut Scratch) -> Result<Vec<Vec<Span>>, StepLimit> {
        let Some((anchor, regex)) = self.anchor() else { return Ok(Vec::new()) };
        let hits = regex.find_all(text, scratch)?.len();
        if hits == 0 {
            return Ok(Vec::new());
        }
        let words = words(text);
        let mut fits = |part: &Part, word: usize| {
            let text = &text[words[word].clone()];
            let holds = part.regex.as_ref().is_none_or(|regex| regex.is_match(text, scratch));
            holds != part.negated
        };
        let mut found = Vec::new();
        let anchors: Vec<usize> = (0..words.len()).filter(|&word| fits(&self.parts[anchor], word)).take(hits).collect();
        let (parts_before, parts_after) = self.parts.split_at(anchor);
        for word in anchors {
            let before = parts_before.iter().rev().map(|part| (part, part.optional_before));
            let after = parts_after.iter().map(|part| (part, part.optional_after));
            let before = taken(before, (0..word).rev(), &mut fits);
            let after = taken(after, word..words.len(), &mut fits);
            if let (Some(before), Some(after)) = (before, after) {
                found.push(words[word - before..word + after].to_vec());
            }
        }
        Ok(found)
    }
}

/// Number of tokens that the parts match; `None` if they do not match. Each part comes with whether it is optional.
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

/// Punctuation that is always a token.
const MARKS: &[char] = &[';', '@', '#', '$', '%', '&', '?', '!', '(', ')', '[', ']', '{', '}', '<', '>', '"'];

/// Punctuation that may follow the full stop at the end of a text.
const CLOSERS: &[char] = &[')', ']', '}', '>', '"', '\''];

/// Clitics that are tokens of their own.
const ENDINGS: &[&str] = &["n't", "'ll", "'re", "'ve", "'s", "'m", "'d", "'"];

/// Words of two tokens, and the length of the first.
const CONTRACTIONS: &[(&str, usize)] =
    &[("cannot", 3), ("gimme", 3), ("gonna", 3), ("gotta", 3), ("lemme", 3), ("wanna", 3)];

/// The tokens of a sentence, split as Vale does after the Penn Treebank: punctuation alone, `do` and `n't`, `it` and
/// `'s`. Curly quotes stay attached.
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

/// The length of a punctuation token; zero if there is none.
fn mark(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut chars = rest.chars();
    let (Some(c), next) = (chars.next(), chars.next()) else { return 0 };
    match c {
        // `1,000` and `10:30` are one token.
        ',' | ':' => usize::from(!next.is_some_and(|next| next.is_ascii_digit())),
        '-' if rest.starts_with("--") => 2,
        '.' if rest.starts_with("...") => 3,
        '.' => usize::from(rest[1..].trim_start_matches(CLOSERS).trim_start().is_empty()),
        c => usize::from(MARKS.contains(&c)),
    }
}

/// Adds a word, split before its clitic.
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
    fn tokens_are_split_as_in_the_penn_treebank() {
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
    fn tokens_match_in_sequence() {
        let can = [part(r"\bcan\b"), part(r"\balso\b")];
        assert_eq!(found(&can, "You can also use it, and you Can Also not."), [["can", "also"], ["Can", "Also"]]);
        assert!(found(&can, "You can use it also.").is_empty());
        let not = [part(r"\bis\b"), SequencePart { negate: true, ..part(r"\bnot\b") }, part(r"ed\b")];
        assert_eq!(found(&not, "It is often used and is not used"), [["is", "often", "used"]]);
        assert_eq!(found(&[part(r"\bcan\b"), part("")], "Yes you can"), [["can"]], "an empty token is skipped");
    }

    #[test]
    fn tokens_may_be_skipped() {
        let far = [part(r"\bif\b"), SequencePart { skip: 2, ..part(r"\bthen\b") }];
        assert_eq!(found(&far, "if then we"), [["if", "then"]]);
        assert_eq!(found(&far, "if so then we"), [["if", "so", "then"]]);
        assert_eq!(found(&far, "if it is then"), [["if", "it", "is", "then"]]);
        assert!(found(&far, "if it is so then").is_empty());
        // Before the anchor the farthest token is required, and it must match the pattern.
        let before = [SequencePart { negate: true, skip: 2, ..part(r"\bnot\b") }, part(r"\bused\b")];
        assert_eq!(found(&before, "It is not used"), [["is", "not", "used"]]);
        assert!(found(&before, "not used").is_empty());
        let anchor = [SequencePart { skip: 1, ..part(r"\bif\b") }, part("then")];
        assert_eq!(found(&anchor, "if we"), [["if"]], "Vale stops at a first word that may be left out");
    }

    #[test]
    fn a_sequence_without_a_required_word_never_matches() {
        assert!(found(&[part("")], "a word").is_empty());
        assert!(found(&[SequencePart { negate: true, ..part("b") }], "a word").is_empty());
        assert!(Sequence::new(&[part("(")], false).is_err());
    }
}

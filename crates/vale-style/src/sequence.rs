//! `extends: sequence`: words in a row, by regexes and parts of speech.
//!
//! As in Vale, the first word that a regex requires is the anchor. From each anchor the words after it are matched from left
//! to right, and the words before it from right to left.

use std::cell::OnceCell;

use redline_english::tagger::{Tag, tag_plain};

use super::definition::SequencePart;
use super::regex::{BigramSet, Regex, RegexError, Scratch, StepLimit};
use super::sentence::sentences;
use super::treebank::{Word, words};
use redline_text::Span;

/// A sequence that can be searched.
#[derive(Debug)]
pub(super) struct Sequence {
    parts: Vec<Part>,
    /// The part that is searched first: the first that requires a regex.
    anchor: Option<usize>,
}

#[derive(Debug)]
struct Part {
    /// The regex of the word; `None` for any word.
    regex: Option<Regex>,
    /// The parts of speech; `None` for any.
    tags: Option<TagSet>,
    is_negated: bool,
    /// Whether it is optional when matched after the anchor, and before it. Skipped words are copies of the part, of
    /// which the farthest is required. As in Vale, a match of an optional part ends the search on its side.
    is_optional_after: bool,
    is_optional_before: bool,
}

/// A set of parts of speech: a bit for the number of each.
#[derive(Clone, Copy, Debug)]
struct TagSet(u64);

/// A match of a sequence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// Its place in the text.
    pub(super) span: Span,
    /// The words as Vale joins them.
    pub(super) text: String,
    /// The words.
    pub(super) words: Vec<&'a str>,
}

impl TagSet {
    /// The parts of speech in whose name a regex has a match.
    fn new(source: &str) -> Result<Self, RegexError> {
        let (regex, mut scratch) = (Regex::new(source)?, Scratch::default());
        let mut bit = |tag: &Tag| u64::from(regex.is_match(tag.penn(), &mut scratch)) << *tag as u8;
        Ok(Self(Tag::ALL.iter().map(&mut bit).sum()))
    }

    fn contains(self, tag: Tag) -> bool {
        self.0 & (1 << tag as u8) != 0
    }
}

impl Part {
    /// Whether a word fits; `tag` gives its part of speech.
    fn fits(&self, word: &str, tag: impl FnOnce() -> Tag, scratch: &mut Scratch) -> bool {
        if self.regex.is_none() && self.tags.is_none() {
            return !self.is_negated;
        }
        self.regex.as_ref().is_none_or(|regex| regex.is_match(word, scratch) != self.is_negated)
            && self.tags.is_none_or(|tags| tags.contains(tag()) != self.is_negated)
    }
}

impl Sequence {
    /// Compiles the parts. A sequence that requires no regex never matches.
    ///
    /// # Errors
    /// If a pattern or a tag is not a valid regex.
    pub(super) fn new(parts: &[SequencePart], ignore_case: bool) -> Result<Self, RegexError> {
        let mut ready = Vec::new();
        for SequencePart { pattern, tag, negate, skip } in parts {
            let fold = if ignore_case { "(?i)" } else { "" };
            let is_any = pattern.is_empty() && tag.is_empty();
            let tags = (!tag.is_empty()).then(|| TagSet::new(tag)).transpose()?;
            // A part for any word only allows skipped ones.
            let copies = skip + usize::from(!is_any);
            for copy in 0..copies {
                let source = (!pattern.is_empty()).then(|| format!("{fold}(?m)(?:{pattern})"));
                ready.push(Part {
                    regex: source.map(|source| Regex::new(&source)).transpose()?,
                    tags,
                    is_negated: *negate,
                    is_optional_after: copy < *skip,
                    // With `skip: 1`, Vale requires both copies.
                    is_optional_before: copy > 0 && *skip > 1,
                });
            }
        }
        let anchor = ready.iter().position(|part| part.regex.is_some() && !part.is_negated);
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

    /// The matches in a sentence. Those are left out whose words, joined as Vale joins them, are not in the sentence: Vale
    /// never finds their place.
    ///
    /// # Errors
    /// If a regex exceeds the step limit.
    pub(super) fn find_all<'a>(&self, text: &'a str, scratch: &mut Scratch) -> Result<Vec<Found<'a>>, StepLimit> {
        let Some((anchor, regex)) = self.anchor() else { return Ok(Vec::new()) };
        // Vale looks for one anchor among the words for each match in the text.
        let hits = regex.find_all(text, scratch)?.len();
        if hits == 0 {
            return Ok(Vec::new());
        }
        let words = words_of_sentences(text);
        // Tagging costs more than all else, and regexes rule most words out before.
        let tags = OnceCell::new();
        let tag =
            |word: usize| tags.get_or_init(|| tag_plain(&words.iter().map(|word| word.text).collect::<Vec<_>>()))[word];
        let mut fits = |part: &Part, word: usize| part.fits(words[word].text, || tag(word), scratch);
        let anchors: Vec<usize> = (0..words.len()).filter(|&word| fits(&self.parts[anchor], word)).take(hits).collect();
        let (parts_before, parts_after) = self.parts.split_at(anchor);
        let mut found = Vec::new();
        for word in anchors {
            let after = parts_after.iter().map(|part| (part, part.is_optional_after));
            let Some(after) = taken(after, word..words.len(), &mut fits) else { continue };
            let before = parts_before.iter().rev().map(|part| (part, part.is_optional_before));
            let Some(before) = taken(before, (0..word).rev(), &mut fits) else { continue };
            found.extend(placed(text, &words[word - before..word + after]));
        }
        Ok(found)
    }
}

/// The words of a text. Vale splits a sentence into sentences once more.
fn words_of_sentences(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        found.extend(
            words(&text[sentence.clone()])
                .into_iter()
                .map(|word| Word { span: sentence.start + word.span.start..sentence.start + word.span.end, ..word }),
        );
    }
    found
}

/// Number of words that the parts match; `None` if they do not match. Each part comes with whether it is optional.
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

/// The match of these words, if the text has them as Vale joins them.
fn placed<'a>(text: &str, words: &[Word<'a>]) -> Option<Found<'a>> {
    let (first, last) = (words.first()?, words.last()?);
    let words: Vec<&str> = words.iter().map(|word| word.text).collect();
    let joined = joined(&words);
    let span = first.span.start..last.span.end;
    let span = if text[span.clone()] == joined {
        span
    } else {
        let start = text.find(&joined)?;
        start..start + joined.len()
    };
    Some(Found { span, text: joined, words })
}

/// Words with spaces between them, except before marks and clitics.
fn joined(words: &[&str]) -> String {
    let mut joined = String::new();
    for word in words {
        let is_attached = matches!(*word, "." | "," | ":" | ";" | "!" | "?" | "\"" | ")") || word.starts_with('\'');
        if !joined.is_empty() && !is_attached {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(pattern: &str) -> SequencePart {
        SequencePart { pattern: pattern.to_owned(), tag: String::new(), negate: false, skip: 0 }
    }

    fn tagged(tag: &str, pattern: &str) -> SequencePart {
        SequencePart { tag: tag.to_owned(), ..part(pattern) }
    }

    fn matches<'a>(parts: &[SequencePart], text: &'a str) -> Vec<Found<'a>> {
        let sequence = Sequence::new(parts, true).expect("expressions");
        sequence.find_all(text, &mut Scratch::default()).expect("a small text")
    }

    fn found<'a>(parts: &[SequencePart], text: &'a str) -> Vec<Vec<&'a str>> {
        matches(parts, text).into_iter().map(|found| found.words).collect()
    }

    #[test]
    fn words_match_in_sequence() {
        let can = [part(r"\bcan\b"), part(r"\balso\b")];
        assert_eq!(found(&can, "You can also use it, and you Can Also not."), [["can", "also"], ["Can", "Also"]]);
        assert!(found(&can, "You can use it also.").is_empty());
        let not = [part(r"\bis\b"), SequencePart { negate: true, ..part(r"\bnot\b") }, part(r"ed\b")];
        assert_eq!(found(&not, "It is often used and is not used"), [["is", "often", "used"]]);
        assert_eq!(found(&[part(r"\bcan\b"), part("")], "Yes you can"), [["can"]], "an empty part is skipped");
    }

    #[test]
    fn parts_of_speech_are_found_in_their_names() {
        let using = [tagged("NN|NNS", ""), part(r"\busing\b")];
        assert_eq!(
            found(&using, "We write the parsers using macros, and by using tools."),
            [["parsers", "using"]],
            "`by` is no noun"
        );
        assert_eq!(found(&[tagged("^NN$", "file")], "The files are in a file."), [["file"]]);
        assert_eq!(found(&[tagged("NN", "file")], "The files are in a file."), [["files"], ["file"]]);
        // `VB*` is a `V` with any number of `B`, anywhere in the name.
        assert_eq!(found(&[part(r"\bto\b"), tagged("VB*", "")], "Go to sleep, not to the park."), [["to", "sleep"]]);
        assert_eq!(found(&[tagged("PRP$", r"\b(?:he|it|our)\b")], "He likes it in our town."), [["He"], ["it"]]);
    }

    #[test]
    fn a_word_has_both_the_regex_and_the_part_of_speech() {
        let noun = [tagged("NN", "set-?up")];
        assert_eq!(found(&noun, "The setup is done."), [["setup"]]);
        assert!(found(&noun, "We set up the server.").is_empty());
        assert!(found(&[tagged("NN", "set up")], "The set up is done.").is_empty(), "no word has a space");
    }

    #[test]
    fn both_are_negated() {
        let plural = [part(r"\bAPI\b"), part("'s"), SequencePart { negate: true, ..tagged("NN", "") }];
        assert_eq!(found(&plural, "Many API's are slow."), [["API", "'s", "are"]]);
        assert!(found(&plural, "The API's endpoints are slow.").is_empty());
        let other = [part("the"), SequencePart { negate: true, ..tagged("NN", "small") }];
        assert!(found(&other, "Take the files.").is_empty(), "a noun");
        assert!(found(&other, "Take the small ones.").is_empty(), "the word");
        assert_eq!(found(&other, "Take the large ones."), [["the", "large"]]);
    }

    #[test]
    fn words_may_be_skipped() {
        let far = [part(r"\bif\b"), SequencePart { skip: 2, ..part(r"\bthen\b") }];
        assert_eq!(found(&far, "if then we"), [["if", "then"]]);
        assert_eq!(found(&far, "if so then we"), [["if", "so", "then"]]);
        assert_eq!(found(&far, "if it is then"), [["if", "it", "is", "then"]]);
        assert!(found(&far, "if it is so then").is_empty());
        // Before the anchor the farthest word is required, and it must match the pattern.
        let before = [SequencePart { negate: true, skip: 2, ..part(r"\bnot\b") }, part(r"\bused\b")];
        assert_eq!(found(&before, "It is not used"), [["is", "not", "used"]]);
        assert!(found(&before, "not used").is_empty());
        let anchor = [SequencePart { skip: 1, ..part(r"\bif\b") }, part("then")];
        assert_eq!(found(&anchor, "if we"), [["if"]], "Vale stops at a first word that may be left out");
    }

    #[test]
    fn parts_of_speech_may_be_skipped() {
        let verb = [tagged("NN", r"\bdata\b"), SequencePart { skip: 3, ..tagged("VBZ", "") }];
        assert_eq!(found(&verb, "The data in it is old."), [["data", "in", "it", "is"]]);
        assert!(found(&verb, "The data in all the files is old.").is_empty());
        let pronoun = [SequencePart { skip: 5, ..tagged("NN", "") }, tagged("PRP", r"\bit\b")];
        assert_eq!(found(&pronoun, "Open the file before it grows."), [["file", "before", "it"]]);
        assert!(found(&pronoun, "And then it grows.").is_empty(), "the sentence begins before the farthest word");
    }

    #[test]
    fn one_anchor_is_tried_for_each_match_in_the_text() {
        let rule = [part(r"\buse\b"), part("it")];
        assert_eq!(found(&rule, "We use that, and use it, and use it."), [["use", "it"], ["use", "it"]]);
        // The regex finds one match in the text, and two in words.
        assert_eq!(found(&[part("^(?:use|we)"), part("it|use")], "We use it."), [["We", "use"]]);
    }

    #[test]
    fn matches_are_where_the_joined_words_are() {
        let spans = |parts: &[SequencePart], text| -> Vec<Span> {
            matches(parts, text).into_iter().map(|it| it.span).collect()
        };
        assert_eq!(
            spans(&[part("api"), part("'s"), part(",")], "The API's, or XAPI's ,"),
            std::slice::from_ref(&(4..10))
        );
        let use_it = [part("use"), part("it")];
        assert!(spans(&use_it, "So use\nit.").is_empty(), "a line break is no space");
        assert_eq!(spans(&use_it, "To use it, use\nit."), [3..9, 3..9], "the same words elsewhere");
        assert!(spans(&[part("do$"), part("n't")], "We don't.").is_empty(), "`do n't` is not in the text");
    }

    #[test]
    fn words_are_joined_without_spaces_before_marks_and_clitics() {
        assert_eq!(joined(&["The", "``", "API", "''", "'s", "(", "new", ")", ","]), "The `` API'''s ( new),");
        assert_eq!(joined(&["'s", "is", "n't", "?", "50", "%"]), "'s is n't? 50 %");
    }

    #[test]
    fn code_is_asterisks_and_typographic_apostrophes_are_letters() {
        let using = [tagged("NN", ""), part("using")];
        assert_eq!(found(&using, "Call a ****** using it."), [["******", "using"]]);
        assert!(found(&[part("api$"), part("s$")], "The API’s use").is_empty());
        assert_eq!(found(&[part("api’s"), part("use")], "The API’s use"), [["API’s", "use"]]);
    }

    #[test]
    fn a_sequence_without_a_required_regex_never_matches() {
        assert!(found(&[part("")], "a word").is_empty());
        assert!(found(&[tagged("NN", "")], "a word").is_empty());
        assert!(found(&[SequencePart { negate: true, ..part("b") }], "a word").is_empty());
        assert!(Sequence::new(&[part("(")], false).is_err());
        assert!(Sequence::new(&[tagged("(", "a")], false).is_err());
    }
}

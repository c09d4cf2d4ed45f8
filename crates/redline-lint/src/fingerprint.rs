//! What identifies a finding from one run to the next, however its lines move.
//!
//! A finding is known by its rule, its file, the words that are wrong, the sentence around them and
//! its number among findings that agree in all of these. Lines, columns and offsets play no part,
//! and runs of white space count as one space, so text that is moved, indented or wrapped anew
//! keeps its fingerprints.
//!
//! Fingerprints are kept in other tools and in files, so everything here is frozen: the hash is
//! SipHash-2-4 with a key of zeros, over parts that each follow their length in bytes, a
//! little-endian number of 64 bits. Where sentences end is settled here too, coarsely, rather than
//! asked of code that learns more English with time.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hasher;

use siphasher::sip::SipHasher24;

use redline_document::diagnostic::Finding;
use redline_document::source::Span;

/// How many bytes before and behind a finding are searched for the ends of its sentence.
const REACH: usize = 512;

/// A hash of 64 bits, shown as sixteen hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u64);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// What identifies one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// Of the rule, the words, their sentence and the number of the occurrence: it stays when the
    /// file is renamed. Unique within one file.
    pub content: Digest,
    /// Of the path and [`Fingerprint::content`]: unique within one report.
    pub whole: Digest,
}

/// The fingerprint of each of `findings`, which are in the order of their places.
///
/// `path` names the file of a finding in the same way in every run, with `/` between its parts.
pub fn fingerprints(findings: &[Finding], path: impl Fn(&Finding) -> String) -> Vec<Fingerprint> {
    let mut seen: HashMap<(Digest, Digest), u64> = HashMap::new();
    let fingerprint = |finding: &Finding| {
        let path = path(finding);
        let alike = alike(finding);
        let occurrence = seen.entry((digest(&[path.as_bytes()]), alike)).or_default();
        *occurrence += 1;
        let content = digest(&[&alike.0.to_le_bytes(), &occurrence.to_le_bytes()]);
        Fingerprint { content, whole: digest(&[path.as_bytes(), &content.0.to_le_bytes()]) }
    };
    findings.iter().map(fingerprint).collect()
}

/// The hash of what findings that look the same have in common: rule, words and sentence.
pub(crate) fn alike(finding: &Finding) -> Digest {
    digest_of(&finding.rule, &folded(finding.text()), &sentence_of(finding))
}

/// The hash of a rule, the words that it reports and their sentence, both with folded white space.
pub(crate) fn digest_of(rule: &str, words: &str, sentence: &str) -> Digest {
    digest(&[rule.as_bytes(), words.as_bytes(), sentence.as_bytes()])
}

/// The sentence around a finding, white space folded.
pub(crate) fn sentence_of(finding: &Finding) -> String {
    let text = finding.file.text();
    folded(&text[sentence(text, &finding.span)])
}

/// The hash of several parts; each has its length before it, so that none runs into the next.
pub fn digest(parts: &[&[u8]]) -> Digest {
    let mut hasher = SipHasher24::new_with_keys(0, 0);
    for part in parts {
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part);
    }
    Digest(hasher.finish())
}

/// `text` with each run of white space as one space, and none at its ends. The marks of a quote are at the beginning of
/// lines, and go with them.
pub fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != ">").collect();
    words.join(" ")
}

/// The sentence, heading, item or table row around `span`, as far as it can be seen from there.
pub fn sentence(text: &str, span: &Span) -> Span {
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let low = (0..=span.start.saturating_sub(REACH)).rev().find(is_boundary).unwrap_or(0);
    let high = (span.end + REACH..text.len()).find(is_boundary).unwrap_or(text.len());
    let begins = |at: &usize| is_boundary(at) && begins_sentence(&text[low..high], at - low);
    let start = (low..=span.start).rev().find(begins).unwrap_or(low);
    let end = (span.end.max(start + 1)..high).find(begins).unwrap_or(high);
    start..end
}

/// Whether a sentence, or something else that is read on its own, begins at a place.
fn begins_sentence(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    let trimmed = before.trim_end();
    if trimmed.is_empty() || rest.starts_with(char::is_whitespace) || trimmed.len() == before.len() {
        return before.is_empty();
    }
    let is_quote = |line: &str| line.starts_with('>');
    let opens_quote = is_quote(rest) && !is_quote(last_line(trimmed));
    let (line, rest) = (unquoted(last_line(trimmed)), unquoted(rest));
    if line.is_empty() {
        // A quoted line that is blank; or the marks of this one, before the beginning of a block.
        return before[trimmed.len()..].contains('\n');
    }
    let closing = ['"', '\'', ')', ']', '”', '’', '»', '*', '_'];
    let ends_sentence = trimmed.trim_end_matches(closing).ends_with(['.', '?', '!', '…']);
    match before[trimmed.len()..].matches('\n').count() {
        // The full stop behind the number of an item ends nothing.
        0 => ends_sentence && !is_marker(line),
        1 => {
            opens_quote
                || ends_sentence
                || line.starts_with(['#', '|'])
                || rest.starts_with('|')
                || is_marker(first_word(rest))
        }
        _ => true,
    }
}

/// The last line of `text`, without its indent.
fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or(text).trim_start()
}

/// A line without the marks of the quotes that it stands in.
fn unquoted(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

/// The text before the first white space.
fn first_word(text: &str) -> &str {
    text.split(char::is_whitespace).next().unwrap_or(text)
}

/// Whether `word` opens a heading, an item or a quote.
fn is_marker(word: &str) -> bool {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(word, "-" | "*" | "+" | ">")
        || !word.is_empty() && word.bytes().all(|byte| byte == b'#')
        || word.strip_suffix(['.', ')']).is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use redline_document::diagnostic::Severity;
    use redline_document::source::SourceFile;

    /// The findings of one rule at each occurrence of `words`.
    fn findings(path: &str, text: &str, words: &str) -> Vec<Finding> {
        let file = Arc::new(SourceFile::new(path, text));
        let at = |(start, _): (usize, &str)| Finding {
            rule: "a-rule".into(),
            level: Severity::Warning,
            message: "this is wrong".to_owned(),
            help: None,
            link: None,
            file: Arc::clone(&file),
            on_disk: true,
            span: start..start + words.len(),
            related: None,
            chapter: String::new(),
            section: Vec::new(),
            fix: None,
            is_known: false,
        };
        text.match_indices(words).map(at).collect()
    }

    fn of(path: &str, text: &str) -> Vec<Fingerprint> {
        fingerprints(&findings(path, text, "very"), |finding| finding.file.path().display().to_string())
    }

    fn around(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        folded(&text[sentence(text, &(start..start + words.len()))])
    }

    #[test]
    fn moved_and_wrapped_text_keeps_its_fingerprint() {
        let text = "# Title\n\nOne thing. It is very good, as said.\n";
        let same = of("a.md", text);
        assert_eq!(same.len(), 1);
        for moved in [
            "# Title\n\nNew.\n\nMore.\n\nOne thing. It is very good, as said.\n",
            "# Title\n\nOne thing. It is\nvery good,\nas said.\n",
            "# Title\r\n\r\nOther. It is very good, as said.\r\n",
            "  It is   very good, as said. More.",
        ] {
            assert_eq!(of("a.md", moved), same, "{moved}");
        }
        assert_ne!(of("a.md", "# Title\n\nOne thing. It is very bad, as said.\n"), same);
    }

    #[test]
    fn a_renamed_file_keeps_the_content_alone() {
        let (old, new) = (of("a.md", "It is very good.")[0], of("b.md", "It is very good.")[0]);
        assert_eq!(old.content, new.content);
        assert_ne!(old.whole, new.whole);
    }

    #[test]
    fn repeats_are_distinguished_by_their_number() {
        let of_all = of("a.md", "It is very good.\n\nIt is very good.\n\nIt is very very good.\n");
        let mut whole: Vec<Digest> = of_all.iter().map(|fingerprint| fingerprint.whole).collect();
        whole.sort_unstable();
        whole.dedup();
        assert_eq!(whole.len(), 4);
        assert_eq!(of("a.md", "It is very good.")[0], of_all[0], "the first stays the first");
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // A part of no bytes is its length: eight zeros under a key of zeros.
        let mut hasher = SipHasher24::new();
        hasher.write(&[0; 8]);
        assert_eq!(digest(&[b""]), Digest(hasher.finish()));
        // From the reference implementation: key 00 01 … 0f, input 00 01 … 07.
        let keys = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908);
        let mut hasher = SipHasher24::new_with_keys(keys.0, keys.1);
        hasher.write(&[0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(hasher.finish(), 0x93f5_f579_9a93_2462);
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
    }

    #[test]
    fn what_is_read_on_its_own_stands_alone() {
        for (text, words, expected) in [
            ("One. Two x (three). Four.", "x", "Two x (three)."),
            ("# A x b\nText.", "x", "# A x b"),
            ("# A\nText x y.", "x", "Text x y."),
            ("- one\n- two x\n  and more\n- three", "x", "- two x and more"),
            ("1. one\n2. two x\n3. three", "x", "2. two x"),
            ("| a | b |\n| x | y |\n| c | d |", "x", "| x | y |"),
            ("text *before*\n*this x*\nand after", "x", "text *before* *this x* and after"),
            ("one\n\nx\n\nthree", "x", "x"),
            ("a\n> one\n> x and\n>\n> three", "x", "one x and"),
            ("> one\n> - x and\n>   three", "x", "- x and three"),
            ("a 𐐀 b. c 𐐀 x é.", "x", "c 𐐀 x é."),
            ("x", "x", "x"),
            ("", "", ""),
        ] {
            assert_eq!(around(text, words), expected, "{text}");
        }
    }

    #[test]
    fn a_line_without_end_is_cut_short() {
        let text = format!("{} x {}", "word ".repeat(10_000), "word ".repeat(10_000));
        let at = text.find('x').unwrap();
        assert!(sentence(&text, &(at..at + 1)).len() <= 2 * REACH + 8);
    }
}

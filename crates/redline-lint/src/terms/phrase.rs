//! Matching of phrases: words in any case, with the text between them.

use std::borrow::Cow;
use std::cell::OnceCell;

use redline_document::document::BlockProse;
use redline_document::source::Span;
use redline_text::detect::is_unspaced;
use redline_text::{Language, Word, WordHash, find_words, is_joined, words};

/// Text with its words.
pub(super) struct Text<'a> {
    pub(super) whole: &'a str,
    pub(super) words: Cow<'a, [Word]>,
    /// Language, if terms are inflected in it.
    pub(super) language: Option<&'static Language>,
    /// The text between quotation marks, in order; found on first use.
    quotes: OnceCell<Vec<Span>>,
}

impl<'a> Text<'a> {
    pub(super) fn new(block: &'a BlockProse, language: Option<&'static Language>) -> Self {
        let whole = block.prose.text();
        let words = split_words(whole, block.tokens(), language.is_some());
        Self { whole, words, language, quotes: OnceCell::new() }
    }

    fn word(&self, at: usize) -> &'a str {
        &self.whole[self.words[at].span.clone()]
    }

    /// The hash of a word without its possessive ending.
    pub(super) fn key(&self, at: usize) -> WordHash {
        // Nearly all words have no apostrophe.
        if self.words[at].class.is_plain() {
            return self.words[at].hash;
        }
        let word = self.word(at);
        match split_possessive(word).0 {
            stem if stem.contains('’') => WordHash::of(&stem.replace('’', "'")),
            stem if stem.len() == word.len() => self.words[at].hash,
            stem => WordHash::of(stem),
        }
    }

    /// A word without its possessive ending.
    fn stem(&self, at: usize) -> &'a str {
        split_possessive(self.word(at)).0
    }

    /// Word without a possessive ending, in lower case.
    pub(super) fn lower(&self, at: usize) -> Cow<'a, str> {
        if self.words[at].class.is_lower() {
            return Cow::Borrowed(self.word(at));
        }
        let word = self.stem(at);
        if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(folded(word))
        }
    }

    /// Whether a range is between quotation marks.
    pub(super) fn is_quoted(&self, span: &Span) -> bool {
        let quotes = self.quotes.get_or_init(|| quotes(self.whole));
        let next = quotes.partition_point(|quote| quote.end <= span.start);
        quotes.get(next).is_some_and(|quote| quote.start <= span.start && span.end <= quote.end)
    }

    /// The start of a phrase that was matched at a word.
    pub(super) fn start(&self, at: usize, phrase: &Phrase) -> usize {
        self.words[at].span.start - phrase.before.len()
    }
}

/// Words of a text, split where a word ends without a space.
fn split_words<'a>(text: &str, words: &'a [Word], is_inflected: bool) -> Cow<'a, [Word]> {
    let boundaries = |word: &Word| {
        if word.class.is_plain() { Vec::new() } else { borders(&text[word.span.clone()], is_inflected) }
    };
    let Some(first) = words.iter().position(|word| !boundaries(word).is_empty()) else { return Cow::Borrowed(words) };
    let mut all = words[..first].to_vec();
    for word in &words[first..] {
        let mut from = word.span.start;
        for boundary in boundaries(word).into_iter().map(|at| word.span.start + at).chain([word.span.end]) {
            let parts = find_words(&text[from..boundary]).into_iter();
            all.extend(parts.map(|part| Word { span: from + part.span.start..from + part.span.end, ..part }));
            from = boundary;
        }
    }
    Cow::Owned(all)
}

/// Words of French, Italian and Catalan that are elided before a vowel.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "lorsqu", "puisqu", "jusqu", "quoiqu", "un", "dell", "nell", "all",
    "dall", "sull", "quell", "quest",
];

/// Whether a letter is Hangul or Cyrillic, whose endings directly follow words in Latin letters.
fn is_hangul_or_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

/// The boundaries of words inside of a token: where the script changes from or to one that does not separate words and, in
/// languages whose inflection is unknown, after an elided article.
fn borders(word: &str, is_inflected: bool) -> Vec<usize> {
    let mut found = Vec::new();
    if let Some(at) = word.find(['\'', '’']).filter(|&at| !is_inflected && is_elided(&word[..at])) {
        found.push(at + word[at..].chars().next().map_or(0, char::len_utf8));
    }
    let mut last = None;
    for (at, c) in word.char_indices() {
        let script = (is_unspaced(c), is_hangul_or_cyrillic(c));
        if last.is_some_and(|last| last != script) {
            found.push(at);
        }
        last = Some(script);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn is_elided(word: &str) -> bool {
    ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(word))
}

/// Adjacent words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The text before the first word: the full stop of `.NET`.
    before: String,
    /// The first word without its possessive ending.
    key: String,
    /// The words in lower case, each with the text after it.
    parts: Vec<(String, String)>,
    /// Whether hyphens and spaces are distinct.
    is_exact: bool,
}

/// The end of a match.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) at: usize,
    /// Its possessive ending, or nothing.
    possessive: &'static str,
}

impl End {
    /// The possessive ending as written.
    pub(super) fn written(self) -> &'static str {
        self.possessive
    }

    /// The possessive ending for `form`, if the match has one.
    pub(super) fn possessive_of(self, form: &str) -> String {
        let mark = self.possessive.trim_end_matches('s');
        match self.possessive.is_empty() {
            true => String::new(),
            false if form.ends_with('s') && (super::LANGUAGE.is_plural)(form) => mark.to_owned(),
            false => format!("{mark}s"),
        }
    }
}

impl Phrase {
    /// Parses a phrase; `None` if it has no word.
    pub(super) fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let found: Vec<(Span, &str)> = words(text).collect();
        let (first, _) = found.first()?;
        let gap = |index: usize, span: &Span| {
            let end = found.get(index + 1).map_or(text.len(), |(next, _)| next.start);
            text[span.end..end].to_owned()
        };
        let parts: Vec<_> =
            found.iter().enumerate().map(|(index, (span, word))| (folded(word), gap(index, span))).collect();
        let key = split_possessive(&parts[0].0).0.to_owned();
        Some(Self { before: text[..first.start].to_owned(), key, parts, is_exact: false })
    }

    /// The same phrase with distinct hyphens and spaces.
    pub(super) fn exactly(self) -> Self {
        Self { is_exact: true, ..self }
    }

    /// Its first word without its possessive ending.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// The number of its words.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    /// Matches it at a word of the text, as separate words that are not part of a name.
    pub(super) fn at(&self, text: &Text<'_>, at: usize) -> Option<End> {
        let last = at + self.parts.len() - 1;
        let found = text.words.get(at..=last)?;
        for (index, (word, gap)) in self.parts.iter().enumerate() {
            let span = &found[index].span;
            if at + index < last {
                let next = &found[index + 1];
                if !is_same_folded(text.word(at + index), word)
                    || !self.is_gap(&text.whole[span.end..next.span.start], gap)
                {
                    return None;
                }
            }
        }
        let (span, written) = (&found[self.parts.len() - 1].span, text.word(last));
        let (word, gap) = &self.parts[self.parts.len() - 1];
        let without_ending = || Some(split_possessive(written)).filter(|(stem, _)| is_same_folded(stem, word));
        let (stem, possessive) = if is_same_folded(written, word) { (written, "") } else { without_ending()? };
        let start = found[0].span.start;
        let head = text.whole[..start].strip_suffix(self.before.as_str())?;
        let tail = text.whole[span.end..].strip_prefix(gap.as_str())?;
        let at = span.end + gap.len();
        // `tokens'`: a separate mark.
        let mark =
            ["'", "’"].into_iter().find(|mark| possessive.is_empty() && stem.ends_with('s') && tail.starts_with(mark));
        let mark = mark.filter(|mark| {
            let after = tail[mark.len()..].chars().next();
            !after.is_some_and(char::is_alphanumeric) && !opens_quote(head, mark)
        });
        let (at, possessive) = match mark {
            Some(mark) => (at + mark.len(), mark),
            None => (at, possessive),
        };
        let after = &text.whole[at..];
        // Letters of a script that does not separate words never join others.
        let head = if head.ends_with(is_unspaced) { "" } else { head };
        let after = if after.starts_with(is_unspaced) { "" } else { after };
        (!is_joined(head, after)).then_some(End { at, possessive })
    }
}

/// Word in lower case with straight apostrophes.
fn folded(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") }
}

/// Whether a word is equal to the [`folded`] `other` once it is folded.
fn is_same_folded(word: &str, other: &str) -> bool {
    if word.is_ascii() { word.eq_ignore_ascii_case(other) } else { folded(word) == other }
}

/// A word without its possessive ending, and the ending.
fn split_possessive(word: &str) -> (&str, &'static str) {
    if !word.ends_with(['s', 'S']) {
        return (word, "");
    }
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return (stem, if ending.starts_with('\'') { "'s" } else { "’s" });
        }
    }
    (word, "")
}

/// The greatest length of a quotation in single marks.
const MAX_QUOTE: usize = 200;

/// Whether a mark closes a quotation in single marks.
fn opens_quote(before: &str, mark: &str) -> bool {
    let open = if mark == "’" { '‘' } else { '\'' };
    let near = before.char_indices().rev().take(MAX_QUOTE);
    let opened = near.into_iter().find(|(_, c)| *c == open).map(|(at, _)| at);
    opened.is_some_and(|at| before[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '('))
}

impl Phrase {
    /// Whether the text between two words matches that of the phrase: a space may be a line break and, unless the phrase is
    /// exact, a hyphen.
    fn is_gap(&self, found: &str, expected: &str) -> bool {
        let is_space = |text: &str| !text.is_empty() && text.chars().all(|c| matches!(c, ' ' | '\n' | '\u{a0}'));
        let is_hyphen = |text: &str| matches!(text, "-" | "‑");
        if is_space(expected) {
            return is_space(found) || (!self.is_exact && is_hyphen(found));
        }
        if is_hyphen(expected) {
            return is_hyphen(found) || (!self.is_exact && is_space(found));
        }
        found == expected
    }
}

/// Whether a range of a text is inside a quotation.
pub(crate) fn is_quoted(text: &str, span: &Span) -> bool {
    quotes(text).iter().any(|quote| quote.start <= span.start && span.end <= quote.end)
}

/// The text between quotation marks, curly or straight.
fn quotes(text: &str) -> Vec<Span> {
    let (mut found, mut open) = (Vec::new(), None);
    for (at, mark) in text.match_indices(['“', '”', '"']) {
        open = match (open, mark) {
            (_, "“") => Some((at, "”")),
            (Some((start, close)), _) if close == mark => {
                found.push(start..at);
                None
            }
            (None, "\"") => Some((at, "\"")),
            (unchanged, _) => unchanged,
        };
    }
    found
}

/// Whether two texts are equal except for case.
pub(super) fn is_same_but_case(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Whether two texts differ in hyphens and spaces only, ignoring case.
pub(super) fn differ_in_hyphens(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace('-', " ");
    !is_same_but_case(a, b) && plain(a) == plain(b)
}

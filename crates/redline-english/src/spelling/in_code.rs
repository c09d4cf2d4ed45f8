//! Uses of words in code and addresses, which vouch for them: they are names, which prose may use too.

use rustc_hash::{FxHashMap, FxHashSet};

use redline_document::document::{Document, ProtectedKind};
use redline_text::{Span, WordFilter, WordHash};

use super::book_words::in_parts;

/// The uses of a word outside of prose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CodeUses {
    /// The number of uses in code.
    pub(super) in_code: u32,
    /// Whether an address has it.
    pub(super) is_in_address: bool,
}

type Uses = FxHashMap<String, CodeUses>;

/// Counts words in lower case in the code and the addresses of chapters. The parts of identifiers are words too.
pub(super) fn count_in_code(documents: &[&Document], words: &FxHashSet<String>) -> Uses {
    if words.is_empty() {
        return Uses::default();
    }
    let filter: WordFilter = words.iter().map(String::as_str).collect();
    let count = |documents: &[&Document]| {
        let mut uses = Uses::default();
        for document in documents {
            let text = document.text();
            for range in &document.protected {
                let part = &text[range.span.clone()];
                let Some(is_address) = is_address(range.kind, part) else { continue };
                for_each_part(part, |at, hash| {
                    if filter.may_hold(hash) {
                        add(part, &at, is_address, words, &mut uses);
                    }
                });
            }
        }
        uses
    };
    in_parts(documents, count, merged)
}

#[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
fn merged(mut uses: Uses, later: Uses) -> Uses {
    for (word, more) in later {
        let known = uses.entry(word).or_default();
        known.in_code += more.in_code;
        known.is_in_address |= more.is_in_address;
    }
    uses
}

/// Whether a protected range is an address; `None` if its words vouch for nothing.
fn is_address(kind: ProtectedKind, text: &str) -> Option<bool> {
    match kind {
        ProtectedKind::Html if text.starts_with("<!--") => None,
        ProtectedKind::AlertMarker => None,
        ProtectedKind::Destination
        | ProtectedKind::Definition
        | ProtectedKind::Image
        | ProtectedKind::Label
        | ProtectedKind::Url => Some(true),
        ProtectedKind::FrontMatter
        | ProtectedKind::Code
        | ProtectedKind::Html
        | ProtectedKind::Directive
        | ProtectedKind::Math
        | ProtectedKind::Attributes
        | ProtectedKind::Shortcode => Some(false),
    }
}

/// Counts a word of code or of an address, if it is one of `words`.
fn add(text: &str, at: &Span, is_address: bool, words: &FxHashSet<String>, uses: &mut Uses) {
    let word = text[at.clone()].to_ascii_lowercase();
    let before = &text[..at.start];
    let is_prose = if is_address { is_in_fragment(before) } else { is_in_comment(before) };
    if is_prose || !words.contains(&word) {
        return;
    }
    let uses = uses.entry(word).or_default();
    if is_address {
        uses.is_in_address = true;
    } else {
        uses.in_code += 1;
    }
}

/// Whether the text after `before` continues the fragment of an address: fragments come from headings, which are prose.
fn is_in_fragment(before: &str) -> bool {
    before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')).ends_with('#')
}

/// Whether the text after `before` continues a comment of code, which is prose.
fn is_in_comment(before: &str) -> bool {
    let Some((_, line)) = before.rsplit_once('\n') else { return false };
    line.trim_start().starts_with("* ")
        || ["// ", "//! ", "# ", "-- ", "/* ", "/** "].iter().any(|mark| line.contains(mark))
}

/// Visits the words of code: letters in a row, and the parts of those that have capitals inside, each with its hash.
pub(super) fn for_each_part(text: &str, mut visit: impl FnMut(Span, WordHash)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut hash = WordHash::START;
        let mut has_inner_capital = false;
        while let Some(&byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphabetic()) {
            hash = hash.and(byte.to_ascii_lowercase());
            has_inner_capital |= byte.is_ascii_uppercase() && at > start;
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        visit(start..at, hash);
        if has_inner_capital {
            let parts = parts(bytes, start..at).filter(|part| part.len() < at - start);
            parts.for_each(|part| visit(part.clone(), WordHash::of(&text[part])));
        }
    }
}

/// The parts of a name: `read` and `Line` of `readLine`, `HTTP` and `Server` of `HTTPServer`.
fn parts(bytes: &[u8], name: Span) -> impl Iterator<Item = Span> {
    let is_start = move |at: &usize| {
        let is_capital = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
        let ends_capitals = *at + 1 < name.end && !is_capital(*at + 1);
        is_capital(*at) && *at > name.start && (!is_capital(*at - 1) || ends_capitals)
    };
    let mut start = name.start;
    let ends = (name.start + 1..name.end).filter(is_start).chain([name.end]);
    ends.collect::<Vec<_>>().into_iter().map(move |end| std::mem::replace(&mut start, end)..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    #[test]
    fn words_of_code_and_addresses_are_counted() {
        let text = "A `libary`. The occured error.\n\n```\nlibary() // untill\nreadRecieve, HTTPOccured\n```\n\nSee \
                    [dependecy](#a-dependecy), [beleive](https://a.example/beleive).\n\n<!-- mispell -->";
        let document = Document::of_text(text, &Dialect::default());
        let words = ["libary", "untill", "recieve", "occured", "dependecy", "beleive", "mispell"];
        let uses = count_in_code(&[&document], &words.map(str::to_owned).into_iter().collect());
        let of = |word: &str| uses.get(word).map_or((0, false), |uses| (uses.in_code, uses.is_in_address));
        assert_eq!(words.map(of), [(2, false), (0, false), (1, false), (1, false), (0, false), (0, true), (0, false)]);
    }

    #[test]
    fn names_have_parts() {
        let parts = |name: &str| {
            let mut found = Vec::new();
            for_each_part(name, |part, _| found.push(name[part].to_owned()));
            found
        };
        assert_eq!(parts("readLine"), ["readLine", "read", "Line"]);
        assert_eq!(parts("HTTPServer x_y2z"), ["HTTPServer", "HTTP", "Server", "x", "y", "z"]);
        assert_eq!(parts("ABC Plain é"), ["ABC", "Plain"]);
    }
}

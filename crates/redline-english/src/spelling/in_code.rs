//! Misspellings that also occur in code, addresses or identifiers: they are names, which prose may use too.

use std::collections::BTreeMap;

use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

use super::known_misspelling;
use redline_document::document::Document;
use redline_text::capitalised;

/// The known misspellings among the separate words in the prose of a chapter, in lower case and sorted, with their counts.
pub fn misspellings_of(document: &Document) -> Vec<(String, u32)> {
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for block in &document.prose {
        let text = block.prose.text();
        for (span, word) in block.words() {
            if known_misspelling(word).is_some() && !is_joined(&text[..span.start], &text[span.end..]) {
                *found.entry(word.to_lowercase()).or_default() += 1;
            }
        }
    }
    found.into_iter().collect()
}

/// Whether a word is a part of an identifier or a path.
fn is_joined(before: &str, after: &str) -> bool {
    let joins = |c: char| matches!(c, '_' | '/' | '\\' | '@' | '#' | '=' | '$' | '&');
    let mut next = after.chars();
    let (first, second) = (next.next(), next.next());
    before.ends_with(joins)
        || before.ends_with("::")
        || before.ends_with('.')
        || first.is_some_and(joins)
        || after.starts_with("::")
        || after.starts_with("()")
        || (first == Some('.') && second.is_some_and(char::is_alphanumeric))
}

/// The misspellings `in_prose` that occur more often in the texts of the chapters than in their prose.
pub fn misspellings_in_code(texts: &[&str], in_prose: &BTreeMap<String, u32>) -> FxHashSet<String> {
    let is_in_code = |(word, uses): &(&String, &u32)| {
        let forms = [(*word).clone(), capitalised(word)];
        let count = |text: &&str| forms.iter().map(|form| occurrences(text, form)).sum::<usize>();
        texts.iter().map(count).sum::<usize>() > **uses as usize
    };
    in_prose.iter().filter(is_in_code).map(|(word, _)| word.clone()).collect()
}

/// The number of times a text contains a word, on its own or as part of a camel-case identifier. Fragments of links do not
/// count: they come from headings, which are prose.
fn occurrences(text: &str, word: &str) -> usize {
    let is_whole = |at: &usize| {
        let (before, after) = (&text.as_bytes()[..*at], &text.as_bytes()[*at + word.len()..]);
        let is_inner = word.starts_with(char::is_uppercase) && before.last().is_some_and(u8::is_ascii_lowercase);
        let begins = is_inner || before.last().is_none_or(|byte| !byte.is_ascii_alphabetic());
        begins && !after.first().is_some_and(u8::is_ascii_lowercase) && !is_in_fragment(before)
    };
    Finder::new(word).find_iter(text.as_bytes()).filter(is_whole).count()
}

/// Whether the text after `before` continues the fragment of an address or an explicit id.
fn is_in_fragment(before: &[u8]) -> bool {
    let is_of_id = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let start = before.len() - before.iter().rev().take_while(is_of_id).count();
    matches!(before[..start], [.., last, b'#'] if !last.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    #[test]
    fn words_of_code_addresses_and_identifiers_are_names() {
        let text = "We recieve it in the libary. The occured error, and occurence or occurences.\n\n```\nlibary()\n```\n\nSee \
                    [dependecy](#a-dependecy), untill_now, [beleive](https://a.example/beleive) and readRecieve.";
        let document = Document::of_text(text, &Dialect::default());
        let in_prose: BTreeMap<String, u32> = misspellings_of(&document).into_iter().collect();
        let names = misspellings_in_code(&[text], &in_prose);
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["beleive", "libary", "recieve"]);
        assert!(in_prose.contains_key("dependecy") && !in_prose.contains_key("untill"), "{in_prose:?}");
    }
}

#![doc = include_str!("spelling.md")]

use super::{Context, Rule};
use crate::catalogue::{self, SpellingOptions};
use crate::strict::read_options;
use redline_document::edit::{Applicability, Change, Fix};
use redline_english::rewording::reworded;
use redline_english::spelling::{Usage, is_capitalised, usage};
use redline_text::opens_sentence;

pub(super) static RULE: Rule = Rule { meta: &catalogue::SPELLING, check };

fn check(cx: &mut Context<'_>) {
    let (document, unknown) = (cx.document, &cx.book.unknown);
    let options: SpellingOptions = read_options(cx.options).unwrap_or_default();
    for block in &document.prose {
        let text = block.prose.text();
        for (span, word) in block.words() {
            let is_capital = is_capitalised(word);
            if is_capital && !opens_sentence(&text[..span.start]) {
                continue;
            }
            let find = |word: &str| if is_capital { unknown.get(&word.to_lowercase()) } else { unknown.get(word) };
            let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
            let found = find(word).map(|found| (span.clone(), word, found)).or_else(|| {
                let owner = owner?;
                Some((span.start..span.start + owner.len(), owner, find(owner)?))
            });
            let Some((span, word, suggestions)) = found else { continue };
            let is_word = || matches!(usage(text, &span), Usage::Word | Usage::Doubtful | Usage::InCompound);
            // Misspelled words are reported by their own rule, if it runs.
            if !is_word()
                || cx.book.misspelled.contains(word)
                || options.accept.iter().any(|known| known.eq_ignore_ascii_case(word))
            {
                continue;
            }
            let edits = suggestions.first().and_then(|best| reworded(document, &block.prose, &span, best));
            let diagnostic = cx.report(block.prose.source(span), format!("`{word}` is in no dictionary"));
            if !suggestions.is_empty() {
                let list: Vec<String> = suggestions.iter().map(|word| format!("`{word}`")).collect();
                diagnostic.help(format!("did you mean {}?", list.join(" or ")));
            }
            if let (Some(edits), Some(best)) = (edits, suggestions.first()) {
                diagnostic.fix(Fix::new(format!("write `{best}`"), Applicability::Unsafe, Change::Text, edits));
            }
        }
    }
}

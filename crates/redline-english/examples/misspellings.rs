//! Prints the misspellings of plain text files, which are judged as one book: `cargo run --example misspellings -- FILE…`.
//!
//! Each line has the word, the source of the judgement, whether the first correction is safe, and the corrections.
//! Text between backticks is code.

use std::io::Write;

use redline_english::spelling::judge::{Capitals, CountedWords, Uses, judge};
use redline_text::words;
use rustc_hash::FxHashMap;

fn main() -> std::io::Result<()> {
    let texts: Vec<String> = std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    let mut counts: FxHashMap<String, Uses> = FxHashMap::default();
    let mut found: Vec<(String, Capitals)> = Vec::new();
    for text in &texts {
        for (part, is_code) in text.split('`').zip([false, true].into_iter().cycle()) {
            let mut end = 0;
            for (span, word) in words(part) {
                let lower = word.to_lowercase();
                let uses = counts.entry(lower.clone()).or_default();
                if is_code {
                    uses.in_code += 1;
                    continue;
                }
                let opens_sentence =
                    ["\n\n", ".", "!", "?", ":"].iter().any(|stop| part[end..span.start].contains(stop));
                let capitals = capitals(word, opens_sentence);
                uses.in_prose += 1;
                uses.as_name += u32::from(capitals == Capitals::Initial);
                found.push((lower, capitals));
                end = span.end;
            }
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.dedup();
    let book = CountedWords::new(counts, str::to_owned);
    let mut output = std::io::stdout().lock();
    for (word, capitals) in found {
        if let Some(judgement) = judge(&word, capitals, &book) {
            let corrections = judgement.corrections.join(", ");
            writeln!(output, "{word}\t{:?}\t{}\t{corrections}", judgement.source, judgement.is_safe)?;
        }
    }
    Ok(())
}

/// How a word is written.
fn capitals(word: &str, opens_sentence: bool) -> Capitals {
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    match (is_capital, letters.any(char::is_uppercase)) {
        (_, true) => Capitals::Inner,
        (true, false) if opens_sentence => Capitals::Opening,
        (true, false) => Capitals::Initial,
        (false, false) => Capitals::None,
    }
}

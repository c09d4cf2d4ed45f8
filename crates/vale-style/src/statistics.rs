//! Counts of words, sentences and syllables, and readability formulas.
//!
//! Flesch-Kincaid (Kincaid et al. 1975), Gunning fog (1952), Coleman-Liau (1975), SMOG (1969), Automated Readability
//! Index (Senter and Smith 1967).

use std::sync::LazyLock;

use regex::Regex;

use super::block::Block;
use super::scope::BlockScope;
use super::sentence::sentences;
use super::syllables::syllables;

/// The supported formulas.
pub(super) const METRICS: &[&str] = &["Flesch-Kincaid", "Gunning Fog", "Coleman-Liau", "SMOG", "Automated Readability"];

/// A word: initials, or letters, digits and apostrophes.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "it is constant, and a test uses it")]
    Regex::new(r"(?:[A-Z]\.){2,}|[\p{N}\p{L}']+").expect("the expression is valid")
});

/// Counts over the prose of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Statistics {
    words: f64,
    sentences: f64,
    paragraphs: f64,
    /// Letters and digits.
    characters: f64,
    syllables: f64,
    /// Words of more than two syllables, not counting common endings.
    complex_words: f64,
    /// Words of more than six letters.
    long_words: f64,
    /// Words of more than two syllables.
    polysyllabic_words: f64,
    /// Number of texts of each kind other than paragraphs: `list`, `heading_h2`.
    blocks: Vec<(String, f64)>,
}

impl Statistics {
    /// Counts the text of `summary`, which holds all prose of `blocks`.
    pub(super) fn of(summary: &Block, blocks: &[Block]) -> Self {
        let mut found = Self::default();
        for piece in summary.prose.text().split("\n\n").filter(|piece| !piece.trim().is_empty()) {
            found.paragraphs += 1.0;
            for sentence in sentences(piece) {
                found.sentences += 1.0;
                found.count_words(&piece[sentence]);
            }
        }
        for block in blocks {
            let name = match block.scope {
                BlockScope::Heading(level) => format!("heading_h{level}"),
                BlockScope::List => "list".to_owned(),
                BlockScope::Quote => "blockquote".to_owned(),
                _ => continue,
            };
            match found.blocks.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1.0,
                None => found.blocks.push((name, 1.0)),
            }
        }
        found
    }

    #[expect(clippy::cast_precision_loss, reason = "no word is so long")]
    fn count_words(&mut self, text: &str) {
        for word in WORD.find_iter(text).map(|word| word.as_str()) {
            let syllables = syllables(word);
            self.words += 1.0;
            self.characters += word.chars().filter(|c| c.is_alphanumeric()).count() as f64;
            self.syllables += f64::from(syllables);
            self.long_words += f64::from(u8::from(word.len() > 6));
            self.polysyllabic_words += f64::from(u8::from(syllables > 2));
            let has_ending = ["es", "ed", "ing"].iter().any(|ending| word.ends_with(ending));
            self.complex_words += f64::from(u8::from(syllables - u32::from(has_ending) > 2));
        }
    }

    /// Whether there are no words.
    pub(super) fn is_empty(&self) -> bool {
        self.words == 0.0
    }

    /// The school grade by a formula; `None` if the formula is unknown.
    pub(super) fn grade(&self, metric: &str) -> Option<f64> {
        let (words, sentences) = (self.words, self.sentences.max(1.0));
        Some(match metric {
            "Flesch-Kincaid" => 0.39 * words / sentences + 11.8 * self.syllables / words - 15.59,
            "Gunning Fog" => 0.4 * (words / sentences + 100.0 * self.complex_words / words),
            "Coleman-Liau" => 5.88 * self.characters / words - 29.6 * sentences / words - 15.8,
            "SMOG" => 1.043 * (30.0 * self.polysyllabic_words / sentences).sqrt() + 3.1291,
            "Automated Readability" => 4.71 * self.characters / words + 0.5 * words / sentences - 21.43,
            _ => return None,
        })
    }

    /// The count called `name` in formulas.
    pub(super) fn variable(&self, name: &str) -> Option<f64> {
        Some(match name {
            "words" => self.words,
            "sentences" => self.sentences,
            "paragraphs" => self.paragraphs,
            "characters" => self.characters,
            "syllables" => self.syllables,
            "complex_words" => self.complex_words,
            "long_words" => self.long_words,
            "polysyllabic_words" => self.polysyllabic_words,
            _ => {
                let known = self.blocks.iter().find(|(known, _)| known == name).map(|(_, count)| *count);
                let is_block = name.starts_with("heading_h") || ["pre", "list", "blockquote"].contains(&name);
                return known.or_else(|| is_block.then_some(0.0));
            }
        })
    }
}

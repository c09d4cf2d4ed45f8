//! Counts of words, sentences and syllables, and readability formulas.
//!
//! Flesch-Kincaid (Kincaid et al. 1975), Gunning fog (1952), Coleman-Liau (1975), SMOG (1969), Automated Readability
//! Index (Senter and Smith 1967).

use super::block::Block;
use super::scope::BlockScope;
use super::sentence::sentences;

/// The supported formulas.
pub(super) const METRICS: &[&str] = &["Flesch-Kincaid", "Gunning Fog", "Coleman-Liau", "SMOG", "Automated Readability"];

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
        let is_part = |c: char| c.is_alphanumeric() || c == '\'';
        for word in text.split(|c| !is_part(c)).filter(|word| word.contains(char::is_alphanumeric)) {
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

/// The number of syllables: groups of vowels, without a silent `e` at the end.
pub(super) fn syllables(word: &str) -> u32 {
    let word = word.to_lowercase();
    let word = word.trim_end_matches("'s");
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 3 {
        return 1;
    }
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0;
    let mut in_group = false;
    for &c in &letters {
        let vowel = is_vowel(c);
        count += u32::from(vowel && !in_group);
        in_group = vowel;
    }
    let text: String = letters.iter().collect();
    // The last syllable of `table` is pronounced, that of `compile` is not.
    let before_le = text.strip_suffix("le").and_then(|head| head.chars().next_back());
    let is_spoken = before_le.is_some_and(|c| !is_vowel(c));
    let is_silent = (text.ends_with('e') && !is_spoken)
        || (text.ends_with("ed") && !text.ends_with("ted") && !text.ends_with("ded"))
        || (text.ends_with("es")
            && !["ses", "zes", "xes", "ches", "shes", "ges", "ces"].iter().any(|it| text.ends_with(it)));
    let splits = ["ia", "io", "eo", "iu", "ua"].iter().filter(|pair| text.contains(*pair)).count();
    let fused = ["tion", "sion", "cious", "tious", "gion", "cial", "tial", "cian"].iter().any(|it| text.contains(it));
    count += u32::try_from(splits).unwrap_or(0).saturating_sub(u32::from(fused));
    count.saturating_sub(u32::from(is_silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_groups_of_vowels() {
        let count = |words: &[&str]| words.iter().map(|word| syllables(word)).collect::<Vec<_>>();
        assert_eq!(
            count(&["the", "table", "compile", "compiler", "function", "library", "jumped", "wanted"]),
            [1, 2, 2, 3, 2, 3, 1, 2]
        );
    }
}

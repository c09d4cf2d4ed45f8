//! Words that no list has.

use super::facts::BookFacts;
use super::own::near_word;
use super::{Judgement, Source};
use crate::spelling::lexicon::{self, is_coined, is_coined_from, likely_words};

/// The number of uses in the counted documentation that one in the book is worth.
pub(super) const OWN_USE: f64 = 10.0;

/// The score of a missing rival.
const NO_RIVAL: f64 = -12.0;

/// The greatest number of uses of a misspelling, and of one that is nearly certain.
const MAX_USES: u32 = 2;
const MAX_USES_IF_CERTAIN: u32 = 4;
const CERTAIN: f64 = 4.0;

/// The least certainty if the word is a name otherwise.
const MIN_CERTAINTY_OF_NAME: f64 = 3.5;

/// The least certainty if a large dictionary has the word.
const MIN_CERTAINTY_OF_RARE: f64 = 2.0;

/// Prefixes that make new words, whose bases are no corrections.
const PREFIXES: [&str; 12] = ["un", "re", "pre", "sub", "non", "de", "dis", "co", "multi", "inter", "mis", "over"];

/// A word that may have been meant, with the likelihood of that.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) word: String,
    pub(super) score: f64,
    frequency: f64,
    cost: f64,
    edits: u8,
}

/// The words near a word, the likeliest first.
pub(super) fn scored(word: &str, facts: &impl BookFacts) -> Vec<Scored> {
    let near = likely_words(word).into_iter().map(|near| {
        let frequency = near.frequency + OWN_USE * f64::from(facts.uses(&near.word));
        let score = lexicon::score(frequency, near.cost);
        Scored { score, frequency, word: near.word, cost: near.cost, edits: near.edits }
    });
    let mut near: Vec<Scored> = near.collect();
    near.sort_by(|a, b| b.score.total_cmp(&a.score));
    near
}

/// The likeliest word with its lead over the next one.
struct Best {
    near: Scored,
    lead: f64,
}

impl Best {
    fn of(word: &str, facts: &impl BookFacts) -> Option<Self> {
        let mut near = scored(word, facts).into_iter();
        let best = near.next()?;
        let lead = best.score - near.next().map_or(NO_RIVAL, |rival| rival.score);
        Some(Self { near: best, lead })
    }

    /// How certain the correction of a word is: the score, the lead, and the length of the word, since long words have few
    /// neighbours.
    #[expect(clippy::cast_precision_loss, reason = "words have at most 24 letters")]
    fn certainty(&self, word: &str) -> f64 {
        self.near.score + 0.3 * self.lead.min(10.0) + 0.7 * (word.len().min(11) as f64 - 7.0)
    }
}

/// The judgement of a word in lower case that is in no list.
pub(super) fn judge_unknown(word: &str, facts: &impl BookFacts) -> Option<Judgement> {
    if word.len() < 4 || facts.uses(word) > MAX_USES_IF_CERTAIN || is_vouched_for(word, facts) {
        return None;
    }
    let own = near_word(word, facts);
    // The search for near words costs most, so what needs none comes first.
    if own.is_none() && is_coined(word) {
        return None;
    }
    let best = Best::of(word, facts);
    if let Some((own, uses, cost)) = own
        && best.as_ref().is_none_or(|best| best.near.score < lexicon::score(OWN_USE * f64::from(uses), cost))
    {
        return Some(Judgement::unsafe_one(Source::Lexicon, own.to_owned()));
    }
    let best = best?;
    let certainty = best.certainty(word);
    if is_coined(word)
        || is_coined_from(word, &best.near.word)
        || (facts.uses(word) > MAX_USES && certainty < CERTAIN)
        || (lexicon::is_name(word) && certainty < MIN_CERTAINTY_OF_NAME)
        || (lexicon::is_rare(word) && (certainty < MIN_CERTAINTY_OF_RARE || facts.uses(word) > 1))
        || !is_likely(word, &best, certainty)
    {
        return None;
    }
    let is_safe = is_safe(word, &best, certainty);
    Some(Judgement { source: Source::Lexicon, corrections: vec![best.near.word], is_safe })
}

/// Whether the likeliest word can replace another without a review.
fn is_safe(word: &str, best: &Best, certainty: f64) -> bool {
    let Scored { word: near, cost, edits, frequency, .. } = &best.near;
    // Another letter in place of one is as often a part of another word: `provising` may be `provisioning`.
    let is_replaced = word.len() == near.len() && *cost > 0.7;
    best.lead >= if is_replaced { 6.0 } else { 5.0 }
        && certainty >= 1.0
        && *frequency >= 3.0
        && (*edits == 1 || *cost <= 1.3)
        && (word.len() > 5 || *cost <= 0.6)
}

/// Whether code or an address of the book has a word, or code the word whose plural it is.
fn is_vouched_for(word: &str, facts: &impl BookFacts) -> bool {
    let is_singular_in_code =
        || word.strip_suffix('s').is_some_and(|one| facts.in_code(one) > 0 && !lexicon::is_misspelling(one));
    facts.in_code(word) > 0 || facts.is_in_address(word) || is_singular_in_code()
}

/// Whether the likeliest word is likely enough.
fn is_likely(word: &str, best: &Best, certainty: f64) -> bool {
    let Scored { word: near, cost, edits, .. } = &best.near;
    let starts_alike = word.as_bytes().first() == near.as_bytes().first();
    if *edits > 1 {
        let ends_alike = word.get(word.len() - 2..) == near.get(near.len().saturating_sub(2)..);
        // A prefix that is one letter off is no slip.
        let is_prefixed = word.get(1..3) == near.get(..2);
        return word.len() > 7
            && certainty >= 0.6
            && best.lead >= 5.0
            && *cost <= 2.25
            && starts_alike
            && ((ends_alike && !is_prefixed) || certainty >= CERTAIN);
    }
    if best.lead < 1.5 || (*cost > 1.4 && certainty < 2.0) {
        return false;
    }
    if is_other_ending(word.as_bytes(), near.as_bytes()) && (certainty < 3.0 || word.len() < 9) {
        return false;
    }
    match word.len() {
        ..4 => false,
        4 => certainty >= 3.0 && *cost <= 0.6 && best.lead >= 6.0,
        5 => certainty >= 3.3 && *cost <= 0.95,
        6 => certainty >= 1.3,
        _ => certainty >= -0.2,
    }
}

/// Whether the last letters differ, and neither a doubled letter, a vowel nor an exchange explains it: the ending may be meant.
fn is_other_ending(word: &[u8], near: &[u8]) -> bool {
    let ([.., before, last], [.., near_before, near_last]) = (word, near) else { return false };
    let is_vowel = |letter: u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let is_exchanged = word.len() == near.len() && last == near_before && before == near_last;
    last != near_last && last != before && !(is_vowel(*last) && is_vowel(*near_last)) && !is_exchanged
}

/// The judgement of a word that can be derived from others, though another is far more likely: `everhead`.
pub(super) fn judge_derived(word: &str, facts: &impl BookFacts) -> Option<Judgement> {
    let is_new = || PREFIXES.iter().chain(&["under"]).any(|prefix| word.starts_with(prefix));
    if word.len() < 6 || facts.uses(word) > 1 || is_new() || is_vouched_for(word, facts) || facts.as_name(word) > 0 {
        return None;
    }
    let best = Best::of(word, facts)?;
    let Scored { word: near, cost, edits, score, .. } = &best.near;
    let first_is_missing = near.len() == word.len() + 1 && near.as_bytes().first() != word.as_bytes().first();
    let end = |word: &str| word.as_bytes()[word.len().saturating_sub(2)..].to_vec();
    let is_likely = *edits == 1 && *score >= 3.5 && best.lead >= 3.0 && *cost <= 1.1;
    (is_likely && !is_coined(word) && !is_coined_from(word, near) && !first_is_missing && end(near) == end(word))
        .then(|| Judgement::unsafe_one(Source::Lexicon, near.clone()))
}

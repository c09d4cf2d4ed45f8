//! Words that a list of misspellings has.

use super::capitals::Capitals;
use super::facts::BookFacts;
use super::unknown::{Scored, scored};
use super::{Judgement, Source};
use crate::spelling::lexicon;

/// Misspellings of fewer letters that are too usual to be anything else.
const SHORT: [&str; 10] = ["adn", "ahve", "hte", "htat", "taht", "teh", "tehn", "thsi", "thta", "wich"];

/// The least number of letters in other misspellings.
const MIN_LETTERS: usize = 5;

/// The number of letters from which a single use in code does not vouch for a word.
const MIN_LETTERS_OF_SLIP_IN_CODE: usize = 7;

/// The least lead in score of a correction without a rival, and of that of a word of five letters, which resembles many.
const LEAD: f64 = 1.0;
const LEAD_OF_SHORT: f64 = 5.0;

/// The greatest arrears in score of a correction that is still the first choice.
const ARREARS: f64 = 2.5;

/// The frequency of a correction that the lexicon lacks.
const UNCOUNTED: f64 = 0.5;

/// The greatest number of corrections.
const MAX_CORRECTIONS: usize = 3;

/// The judgement of a word of the closed list.
pub(super) fn judge_closed(
    word: &str,
    correction: &str,
    capitals: Capitals,
    facts: &impl BookFacts,
) -> Option<Judgement> {
    let is_capital = capitals != Capitals::None;
    if !is_long(word)
        || !capitals.may_be_misspelled(word)
        || (is_capital && facts.as_name(word) > 1)
        || is_code(word, facts)
    {
        return None;
    }
    let (corrections, is_safe) = ranked(word, correction, facts);
    Some(Judgement { source: Source::Closed, corrections, is_safe })
}

/// The judgement of a word of the list with several corrections.
pub(super) fn judge_listed(
    word: &str,
    corrections: impl Iterator<Item = &'static str>,
    capitals: Capitals,
    facts: &impl BookFacts,
) -> Option<Judgement> {
    if capitals != Capitals::None || facts.in_code(word) > 0 || facts.as_name(word) > 0 {
        return None;
    }
    let mut corrections: Vec<(f64, &str)> = corrections.map(|one| (score_of(word, one, facts), one)).collect();
    corrections.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let corrections = corrections.into_iter().take(MAX_CORRECTIONS).map(|(_, one)| one.to_owned()).collect();
    Some(Judgement { source: Source::Listed, corrections, is_safe: false })
}

/// Whether a word is long enough for the lists to be right about it.
pub(super) fn is_long(word: &str) -> bool {
    word.len() >= MIN_LETTERS || SHORT.contains(&word)
}

/// Whether the code of the book vouches for a word: a short one once, others twice and for a third of their uses.
fn is_code(word: &str, facts: &impl BookFacts) -> bool {
    match facts.in_code(word) {
        0 => false,
        1 => word.len() < MIN_LETTERS_OF_SLIP_IN_CODE,
        uses => word.len() < MIN_LETTERS_OF_SLIP_IN_CODE || facts.uses(word) <= 3 * uses,
    }
}

/// The listed correction of a word and its rival, the likelier first, and whether it has no rival.
fn ranked(word: &str, listed: &str, facts: &impl BookFacts) -> (Vec<String>, bool) {
    let near = scored(word, facts);
    let is_preferred =
        |other: &&Scored| lexicon::is_variant(&other.word, listed) && facts.uses(&other.word) > facts.uses(listed);
    let correction = near.iter().find(is_preferred).map_or(listed, |variant| &variant.word).to_owned();
    let score = score_of(word, &correction, facts);
    let is_rival = |other: &&Scored| other.word != correction && !lexicon::is_variant(&other.word, &correction);
    let lead = if word.len() > MIN_LETTERS { LEAD } else { LEAD_OF_SHORT };
    match near.iter().find(is_rival).map(|rival| (rival.word.clone(), score - rival.score)) {
        // A regular form where the language has an irregular one, `splitted`, is no slip towards a similar word.
        Some((rival, ahead)) if ahead < -ARREARS && !lexicon::is_derived(word) => (vec![rival, correction], false),
        Some((rival, ahead)) if ahead < lead => (vec![correction, rival], false),
        _ => (vec![correction], true),
    }
}

/// The score of a listed correction.
fn score_of(word: &str, correction: &str, facts: &impl BookFacts) -> f64 {
    let frequency = lexicon::frequency(correction).unwrap_or(UNCOUNTED);
    lexicon::score(
        frequency + super::unknown::OWN_USE * f64::from(facts.uses(correction)),
        lexicon::cost(word, correction),
    )
}

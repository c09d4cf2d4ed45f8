//! Matching a name in all its recognisable forms.

use super::decode::characters;
use super::folded::{Folded, Separator};
use super::letters::{Shape, looks};
use super::word::{is_compound, is_whole_word};

/// Where a name may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Inside any word.
    Anywhere,
    /// Only as a whole word, including a word of a compound identifier.
    Word,
}

/// Names of up to so many letters match only whole words by default.
const SHORT: usize = 3;

/// The most spellings of one part of a name. Only names with many umlauts have more than two.
const MAX_FORMS: usize = 16;

/// A letter of a name.
#[derive(Clone, Debug)]
struct Letter {
    letter: char,
    /// The ASCII letters it looks like in either case.
    looks: Vec<char>,
}

impl Letter {
    fn of(letter: char) -> Self {
        let capital = letter.to_uppercase().next().unwrap_or(letter);
        let of_both = if letter.is_ascii() { vec![] } else { [looks(letter), looks(capital)].concat() };
        Self { letter, looks: of_both.into_iter().flatten().collect() }
    }

    fn is(&self, shape: &Shape) -> bool {
        shape.letter == self.letter || shape.looks.contains(&Some(self.letter)) || self.looks.contains(&shape.letter)
    }
}

/// A part of a name: a word, or a part of a word that begins with an inner capital.
#[derive(Debug)]
struct Part {
    /// Its spellings, with and without transcription.
    forms: Vec<Vec<Letter>>,
    /// Whether there is no separator before it.
    is_joined: bool,
}

impl Part {
    fn of(shapes: &[Shape], is_joined: bool) -> Self {
        let mut forms = vec![Vec::new()];
        for shape in shapes {
            let plain = forms.len();
            let is_transcribed = shape.tail.is_some() && plain < MAX_FORMS;
            if is_transcribed {
                forms.extend_from_within(..);
            }
            for (index, form) in forms.iter_mut().enumerate() {
                form.push(Letter::of(shape.letter));
                form.extend(shape.tail.filter(|_| index >= plain).map(Letter::of));
            }
        }
        Self { forms, is_joined }
    }

    /// The end of a match that begins at `from`.
    fn matched(&self, text: &Folded, from: usize) -> Option<usize> {
        self.forms.iter().filter_map(|form| match_form(form, text, from)).max()
    }
}

fn match_form(form: &[Letter], text: &Folded, from: usize) -> Option<usize> {
    let mut at = from;
    let mut letters = form.iter().peekable();
    let mut is_first = true;
    while let Some(wanted) = letters.next() {
        if !is_first {
            at = text.next_letter(at);
        }
        is_first = false;
        let shape = text.get(at).filter(|shape| wanted.is(shape))?;
        at += 1;
        // `ü` in the text matches `ue` in the name.
        letters.next_if(|next| shape.tail == Some(next.letter));
    }
    Some(at)
}

/// The pattern of a name.
#[derive(Debug)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    matches: Match,
    /// Whether it also matches in compounds, as a short name without a `match` setting does.
    in_compounds: bool,
    /// The number of letters.
    pub(super) length: usize,
}

impl Pattern {
    /// The pattern of a name; `None` if it has no letters.
    pub(super) fn new(name: &str, matches: Option<Match>) -> Option<Self> {
        let folded = Folded::new(&characters(name));
        let shapes: Vec<Shape> = (0..folded.len()).filter_map(|at| folded.get(at).cloned()).collect();
        let words: Vec<&[Shape]> =
            shapes.split(|shape| !shape.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let length = words.iter().map(|word| word.len()).sum();
        // Other scripts have no spaces between words, or attach endings to them.
        let has_borders = words.iter().copied().flatten().all(|shape| shape.is_cased() || shape.letter.is_numeric());
        let is_short = length <= SHORT && has_borders;
        let usual = if is_short { Match::Word } else { Match::Anywhere };
        let parts = words.into_iter().flat_map(parts).collect();
        (length > 0).then_some(Self {
            parts,
            matches: matches.unwrap_or(usual),
            in_compounds: matches.is_none() && is_short,
            length,
        })
    }

    /// The end of a match that begins at `from`. Markup may occur in words, and separators between them.
    pub(super) fn matched(&self, text: &Folded, from: usize) -> Option<usize> {
        let end = self.match_words(text, from).filter(|end| match self.matches {
            Match::Anywhere => true,
            Match::Word => {
                is_whole_word(text, from, *end, self.length)
                    || (self.in_compounds && is_compound(text, from, *end, self.length))
            }
        });
        end.or_else(|| self.match_spelled(text, from))
    }

    fn match_words(&self, text: &Folded, from: usize) -> Option<usize> {
        let (first, rest) = self.parts.split_first()?;
        rest.iter().try_fold(first.matched(text, from)?, |at, part| {
            part.matched(text, if part.is_joined { text.next_part(at) } else { text.next_word(at) })
        })
    }

    /// The end of a match that is spelled out: `I.B.M.`, `I B M`, `a-c-m-e`.
    fn match_spelled(&self, text: &Folded, from: usize) -> Option<usize> {
        let is_one_word = self.parts.iter().skip(1).all(|part| part.is_joined);
        let letters: Vec<&Letter> = self.parts.iter().filter_map(|part| part.forms.first()).flatten().collect();
        let (first, rest) = letters.split_first().filter(|(_, rest)| is_one_word && !rest.is_empty())?;
        let is_free = |shape: Option<&Shape>| !shape.is_some_and(Shape::is_alphanumeric);
        let shape = text.get(from).filter(|shape| first.is(shape) && is_free(text.before(from)))?;
        let is_capital = |shape: &Shape| shape.is_upper || !shape.is_cased();
        let (mut at, mut has_capitals) = (from + 1, is_capital(shape));
        let mut separator: Option<Separator> = None;
        for letter in rest {
            let (this, next) = text.separator(at)?;
            let shape = text.get(next).filter(|shape| letter.is(shape))?;
            (*separator.get_or_insert(this) == this).then_some(())?;
            has_capitals &= is_capital(shape);
            at = next + 1;
        }
        // `e.g.` is not a name, nor are adjacent single letters.
        let has_space = separator.is_some_and(|separator| separator.has_space);
        let is_clear = has_capitals || letters.len() > SHORT || (letters.len() == SHORT && !has_space);
        (is_clear && is_free(text.get(at))).then_some(at)
    }
}

/// The parts of a word, split at inner capitals, where the text may have separators.
fn parts(word: &[Shape]) -> Vec<Part> {
    let is_border = |at: usize| {
        let is_upper = |at: usize| word.get(at).is_some_and(|shape| shape.is_upper);
        let is_lower = |at: usize| word.get(at).is_some_and(|shape| !shape.is_upper && shape.is_cased());
        is_upper(at) && (is_lower(at - 1) || (is_upper(at - 1) && is_lower(at + 1)))
    };
    let mut starts = vec![0];
    for at in 2..word.len().saturating_sub(1) {
        // A single letter is not a part: `eBay` does not match *the bay*.
        if is_border(at) && at - starts.last().copied().unwrap_or_default() > 1 {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.iter().zip(ends).map(|(start, end)| Part::of(&word[*start..end], *start > 0)).collect()
}

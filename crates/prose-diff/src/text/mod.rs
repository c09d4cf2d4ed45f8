//! Texts as tokens: words, punctuation and indivisible pieces such as code, formulas and images.

mod chunk;
mod intern;
mod joined;
mod likeness;
mod normalize;
mod sentence;
mod token;
mod tokenize;

pub(crate) use intern::Interner;
pub(crate) use joined::JoinedText;
pub(crate) use likeness::{ALIKE, WordBag};
pub(crate) use normalize::normalized;
pub(crate) use sentence::sentences;
pub(crate) use token::{Text, Token, TokenKind, count_words};
pub(crate) use tokenize::{FlatText, Piece};

//! Texts as tokens: words, punctuation and indivisible pieces such as code, formulas and images.

mod chunk;
pub(crate) mod intern;
pub(crate) mod joined;
pub(crate) mod likeness;
pub(crate) mod normalize;
pub(crate) mod sentence;
pub(crate) mod token;
pub(crate) mod tokenize;

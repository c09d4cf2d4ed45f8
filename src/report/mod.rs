//! Pages about a book, for people: the model first, then its forms.

pub mod style;

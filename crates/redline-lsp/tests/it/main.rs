//! Features of the language server over small books.

mod navigation;

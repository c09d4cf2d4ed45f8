//! Features of the language server over small books on disk.

mod books;
mod sites;

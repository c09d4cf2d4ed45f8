//! An editor's red pen for mdBook: the mdBook adapter of the command-line tool.
//!
//! 1. [`wire`]: the JSON that mdBook sends and reads.
//! 2. [`preprocess`]: one run as a preprocessor, from JSON to JSON.
//!
//! Nothing here prints or decides exit codes; the binary does. See `ARCHITECTURE.md`.

pub mod preprocess;
pub mod wire;

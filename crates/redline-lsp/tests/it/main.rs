//! Tests of the language server over small books on disk.

mod actions;

//! Tests of the language server over small books on disk.

#[cfg(test)]
mod actions;

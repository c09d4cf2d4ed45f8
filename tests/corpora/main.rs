//! Tests over real texts that are not part of this repository: `REDLINE_CORPORA` names the folder that holds them.
#![cfg(unix)]

#[path = "../support/mod.rs"]
mod support;

#[path = "../../crates/redline-lsp/tests/it/session.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "the tests of the language server use the rest")]
mod session;

#[path = "../../crates/redline-lsp/tests/it/positions.rs"]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod positions;

mod actions;
mod books;
mod corrections;
mod editing;
mod measured;
mod navigation;
mod renames;
mod vale;

use std::path::PathBuf;

/// The folder with the real books.
fn corpora() -> PathBuf {
    let folder = std::env::var_os("REDLINE_CORPORA").expect("REDLINE_CORPORA must name the folder with the real texts");
    PathBuf::from(folder).canonicalize().expect("REDLINE_CORPORA must name a folder")
}

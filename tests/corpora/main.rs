//! Tests over real texts that are not part of this repository: `REDLINE_CORPORA` names the folder that holds them.
#![cfg(unix)]

#[path = "../support/mod.rs"]
mod support;

mod actions;
mod books;
mod corrections;
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

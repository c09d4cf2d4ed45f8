//! The integration tests that need nothing outside this repository, in one program, so that the library is linked once.
//!
//! `cargo test --test it cli` runs one module.

#[path = "../support/mod.rs"]
mod support;

mod across_chapters;
mod baseline;
mod books;
#[cfg(feature = "build")]
mod cases;
#[cfg(unix)]
mod changes;
mod cli;
mod diff;
mod editors;
mod fixing;
mod formats;
#[cfg(all(unix, feature = "build", feature = "git"))]
mod guide;
mod house;
mod near_misses;
mod positions;
mod properties;
mod protocol;
#[cfg(unix)]
mod reading;
#[cfg(unix)]
mod real_mdbook;
mod record;
#[cfg(unix)]
mod report;
mod rules;
#[cfg(unix)]
mod search;
#[cfg(feature = "git")]
mod since;
mod spelling;
mod structure;
mod styles;
mod templates;
mod wording;

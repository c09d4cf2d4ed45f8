//! One parse of one chapter of an mdBook, and the types that refer to places in it.
//!
//! Modules in reading order:
//!
//! 1. [`source`]: files, positions in them, includes, and the map from expanded text back to files.
//! 2. [`document`]: blocks, prose, headings with mdBook's ids, sections, and what is not prose.
//! 3. [`edit`]: changes to text, fixes made of them, and the applicability of fixes.
//! 4. [`diagnostic`]: messages with their places and fixes.
//!
//! ```
//! use redline_document::document::{Dialect, Document};
//!
//! let document = Document::of_text("# Title\n\nSome *emphasised* text.\n", &Dialect::default());
//! let prose = &document.prose[1].prose;
//! assert_eq!(prose.text(), "Some emphasised text.");
//! assert_eq!(prose.source(5..15), 15..25);
//! assert_eq!(&document.text()[15..25], "emphasised");
//! ```
//!
//! **Invariant:** a place in prose maps to bytes of the chapter, and these to bytes of one file or to none, never to
//! wrong ones. Nothing here knows a rule, a configuration or the host.

pub mod diagnostic;
pub mod document;
pub mod edit;
pub mod source;

//! One parse of one chapter of an mdBook, and what refers to places in it.
//!
//! Modules in reading order:
//!
//! 1. [`source`]: files, positions in them, includes, and the map from expanded text back to files.
//! 2. [`document`]: blocks, prose, headings with mdBook's ids, sections, and what is not prose.
//! 3. [`edit`]: changes to text, the fixes that they make up, and how far a fix may be trusted.
//! 4. [`diagnostic`]: what is wrong, and where.
//!
//! **Invariant:** a place in prose maps to bytes of the chapter, and these to bytes of one file or to none, never to
//! wrong ones. Nothing here knows a rule, a configuration or the host.

pub mod diagnostic;
pub mod document;
pub mod edit;
pub mod source;

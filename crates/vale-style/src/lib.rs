//! Prose rules in [Vale]'s YAML format, run over Markdown: public styles run unchanged.
//!
//! ```
//! use std::path::Path;
//!
//! use redline_document::document::{Dialect, Document};
//! use redline_document::edit::Applicability;
//! use redline_document::source::Expansion;
//! use vale_style::{RuleSource, Styles};
//!
//! let rule = RuleSource {
//!     name: "Acme.Simple",
//!     file: "Acme/Simple.yml".into(),
//!     text: "extends: substitution\nmessage: Use '%s' instead of '%s'.\nswap:\n  utilize: use\n",
//!     applicability: Applicability::Unsafe,
//! };
//! let styles = Styles::from_sources(&[rule])?;
//!
//! let mut expansion = Expansion::default();
//! expansion.fragment.push_str("We utilize *Markdown*.");
//! let document = Document::parse(expansion, &Dialect::default());
//!
//! let file = Path::new("chapter.md");
//! let (diagnostics, problems) = styles.check(&document, file, &styles.levels(file));
//! assert_eq!(diagnostics[0].message, "Use 'use' instead of 'utilize'.");
//! assert!(problems.is_empty());
//! # Ok::<(), vale_style::StyleError>(())
//! ```
//!
//! Modules in reading order:
//!
//! 1. `yaml`, `fields`, `rule_file`, `script_file`, `definition`, `scope`: a rule as written in its file, every key
//!    accounted for.
//! 2. [`regex`]: the regex dialect; `matcher`: the alternatives of one rule, merged in order.
//! 3. `assemble`, `block`, `html`, `tags`, [`sentence`]: the texts that styles are matched against, assembled as Vale
//!    does; `plain`: the texts that rules given as text are matched against.
//! 4. `compile`: from a definition to a rule that can run; `rule`, `swap`, `capitalization`, `title_case`, `sequence`,
//!    `treebank`, `script`, `exception`, `statistics`, `syllables`, `metric`, `formula`: the checks, one for each kind of
//!    rule; `message`, `action`, `fix`: messages and fixes.
//! 5. `ini`, `vocabulary`, `style_request`, `styles`: what is loaded and where it runs. `engine`: one document.
//!
//! **Invariant:** every key of a file is known or reported; every byte of a text knows its place in the source; no
//! search and no script takes more than its steps.
//!
//! [Vale]: https://vale.sh

mod action;
mod assemble;
mod block;
mod capitalization;
mod compile;
mod definition;
mod engine;
mod error;
mod exception;
mod fields;
mod fix;
mod formula;
mod html;
mod ini;
mod matcher;
mod message;
mod metric;
mod plain;
pub mod regex;
mod rule;
mod rule_file;
mod rule_prefilter;
mod rule_stop;
mod scope;
mod script;
mod script_file;
pub mod sentence;
mod sequence;
mod spelling;
mod statistics;
mod style_request;
mod styles;
mod styles_table;
mod swap;
mod syllables;
mod tags;
mod title_case;
mod treebank;
mod vocabulary;
mod word_index;
mod yaml;

pub use definition::{Definition, DefinitionError};
pub use error::StyleError;
pub use regex::RegexError;
pub use styles::{RuleSource, Styles};
pub use styles_table::StylesTable;

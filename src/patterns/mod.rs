//! Rules written as YAML in Vale's format: public styles run unchanged.
//!
//! 1. `yaml`, `fields`, `rule_file`, `definition`, `scope`: a rule as written in its file, every key accounted for.
//! 2. `regex`: the regex dialect; `matcher`: the alternatives of one rule, merged in order.
//! 3. `assemble`, `block`, `html`, `tags`, `sentence`: the texts that styles are matched against, assembled as Vale does;
//!    `plain`: the texts that the built-in packs are matched against.
//! 4. `compile`: from a definition to a rule that can run; `rule`, `swap`, `capitalization`, `sequence`, `exception`,
//!    `statistics`, `formula`: the checks, one for each kind of rule; `message`, `action`, `fix`: messages and fixes.
//! 5. `ini`, `vocabulary`, `style_request`, `styles`: what is loaded and where it runs. `engine`: one chapter.

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
pub(crate) mod regex;
mod rule;
mod rule_file;
mod rule_prefilter;
mod scope;
pub(crate) mod sentence;
mod sequence;
mod spelling;
mod statistics;
mod style_request;
mod styles;
mod styles_table;
mod swap;
mod tags;
mod vocabulary;
mod word_index;
mod yaml;

pub use definition::{Definition, DefinitionError};
pub use error::StyleError;
pub use regex::RegexError;
pub use styles::{RuleSource, Styles};
pub use styles_table::StylesTable;

//! Rules written as YAML, in the format of Vale: its public styles run as they are.
//!
//! 1. `yaml`, `fields`, `definition`, `scope`: a rule as its file says, every key accounted for.
//! 2. `expression`: the dialect of its expressions; `matcher`: those of all rules, searched together.
//! 3. `block`, `html`, `tags`, `sentence`: the texts that styles are run over, put together as Vale does;
//!    `plain`: those that our own packs are run over.
//! 4. `compile`: a rule made ready; `rule`, `swap`, `capitalization`, `sequence`, `exception`, `statistics`,
//!    `formula`: what each kind of rule says of a text; `message`, `action`, `fix`: how it is said and mended.
//! 5. `ini`, `vocabulary`, `wanted`, `styles`: what is loaded and where it runs. `engine`: one chapter.

mod action;
mod block;
mod capitalization;
mod compile;
mod definition;
mod engine;
mod exception;
pub(crate) mod expression;
mod fields;
mod fix;
mod formula;
mod html;
mod ini;
mod matcher;
mod message;
mod plain;
mod rule;
mod scope;
pub(crate) mod sentence;
mod sequence;
mod spelling;
mod statistics;
mod styles;
mod styles_table;
mod swap;
mod tags;
mod vocabulary;
mod wanted;
mod watch;
mod word_index;
mod yaml;

pub use definition::{Definition, DefinitionError};
pub use expression::ExpressionError;
pub use styles::{StyleError, Styles};
pub use styles_table::StylesTable;

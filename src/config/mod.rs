//! The table `[preprocessor.redline]`: strict, layered, with the origin of each value.
//!
//! The preprocessor gets it as JSON from mdBook and the command line reads it from `book.toml` or
//! from a file of its own; both go through the same structs and give the same errors.

mod error;
mod idle;
mod load;
mod normalize;
mod running;
mod setting;
mod settings;
mod style_report;
mod surroundings;
mod switch;
mod table;
mod text_language;

pub use error::ConfigError;
pub use load::{ConfigFile, Origin, with_environment};
pub use normalize::Normalize;
pub use setting::{FailOn, FixSetting, Level, OldIdsSetting, RuleSetting};
pub(crate) use settings::globs;
pub use settings::{Scope, Settings};
pub use style_report::StyleReportTable;
pub use surroundings::{Language, Surroundings};
pub use switch::Switch;
pub(crate) use table::check_rules;
pub use table::{Override, StylesTable, Table};
pub use text_language::declared_language_remark;

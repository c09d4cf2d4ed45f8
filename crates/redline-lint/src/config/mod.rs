//! The table `[preprocessor.redline]`: strict, layered, with the origin of each value.
//!
//! The preprocessor gets it as JSON from mdBook and the command line reads it from `book.toml` or
//! from a file of its own; both go through the same structs and give the same errors.

mod book_context;
mod change_report;
pub mod edit;
mod error;
mod former_names;
mod gate;
mod globs;
mod load;
mod normalize;
mod outdated;
mod preprocessors;
mod setting;
mod style_report;
mod table;
mod template;
mod title;
mod toggle;

pub(crate) use book_context::meant_tag;
pub use book_context::{BookContext, Language};
pub use change_report::{Against, ChangeReportTable, Panel, ReportPlace};
pub use error::ConfigError;
pub use former_names::FormerName;
pub use gate::Gate;
pub(crate) use globs::globs;
pub use load::{ConfigFile, Origin, with_environment};
pub use normalize::Normalize;
pub use outdated::{KeyOrigin, OutdatedKey, Remedy, outdated_keys};
pub use setting::{FailOn, FixSetting, Level, OldIdsSetting, RuleSetting};
pub use style_report::StyleReportTable;
pub(crate) use table::check_rules;
pub use table::{Override, Table};
pub use template::{Body, Slot, Template};
pub use title::title_key;
pub use toggle::Toggle;

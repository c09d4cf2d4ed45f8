//! Conventions of a book, counted over all of its chapters.
//!
//! A [`Vote`] over all chapters decides which convention a book follows, so that the result does not depend on the first
//! page.

mod acronyms;
mod callout;
mod capitalization;
mod case;
mod connective;
mod form;
mod habit;
mod marks;
mod names;
mod punctuation;
mod quotation;
mod series;
mod sheet;
mod variants;
mod vote;
mod words;

pub use acronyms::{Acronym, acronyms};
pub use callout::{Callout, CalloutForm, alert_edit, callouts, is_callout_label};
pub use capitalization::CapitalizationStats;
pub(crate) use case::{ENFORCED_SHARE, ShownHeading, has_free_capital, heading_vocabulary};
pub use case::{HeadingCase, Style, is_miscased};
pub use connective::CONNECTIVES;
pub use form::{Convention, FormUse, MajorityForms};
pub use habit::{Habit, Habits};
pub use punctuation::{DASHES, EG_COMMA, PERCENT, PUNCTUATION};
pub use quotation::{QUOTATION_MARKS, QUOTES, QUOTES_APART};
pub use series::SERIAL_COMMA;
pub use sheet::{StyleSheetEntry, style_sheet};
pub use variants::{VariantUse, Variants, variant_uses};
pub use vote::{Verdict, Vote};
pub use words::{HeadingWord, heading_words};

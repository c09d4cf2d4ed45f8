//! What a book does by habit: conventions counted over all of its chapters.
//!
//! A rule that asks "which way does this book do it?" lets a [`Vote`] decide, so that the answer
//! does not hang on the first page.

mod acronyms;
mod callout;
mod case;
mod connective;
mod evidence;
mod form;
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
pub(crate) use case::{ENFORCED_SHARE, ShownHeading, asked_words};
pub use case::{HeadingCase, Style, is_miscased};
pub use connective::CONNECTIVES;
pub use evidence::Evidence;
pub use form::{Convention, FormUse, Habits};
pub use punctuation::{DASHES, EG_COMMA, PERCENT, PUNCTUATION};
pub use quotation::{QUOTATION_MARKS, QUOTES, QUOTES_APART};
pub use series::SERIAL_COMMA;
pub use sheet::{Habit, style_sheet};
pub use variants::{VariantUse, Variants, variant_uses};
pub use vote::{Verdict, Vote};
pub use words::{HeadingWord, heading_words};

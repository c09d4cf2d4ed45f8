//! Section templates: which sections a kind of page has, in which order, under which names.
//!
//! A template is data: built in (`templates/*.toml`), written in the configuration, or an adaptation of another. The
//! [`conformance`] of a page with its template is worked out once; the rules about structure, `template check` and
//! reports read it.

mod body;
mod builtin;
pub mod conformance;
mod infer;
mod page;
mod ready;
mod relocation;
mod skeleton;

pub use body::{BodyFault, body_faults};
pub use builtin::names as builtin_names;
pub use conformance::Conformance;
pub use infer::{Inference, Thin, infer};
pub use page::{PageSection, page_sections};
pub(crate) use ready::comments;
pub use ready::{Chosen, ChosenBy, ReadySlot, ReadyTemplate, Templates};
pub(crate) use relocation::{Relocation, relocation};
pub use skeleton::{page_of, stub_of};

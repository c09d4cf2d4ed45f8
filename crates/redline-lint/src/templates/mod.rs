//! Section templates: the sections of a kind of page, with their order and names.
//!
//! A template is data: built in (`templates/*.toml`), written in the configuration, or an adaptation of another. The
//! [`conformance`] of a page with its template is computed once and used by the rules about structure, `template check`
//! and reports.

mod body;
mod builtin;
mod compiled;
pub mod conformance;
mod folders;
mod infer;
mod page;
mod relocation;
mod skeleton;

pub use body::{BodyFault, body_faults};
pub use builtin::names as builtin_names;
pub(crate) use compiled::comments;
pub use compiled::{Chosen, ChosenBy, CompiledSlot, CompiledTemplate, Templates};
pub use conformance::Conformance;
pub use folders::{FolderInference, FolderPage, count_candidates, infer_folders};
pub use infer::{Inference, InferenceError, infer};
pub use page::{PageSection, page_sections};
pub(crate) use relocation::{Relocation, relocation};
pub use skeleton::{page_of, stub_of};

//! What an author can look up and complete: definitions, references, links, descriptions of what is under the caret, and
//! completions. Nothing here changes a text.
//!
//! All places are bytes of files as they are now, unsaved texts included. A file may be shown by several chapters; links
//! in it are resolved from the page of the chapter, as mdBook resolves them.

mod caret;
mod completion;
mod definition;
mod destination;
mod document_links;
mod footnotes;
mod hover;
mod labels;
mod references;
mod schema;
mod terms;
mod toml_token;

pub use completion::{Completion, CompletionKind, completion};
pub use definition::{definition, definition_among};
pub use document_links::{DocumentLink, LinkTarget, document_links};
pub use hover::{Hover, hover};
pub use references::references;

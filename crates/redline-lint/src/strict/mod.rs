//! Strict reading of configuration: an unknown key or value is an [`Issue`] that names the key and the nearest known name.

mod issue;
mod node;

pub use issue::Issue;
pub use node::read_options;
pub(crate) use node::{Node, object};
pub use redline_text::nearest;

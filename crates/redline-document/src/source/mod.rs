//! Files, positions in them, and text assembled from several of them.
//!
//! An author edits files; a reader sees chapters with their includes expanded. [`Expansion`] is
//! that text together with the way back: a span of it maps to a span of one file or to nothing,
//! never to a wrong place.

mod directive;
mod expand;
mod file;
mod fragment;
mod place;
mod regular;
mod selection;
mod store;

pub use directive::{Directive, DirectiveKind, find_directives};
pub use expand::{ExpandMode, Expander, Expansion, IncludeFault, IncludeProblem};
pub use file::{FileId, Position, SourceFile};
pub use fragment::{FileSpan, Fragment};
pub use place::{lies_below, relative_path};
pub use regular::{NotRegular, not_regular, read_bytes, read_text};
pub use selection::{Selection, opened_anchors};
pub use store::{FileStore, ReadError, Revision, normalize};

pub use redline_text::{Span, mark_len};

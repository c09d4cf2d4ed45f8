//! Language server of mdbook-redline.
//!
//! [`view`] is what features see of a book: paths, bytes and parsed chapters, nothing of the protocol. What a feature
//! changes is a set of [`changes::FileChanges`]. The server alone knows positions, addresses and messages.

pub mod actions;
pub mod changes;
pub mod view;

//! Language server of mdbook-redline.
//!
//! Modules in reading order:
//!
//! 1. [`view`]: what features see of a book: paths, bytes and parsed chapters, nothing of the protocol. [`changes`]: what
//!    they change. [`sites`]: the places of a book that name others. [`rename`]: headings, ids, labels, terms and files that
//!    get other names.
//! 2. [`position`] and `uri`: bytes and paths in the words of the protocol. [`settings`]: the settings of the editor.
//!    `client`: what the client can do.
//! 3. `documents`: texts of the editor. `books`: the books they belong to. `diagnostics`, `delivery`: findings on their way
//!    to the client.
//! 4. [`actions`]: what a user can do about a finding.
//! 5. `server`: the loop. [`transport`]: messages over standard input and output.
//!
//! The server alone knows positions, addresses and messages. Every rule, fix and message is that of the linter.

pub mod actions;
mod books;
mod capabilities;
pub mod changes;
mod client;
mod commands;
mod delivery;
mod diagnostics;
mod documents;
pub mod navigation;
pub mod position;
pub mod protocol;
pub mod rename;
mod rule_pages;
mod server;
pub mod settings;
pub mod sites;
pub mod transport;
mod uri;
pub mod view;
mod workspace_edit;

pub use server::run;

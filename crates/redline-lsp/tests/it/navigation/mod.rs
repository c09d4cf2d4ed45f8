//! What an author can look up and complete.

mod anywhere;
mod completion;
mod definition;
mod document_links;
mod fixture;
mod hover;
mod references;

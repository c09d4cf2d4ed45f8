//! What an author can look up and complete.

mod completion;
mod fixture;
mod hover;

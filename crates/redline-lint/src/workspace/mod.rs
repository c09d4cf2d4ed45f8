//! Books on disk.

mod disk;

pub use disk::{BookError, load_book, load_folder, lone_chapter};

//! Commands that pages show, run again: the files in a page are a book of its own, and its commands run there, in order.

use std::path::Path;

use crate::support::{Run, redline};

/// A fenced block of a page.
pub(crate) struct Block<'a> {
    /// The first word of its info string.
    pub(crate) language: &'a str,
    /// The other words.
    pub(crate) words: &'a str,
    /// The content.
    pub(crate) text: &'a str,
    /// The byte of the page where the content begins.
    start: usize,
}

/// The fenced blocks of a page that begin at the left edge.
pub(crate) fn blocks(page: &str) -> impl Iterator<Item = Block<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = if page[from..].starts_with("```") { from } else { from + page[from..].find("\n```")? + 1 };
        let ticks = page[at..].bytes().take_while(|&byte| byte == b'`').count();
        let (info, _) = page[at + ticks..].split_once('\n')?;
        let start = at + ticks + info.len() + 1;
        let close = format!("\n{}\n", &page[at..at + ticks]);
        let end = start - 1 + page[start - 1..].find(&close)? + 1;
        from = end + ticks;
        let (language, words) = info.split_once(' ').unwrap_or((info, ""));
        Some(Block { language, words, text: &page[start..end], start })
    })
}

/// The page with the current output of its commands.
pub(crate) fn played(page: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let cwd = folder.path();
    let (mut played, mut copied) = (String::new(), 0);
    for block in blocks(page) {
        if let Some(path) = file_of(&block) {
            let path = cwd.join(path);
            std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
            std::fs::write(&path, block.text).expect("the file can be written");
        }
        if block.language == "console" {
            played.push_str(&page[copied..block.start]);
            played.push_str(&run(block.text, cwd));
            copied = block.start + block.text.len();
        }
    }
    played + &page[copied..]
}

/// The file that a block is: `markdown file=src/tokens.md`.
fn file_of<'a>(block: &Block<'a>) -> Option<&'a str> {
    block.words.split(' ').find_map(|word| word.strip_prefix("file="))
}

/// The commands of a block, each with its output on both streams.
fn run(text: &str, cwd: &Path) -> String {
    let mut shown = String::new();
    for line in text.lines().filter(|line| line.starts_with("$ ")) {
        let mut words = line[2..].split_whitespace();
        assert_eq!(words.next(), Some("mdbook-redline"), "{line}");
        let run = Run::of(redline().args(words).current_dir(cwd));
        let root = format!("{}/", cwd.display());
        shown.extend([line, "\n", &run.stdout.replace(&root, ""), &run.stderr.replace(&root, "")]);
    }
    shown
}

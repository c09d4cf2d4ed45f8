//! Names that no report may show: masked in both versions before anything is made of them, and looked for in what was built.
//!
//! A name is looked for as a reader would recognise it: whatever its case and width, with markup, soft hyphens or tags in
//! it, with spaces, hyphens or nothing between its words, percent-encoded or as entities. What is found too often is
//! masked too often; what is missed would be a leak.

mod folded;
mod markup;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::document::{Dialect, Document};
use crate::source::{Span, read_text};
use folded::Folded;
use markup::Markup;

/// The variable that names the file of names.
pub const VARIABLE: &str = "REDLINE_REDACT";

/// What stands for a name where the file gives no mask.
const MASK: &str = "VENDOR";

/// Names of up to so many letters are looked for as whole words alone.
const SHORT: usize = 3;

/// Why names could not be masked. No message holds a name.
#[derive(Debug, thiserror::Error)]
pub enum RedactionError {
    /// The file of names cannot be read.
    #[error("the file of names {} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file of names is not one.
    #[error("{} is no file of names: it holds `names = [\"…\"]`, or a table `[names]` of names with their masks", .0.display())]
    Invalid(PathBuf),
    /// The file of names is in the repository, where everybody can read it.
    #[error("{} is in the repository and not ignored by it: the names in it would be published", .0.display())]
    Published(PathBuf),
    /// A name is left in a report.
    #[error("a name that should be masked is left in the report of {chapter}, at byte {offset}: nothing was written")]
    Left {
        /// The chapter.
        chapter: String,
        /// Where in the report.
        offset: usize,
    },
}

/// The names, and what stands for each.
#[derive(Debug, Default)]
pub struct Redaction {
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    /// The letters and digits of its words, folded.
    words: Vec<Vec<char>>,
    mask: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    names: Names,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    List(Vec<String>),
    Table(BTreeMap<String, String>),
}

impl Redaction {
    /// Reads a file of names.
    ///
    /// # Errors
    /// If it cannot be read, is none, or is in the repository around it.
    pub fn load(path: &Path) -> Result<Self, RedactionError> {
        let text = read_text(path).map_err(|source| RedactionError::Unreadable { path: path.to_owned(), source })?;
        if is_published(path) {
            return Err(RedactionError::Published(path.to_owned()));
        }
        // What is wrong in the file is not quoted: it may be a name.
        let file: File = toml::from_str(&text).map_err(|_| RedactionError::Invalid(path.to_owned()))?;
        let pairs: Vec<(String, String)> = match file.names {
            Names::List(names) => names.into_iter().map(|name| (name, MASK.to_owned())).collect(),
            Names::Table(names) => names.into_iter().collect(),
        };
        let redaction = Self::new(&pairs);
        if redaction.names.len() < pairs.len() || pairs.is_empty() {
            return Err(RedactionError::Invalid(path.to_owned()));
        }
        Ok(redaction)
    }

    /// The names in the file that the configuration of the book at `root` names, or the environment; `None` if neither does.
    ///
    /// # Errors
    /// If the file cannot be used.
    pub fn of(file: Option<&Path>, root: &Path) -> Result<Option<Self>, RedactionError> {
        let named = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let file = file.map(|file| root.join(file)).or(named);
        file.map(|file| Self::load(&file)).transpose()
    }

    /// Names with their masks.
    pub fn new(pairs: &[(String, String)]) -> Self {
        let mut names: Vec<Name> = pairs
            .iter()
            .map(|(name, mask)| Name { words: folded::words(name), mask: mask.clone() })
            .filter(|name| !name.words.is_empty())
            .collect();
        // Of two names that begin alike the longer is meant.
        names.sort_by_key(|name| std::cmp::Reverse(name.words.iter().map(Vec::len).sum::<usize>()));
        Self { names }
    }

    /// The places of names in a text, in order and apart, each with the index of its name.
    fn find(&self, text: &str) -> Vec<(Span, usize)> {
        let folded = Folded::new(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < folded.len() {
            let hit = self.names.iter().enumerate().find_map(|(index, name)| {
                let letters: usize = name.words.iter().map(Vec::len).sum();
                Some((folded.matched(&name.words, at, letters <= SHORT)?, index))
            });
            match hit {
                Some((end, index)) => {
                    found.push((folded.span(at, end), index));
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Where the first name stands in a text.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        self.find(text).first().map(|(span, _)| span.start)
    }

    /// Where the first name stands in the bytes of a file: as text, whatever else they are.
    pub fn first_in_bytes(&self, bytes: &[u8]) -> Option<usize> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return self.first_in(text);
        }
        // Bytes that are no text stand between letters and keep their places: each becomes one byte of text.
        let latin: String =
            bytes.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { '\u{1}' }).collect();
        let wide: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        self.first_in(&latin).or_else(|| self.first_in(&String::from_utf8_lossy(&wide)))
    }

    /// A version of a chapter with its names masked: in prose as `[MASK]`, in code and addresses as a word in the case of
    /// what it stands for, so that they still parse.
    pub fn masked(&self, text: &str, dialect: &Dialect) -> String {
        let found = self.find(text);
        if found.is_empty() {
            return text.to_owned();
        }
        let document = Document::of_text(text, dialect);
        let markup = Markup::of(text, dialect);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (span, name) in found {
            let mask = &self.names[name].mask;
            let source = &text[span.clone()];
            let is_joined = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '.' | '-');
            let joined = text[..span.start].ends_with(is_joined)
                || text[span.end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '@'));
            let (opened, closed) = markup.cut_by(text, &span);
            out.push_str(&text[done..span.start]);
            out.push_str(&opened);
            if document.touches_protected(&span) || joined {
                out.push_str(&in_case_of(source, mask));
            } else {
                out.push_str("\\[");
                out.push_str(mask);
                out.push_str("\\]");
            }
            out.push_str(&closed);
            done = span.end;
        }
        out.push_str(&text[done..]);
        out
    }

    /// Makes sure that no name is left in a report.
    ///
    /// # Errors
    /// If one is, with its place and without its letters.
    pub fn check(&self, chapter: &str, report: &str) -> Result<(), RedactionError> {
        match self.first_in(report) {
            // The path may be what holds it.
            Some(offset) => {
                let chapter = if self.first_in(chapter).is_some() { "a chapter whose path holds one" } else { chapter };
                Err(RedactionError::Left { chapter: chapter.to_owned(), offset })
            }
            None => Ok(()),
        }
    }
}

/// The letters of a mask in the case of what it stands for.
fn in_case_of(source: &str, mask: &str) -> String {
    let plain: String = mask.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
    let has = |is: fn(char) -> bool| source.chars().any(is);
    match (has(char::is_uppercase), has(char::is_lowercase)) {
        (true, false) => plain.to_uppercase(),
        (true, true) => crate::language::capitalised(&plain.to_lowercase()),
        _ => plain.to_lowercase(),
    }
}

/// Whether a file lies in a repository that does not ignore it: sooner or later it would be committed.
fn is_published(path: &Path) -> bool {
    let Ok(path) = std::path::absolute(path) else { return true };
    let Some(root) = path.ancestors().skip(1).find(|folder| folder.join(".git").exists()) else { return false };
    let mut ignored = ignore::gitignore::GitignoreBuilder::new(root);
    let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root)).collect();
    for folder in folders.into_iter().rev() {
        // A file that is not there ignores nothing.
        drop(ignored.add(folder.join(".gitignore")));
    }
    drop(ignored.add(root.join(".git").join("info").join("exclude")));
    !ignored.build().is_ok_and(|ignored| ignored.matched_path_or_any_parents(&path, false).is_ignore())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redaction() -> Redaction {
        let pair = |name: &str, mask: &str| (name.to_owned(), mask.to_owned());
        Redaction::new(&[pair("Acme Cloud", "VENDOR"), pair("Acme", "VENDOR"), pair("IOP", "VENDOR-2")])
    }

    fn masked(text: &str) -> String {
        redaction().masked(text, &Dialect::default())
    }

    #[test]
    fn names_are_known_in_every_dress() {
        for text in [
            "Acme",
            "ACME",
            "acme's",
            "**Ac**me",
            "A\u{ad}cme",
            "Ac\u{200b}me",
            "Ａｃｍｅ",
            "A&#99;me",
            "&Agrave;cme",
            "Acm&eacute;",
            "%41cme",
            "%2541cme",
            "Acme Cloud",
            "acme-cloud",
            "AcmeCloud",
            "ACME_CLOUD_KEY",
            "Acme\nCloud",
            "Acme&nbsp;Cloud",
            "Acme%20Cloud",
            "Ac<b>me</b>",
            "acmes",
            "iop",
            "\\u0041cme",
        ] {
            assert_eq!(redaction().find(text).len(), 1, "{text}");
        }
        for text in ["a CME", "scheme", "biopsy", "Ac me", "Acm&nothing;", "Acm&;", "Acm&amp", ""] {
            assert_eq!(redaction().first_in(text), None, "{text}");
        }
    }

    #[test]
    fn masks_leave_text_that_still_parses() {
        assert_eq!(masked("Use Acme's token."), "Use \\[VENDOR\\]'s token.");
        assert_eq!(
            masked("`ACME_API_KEY` and [x](https://acme.com/Acme)"),
            "`VENDOR_API_KEY` and [x](https://vendor.com/Vendor)"
        );
        assert_eq!(masked("AcmeClient, x@acme.com"), "VendorClient, x@vendor.com");
        assert_eq!(masked("The IOP runs."), "The \\[VENDOR-2\\] runs.");
        assert_eq!(masked("Use Acm&eacute; now."), "Use \\[VENDOR\\] now.");
        assert_eq!(masked("nothing"), "nothing");
    }

    #[test]
    fn markup_that_a_name_cuts_stays_whole() {
        for (text, expected) in [
            ("Use **Ac**me now.", "Use **\\[VENDOR\\]** now."),
            ("Use Ac**me now**.", "Use **\\[VENDOR\\] now**."),
            ("**Use Ac**me.", "**Use \\[VENDOR\\]**."),
            ("A*c*me _Acme_", "\\[VENDOR\\] _Vendor_"),
            ("**Ac*m*e** ~~Ac~~me", "**\\[VENDOR\\]** ~~\\[VENDOR\\]~~"),
            ("***Ac**me*", "***\\[VENDOR\\]***"),
            ("<b>Ac</b>me A<i>cme</i>", "<b>Vendor</b> <i>Vendor</i>"),
            ("`Ac`me", "`Vendor`"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn bytes_are_searched_as_text() {
        let names = redaction();
        assert_eq!(names.first_in_bytes(b"\xff\x00Acme"), Some(2));
        assert!(names.first_in_bytes(&[0xff, 0xfe, b'A', 0, b'c', 0, b'm', 0, b'e', 0]).is_some());
        assert_eq!(names.first_in_bytes(b"\xff\x00nothing"), None);
    }
}

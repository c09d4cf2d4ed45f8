//! Chapters that are listed but not written yet: mdBook creates a file with their name as its title.

use std::path::Path;

use super::{Book, Chapter};

/// How many chapters a note names.
const NAMED: usize = 10;

impl Chapter {
    /// Text of the file that mdBook creates if the chapter has none.
    pub fn placeholder(&self) -> String {
        format!("# {}\n", self.name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
    }

    /// Whether `text` is all that mdBook wrote for the chapter. Older versions of mdBook do not escape `&`.
    pub fn is_placeholder(&self, text: &str) -> bool {
        let title = text.strip_prefix("# ").and_then(|title| title.strip_suffix('\n'));
        let is_name = |title: &str| title == self.name || title.replace("&amp;", "&") == self.name;
        !self.is_loose && title.is_some_and(|title| is_name(&title.replace("&lt;", "<").replace("&gt;", ">")))
    }

    /// Whether the chapter on disk is still to be written.
    fn is_unwritten(&self, file: &Path) -> bool {
        match std::fs::metadata(file) {
            // Longer files need not be read.
            Ok(metadata) if metadata.is_file() && metadata.len() <= self.placeholder().len() as u64 => {
                std::fs::read_to_string(file).is_ok_and(|text| self.is_placeholder(&text))
            }
            Ok(_) => false,
            Err(_) => !file.exists(),
        }
    }
}

impl Book {
    /// A note that names the chapters on disk that are still to be written.
    pub fn note_on_unwritten(&self) -> Option<String> {
        let is_unwritten = |chapter: &&Chapter| {
            let file = chapter.file.as_deref().filter(|_| !chapter.is_loose);
            file.is_some_and(|file| (self.creates_missing || file.exists()) && chapter.is_unwritten(file))
        };
        note_on_unwritten(self.chapters.iter().filter(is_unwritten))
    }

    /// A note that names the files that the table of contents lists more than once.
    pub fn note_on_repeated(&self) -> Option<String> {
        let files = self.repeated.join(", ");
        (!files.is_empty()).then(|| format!("SUMMARY.md lists files more than once, which mdBook 0.5 refuses: {files}"))
    }
}

/// A note that names chapters that are still to be written; `None` if there are none. A chapter above others may be its
/// title and nothing else.
pub fn note_on_unwritten<'a>(chapters: impl Iterator<Item = &'a Chapter>) -> Option<String> {
    let paths: Vec<&str> =
        chapters.filter(|chapter| !chapter.has_children).map(|chapter| chapter.path.as_str()).collect();
    let subject = match paths.len() {
        0 => return None,
        1 => "1 chapter that SUMMARY.md lists is".to_owned(),
        count => format!("{count} chapters that SUMMARY.md lists are"),
    };
    let more = match paths.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("{subject} not written yet: {}{more}", paths[..paths.len().min(NAMED)].join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_those_of_both_mdbooks() {
        let chapter = Chapter { name: "A & <b>".into(), ..Chapter::default() };
        assert_eq!(chapter.placeholder(), "# A &amp; &lt;b&gt;\n");
        for text in [chapter.placeholder().as_str(), "# A & &lt;b&gt;\n"] {
            assert!(chapter.is_placeholder(text), "{text}");
        }
        for text in ["", "# A\n", "# A &amp; &lt;b&gt;\n\nText.\n", "## A &amp; &lt;b&gt;\n", "# A & <c>\n"] {
            assert!(!chapter.is_placeholder(text), "{text}");
        }
        let loose = Chapter { is_loose: true, ..chapter.clone() };
        assert!(!loose.is_placeholder(&chapter.placeholder()));
    }

    #[test]
    fn a_note_names_the_first_chapters() {
        let chapters: Vec<Chapter> =
            (0..12).map(|index| Chapter { path: format!("{index}.md"), ..Chapter::default() }).collect();
        let note = note_on_unwritten(chapters.iter()).unwrap();
        assert!(note.starts_with("12 chapters that SUMMARY.md lists are not written yet: 0.md, "), "{note}");
        assert!(note.ends_with(", 9.md and 2 more"), "{note}");
        assert_eq!(note_on_unwritten([].iter()), None);
    }
}

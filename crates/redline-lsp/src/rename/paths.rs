//! Paths as links and directives write them.

use std::fmt::Write as _;
use std::path::Path;

use redline_document::source::relative_path;

use crate::sites::Written;

/// How a destination is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// In Markdown without angle brackets.
    Bare,
    /// In Markdown between angle brackets.
    Angled,
    /// In an attribute of HTML.
    Html,
    /// In the table of contents, where mdBook decodes spaces and nothing else: the rest is escaped as Markdown.
    Listed,
}

impl Quoting {
    /// That of a destination of Markdown in `text`.
    pub(super) fn of(text: &str, written: &Written) -> Self {
        if text[..written.whole.start].ends_with('<') { Self::Angled } else { Self::Bare }
    }

    /// Whether a character must be encoded.
    fn encodes(self, c: char) -> bool {
        if self == Self::Listed {
            return c == ' ';
        }
        let always = c.is_control() || matches!(c, '%' | '#' | '?' | '<' | '>' | '\\' | '&');
        let own = match self {
            Self::Bare => c.is_whitespace() || matches!(c, '(' | ')'),
            Self::Angled | Self::Listed => false,
            Self::Html => c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '='),
        };
        always || own
    }
}

/// A path with the characters encoded that a link cannot have.
pub(super) fn encoded(path: &str, quoting: Quoting) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if quoting == Quoting::Listed && matches!(c, '(' | ')' | '<' | '>' | '&') {
            out.push('\\');
        }
        if quoting.encodes(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// An id as a link writes it.
pub(super) fn encoded_id(id: &str) -> String {
    encoded(id, Quoting::Html)
}

/// `to` relative to `folder` in the style of `old`: with `./` where that has it, and where a colon would make a scheme of
/// the first part.
pub(super) fn relative_like(old: &str, folder: &Path, to: &Path) -> String {
    let path = relative_path(folder, to);
    let has_dot = old.starts_with("./") && !path.starts_with("../");
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    if has_dot || has_scheme { format!("./{path}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_cannot_have_is_encoded() {
        assert_eq!(encoded("a b(é)#%.md", Quoting::Bare), "a%20b%28é%29%23%25.md");
        assert_eq!(encoded("a b(é)<.md", Quoting::Angled), "a b(é)%3C.md");
        assert_eq!(encoded("a'b.md", Quoting::Html), "a%27b.md");
        assert_eq!(encoded("a (b) é%.md", Quoting::Listed), "a%20\\(b\\)%20é%.md");
    }

    #[test]
    fn the_style_of_a_path_is_kept() {
        let folder = Path::new("/b/src/part");
        assert_eq!(relative_like("./x.md", folder, Path::new("/b/src/part/y.md")), "./y.md");
        assert_eq!(relative_like("./x.md", folder, Path::new("/b/src/y.md")), "../y.md");
        assert_eq!(relative_like("x.md", folder, Path::new("/b/src/part/q/y.md")), "q/y.md");
        assert_eq!(relative_like("x.md", folder, Path::new("/b/src/part/a:b.md")), "./a:b.md");
    }
}

//! Comments in delimiters that a configuration names, besides those of HTML.

use super::Document;
use super::elements::{Comment, ProtectedKind};
use crate::source::Span;

impl Document {
    /// The comments of the document and those in `delimiters`, in order: what opens a comment and what closes it. Code has
    /// no comments, and a comment that is not closed is not one.
    pub fn comments_in(&self, delimiters: &[(&str, &str)]) -> Vec<Comment> {
        let mut found = self.comments.clone();
        let text = self.text();
        for (open, close) in delimiters {
            let mut at = 0;
            while let Some(start) = text[at..].find(open).map(|start| at + start) {
                at = start + open.len();
                if self.is_code(start) {
                    continue;
                }
                let Some(end) = text[at..].find(close).map(|end| at + end) else { break };
                let inner = &text[at..end];
                let first = at + inner.len() - inner.trim_start().len();
                let body: Span = first..first + inner.trim().len();
                at = end + close.len();
                found.push(Comment { span: start..at, body });
            }
        }
        found.sort_by_key(|comment| comment.span.start);
        found
    }

    /// Whether a byte is in code.
    fn is_code(&self, at: usize) -> bool {
        let is_code = |kind| kind == ProtectedKind::Code;
        self.protected.iter().any(|protected| is_code(protected.kind) && protected.span.contains(&at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;
    use crate::source::Expansion;

    #[test]
    fn comments_in_other_delimiters_are_found_outside_code() {
        let mut expansion = Expansion::default();
        expansion.fragment.push_str("a {/* b */} `{/* c */}` <!-- d -->\n\n{/*é*/} {/* open\n");
        let document = Document::parse(expansion, &Dialect::default());
        let found = document.comments_in(&[("{/*", "*/}")]);
        let bodies: Vec<&str> = found.iter().map(|comment| &document.text()[comment.body.clone()]).collect();
        assert_eq!(bodies, ["b", "d", "é"]);
        assert_eq!(&document.text()[found[0].span.clone()], "{/* b */}");
        assert_eq!(document.comments_in(&[]), document.comments);
    }
}

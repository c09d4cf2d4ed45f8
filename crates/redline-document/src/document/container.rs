//! HTML elements that hold Markdown and part a page as sections do: `<details>` and the boxes of tabs.

use super::html::{HtmlKind, html_pieces};
use super::{Document, ProtectedKind};
use crate::source::Span;

/// The names of the elements.
const NAMES: [&str; 3] = ["details", "div", "section"];

impl Document {
    /// The HTML elements that hold Markdown, by their start: from the opening tag to the closing one, or to the end of the
    /// text.
    pub fn containers(&self) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut open_by_name = [0; NAMES.len()];
        let html = self.protected.iter().filter(|range| range.kind == ProtectedKind::Html);
        for html in html.map(|range| &range.span).filter(|html| may_be_container(&self.text()[(*html).clone()])) {
            for piece in html_pieces(&self.text()[html.clone()]) {
                let (is_opening, name) = match &piece.kind {
                    HtmlKind::Open(tag) => (true, &tag.name),
                    HtmlKind::Close(name) => (false, name),
                    _ => continue,
                };
                let Some(name) = NAMES.iter().position(|known| known == name) else { continue };
                if is_opening {
                    open.push((name, found.len()));
                    open_by_name[name] += 1;
                    found.push(html.start + piece.span.start..self.len());
                    continue;
                }
                // An element that was left open ends with the one around it.
                let mut is_closed = open_by_name[name] == 0;
                while let Some((last, element)) = open.pop_if(|_| !is_closed) {
                    found[element].end = html.start + piece.span.end;
                    open_by_name[last] -= 1;
                    is_closed = last == name;
                }
            }
        }
        found
    }
}

/// Whether a tag begins as one of the elements does, which most do not.
fn may_be_container(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    NAMES.iter().any(|known| name.get(..known.len()).is_some_and(|name| name.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use crate::document::{Dialect, Document};

    fn containers(text: &str) -> Vec<&str> {
        let spans = Document::of_text(text, &Dialect::default()).containers();
        spans.into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn elements_nest_and_hold_markdown() {
        let inner = "<details><summary>b</summary>\n\ntext\n\n</details>";
        let outer = format!("<DETAILS\n open>\n\n## A\n\n{inner}\n\n</Details>");
        assert_eq!(containers(&format!("x\n\n{outer}\n\ny\n")), [outer.as_str(), inner]);
        assert_eq!(containers("a <details>b</details> c\n"), ["<details>b</details>"]);
    }

    #[test]
    fn code_comments_and_values_are_no_elements() {
        for text in [
            "`<details>`\n",
            "```\n<details>\n```\n",
            "<!-- <details> -->\n",
            "<p title=\"<details>\">a</p>\n",
            "<detailsx>\n",
            "</details>\n",
        ] {
            assert_eq!(containers(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_left_open_ends_with_the_element_around_it() {
        assert_eq!(containers("<details>\n\nopen\n"), ["<details>\n\nopen\n"]);
        let inner = "<div>\n\na\n\n</details>";
        assert_eq!(containers(&format!("<details>\n\n{inner}\n\nb\n")), [&format!("<details>\n\n{inner}"), inner]);
    }
}

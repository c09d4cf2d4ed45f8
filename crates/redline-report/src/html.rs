//! HTML that is balanced and stands on one line: what survives in the middle of a Markdown page.

use redline_text::escape::html as escaped;

/// HTML being written: tags are closed in order, whatever happens between.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    /// Opens an element; `attributes` are written as they are, with a space in front of each.
    pub(super) fn open(&mut self, tag: &'static str, attributes: &str) -> &mut Self {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push_str(attributes);
        self.out.push('>');
        self.open.push(tag);
        self
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) -> &mut Self {
        if let Some(tag) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
        self
    }

    /// Closes elements until `depth` are open.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close();
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.out.push_str(&escaped(text));
        self
    }

    /// Writes an element that holds text alone.
    pub(super) fn element(&mut self, tag: &'static str, attributes: &str, text: &str) -> &mut Self {
        self.open(tag, attributes).text(text).close()
    }

    /// Writes an element that has no end.
    pub(super) fn void(&mut self, tag: &str, attributes: &str) -> &mut Self {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push_str(attributes);
        self.out.push('>');
        self
    }

    /// Writes HTML that another writer finished.
    pub(super) fn raw(&mut self, html: &str) -> &mut Self {
        self.out.push_str(html);
        self
    }

    /// What was written, everything closed.
    pub(super) fn finish(mut self) -> String {
        self.close_to(0);
        self.out
    }
}

/// A destination that leads somewhere and runs nothing; scripts are none.
pub(super) fn is_safe(destination: &str) -> bool {
    let scheme = destination.split([':', '/', '?', '#']).next().unwrap_or_default();
    let has_scheme = destination.len() > scheme.len() && destination[scheme.len()..].starts_with(':');
    !has_scheme || ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        let mut writer = Writer::default();
        writer.open("p", " class=\"a\"").open("em", "").text("x");
        assert_eq!(writer.finish(), "<p class=\"a\"><em>x</em></p>");
    }

    #[test]
    fn scripts_are_no_destinations() {
        for safe in ["a.md", "#x", "https://x.y", "mailto:a@b", "../a:b.md", "/x", ""] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_ in ["javascript:alert(1)", "JaVaScript:x", "data:text/html,x", "vbscript:x"] {
            assert!(!is_safe(unsafe_), "{unsafe_}");
        }
    }
}

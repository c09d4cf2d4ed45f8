//! Balanced HTML on one line, which is safe in the middle of a Markdown page.

use redline_text::escape::html as escaped;

/// A writer of HTML that closes tags in order.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    /// Opens an element. `attributes` are written verbatim, each with a leading space.
    pub(super) fn open(&mut self, tag: &'static str, attributes: &str) -> &mut Self {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push_str(attributes);
        self.out.push('>');
        self.open.push(tag);
        self
    }

    /// Closes the innermost open element.
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

    /// The number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Length of the HTML so far, in bytes.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Writes escaped text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.out.push_str(&escaped(text));
        self
    }

    /// Writes an element with text content.
    pub(super) fn element(&mut self, tag: &'static str, attributes: &str, text: &str) -> &mut Self {
        self.open(tag, attributes).text(text).close()
    }

    /// Writes a void element.
    pub(super) fn void(&mut self, tag: &str, attributes: &str) -> &mut Self {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push_str(attributes);
        self.out.push('>');
        self
    }

    /// Writes finished HTML verbatim.
    pub(super) fn raw(&mut self, html: &str) -> &mut Self {
        self.out.push_str(html);
        self
    }

    /// Closes all elements and returns the HTML.
    pub(super) fn finish(mut self) -> String {
        self.close_to(0);
        self.out
    }
}

/// Whether a link destination is harmless: not a script or data URL.
pub(super) fn is_safe(destination: &str) -> bool {
    let scheme = destination.split([':', '/', '?', '#']).next().unwrap_or_default();
    let has_scheme = destination.len() > scheme.len() && destination[scheme.len()..].starts_with(':');
    !has_scheme || ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_closed_in_order() {
        let mut writer = Writer::default();
        writer.open("p", " class=\"a\"").open("em", "").text("x");
        assert_eq!(writer.finish(), "<p class=\"a\"><em>x</em></p>");
    }

    #[test]
    fn script_urls_are_not_safe() {
        for safe in ["a.md", "#x", "https://x.y", "mailto:a@b", "../a:b.md", "/x", ""] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_ in ["javascript:alert(1)", "JaVaScript:x", "data:text/html,x", "vbscript:x"] {
            assert!(!is_safe(unsafe_), "{unsafe_}");
        }
    }
}

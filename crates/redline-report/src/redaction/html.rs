//! The readable content of an HTML page: text and attribute values without tag and attribute names.

use super::mdbook::mdbook_file;

/// The elements of HTML and the more frequent ones of SVG and `MathML`. Names of other elements are searched.
const ELEMENTS: &str = " a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption \
    center circle cite clippath code col colgroup data datalist dd defs del desc details dfn dialog div dl dt ellipse em \
    embed fieldset figcaption figure filter font footer foreignobject form g h1 h2 h3 h4 h5 h6 head header hgroup hr html \
    i iframe image img input ins kbd label legend li line lineargradient link main map mark marker mask math menu meta \
    meter mfrac mi mn mo mover mrow msqrt msub msup mtable mtd mtext mtr munder nav noscript object ol optgroup option \
    output p param path pattern picture polygon polyline pre progress q radialgradient rect rp rt ruby s samp script \
    search section select slot small source span stop strike strong style sub summary sup svg switch symbol table tbody \
    td template text textarea textpath tfoot th thead time title tr track tspan tt u ul use var video view wbr ";

/// A page with the names of its markup blanked. Offsets are preserved.
pub(super) fn readable(page: &str) -> String {
    let mut out = Blanked { bytes: page.as_bytes().to_vec() };
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        let start = at + found;
        let rest = &page[start..];
        at = if rest.starts_with("<!--") {
            // Comments are published too.
            end_of(page, start, "-->")
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = end_of(page, start, ">");
            out.blank(start + 1, end.saturating_sub(1));
            end
        } else if rest[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
            out.tag(page, start)
        } else {
            start + 1
        };
    }
    out.theme_menu(page);
    // Only ASCII characters and whole values were replaced.
    String::from_utf8(out.bytes).unwrap_or_else(|_| page.to_owned())
}

/// The offset after the next `end`, or the end of the page.
fn end_of(page: &str, from: usize, end: &str) -> usize {
    page[from..].find(end).map_or(page.len(), |found| from + found + end.len())
}

struct Blanked {
    bytes: Vec<u8>,
}

impl Blanked {
    fn blank(&mut self, from: usize, to: usize) {
        for byte in self.bytes.get_mut(from..to).into_iter().flatten().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }

    /// Blanks the names in the tag at `start`. Returns the offset after it, or after the content of a script or style.
    fn tag(&mut self, page: &str, start: usize) -> usize {
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
        let open = start + 1 + usize::from(page[start + 1..].starts_with('/'));
        let name_end = open + page[open..].find(is_end).unwrap_or(page.len() - open);
        let name = page[open..name_end].to_ascii_lowercase();
        if ELEMENTS.contains(&format!(" {name} ")) {
            self.blank(open, name_end);
        }
        let end = self.attributes(page, name_end, matches!(name.as_str(), "link" | "script"));
        if open == start + 1 && matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            let rest = &page.as_bytes()[end..];
            let found = rest.windows(close.len()).position(|part| part.eq_ignore_ascii_case(close.as_bytes()));
            return found.map_or(page.len(), |found| end + found);
        }
        end
    }

    /// Blanks attribute names, and `>` in their values. Returns the offset after the tag.
    fn attributes(&mut self, page: &str, from: usize, is_asset: bool) -> usize {
        let mut at = from;
        while let Some(c) = page[at..].chars().next() {
            if c == '>' {
                return at + 1;
            }
            if c.is_ascii_whitespace() || c == '/' {
                at += 1;
                continue;
            }
            let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
            // A character that ends a name may begin one.
            let length =
                c.len_utf8() + page[at + c.len_utf8()..].find(is_end).unwrap_or(page.len() - at - c.len_utf8());
            let name = &page[at..at + length];
            if name.is_ascii() && (!name.contains('-') || name.starts_with("aria-")) {
                self.blank(at, at + length);
            }
            let behind = page[at + length..].trim_start_matches(|c: char| c.is_ascii_whitespace());
            let Some(value) = behind.strip_prefix('=') else {
                at += length;
                continue;
            };
            let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let start = page.len() - value.len();
            let (inside, end) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
                let inside = start + 1;
                let end = page[inside..].find(quote).map_or(page.len(), |found| inside + found);
                (inside..end, (end + 1).min(page.len()))
            } else {
                let is_end = |c: char| c.is_ascii_whitespace() || c == '>';
                let end = start + value.find(is_end).unwrap_or(value.len());
                (start..end, end)
            };
            // Class names of our reports and files of mdBook are not from the book.
            let value = &page[inside.clone()];
            let is_own = || mdbook_file(value.trim_start_matches("../")).is_some();
            if (name == "class" && value.starts_with("redline-")) || (is_asset && is_own()) {
                self.blank(inside.start, inside.end);
            }
            for byte in self.bytes[inside].iter_mut().filter(|byte| **byte == b'>') {
                *byte = b' ';
            }
            at = end;
        }
        page.len()
    }

    /// Blanks the menu of mdBook's themes.
    fn theme_menu(&mut self, page: &str) {
        for id in ["id=\"mdbook-theme-list\"", "id=\"theme-list\""] {
            if let Some(start) = page.find(id) {
                self.blank(start, end_of(page, start, "</ul>"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_are_readable_and_markup_is_not() {
        for (page, read, unread) in [
            ("<meta charset=\"utf-8\"><title>Blorbex</title>", "Blorbex", "meta"),
            ("<img alt='Blor\"bex' title=Zyx>", "Blor\"bex", "title"),
            ("<p data-zyx=\"1\" hidden>", "data-zyx", "hidden"),
            ("<acme-box><b>Text</b></acme-box>", "acme-box", "<b>"),
            ("<zyx>Text</zyx>", "zyx", "p"),
            ("<!DOCTYPE html><!-- Zyx -->", "Zyx", "html"),
            ("<script>if (a<meta) f(\"Zyx\")</SCRIPT><section>", "meta", "section"),
            ("<details class=\"redline-panel\"><p class=\"zyx\">", "zyx", "redline"),
            ("<ul id=\"theme-list\"><li>Navy</li></ul><p>Coal", "Coal", "Navy"),
            ("<link href='../css/chrome-1a2b3c4d.css'>", "", "chrome"),
            ("<script src=book.js></script><a href=\"zyx\">", "zyx", "book"),
            ("a <3 meta", "meta", "no"),
        ] {
            let text = readable(page);
            assert_eq!(text.len(), page.len(), "{page}");
            assert!(text.contains(read) && !text.contains(unread), "{page}: {text}");
        }
        assert_eq!(readable("<a title=\"x>é\" é=\"1\">y"), "<       =\"x é\" é=\"1\">y");
    }

    #[test]
    fn truncated_pages_keep_their_length() {
        for page in
            ["<", "</", "<p", "<p a", "<p a=", "<p a=\"", "<p a=\"x", "<!--", "<!", "<script>", "<p =\"x\">é", "<é"]
        {
            assert_eq!(readable(page).len(), page.len(), "{page}");
        }
    }
}

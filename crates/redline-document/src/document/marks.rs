//! Parts of the source by name: rules see prose, blocks, headings and links, and query the rest here.
//!
//! No rule slices the bytes of a chapter, so none can split an entity, an escape or a tag.

use super::html::{alternative_text, html_images};
use super::{Block, BlockKind, Comment, Document, Heading, Image, Link, Prose, ProtectedKind};
use crate::source::Span;

/// White space that Markdown ignores at the end of a line.
const SPACES: [char; 3] = [' ', '\t', '\r'];

/// A line of a paragraph that looks like a heading without its space, or with one that Markdown does not accept: `##Title`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnspacedHeading {
    /// The line without its ending.
    pub line: Span,
    /// The place of the missing space: empty, or the white space that is there instead.
    pub gap: Span,
    /// Whether its paragraph holds a link definition, which a heading before it would activate.
    pub is_beside_definition: bool,
}

impl Document {
    /// The length of the text in bytes.
    pub fn len(&self) -> usize {
        self.text().len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// The prose of a heading; `None` if it has none.
    pub fn heading_prose(&self, heading: &Heading) -> Option<&Prose> {
        self.prose.get(heading.prose?).map(|block| &block.prose)
    }

    /// A heading as messages name it: its title, or what is shown instead of one.
    pub fn heading_name(&self, heading: &Heading) -> String {
        if !heading.title.is_empty() {
            return heading.title.clone();
        }
        // Without words, the content of a heading is empty.
        let is_inside = |image: &&Image| heading.span.start <= image.span.start && image.span.end <= heading.span.end;
        let label = |image: &Image| {
            let inner = self.text()[image.span.clone()].strip_prefix("![")?;
            inner.rfind("](").or_else(|| inner.find(']')).map(|len| inner[..len].to_owned())
        };
        let mut images: Vec<Option<String>> = self.images.iter().filter(is_inside).map(label).collect();
        let source = &self.text()[heading.span.clone()];
        images.extend(html_images(source).into_iter().map(|(tag, _)| alternative_text(&source[tag])));
        let has_image = !images.is_empty();
        let mut labels =
            images.into_iter().flatten().map(|label| label.split_whitespace().collect::<Vec<_>>().join(" "));
        let label = labels.find(|label| !label.is_empty());
        label.unwrap_or_else(|| if has_image { "(an image)" } else { "(no words)" }.to_owned())
    }

    /// Whether a heading is written with hashes.
    pub fn is_atx(&self, heading: &Heading) -> bool {
        self.text()[heading.span.clone()].starts_with('#')
    }

    /// Whether the source of a heading's content is its title: no markup, entities or escapes.
    pub fn is_plain_title(&self, heading: &Heading) -> bool {
        self.text()[heading.content.clone()] == heading.title
    }

    /// The hashes that close a heading, with the space before them: `## Title ##`.
    pub fn closing_hashes(&self, heading: &Heading) -> Option<Span> {
        let tail = &self.text()[heading.content.end..heading.span.end];
        let hashes = tail.trim_start_matches(SPACES);
        let len = hashes.bytes().take_while(|&byte| byte == b'#').count();
        let end = heading.content.end + (tail.len() - hashes.len()) + len;
        (len > 0 && self.is_atx(heading) && !heading.content.is_empty()).then_some(heading.content.end..end)
    }

    /// The id that is written out behind a heading, without its braces and hash.
    pub fn own_id(&self, heading: &Heading) -> Option<Span> {
        let id = heading.id.as_deref().filter(|_| heading.has_own_id)?;
        let tail = &self.text()[heading.content.end..heading.span.end];
        let open = tail.find('{')?;
        let marked = format!("#{id}");
        let ends = |at: &usize| tail[at + marked.len()..].starts_with([' ', '\t', '}']);
        let at = tail[open..].match_indices(&marked).map(|(at, _)| open + at).find(ends)?;
        let start = heading.content.end + at + 1;
        Some(start..start + id.len())
    }

    /// The line ending and underline of a setext heading with one line of text; `None` for several lines.
    pub fn underline(&self, heading: &Heading) -> Option<Span> {
        let text = self.text();
        let is_one_line = !text[heading.content.clone()].contains(['\n', '\r']);
        let tail = &text[heading.content.end..heading.span.end];
        let line = tail.find(['\n', '\r']).filter(|_| is_one_line)?;
        Some(heading.content.end + line..heading.span.end)
    }

    /// The text of a link between its brackets; `None` for a link without brackets.
    pub fn link_label(&self, link: &Link) -> Option<Span> {
        let inner = self.text()[link.span.clone()].strip_prefix('[')?;
        let start = link.span.start + 1;
        inner.find(']').map(|len| start..start + len)
    }

    /// The body of a comment, trimmed.
    pub fn comment_body(&self, comment: &Comment) -> &str {
        &self.text()[comment.body.clone()]
    }

    /// The code of the chapter, spans and blocks, without its backticks.
    pub fn code_texts(&self) -> impl Iterator<Item = &str> {
        let code = self.protected.iter().filter(|range| range.kind == ProtectedKind::Code);
        code.map(|range| self.text()[range.span.clone()].trim_matches('`'))
    }

    /// The code span that is the source of one object replacement character; `None` for other sources.
    pub fn code_span(&self, source: &Span) -> Option<&str> {
        let code = self.text().get(source.clone())?.strip_prefix('`')?;
        Some(code.trim_matches('`').trim())
    }

    /// Whether `between`, the source between two words, is white space and quote markers only.
    pub fn is_blank(&self, between: &Span) -> bool {
        self.text().get(between.clone()).is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || c == '>'))
    }

    /// Whether nothing in `span` is visible: white space, link definitions and comments for which `is_silent` holds.
    pub fn shows_nothing(&self, span: &Span, is_silent: impl Fn(&str) -> bool) -> bool {
        // Both are in the order of their starts.
        let protected = &self.protected[self.protected.partition_point(|range| range.span.start < span.start)..];
        let protected = protected.iter().take_while(|range| range.span.start < span.end);
        let definitions = protected.filter(|range| range.kind == ProtectedKind::Definition);
        let comments = &self.comments[self.comments.partition_point(|comment| comment.span.start < span.start)..];
        let comments = comments.iter().take_while(|comment| comment.span.start < span.end);
        let comments = comments.filter(|comment| is_silent(self.comment_body(comment)));
        let unseen = definitions.map(|range| &range.span).chain(comments.map(|comment| &comment.span));
        let mut unseen: Vec<&Span> =
            unseen.filter(|unseen| span.start <= unseen.start && unseen.end <= span.end).collect();
        unseen.sort_by_key(|span| span.start);
        let mut at = span.start;
        for unseen in unseen {
            if !self.text()[at.min(unseen.start)..unseen.start].trim().is_empty() {
                return false;
            }
            at = at.max(unseen.end);
        }
        self.text()[at.min(span.end)..span.end].trim().is_empty()
    }

    /// The first visible line, without its ending; the start of a text without any.
    pub fn first_line(&self) -> Span {
        let start = self.blocks.first().map_or(0, |block| block.span.start);
        let len = self.text()[start..].find(['\n', '\r']).unwrap_or(self.len() - start);
        start..start + len
    }

    /// The number of line endings right before `at`; two at the start of the text.
    pub fn line_endings_before(&self, at: usize) -> usize {
        let before = &self.text()[..at];
        let kept = before.trim_end_matches(['\n', '\r']);
        if kept.is_empty() { 2 } else { before[kept.len()..].matches('\n').count() }
    }

    /// The line ending of new lines: that of the text if it has `\r\n` somewhere.
    pub fn line_ending(&self) -> &'static str {
        if memchr::memmem::find(self.text().as_bytes(), b"\r\n").is_some() { "\r\n" } else { "\n" }
    }

    /// The lines of a paragraph that look like headings without a space: two to six hashes before a title, outside of code,
    /// or one before a no-break space.
    pub fn unspaced_headings(&self, block: &Block) -> Vec<UnspacedHeading> {
        let source = &self.text()[block.span.clone()];
        let mut found = Vec::new();
        if block.kind != BlockKind::Paragraph || memchr::memchr(b'#', source.as_bytes()).is_none() {
            return found;
        }
        let holds_definition = || source.lines().any(|line| line.starts_with('[') && line.contains("]: "));
        let mut next = block.span.start;
        for line in source.split_inclusive(['\n', '\r']) {
            let start = next;
            next += line.len();
            let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
            let title = &line[hashes..];
            let title = if title.starts_with(is_odd_space) { title.trim_start() } else { title };
            let gap = start + hashes..next - title.len();
            // One hash before a word is a tag, and before a number that of an issue.
            let is_heading = match (hashes, gap.is_empty()) {
                (2..=6, true) => title.starts_with(starts_title),
                (2..=6, false) => title.starts_with(|c: char| c.is_alphabetic() || starts_title(c)),
                (1, false) => title.starts_with(|c: char| c.is_alphabetic()),
                _ => false,
            };
            if is_heading && !self.touches_protected(&(start..gap.end)) {
                let words = line.trim_end_matches('\n').trim_end_matches(SPACES);
                found.push(UnspacedHeading {
                    line: start..start + words.len(),
                    gap,
                    is_beside_definition: holds_definition(),
                });
            }
        }
        found
    }
}

/// Whether hashes before `c` are a heading: `##Title` is one, `##rust` may be a channel, and `##!` anything.
fn starts_title(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || matches!(c, '`' | '*' | '[')
}

/// Whether `c` is white space for readers, but none that may follow the hashes of a heading.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Dialect;

    fn parse(text: &str) -> Document {
        Document::of_text(text, &Dialect::default())
    }

    #[test]
    fn parts_of_headings_have_names() {
        let text = "## A ##  {#x}\n\nB\nc\n===\n\nD\r\n---\r\n\n# E#\n";
        let document = parse(text);
        let closing: Vec<_> = document.headings.iter().map(|heading| document.closing_hashes(heading)).collect();
        assert_eq!(closing, [Some(4..7), None, None, None]);
        let underlines: Vec<_> = document.headings.iter().map(|heading| document.underline(heading)).collect();
        let of_third = text.find("\r\n---").unwrap();
        assert_eq!(underlines, [None, None, Some(of_third..of_third + 5), None]);
    }

    #[test]
    fn nothing_is_shown_between_definitions_and_silent_comments() {
        let text = "# A\n\n[x]: y\n\n<!-- z -->\n\n# B\n";
        let end = text.find("# B").unwrap();
        assert!(parse(text).shows_nothing(&(3..end), |body| body == "z"));
        assert!(!parse(text).shows_nothing(&(3..end), |_| false));
    }

    #[test]
    fn hashes_without_a_space_are_found_in_paragraphs() {
        let document = parse("##One\n##two `x\n##Three`\n");
        let found = document.unspaced_headings(&document.blocks[0]);
        assert_eq!(found, [UnspacedHeading { line: 0..5, gap: 2..2, is_beside_definition: false }]);
    }

    #[test]
    fn a_heading_without_words_has_a_name() {
        let names = |text: &str| {
            let document = parse(text);
            document.headings.iter().map(|heading| document.heading_name(heading)).collect::<Vec<_>>()
        };
        assert_eq!(names("# A *b*\n\n# ![A  [logo]](x.png)\n\n# ![](x.png)\n"), ["A b", "A [logo]", "(an image)"]);
        assert_eq!(names("# <img src=x alt='A logo'>\n\n# <img src=x>\n\n#\n"), ["A logo", "(an image)", "(no words)"]);
        assert_eq!(names("# ![by reference][r] ![](y.png)\n\n[r]: x.png\n"), ["by reference"]);
    }

    #[test]
    fn a_no_break_space_after_the_hashes_is_found() {
        let gaps = |text: &str| {
            let document = parse(text);
            let found = document.blocks.iter().flat_map(|block| document.unspaced_headings(block));
            found.map(|heading| (heading.gap.start, heading.gap.end)).collect::<Vec<_>>()
        };
        assert_eq!(gaps("##\u{a0}Title\n"), [(2, 4)]);
        assert_eq!(gaps("#\u{2009} \u{a0}title\n"), [(1, 7)]);
        assert_eq!(gaps("a\n#\u{3000}title\n###\u{a0}`x`\n"), [(3, 6), (15, 17)]);
        assert!(gaps("#\u{a0}1 is fixed, #tag\n\n#\u{a0}\n\n#######\u{a0}T\n").is_empty());
    }
}

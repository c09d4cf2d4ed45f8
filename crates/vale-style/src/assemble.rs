//! Texts that styles are matched against, assembled as Vale does.
//!
//! Vale renders Markdown to HTML and collects the text between tags, trimmed, with a space after inline tags; every
//! end tag of a block ends a text. Styles depend on the result, so it is assembled here from the tokens of the one
//! parse, with the source position of each byte.

use super::block::Block;
use super::html::{self, Piece};
use super::scope::BlockScope;
use super::tags::{TextOptions, holds, is_inline, scope_of, tag_of};
use redline_document::document::{Document, Element, Prose, ProtectedKind, Token, TokenKind};
use redline_text::Span;

/// The texts of a document, in order.
///
/// `ignored` spans are masked like code.
pub(super) fn blocks(document: &Document, options: &TextOptions, ignored: &[Span]) -> Vec<Block> {
    let mut builder = Builder::new(document, options, ignored);
    for token in document.markup() {
        builder.token(token);
    }
    builder.end_block();
    builder.blocks
}

struct Builder<'a> {
    document: &'a Document,
    options: &'a TextOptions,
    /// Hidden spans: directives, formulas, addresses, alert markers. Ascending and disjoint.
    hidden: Vec<Span>,
    blocks: Vec<Block>,
    /// The text of the current block.
    prose: Prose,
    /// Where texts of the current block were joined across a tag of a block, a comment or an empty tag.
    seams: Vec<usize>,
    /// Text since the last tag.
    run: Prose,
    /// Tags opened since the last block ended.
    history: Vec<&'a str>,
    /// Whether the last tag opened was an inline one.
    inline: bool,
    /// Whether the next run is masked.
    masked: bool,
    /// The destination of a link opened directly before the run.
    destination: Option<&'a str>,
    /// The open tag whose text is skipped.
    skipping: Option<&'a str>,
    /// The alternative text of the open image.
    alt: Option<Prose>,
}

impl<'a> Builder<'a> {
    fn new(document: &'a Document, options: &'a TextOptions, ignored: &'a [Span]) -> Self {
        use ProtectedKind::{AlertMarker, Directive, Math, Url};
        let is_hidden = |kind| matches!(kind, Directive | Math | Url | AlertMarker);
        let hidden = document.protected.iter().filter(|it| is_hidden(it.kind)).map(|it| &it.span);
        let mut hidden: Vec<&Span> = hidden.chain(ignored).collect();
        hidden.sort_by_key(|span| span.start);
        let hidden = merged(&hidden);
        Self {
            document,
            options,
            hidden,
            blocks: Vec::new(),
            prose: Prose::default(),
            seams: Vec::new(),
            run: Prose::default(),
            history: Vec::new(),
            inline: false,
            masked: false,
            destination: None,
            skipping: None,
            alt: None,
        }
    }

    fn token(&mut self, token: &'a Token) {
        if let Some(alt) = &mut self.alt {
            match &token.kind {
                TokenKind::Close(Element::Image) => self.end_image(),
                TokenKind::Text(None) => alt.push(&self.document.text()[token.span.clone()], token.span.clone(), true),
                TokenKind::Text(Some(text)) => alt.push(text, token.span.clone(), false),
                TokenKind::SoftBreak | TokenKind::HardBreak => alt.push(" ", token.span.clone(), false),
                _ => {}
            }
            return;
        }
        match &token.kind {
            TokenKind::Open(element) => self.open(*element, &token.span),
            TokenKind::Close(element) => self.close(*element),
            TokenKind::Text(None) => self.text(&self.document.text()[token.span.clone()], &token.span, true),
            TokenKind::Text(Some(text)) => self.text(text, &token.span, false),
            TokenKind::SoftBreak => self.text("\n", &token.span, false),
            TokenKind::HardBreak => {
                self.open_tag("br");
                self.text("\n", &token.span, false);
            }
            TokenKind::Code => {
                self.open_tag("code");
                self.code(&token.span);
            }
            TokenKind::Html => self.html(&token.span),
            TokenKind::Footnote(number) => {
                self.open_tag("sup");
                self.open_tag("a");
                self.text(&number.to_string(), &token.span, false);
                self.end_run();
            }
            TokenKind::Task => self.open_tag("input"),
        }
    }

    fn open(&mut self, element: Element, span: &Span) {
        match element {
            Element::Html => self.html(span),
            Element::Link(index) => {
                self.open_tag("a");
                self.destination = self.document.links.get(index).map(|link| link.destination.as_str());
            }
            Element::Image => {
                self.open_tag("img");
                self.alt = Some(Prose::default());
            }
            Element::FootnoteText => {
                self.open_tag("ol");
                self.open_tag("li");
            }
            other if holds(&self.options.skipped_tags, tag_of(other)) => self.skip(tag_of(other)),
            other => self.open_tag(tag_of(other)),
        }
    }

    fn close(&mut self, element: Element) {
        match element {
            Element::Html | Element::Image => {}
            other if self.skipping == Some(tag_of(other)) => self.end_skipped(),
            other if is_inline(tag_of(other)) => self.end_run(),
            _ => self.end_block(),
        }
    }

    fn end_image(&mut self) {
        let alt = self.alt.take().filter(|prose| !self.options.skips_alt && !prose.text().trim().is_empty());
        if let Some(prose) = alt {
            self.push(BlockScope::Alt, prose, Vec::new());
        }
    }

    /// Skips everything up to the end of the tag.
    fn skip(&mut self, tag: &'a str) {
        self.end_run();
        self.skipping.get_or_insert(tag);
    }

    fn end_skipped(&mut self) {
        if self.skipping.take().is_some() {
            self.run = Prose::default();
        }
        self.end_block();
    }

    fn open_tag(&mut self, tag: &'a str) {
        self.end_run();
        // Vale takes emphasis that directly follows code, with no other tag opened between, for a part of that code.
        let is_emphasis = tag == "em" || tag == "b";
        let tag = if is_emphasis && self.history.last() == Some(&"code") { "code" } else { tag };
        self.inline = is_inline(tag);
        self.masked = holds(&self.options.masked_tags, tag);
        self.history.push(tag);
    }

    fn text(&mut self, text: &str, span: &Span, verbatim: bool) {
        self.run.push(text, span.clone(), verbatim);
    }

    /// A code span, masked unless the options disable it.
    fn code(&mut self, span: &Span) {
        let source = &self.document.text()[span.clone()];
        let code = source.trim_matches('`').trim();
        self.run.push(code, span.clone(), false);
        self.end_run();
    }

    /// Appends the text since the last tag to the block.
    fn end_run(&mut self) {
        let destination = self.destination.take();
        if self.run.text().is_empty() {
            return;
        }
        let mut run = std::mem::take(&mut self.run);
        self.put(&mut run, destination);
        // Its capacity is reused.
        run.clear();
        self.run = run;
    }

    /// Appends a text to the block without surrounding white space.
    fn put(&mut self, run: &mut Prose, destination: Option<&str>) {
        let words = run.text().trim();
        if self.skipping.is_some() || words.is_empty() {
            return;
        }
        let start = run.text().len() - run.text().trim_start().len();
        let range = start..start + words.len();
        let masked = std::mem::take(&mut self.masked) || destination == Some(words);
        if masked {
            run.blank(range.clone());
        }
        if !self.inline && !self.prose.text().is_empty() {
            self.seams.push(self.prose.text().len());
        }
        if self.needs_space(&run.text()[range.clone()], masked) {
            let place = self.gap(run.source(start..start + 1).start);
            self.prose.push(" ", place, false);
        }
        self.prose.push_part(run, range);
    }

    fn needs_space(&self, run: &str, masked: bool) -> bool {
        let attaches = |c: char| ".?!,:;)]}—–".contains(c);
        let holds_on = |c: char| "([{—–".contains(c);
        let history = self.history.as_slice();
        let is_nested = matches!(history, [_, .., "li", "ol" | "ul", "li"]);
        if !self.inline {
            return is_nested;
        }
        (masked || !run.starts_with(attaches)) && !self.prose.text().ends_with(holds_on)
    }

    /// The white space of the source before a text that begins at `next`; an empty span if there is none.
    fn gap(&self, next: usize) -> Span {
        let text = self.prose.text().len();
        let start = if text > 0 { self.prose.source(text - 1..text).end } else { next };
        let blank = self.document.text()[start..].chars().next().filter(|c| c.is_whitespace());
        start..start + blank.map_or(0, char::len_utf8)
    }

    fn end_block(&mut self) {
        self.end_run();
        let prose = std::mem::take(&mut self.prose);
        let mut seams = std::mem::take(&mut self.seams);
        let scope = self.history.iter().find_map(|tag| scope_of(tag));
        self.history.clear();
        if prose.text().trim().is_empty() {
            return;
        }
        let Some(scope) = scope else { return self.push(BlockScope::Text, prose, seams) };
        let trimmed = prose.text().len() - prose.text().trim_start().len();
        for seam in &mut seams {
            *seam = seam.saturating_sub(trimmed);
        }
        self.push(scope, prose.trimmed_start(), seams);
    }

    fn push(&mut self, scope: BlockScope, mut prose: Prose, seams: Vec<usize>) {
        let whole = prose.source(0..prose.text().len());
        let first = self.hidden.partition_point(|span| span.end <= whole.start);
        for span in self.hidden[first..].iter().take_while(|span| span.start < whole.end) {
            // An autolink is masked already.
            let is_seen = |range: &Span| prose.text()[range.clone()].contains(char::is_alphanumeric);
            if let Some(range) = prose.range_of_source(span).filter(is_seen) {
                prose.blank(range);
            }
        }
        self.blocks.push(Block { scope, prose, seams });
    }

    /// HTML tags in the source: they open and close like those of Markdown.
    fn html(&mut self, span: &Span) {
        let source: &'a str = &self.document.text()[span.clone()];
        for piece in html::pieces(source) {
            match piece {
                Piece::Comment | Piece::Empty => self.end_run(),
                Piece::Open(name, classes) => self.open_html(name, classes),
                Piece::Close(name) if self.skipping.is_some_and(|tag| tag.eq_ignore_ascii_case(name)) => {
                    self.end_skipped();
                }
                Piece::Close(name) if is_inline(name) => self.end_run(),
                Piece::Close(_) => self.end_block(),
                Piece::Text(at) => {
                    let place = span.start + at.start..span.start + at.end;
                    self.text(&source[at], &place, true);
                }
            }
        }
    }
}

impl<'a> Builder<'a> {
    fn open_html(&mut self, name: &'a str, classes: &str) {
        let is_ignored = classes.split(' ').any(|class| holds(&self.options.ignored_classes, class));
        if holds(&self.options.skipped_tags, name) || (is_ignored && !is_inline(name)) {
            self.skip(name);
            return;
        }
        self.open_tag(name);
        self.masked |= is_ignored;
    }
}

/// Sorted spans, overlapping ones merged.
fn merged(spans: &[&Span]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match found.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => found.push((*span).clone()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    fn with_markup(markdown: &str) -> Document {
        let mut expansion = redline_document::source::Expansion::default();
        expansion.fragment.push_str(markdown);
        Document::parse(expansion, &Dialect::default())
    }

    /// The texts of some Markdown, each with the last word of its scope.
    fn texts(markdown: &str) -> Vec<String> {
        let document = with_markup(markdown);
        let name = |scope: BlockScope| scope.words().iter().rev().find(|word| **word != "md").copied().unwrap_or("");
        blocks(&document, &TextOptions::default(), &[])
            .iter()
            .map(|block| format!("{}: {}", name(block.scope), block.prose.text()))
            .collect()
    }

    #[test]
    fn inline_markup_leaves_spaces_as_in_vale() {
        assert_eq!(texts("**Bold** start"), ["text:  Bold start"]);
        assert_eq!(texts("un*frigging*believable"), ["text: un frigging believable"]);
        assert_eq!(texts("`foo`s and `x`'s"), ["text:  *** s and * 's"]);
        assert_eq!(texts("([x](u)) a—**b**—c"), ["text: (x) a—b—c"]);
        assert_eq!(texts("\"**q**\""), ["text: \" q \""]);
        assert_eq!(texts("![alt](i) x"), ["alt: alt", "text:  x"]);
        assert_eq!(texts("<https://a.b> x"), ["text:  *********** x"]);
        assert_eq!(texts("one\ntwo *x*\nthree"), ["text: one\ntwo x three"]);
        assert_eq!(texts("a<br/>b"), ["text: ab"]);
        assert_eq!(texts("`a` is *not* it; **b** *is*"), ["text:  * is *** it; b is"]);
        assert_eq!(texts("text <!-- c --> more"), ["text: textmore"]);
    }

    #[test]
    fn every_closing_tag_of_a_block_ends_a_text() {
        assert_eq!(
            texts("# A `b`\n\n> q\n>\n> r\n\n- one\n\n  two\n"),
            ["h1: A *", "blockquote: q", "text: r", "list: one", "text: two"]
        );
        assert_eq!(texts("- a\n  - b\n  - c\n- two\n  - nested\n"), ["list: a b", "list: c", "list: twonested"]);
        assert_eq!(texts("| a | b |\n|---|---|\n| c | d |\n"), ["header: a", "header: b", "cell: c", "cell: d"]);
        assert_eq!(texts("<div>\n\ntext\n\n</div>\n<pre>code</pre>\n"), ["text: text"]);
        assert_eq!(texts("```\ncode\n```\ntext {{#include x.md}} more"), ["text: text ***************** more"]);
    }

    #[test]
    fn every_byte_has_a_source_position() {
        let document = with_markup("a *b* `c` &amp; d\ne");
        let block = &blocks(&document, &TextOptions::default(), &[])[0];
        assert_eq!(block.prose.text(), "a b * & d\ne");
        let source = |range: Span| &document.text()[block.prose.source(range)];
        assert_eq!(source(0..3), "a *b");
        assert_eq!(source(1..2), " ");
        assert_eq!(source(4..5), "`c`");
        assert_eq!(source(6..9), "&amp; d");
    }
}

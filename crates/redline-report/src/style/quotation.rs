//! Quoted sentences as a reader sees them: inline code and emphasis instead of their Markdown.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::model::Quote;

/// A piece of a quotation with one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Whether it is among the flagged words.
    pub(super) is_marked: bool,
    pub(super) look: Look,
}

/// The look of a piece of a quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) is_code: bool,
    pub(super) is_emphasis: bool,
    pub(super) is_strong: bool,
}

/// The runs of a quotation. If the flagged words are invisible, such as the hashes of a heading, the source is quoted.
pub(super) fn runs(quote: &Quote) -> Vec<Run> {
    let source = format!("{}{}{}", quote.before, quote.words, quote.after);
    let from = quote.before.len();
    let runs = rendered(&source, &(from..from + quote.words.len()));
    if quote.words.is_empty() || runs.iter().any(|run| run.is_marked) {
        return runs;
    }
    let parts = [(&quote.before, false), (&quote.words, true), (&quote.after, false)];
    parts.into_iter().map(|(text, is_marked)| Run { text: text.clone(), is_marked, look: Look::default() }).collect()
}

/// The runs of Markdown, of which `flagged` is marked.
pub(super) fn rendered(source: &str, flagged: &Range<usize>) -> Vec<Run> {
    // The definitions of references are elsewhere on the page, so any reference is one.
    let mut any = |_: BrokenLink<'_>| Some((CowStr::Borrowed(""), CowStr::Borrowed("")));
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_with_broken_link_callback(source, options, Some(&mut any));
    let mut quotation = Quotation { source, flagged, look: Look::default(), runs: Vec::new() };
    for (event, span) in parser.into_offset_iter() {
        quotation.event(&event, &span);
    }
    quotation.runs
}

/// A quotation while its Markdown is read.
struct Quotation<'a> {
    source: &'a str,
    flagged: &'a Range<usize>,
    look: Look,
    runs: Vec<Run>,
}

impl Quotation<'_> {
    fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Start(Tag::Emphasis) => self.look.is_emphasis = true,
            Event::End(TagEnd::Emphasis) => self.look.is_emphasis = false,
            Event::Start(Tag::Strong) => self.look.is_strong = true,
            Event::End(TagEnd::Strong) => self.look.is_strong = false,
            Event::Code(code) => {
                self.look.is_code = true;
                self.text(code, span);
                self.look.is_code = false;
            }
            Event::Text(text) => self.text(text, span),
            Event::SoftBreak | Event::HardBreak => self.push(" ", false),
            Event::FootnoteReference(label) => self.text(&format!("[^{label}]"), span),
            _ => {}
        }
    }

    /// Adds text that `span` of the source shows, split where the flagged words begin and end.
    fn text(&mut self, text: &str, span: &Range<usize>) {
        let overlaps = span.start < self.flagged.end && self.flagged.start < span.end;
        let at = self.source[span.clone()].find(text).map(|at| span.start + at);
        let Some(start) = at.filter(|_| overlaps) else {
            // Entities and the like have no place inside their source.
            return self.push(text, overlaps);
        };
        let within = |at: usize| at.saturating_sub(start).min(text.len());
        let (from, to) = (within(self.flagged.start), within(self.flagged.end));
        self.push(&text[..from], false);
        self.push(&text[from..to], true);
        self.push(&text[to..], false);
    }

    fn push(&mut self, text: &str, is_marked: bool) {
        let look = self.look;
        // A quotation is on one line, so the backslash of a line break comes before a space.
        let unbroken = if look.is_code { Cow::Borrowed(text) } else { Cow::Owned(text.replace("\\ ", " ")) };
        let text = unbroken.as_ref();
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if (last.is_marked, last.look) == (is_marked, look) => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), is_marked, look }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runs in one line: flagged words in brackets, code in backticks, emphasis in underscores, strong in asterisks.
    fn shown(before: &str, words: &str, after: &str) -> String {
        let quote = Quote { before: before.to_owned(), words: words.to_owned(), after: after.to_owned() };
        let wrap = |text: String, sign: &str, on: bool| if on { format!("{sign}{text}{sign}") } else { text };
        let run = |run: Run| {
            let text = wrap(run.text, "`", run.look.is_code);
            let text = wrap(wrap(text, "_", run.look.is_emphasis), "*", run.look.is_strong);
            if run.is_marked { format!("[{text}]") } else { text }
        };
        runs(&quote).into_iter().map(run).collect()
    }

    #[test]
    fn markup_is_rendered() {
        assert_eq!(shown("Run `cargo", " build", "` *now*."), "Run `cargo`[` build`] _now_.");
    }

    #[test]
    fn flagged_words_are_marked_through_markup() {
        assert_eq!(shown("It was **very ", "unique", "** and [here](a.md)."), "It was *very *[*unique*] and here.");
        assert_eq!(shown("See [the ", "docs][a]", "."), "See the [docs].");
        assert_eq!(shown("A &amp; ", "b", "<i class=\"c\"></i>"), "A & [b]");
        assert_eq!(shown("One:\\ ", "two", ""), "One: [two]");
    }

    #[test]
    fn invisible_words_are_quoted_as_source() {
        assert_eq!(shown("", "###", " Title"), "[###] Title");
        assert_eq!(shown("## ", "Title:", ""), "[Title:]");
        assert_eq!(shown("Press ", "<kbd>", "A</kbd>"), "Press [<kbd>]A</kbd>");
        assert_eq!(shown("", "", ""), "");
    }
}

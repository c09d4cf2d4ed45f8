//! Invariants, checked without the code under test.

use std::collections::{BTreeSet, VecDeque};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use redline_document::diagnostic::Finding;
use redline_document::edit::{Edit, Fix};

/// A violated invariant: a short key that names it, and a message.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) key: String,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { key: key.into(), message: message.into() }
    }
}

/// Whether the span of a finding is exact.
pub(crate) fn check_place(finding: &Finding) -> Result<(), Fault> {
    let text = finding.file.text();
    let spans = std::iter::once(&finding.span)
        .chain(finding.related.as_ref().map(|related| &related.span))
        .chain(finding.fix.iter().flat_map(Fix::edits).map(|edit| &edit.span));
    for span in spans {
        if text.get(span.clone()).is_none() {
            return Err(Fault::new(
                format!("place of `{}`", finding.rule),
                format!("{span:?} is no range of characters"),
            ));
        }
        for offset in [span.start, span.end] {
            let before = &text[..offset];
            let line = 1 + before.matches('\n').count();
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let shown = if start == 0 { before.strip_prefix('\u{feff}').unwrap_or(before) } else { &before[start..] };
            let column = 1 + shown.chars().count();
            let position = finding.file.position(offset);
            if (position.line, position.column, position.offset) != (line, column, offset) {
                let message = format!("byte {offset} is {line}:{column} and not {position:?}");
                return Err(Fault::new("line and column", message));
            }
        }
    }
    Ok(())
}

/// Whether `after` is `before` with some of the edits, each whole, and with ids written behind headings.
pub(crate) fn is_declared(before: &str, after: &str, edits: &[&Edit]) -> bool {
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let mut edits: Vec<&&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    // Places of `after` that each place of `before` may have come to.
    let mut reached: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); before.len() + 1];
    reached[0].insert(0);
    let mut next = 0;
    for at in 0..=before.len() {
        let mut here = std::mem::take(&mut reached[at]);
        pins(after, &mut here);
        while let Some(edit) = edits.get(next).filter(|edit| edit.span.start == at) {
            let put: Vec<usize> = here
                .iter()
                .filter(|&&to| after[to..].starts_with(edit.text.as_bytes()))
                .map(|to| to + edit.text.len())
                .collect();
            if edit.span.is_empty() {
                here.extend(put);
                pins(after, &mut here);
            } else {
                reached[edit.span.end].extend(put);
            }
            next += 1;
        }
        if at == before.len() {
            return here.contains(&after.len());
        }
        let same: Vec<usize> = here.iter().filter(|&&to| after.get(to) == Some(&before[at])).map(|to| to + 1).collect();
        reached[at + 1].extend(same);
    }
    false
}

/// Adds the places behind an id that is written out at one of these places: ` {#id}`, or `#id ` inside of braces.
fn pins(after: &[u8], here: &mut BTreeSet<usize>) {
    let mut open: VecDeque<usize> = here.iter().copied().collect();
    while let Some(at) = open.pop_front() {
        let rest = &after[at..];
        let end = if rest.starts_with(b" {#") {
            rest.iter().position(|&byte| byte == b'}')
        } else if rest.starts_with(b"#") && at > 0 && after[at - 1] == b'{' {
            rest.iter().position(|&byte| byte == b' ')
        } else {
            None
        };
        if let Some(end) = end.map(|end| at + end + 1)
            && here.insert(end)
        {
            open.push_back(end);
        }
    }
}

/// What a safe fix must leave alone everywhere: code, destinations, HTML, comments.
fn fixed_parts(text: &str) -> Vec<String> {
    let mut options = Options::all();
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    options.remove(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS);
    options.remove(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);
    options.remove(Options::ENABLE_WIKILINKS);
    // Two flags, one of them that of footnotes as mdBook reads them.
    options.remove(Options::ENABLE_OLD_FOOTNOTES);
    options.insert(Options::ENABLE_FOOTNOTES);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut parts, mut code, mut html) = (Vec::new(), None::<String>, String::new());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => parts.extend(code.take().map(|code| format!("code block: {code}"))),
            Event::Text(text) => {
                if let Some(code) = &mut code {
                    code.push_str(&text);
                }
            }
            Event::Code(text) => parts.push(format!("code: {text}")),
            Event::InlineMath(text) | Event::DisplayMath(text) => parts.push(format!("math: {text}")),
            Event::Start(Tag::Link { dest_url, title, .. }) => parts.push(format!("link: {dest_url} {title}")),
            Event::Start(Tag::Image { dest_url, title, .. }) => parts.push(format!("image: {dest_url} {title}")),
            Event::Html(text) | Event::InlineHtml(text) => html.push_str(&text),
            Event::FootnoteReference(name) => parts.push(format!("footnote: {name}")),
            _ => {}
        }
    }
    parts.extend(tags(&html));
    parts
}

/// The tags of HTML, and its comments but for those that fixes and builds may remove.
fn tags(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let is_comment = rest.starts_with("<!--");
        // The shortest comments are `<!-->` and `<!--->`.
        let end = if is_comment { rest[2..].find("-->").map(|at| at + 5) } else { rest.find('>').map(|at| at + 1) };
        let tag = &rest[..end.unwrap_or(rest.len())];
        if !is_comment {
            found.push(format!("html: {}", tag.trim_end()));
        } else if !is_directive(tag) {
            found.push(format!("comment: {tag}"));
        }
        rest = &rest[tag.len()..];
    }
    found
}

/// Whether a comment may be removed once it has no use: a directive on one line.
fn is_directive(comment: &str) -> bool {
    let body = comment.trim_start_matches("<!--").trim_start();
    !comment.contains('\n') && (body.starts_with("redline-") || body.starts_with("vale"))
}

/// Asserts that a file or a rendered page still has all that safe fixes never touch, with a parser of its own.
///
/// # Errors
/// If something is gone, or something but a comment is new.
pub(crate) fn check_kept(before: &str, after: &str, is_page: bool) -> Result<(), Fault> {
    let (mut lost, mut won) = (fixed_parts(before), fixed_parts(after));
    // Pages are built without comments for redline, whatever their content.
    lost.retain(|part| !(is_page && part.trim_start_matches("comment: <!--").trim_start().starts_with("redline-")));
    lost.retain(|part| match won.iter().position(|other| other == part) {
        Some(at) => {
            won.swap_remove(at);
            false
        }
        None => true,
    });
    // A section that is put in has a comment that requests its text.
    won.retain(|part| !part.starts_with("comment: "));
    match lost.first().or(won.first()) {
        Some(part) => {
            let kind = part.split(':').next().unwrap_or_default();
            let message = format!("lost {lost:?}, got {won:?}: {before:?} became {after:?}");
            Err(Fault::new(format!("{kind} changed"), message))
        }
        None => Ok(()),
    }
}

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether every start tag of our own HTML has its end tag, in order.
pub(crate) fn check_balance(html: &str) -> Result<(), Fault> {
    let fault = |message: String| Fault::new("unbalanced HTML", message);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            rest = &rest[rest.find("-->").ok_or_else(|| fault("an open comment".to_owned()))?..];
            continue;
        }
        let is_end = rest.starts_with('/');
        let from = usize::from(is_end);
        let length = rest[from..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len() - from);
        let name = &rest[from..from + length];
        if name.is_empty() {
            return Err(fault(format!("a bare `<` before {:?}", rest.chars().take(20).collect::<String>())));
        }
        let end = end_of_tag(rest).ok_or_else(|| fault(format!("an open tag `{name}`")))?;
        let is_closed = rest[..end].ends_with('/');
        if is_end {
            let top = open.pop();
            if top != Some(name) {
                return Err(fault(format!("`</{name}>` closes {top:?}")));
            }
        } else if !is_closed && !VOID.contains(&name) {
            open.push(name);
        }
        rest = &rest[end + 1..];
    }
    if open.is_empty() { Ok(()) } else { Err(fault(format!("{open:?} are not closed"))) }
}

/// Where the tag ends, outside of quoted values.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    rest.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    })
}

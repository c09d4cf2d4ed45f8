//! Comments of the language server that silence findings of real books.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use redline_document::diagnostic::Finding;
use redline_document::edit::{Edit, edited};
use redline_document::source::FileStore;
use redline_lint::workspace::{LiveBook, OpenOptions};
use redline_lsp::actions::{FindingKey, Scope, Task, keyed_findings, resolve};
use redline_lsp::view::BookView;

use crate::books::{BOOKS, corpus, toml_of};

/// Findings of each book that are silenced.
const SAMPLE: usize = 15;

/// A book with many rules on, checked with these texts.
fn open(book: &Path, files: &FileStore) -> LiveBook {
    let mut live = LiveBook::open(book, &OpenOptions::default(), files).expect("the book can be opened");
    assert!(live.check(files, &|| false));
    live
}

/// The findings of a sample, spread over the book and its rules.
fn sample(view: &BookView<'_>) -> Vec<(FindingKey, Finding)> {
    let findings = &view.live.report().findings;
    let mut keyed: Vec<(FindingKey, &Finding)> = Vec::new();
    for group in findings.chunk_by(|one, other| one.file.path() == other.file.path()) {
        keyed.extend(keyed_findings(view, group[0].file.path()));
    }
    // A rule that finds much must not crowd out the others.
    let mut seen: HashMap<String, usize> = HashMap::new();
    keyed.retain(|(key, _)| {
        let count = seen.entry(key.rule.clone()).or_default();
        *count += 1;
        *count <= 8
    });
    let step = keyed.len().div_ceil(SAMPLE).max(1);
    keyed.into_iter().step_by(step).map(|(key, finding)| (key, finding.clone())).collect()
}

/// What readers see, block by block, without our comments.
fn page(text: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut page = String::new();
    let mut html = None;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::HtmlBlock) => html = Some(String::new()),
            Event::Html(part) => html.get_or_insert_default().push_str(&part),
            Event::End(TagEnd::HtmlBlock) => page.push_str(&without_comments(&html.take().unwrap_or_default())),
            Event::InlineHtml(part) => page.push_str(&without_comments(&part)),
            Event::Text(part) => page.push_str(&part),
            Event::SoftBreak => page.push(' '),
            other => page.push_str(&format!("\n{other:?}\n")),
        }
    }
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_comments(html: &str) -> String {
    let mut html = html.to_owned();
    while let Some(start) = html.find("<!-- redline-") {
        let end = html[start..].find("-->").map_or(html.len(), |end| start + end + 3);
        html.replace_range(start..end, "");
    }
    html
}

/// How often a rule finds something at a place.
fn counts(findings: &[Finding], moved: impl Fn(&Finding) -> usize) -> HashMap<(PathBuf, String, usize), usize> {
    let mut counts = HashMap::new();
    for finding in findings {
        let place = (finding.file.path().to_owned(), finding.rule.to_string(), moved(finding));
        *counts.entry(place).or_default() += 1;
    }
    counts
}

/// Checks that a comment silences the finding and others of its rule in its file, and nothing else in the whole book.
fn assert_silenced(before: &[Finding], finding: &Finding, edits: &[Edit], after: &[Finding]) {
    let path = finding.file.path();
    let shift = |other: &Finding| {
        let start = other.span.start;
        let before_it = edits.iter().filter(|edit| other.file.path() == path && edit.span.start <= start);
        start + before_it.map(|edit| edit.text.len()).sum::<usize>()
    };
    let (before, after) = (counts(before, shift), counts(after, |finding| finding.span.start));
    let shown = format!("{} {:?} in {}: {edits:?}", finding.rule, finding.text(), path.display());
    let silenced = (path.to_owned(), finding.rule.to_string(), shift(finding));
    assert!(after.get(&silenced) < before.get(&silenced), "not silenced: {shown}");
    for (place, count) in &after {
        assert!(before.get(place) >= Some(count), "new finding {place:?}: {shown}");
    }
    for (place, count) in &before {
        let is_meant = (place.0.as_path(), place.1.as_str()) == (path, &finding.rule);
        assert!(is_meant || after.get(place) == Some(count), "lost finding {place:?}: {shown}");
    }
}

#[test]
fn a_comment_silences_one_rule_and_leaves_the_page_and_all_other_findings() {
    for name in BOOKS {
        let book = corpus(name);
        let files = FileStore::default();
        let packs = "packs = [\"recommended\", \"consistency\", \"plain-language\", \"strict\"]";
        files.set_text(&book.join("book.toml"), format!("{}\n[preprocessor.redline]\n{packs}\n", toml_of(&book)));
        let live = open(&book, &files);
        let view = BookView { live: &live, files: &files };
        let (mut tried, mut refused) = (0, Vec::new());
        for (key, finding) in sample(&view) {
            for scope in [Scope::Here, Scope::Section, Scope::File] {
                let changes = match resolve(&view, &Task::Ignore { finding: key.clone(), scope }) {
                    Ok(changes) => changes,
                    Err(_) if scope == Scope::Section => continue,
                    Err(_) => {
                        refused.push(format!("{} {:?} {scope:?}", finding.rule, finding.text()));
                        continue;
                    }
                };
                tried += 1;
                let edits = &changes.edits[&key.path];
                let text = edited(finding.file.text(), edits);
                assert_eq!(page(&text), page(finding.file.text()), "{edits:?} in {}", key.path.display());
                let after = files.with_texts([(key.path.as_path(), text.as_str())]);
                assert_silenced(&live.report().findings, &finding, edits, &open(&book, &after).report().findings);
            }
        }
        println!("{name}: {tried} comments, refused: {refused:?}");
        assert!(tried > 0 && refused.len() * 10 <= tried, "{name}: {refused:?}");
    }
}

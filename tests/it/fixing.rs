//! Invariants of every fix of every rule over any Markdown, safe or not: code, links, blocks and ids stay, line endings and
//! byte order marks stay, and fixing twice is fixing once. The rendered pages are compared, not what the proof compares.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use redline_document::document::{Dialect, Document};
use redline_document::edit::Applicability;
use redline_document::source::{FileStore, mark_len};
use redline_lint::book::Book;
use redline_lint::chapter::ChapterLoader;
use redline_lint::config::{BookContext, Table};
use redline_lint::fix::{FixedText, OldIds, Policy, fix_all};
use redline_lint::lint::lint;
use redline_lint::settings::Settings;
use redline_lint::workspace::lone_chapter;
use regex::Regex;
use serde_json::json;

use crate::support::same_cases;

/// Lines of headings and of their surroundings.
#[expect(clippy::too_many_lines, reason = "a list of lines and nothing else")]
fn line() -> impl Strategy<Value = String> {
    let around = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "Some text of the book.",
        "More *text* with `code` and [a link](#a-b).",
        "===",
        "---",
        "```",
        "~~~",
        "> quoted",
        "> ## Quoted:",
        "- item",
        "1. first",
        "  - ## in a list:",
        "    ## code:",
        "<div>",
        "</div>",
        "<!-- note -->",
        "<!-- redline-disable heading-case -->",
        "<!-- redline-enable -->",
        "[a]: #b",
        "[^1]: ## Note:",
        "| a | b |",
        "|---|---|",
        "Term",
        ": **Meaning**",
        "{{#include x.md}}",
        "\\",
        "r[rule.name]",
        "**A bold line**",
        "__Another Bold line__",
        "***Both***",
        "**Bold** [a]",
        "Text\\",
        "&amp;",
        "\u{feff}",
    ]);
    let words = prop::collection::vec(
        prop::sample::select(vec![
            "A",
            "b",
            "Limits",
            "limits",
            "the",
            "Of",
            "`code`",
            "*em*",
            "**Strong**",
            "C++",
            "3.",
            "2)",
            "[x](#y)",
            "Größe",
            "ÜBER",
            "--",
            "etc.",
            "{#own}",
            "{.class}",
            "{a b}",
            "<b>",
            "![i](j.png)",
            "\\#",
            "#",
            "1.2.",
            "Why?",
            "Rust:",
            "[a]",
        ]),
        0..5,
    );
    let heading = (
        1_usize..8,
        prop::sample::select(vec![" ", "", "  ", "\t"]),
        words,
        prop::sample::select(vec!["", ":", ".", " ##", ";", ",", " #", "**"]),
    )
        .prop_map(|(level, space, words, end)| format!("{}{space}{}{end}", "#".repeat(level), words.join(" ")));
    let bold = prop::sample::select(vec![
        "## **Whole Heading**",
        "# __Whole__",
        "## **a** **b**",
        "### **a:**",
        "## **`code`**",
    ]);
    prop_oneof![5 => around.prop_map(str::to_owned), 5 => heading, 1 => bold.prop_map(str::to_owned)]
}

fn text() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec(line(), 0..16);
    (lines, prop::bool::ANY, prop::bool::ANY, prop::bool::ANY).prop_map(|(lines, dos, mark, ends)| {
        let ending = if dos { "\r\n" } else { "\n" };
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{}{}", lines.join(ending), if ends { ending } else { "" })
    })
}

fn dialects() -> [Dialect; 2] {
    [Dialect::new("0.4.52".parse().expect("a version"), &serde_json::Value::Null), Dialect::default()]
}

/// The text after all fixes of all rules.
fn fixed(text: &str, style: &str) -> String {
    let folder = std::env::temp_dir().join("redline-fixing");
    let path = folder.join("chapter.md");
    let chapters = vec![lone_chapter(&folder, &path)];
    let book = Book { root: folder.clone(), src: folder, chapters, ..Book::default() };
    let table =
        json!({ "packs": ["recommended", "consistency", "strict"], "rules": { "heading-case": { "style": style } } });
    let settings = Settings::new(
        Table::read(&table).expect("a valid table"),
        Arc::default(),
        Arc::default(),
        BookContext::default(),
    )
    .expect("valid globs");
    let policy = Policy { least: Applicability::Unsafe, dialects: dialects().to_vec(), ids: OldIds::Pin };
    let dialect = Dialect::default();
    let relint = |texts: &BTreeMap<PathBuf, FixedText>| {
        let files = FileStore::default();
        files.set_text(&path, texts.get(&path).map_or(text, |text| text.after.as_str()).to_owned());
        let (parsed_chapters, problems) = ChapterLoader::new(&files, &dialect).load(&book);
        assert_eq!(problems, []);
        let report = lint(&book, &parsed_chapters, &settings);
        assert_eq!(report.problems, []);
        Ok::<_, Infallible>(report.findings)
    };
    let Ok(mut fixed) = fix_all(&policy, relint);
    assert_eq!(fixed.problems, [], "{text:?}");
    fixed.texts.remove(Path::new(&path)).map_or_else(|| text.to_owned(), |text| text.after)
}

/// The parts that a fix must keep: code, destinations, blocks other than paragraphs and headings, and the number of
/// headings.
fn fixed_parts(text: &str) -> Vec<String> {
    let html = mdbook::utils::render_markdown(&text[mark_len(text)..], false);
    let parts = Regex::new(
        r#"(?s)<code[^>]*>.*?</code>|(?:href|src)="[^"]*"|</?(?:ul|ol|li|pre|table|tr|td|th|blockquote|hr|div|b)\b[^>]*>"#,
    );
    parts.expect("the expression is constant").find_iter(&html).map(|part| part.as_str().to_owned()).collect()
}

fn ids(text: &str, dialect: &Dialect) -> Vec<String> {
    let document = Document::of_text(&text[mark_len(text)..], dialect);
    document.headings.into_iter().filter_map(|heading| heading.id).collect()
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|item| rest.any(|other| other == item))
}

proptest! {
    #![proptest_config(same_cases(500))]

    #[test]
    fn a_fix_changes_only_what_it_declares(text in text(), style in prop::sample::select(vec!["auto", "sentence", "title"])) {
        let after = fixed(&text, style);
        prop_assert_eq!(fixed_parts(&text), fixed_parts(&after), "{:?} became {:?}", text, after);
        for dialect in dialects() {
            let (old, new) = (ids(&text, &dialect), ids(&after, &dialect));
            prop_assert!(is_subsequence(&old, &new), "{:?} became {:?}: {:?} {:?}", text, after, old, new);
        }
        prop_assert_eq!(text.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
        let is_empty = mark_len(&after) == after.len();
        prop_assert!(is_empty || text.ends_with('\n') == after.ends_with('\n'), "{:?} became {:?}", text, after);
        let lone = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
        prop_assert!(lone(&after) <= lone(&text), "{:?} became {:?}", text, after);
        prop_assert_eq!(fixed(&after, style), after.clone(), "{:?} is not done", after);
    }
}

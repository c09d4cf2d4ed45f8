//! Descriptions of what is under a caret.

use redline_lsp::navigation::{Hover, hover};

use super::fixture::Fixture;

const TABLE: &str = "[book]\ntitle = \"T\"\n\n[preprocessor.redline]\n\n\
                     [[preprocessor.redline.terms]]\nterm = \"API token\"\nnot = [\"access key\"]\nnote = \"A key to *everything*.\"\n";

fn book() -> Fixture {
    Fixture::new(&[
        ("book.toml", TABLE),
        ("src/a.md", "# One\n\nAn API token.\n"),
        ("src/b.md", "# Two *b*\n\n## Part\n"),
        ("src/_part.md", "## Included heading\n\nOne.\n"),
        ("listings/main.rs", "fn main() {\n    // ANCHOR: body\n    run(\"```\");\n    // ANCHOR_END: body\n}\n"),
    ])
}

fn at(path: &str, text: &str) -> Option<(String, Hover)> {
    let mut book = book();
    let found = book.at(path, text, hover)?;
    Some((book.text(path)[found.span.clone()].to_owned(), found))
}

/// As [`at`], with the findings.
fn checked_at(path: &str, text: &str) -> Option<(String, Hover)> {
    let mut book = book();
    let found = book.checked_at(path, text, hover)?;
    Some((book.text(path)[found.span.clone()].to_owned(), found))
}

#[test]
fn nothing_is_described_on_plain_words() {
    for text in ["Plain wo‸rds here.\n", "‸\n", "`co‸de`\n", "# Hea‸ding\n\nText.\n", "[a](https://exa‸mple.org/)\n"]
    {
        assert_eq!(at("src/a.md", text), None, "{text}");
    }
    assert_eq!(checked_at("src/a.md", "Plain wo‸rds he he.\n"), None, "the finding is elsewhere");
}

#[test]
fn a_finding_is_described_with_its_rule() {
    let (text, found) = checked_at("src/a.md", "# One\n\nThis is the t‸he text.\n").unwrap();
    assert!(text.contains("the the"), "{text}");
    assert!(found.markdown.starts_with("**repeated-word** (warning): "), "{}", found.markdown);
    let summary = redline_lint::catalogue::find("repeated-word").unwrap().summary;
    assert!(found.plain.contains(summary) && !found.plain.contains("**"), "{}", found.plain);
}

#[test]
fn a_term_is_described_with_its_first_use() {
    let (text, found) = at("src/b.md", "# Two\n\nTwo API to‸kens.\n").unwrap();
    assert_eq!(text, "API tokens");
    assert_eq!(
        found.markdown,
        "**API token**\n\nA key to *everything*.\n\nNot: *access key*\n\nFirst use: One, `a.md:3`"
    );
    let (text, found) = checked_at("src/b.md", "# Two\n\nAn access k‸ey.\n").unwrap();
    assert_eq!(text, "access key");
    assert!(
        found.plain.contains("term-forbidden") && found.plain.contains("First use: One, a.md:3"),
        "{}",
        found.plain
    );
}

#[test]
fn a_link_is_described_by_its_target() {
    let (text, found) = at("src/a.md", "# One\n\nSee [th‸is](b.md#part).\n").unwrap();
    assert_eq!(text, "[this](b.md#part)");
    assert_eq!(found.plain, "Two b › Part\n\nb.md");
    assert_eq!(found.markdown, "**Two b** › Part\n\n`b.md`");
    let (_, found) = at("src/a.md", "# One\n\nSee [this][x‸].\n\n[x]: b.md\n").unwrap();
    assert_eq!(found.plain, "Two b\n\nb.md");
}

#[test]
fn an_include_shows_the_text_that_it_brings() {
    let (text, found) = at("src/a.md", "# One\n\n```rust\n{{#include ../listings/ma‸in.rs:body}}\n```\n").unwrap();
    assert_eq!(text, "{{#include ../listings/main.rs:body}}");
    assert_eq!(found.plain, "../listings/main.rs: 1 line\n\n    run(\"```\");");
    assert!(found.markdown.ends_with("````rust\n    run(\"```\");\n````"), "{}", found.markdown);
    let mut book = book();
    let long = (0..30).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n");
    std::fs::write(book.path("src/_part.md"), long).unwrap();
    let found = book.at("src/a.md", "{{#include _pa‸rt.md}}\n", hover).unwrap();
    assert!(found.plain.starts_with("_part.md: 30 lines\n\nline 0\n") && found.plain.ends_with("line 19\n…"));
    assert!(at("src/a.md", "\\{{#include _pa‸rt.md}}\n").is_none());
}

#[test]
fn rules_and_keys_are_described_in_the_configuration() {
    let (text, found) = at("book.toml", "[preprocessor.redline.rules]\nheading-‸case = \"off\"\n").unwrap();
    assert_eq!(text, "heading-case");
    assert!(found.markdown.starts_with("**heading-case** (") && found.markdown.contains("- `style`: "), "{found:?}");
    let (text, found) = at("book.toml", "[preprocessor.redline]\nfail‸-on = \"never\"\n").unwrap();
    assert_eq!(text, "fail-on");
    assert!(found.plain.contains("Default: \"error\"") && found.plain.contains("- \"never\": "), "{}", found.plain);
    let (text, found) = at("book.toml", "[preprocessor.redline]\nfail-on = \"nev‸er\"\n").unwrap();
    assert_eq!((text.as_str(), found.plain.as_str()), ("never", "\"never\": Nothing fails."));
    assert!(at("book.toml", "[book]\ntit‸le = \"T\"\n").is_none());
    let (text, _) = at("src/a.md", "<!-- redline-disable headi‸ng-case -- why -->\n").unwrap();
    assert_eq!(text, "heading-case");
}

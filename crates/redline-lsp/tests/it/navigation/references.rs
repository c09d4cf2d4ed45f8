//! Uses of what is under a caret.

use redline_lsp::navigation::references;

use super::fixture::Fixture;

const TABLE: &str =
    "[preprocessor.redline]\n\n[[preprocessor.redline.terms]]\nterm = \"API token\"\nnot = [\"access key\"]\n";

const ONE: &str = "# One\n\n## Deep\n\n[x](sub/b.md#own) [y](sub/b.md) [z](#deep)\n\n{{#include _part.md}}\n";

fn book() -> Fixture {
    Fixture::new(&[
        ("book.toml", TABLE),
        ("src/a.md", ONE),
        (
            "src/sub/b.md",
            "# Two\n\n## Own {#own}\n\n[up](../a.md#deep) [one](../a.md)\n\n{{#include ../_part.md}}\n\n```rust\n{{#include ../../code/main.rs:body}}\n```\n",
        ),
        ("src/_part.md", "### Shared\n\n[here](#shared) the API token\n"),
        ("code/main.rs", "// ANCHOR: body\nrun();\n// ANCHOR_END: body\n"),
    ])
}

fn at(path: &str, text: &str, include_declaration: bool) -> Vec<String> {
    let mut book = book();
    let found = book.at(path, text, |view, path, offset| references(view, path, offset, include_declaration));
    book.shown(&found)
}

/// The text of a file of the book with the caret after `words`.
fn after(path: &str, words: &str) -> String {
    let text = book().text(path);
    assert!(text.contains(words), "{words}");
    text.replacen(words, &format!("{words}‸"), 1)
}

#[test]
fn links_to_a_heading_are_found_in_all_chapters() {
    let deep = ["src/a.md:5: #deep", "src/sub/b.md:5: ../a.md#deep"];
    for caret in ["## De", "\n\n#", "## Deep"] {
        assert_eq!(at("src/a.md", &after("src/a.md", caret), false), deep, "{caret}");
    }
    let with_own = [&["src/a.md:3: Deep"][..], &deep].concat();
    assert_eq!(at("src/a.md", &after("src/a.md", "## De"), true), with_own);
    assert_eq!(at("src/sub/b.md", &after("src/sub/b.md", "a.md#de"), false), deep, "from a link to it");
    let own = ["src/a.md:5: sub/b.md#own"];
    assert_eq!(at("src/sub/b.md", &after("src/sub/b.md", "## O"), false), own);
    assert_eq!(at("src/sub/b.md", &after("src/sub/b.md", "{#o"), false), own);
}

#[test]
fn a_title_is_used_by_what_leads_to_its_page() {
    assert_eq!(
        at("src/a.md", &after("src/a.md", "# On"), false),
        ["src/SUMMARY.md:3: [One](a.md)", "src/sub/b.md:5: ../a.md"]
    );
    assert_eq!(
        at("src/SUMMARY.md", &after("src/SUMMARY.md", "[Tw"), false),
        ["src/SUMMARY.md:4: [Two](sub/b.md)", "src/a.md:5: sub/b.md"]
    );
    assert_eq!(
        at("src/a.md", &after("src/a.md", "sub/b."), false),
        ["src/SUMMARY.md:4: [Two](sub/b.md)", "src/a.md:5: sub/b.md#own", "src/a.md:5: sub/b.md"],
        "at the path of a link: what leads to the file, with an id or without"
    );
}

#[test]
fn a_heading_of_an_included_file_is_on_several_pages() {
    let part = "### Sha‸red\n\n[here](#shared)\n";
    assert_eq!(at("src/_part.md", part, false), ["src/_part.md:3: #shared"]);
    let mut book = book();
    book.set_text("src/sub/b.md", "# Two\n\n[x](../a.md#shared)\n\n{{#include ../_part.md}}\n");
    let found = book.at("src/_part.md", part, |view, path, offset| references(view, path, offset, true));
    assert_eq!(
        book.shown(&found),
        ["src/_part.md:1: Shared", "src/_part.md:3: #shared", "src/sub/b.md:3: ../a.md#shared"]
    );
}

#[test]
fn directives_use_files_and_anchors() {
    let both = ["src/a.md:7: _part.md", "src/sub/b.md:7: ../_part.md"];
    assert_eq!(at("src/a.md", &after("src/a.md", "_pa"), false), both);
    let anchor = ["src/sub/b.md:10: ../../code/main.rs:body"];
    assert_eq!(at("code/main.rs", &after("code/main.rs", "ANCHOR: bo"), false), anchor);
    let with_own = [&["code/main.rs:1: body"][..], &anchor].concat();
    assert_eq!(at("src/sub/b.md", &after("src/sub/b.md", "main.rs:bo"), true), with_own);
    assert_eq!(at("src/sub/b.md", &after("src/sub/b.md", "main."), false), anchor, "the file is used once");
}

#[test]
fn labels_and_footnotes_are_used_on_their_pages() {
    let page = "[x][La] [la] [other]\n\n[la]: sub/b.md\n[other]: a.md\n\nA[^n] b[^N].\n\n[^n]: note\n";
    assert_eq!(at("src/a.md", &page.replace("[x][La", "[x][L‸a"), false), ["src/a.md:1: La", "src/a.md:1: la"]);
    let with_own = ["src/a.md:1: La", "src/a.md:1: la", "src/a.md:3: la"];
    assert_eq!(at("src/a.md", &page.replace("[la]:", "[l‸a]:"), true), with_own);
    assert_eq!(at("src/a.md", &page.replace("[^n]:", "[^n‸]:"), false), ["src/a.md:6: n", "src/a.md:6: N"]);
    assert_eq!(at("src/a.md", &page.replace("A[^n]", "A[^‸n]"), true).last().unwrap(), "src/a.md:8: n");
}

#[test]
fn terms_are_used_in_all_chapters() {
    let uses = ["src/_part.md:3: API token", "src/a.md:3: API Tokens"];
    let text = "# One\n\nAPI To‸kens.\n\n{{#include _part.md}}\n";
    assert_eq!(at("src/a.md", text, false), uses, "an included file counts once");
    let with_own = [&uses[..], &["book.toml:4: API token"]].concat();
    let mut found = at("src/a.md", text, true);
    found.rotate_left(1);
    assert_eq!(found, with_own);
    assert_eq!(at("book.toml", &TABLE.replace("API", "AP‸I"), false), ["src/_part.md:3: API token"]);
}

#[test]
fn words_and_code_are_used_nowhere() {
    for text in ["Plain w‸ords.", "`[x](sub/b‸.md)`", "[x](https://exam‸ple.org)", "‸"] {
        assert_eq!(at("src/a.md", text, true), Vec::<String>::new(), "{text}");
    }
}

//! Definitions of what is under a caret.

use redline_lsp::navigation::definition;

use super::fixture::Fixture;

const TABLE: &str = "[preprocessor.redline]\nterms-files = [\"terms.csv\"]\n\n\
                     [[preprocessor.redline.terms]]\nterm = \"API token\"\nnot = [\"access key\"]\n";

/// A book in which two chapters of different folders show `_part.md`.
pub(super) fn book() -> Fixture {
    Fixture::new(&[
        ("book.toml", TABLE),
        ("terms.csv", "not,term\nsignin,log in\n"),
        ("src/a.md", "# One\n\n## Deep\n\nAn API token.\n\n{{#include _part.md}}\n"),
        ("src/sub/b.md", "\u{feff}# Two\n\n## Own *words* {#own}\n\n<a id=\"mark\"></a>\n\n{{#include ../_part.md}}\n"),
        ("src/sub/README.md", "# Index\n"),
        ("src/_part.md", "### Shared part\n\n[b](b.md#own) and [here](#shared-part).\n"),
        ("src/_notes.md", "[^far]: Far away.\n"),
        (
            "code/main.rs",
            "fn main() {\n    // ANCHOR: body\n    run();\n    // ANCHOR_END: body\n}\n// {{#include other.rs}}\n",
        ),
        ("code/other.rs", "struct Other;\n"),
    ])
}

fn at(path: &str, text: &str) -> Vec<String> {
    let mut book = book();
    let found = book.at(path, text, definition);
    book.shown(&found)
}

#[test]
fn links_lead_to_the_heading_in_the_file_that_holds_it() {
    for (link, expected) in [
        ("[x](a.md#de‸ep)", "src/a.md:3: Deep"),
        ("[x‸](a.html#deep)", "src/a.md:3: Deep"),
        ("[x](sub/b.md#own‸)", "src/sub/b.md:3: Own *words*"),
        ("[x](sub/b.md#ma‸rk)", "src/sub/b.md:5: mark"),
        ("[x](sub/b.md#shared-pa‸rt)", "src/_part.md:1: Shared part"),
        ("[x](‸sub/b.md)", "src/sub/b.md:1: "),
        ("[x](sub/‸#index)", "src/sub/README.md:1: Index"),
        ("[x](sub/b.md#go‸ne)", "src/sub/b.md:1: "),
        ("[x](/sub/b.md#o‸wn)", "src/sub/b.md:3: Own *words*"),
        ("<a href=\"sub/b.md#o‸wn\">x</a>", "src/sub/b.md:3: Own *words*"),
        ("[x](_par‸t.md)", "src/_part.md:1: "),
        ("![x](../code/oth‸er.rs)", "code/other.rs:1: "),
    ] {
        assert_eq!(
            at("src/c.md", &format!("# New\n\n{link}\n")),
            Vec::<String>::new(),
            "{link}: the page is in no chapter"
        );
        assert_eq!(at("src/a.md", &format!("# One\n\n## Deep\n\n{link}\n")), [expected], "{link}");
    }
}

#[test]
fn links_in_an_included_file_lead_where_they_lead_from_each_page() {
    let part = "### Shared part\n\n[b](b.md#own‸) and [here](#shared-part).\n";
    assert_eq!(at("src/_part.md", part), ["src/sub/b.md:3: Own *words*"], "from the root there is no b.md");
    let part = "### Shared part\n\n[b](b.md#own) and [here](#sha‸red-part).\n";
    assert_eq!(at("src/_part.md", part), ["src/_part.md:1: Shared part"], "it is one place on both pages");
}

#[test]
fn directives_lead_to_files_anchors_and_lines() {
    for (directive, expected) in [
        ("{{#include ../code/ma‸in.rs}}", "code/main.rs:1: "),
        ("{{#rustdoc_include ../code/main.rs:bo‸dy}}", "code/main.rs:2: body"),
        ("{{#include ../code/main.rs:3:‸4}}", "code/main.rs:3:     run();\n    // ANCHOR_END: body"),
        ("{{#playground ../code/main.rs edit‸able}}", "code/main.rs:1: "),
        ("{{#include _pa‸rt.md}}", "src/_part.md:1: "),
        ("```rust\n{{#include ../code/ma‸in.rs:gone}}\n```", "code/main.rs:1: "),
    ] {
        assert_eq!(at("src/a.md", &format!("# One\n\n{directive}\n")), [expected], "{directive}");
    }
    for nothing in ["\\{{#include ../code/ma‸in.rs}}", "{{#include ../code/go‸ne.rs}}", "{{#title A‸}}"] {
        assert_eq!(at("src/a.md", &format!("# One\n\n{nothing}\n")), Vec::<String>::new(), "{nothing}");
    }
}

#[test]
fn labels_and_footnotes_lead_to_their_definitions() {
    let page = "\n\n[la bel]: sub/b.md#own\n[site]: https://example.org/\n\n[^N]: note\n";
    let of = |text: &str| at("src/a.md", &format!("{text}{page}"));
    assert_eq!(of("[x][La  be‸l]"), ["src/a.md:3: la bel"]);
    assert_eq!(of("[x‸][la bel]"), ["src/sub/b.md:3: Own *words*"], "the text leads to the target");
    assert_eq!(of("[la be‸l]"), ["src/sub/b.md:3: Own *words*"]);
    assert_eq!(of("[si‸te]"), ["src/a.md:4: site"], "the target is outside of the book");
    assert_eq!(of("Text[^n‸]."), ["src/a.md:6: N"]);
    let included = "Text[^fa‸r].\n\n{{#include _notes.md}}\n";
    assert_eq!(at("src/a.md", included), ["src/_notes.md:1: far"]);
}

#[test]
fn terms_lead_to_their_definition_and_back_to_their_first_use() {
    assert_eq!(at("src/sub/b.md", "# Two\n\nTwo API to‸kens.\n"), ["book.toml:5: API token"]);
    assert_eq!(at("src/sub/b.md", "# Two\n\nAn access k‸ey.\n"), ["book.toml:5: API token"]);
    assert_eq!(at("src/sub/b.md", "# Two\n\nTo log‸ in.\n"), ["terms.csv:2: log in"]);
    assert_eq!(at("book.toml", &TABLE.replace("API t", "API ‸t")), ["src/a.md:5: API token"]);
}

#[test]
fn entries_of_the_table_of_contents_lead_to_chapters() {
    assert_eq!(at("src/SUMMARY.md", "# Summary\n\n- [On‸e](a.md)\n- [Draft]()\n"), ["src/a.md:1: "]);
    assert_eq!(at("src/SUMMARY.md", "# Summary\n\n- [One](a.md)\n- [Dra‸ft]()\n"), Vec::<String>::new());
}

#[test]
fn words_and_code_lead_nowhere() {
    for text in ["Plain w‸ords.", "`[x](sub/b‸.md)`", "```\n[x](sub/b‸.md)\n```", "<!-- [x](sub/b‸.md) -->", "‸"]
    {
        assert_eq!(at("src/a.md", text), Vec::<String>::new(), "{text}");
    }
}

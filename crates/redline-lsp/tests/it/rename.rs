//! Headings, ids, labels, terms and files with new names.

use redline_lsp::changes::FileChanges;
use redline_lsp::rename::{prepare_rename, rename};

use crate::books::TempBook;

const SUMMARY: &str = "# Summary\n\n- [One thing](one.md)\n- [Two](part/two.md)\n";

fn book(one: &str, two: &str) -> TempBook {
    TempBook::new(&[("src/SUMMARY.md", SUMMARY), ("src/one.md", one), ("src/part/two.md", two)])
}

/// What the editor shows at `words`, and how it is renamed.
fn renamed(book: &TempBook, path: &str, words: &str, new_name: &str) -> Result<FileChanges, String> {
    rename(&book.view(), &book.path(path), book.find(path, words), new_name)
}

fn shown(book: &TempBook, path: &str, words: &str) -> Result<(String, String), String> {
    let prepared = prepare_rename(&book.view(), &book.path(path), book.find(path, words))?;
    Ok((book.text(path)[prepared.span].to_owned(), prepared.placeholder))
}

#[test]
fn the_range_of_a_heading_is_its_text() {
    let book = book("# One thing #\n\n## 2. *Second* `x` ## {#own}\n\nThird\n---\n\nText.\n", "# Two\n");
    for (words, text) in [("One", "One thing"), ("*Sec", "*Second* `x`"), ("Third", "Third")] {
        assert_eq!(shown(&book, "src/one.md", words), Ok((text.to_owned(), text.to_owned())), "{words}");
    }
    assert_eq!(shown(&book, "src/one.md", "own}"), Ok(("own".into(), "own".into())));
    let refused = shown(&book, "src/one.md", "Text").unwrap_err();
    assert_eq!(refused, "only headings, ids, links, labels, footnotes and terms can be renamed");
    let refused = prepare_rename(&book.view(), &book.path("book.toml"), 0).unwrap_err();
    assert_eq!(refused, "no chapter of the book shows this file");
}

#[test]
fn links_and_the_table_of_contents_follow_a_heading() {
    let book = book(
        "\u{feff}# One thing\r\n\r\n[self](#one-thing) <a href='#one-thing'>x</a>\r\n",
        "# Two\n\n[a](../one.md#one-thing \"t\") [b](<../one.html#one-thing>) [c][d] `[e](../one.md#one-thing)`\n\n[d]: ../one.md#one-thing\n",
    );
    let changes = renamed(&book, "src/one.md", "thing\r", "Other *thing*").unwrap();
    assert_eq!(
        book.after(&changes, "src/one.md"),
        "\u{feff}# Other *thing*\r\n\r\n[self](#other-thing) <a href='#other-thing'>x</a>\r\n"
    );
    assert_eq!(
        book.after(&changes, "src/part/two.md"),
        "# Two\n\n[a](../one.md#other-thing \"t\") [b](<../one.html#other-thing>) [c][d] `[e](../one.md#one-thing)`\n\n[d]: ../one.md#other-thing\n"
    );
    let summary = SUMMARY.replace("One thing", "Other *thing*");
    assert_eq!(book.after(&changes, "src/SUMMARY.md"), summary);
    assert_eq!(changes.confirmation, None);
}

#[test]
fn a_name_of_its_own_in_the_table_of_contents_stays() {
    let book = book("# One\n\n## Deep\n", "# Two\n\n[x](../one.md#deep)\n");
    let changes = renamed(&book, "src/one.md", "One", "First").unwrap();
    assert_eq!(book.edited_files(&changes), ["src/one.md"]);
    let changes = renamed(&book, "src/one.md", "Deep", "Deeper").unwrap();
    assert_eq!(book.edited_files(&changes), ["src/one.md", "src/part/two.md"]);
    assert_eq!(renamed(&book, "src/one.md", "Deep", " Deep "), Ok(FileChanges::default()));
}

#[test]
fn a_slug_that_the_page_has_is_refused() {
    let book = book("# One\n\n## Deep\n\n### Other {#given}\n\n<i id=\"mark\">x</i>\n", "# Two\n");
    let refused = |name: &str| renamed(&book, "src/one.md", "Deep", name).unwrap_err();
    assert_eq!(refused("One"), "the page already has the id `one`: choose another name");
    assert_eq!(refused("Mark"), "the page already has the id `mark`: choose another name");
    assert_eq!(refused("Given!"), "the page already has the id `given`: choose another name");
    assert_eq!(refused("?!"), "the heading would have an empty id");
    assert_eq!(refused("A {#x}"), "the heading would end before the end of this text");
    assert_eq!(refused("A #"), "the heading would end before the end of this text");
    assert_eq!(refused("\n"), "a name cannot be empty");
    assert_eq!(refused("a\nb"), "a name cannot have several lines");
    assert!(renamed(&book, "src/one.md", "Other", "One").is_ok(), "its id is written out");
}

#[test]
fn links_to_headings_whose_number_changes_follow() {
    let book = book(
        "# One\n\n## Example\n\n## Example\n\n## Example\n",
        "# Two\n\n[a](../one.md#example-1) [b](../one.md#example-2)\n",
    );
    let changes = renamed(&book, "src/one.md", "Example", "First").unwrap();
    assert_eq!(book.after(&changes, "src/part/two.md"), "# Two\n\n[a](../one.md#example) [b](../one.md#example-1)\n");
}

#[test]
fn ids_are_renamed_where_they_are_written_and_named() {
    let book = book(
        "# One {#first .c}\n\n<a name=\"mark\"></a> [x](#first)\n\n## Deep\n",
        "# Two\n\n[a](../one.md#first) [b](../one.md#mark) [c](../one.md#deep)\n",
    );
    let changes = renamed(&book, "src/one.md", "first .c", "start").unwrap();
    assert_eq!(
        book.after(&changes, "src/one.md"),
        "# One {#start .c}\n\n<a name=\"mark\"></a> [x](#start)\n\n## Deep\n"
    );
    assert_eq!(shown(&book, "src/part/two.md", "mark"), Ok(("mark".into(), "mark".into())));
    let changes = renamed(&book, "src/part/two.md", "mark", "spot").unwrap();
    assert!(book.after(&changes, "src/one.md").contains("name=\"spot\""));
    assert!(book.after(&changes, "src/part/two.md").contains("[b](../one.md#spot)"));
    let changes = renamed(&book, "src/part/two.md", "deep", "depth").unwrap();
    assert!(book.after(&changes, "src/one.md").ends_with("## Deep {#depth}\n"));
    assert!(book.after(&changes, "src/part/two.md").contains("[c](../one.md#depth)"));
    let taken = renamed(&book, "src/part/two.md", "deep", "first").unwrap_err();
    assert_eq!(taken, "the page already has the id `first`: choose another name");
    assert!(renamed(&book, "src/part/two.md", "deep", "a b").is_err());
}

#[test]
fn headings_in_included_files_are_renamed_for_every_page() {
    let book = TempBook::new(&[
        ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n- [B](b.md)\n"),
        ("src/a.md", "# A\n\n{{#include ../shared.md}}\n\n[x](#shared) [y](b.md#shared-1)\n"),
        ("src/b.md", "# B\n\n## Shared\n\n{{#include ../shared.md}}\n"),
        ("shared.md", "## Shared\n\n[own](a.md#shared)\n"),
    ]);
    let changes = renamed(&book, "shared.md", "Shared", "Common").unwrap();
    assert_eq!(book.after(&changes, "shared.md"), "## Common\n\n[own](a.md#common)\n");
    assert_eq!(book.after(&changes, "src/a.md"), "# A\n\n{{#include ../shared.md}}\n\n[x](#common) [y](b.md#common)\n");
    assert_eq!(changes.confirmation.as_deref(), Some("files outside the book's sources change: shared.md"));
    let refused = renamed(&book, "src/b.md", "Shared", "Common").unwrap();
    assert_eq!(book.after(&refused, "src/a.md"), "# A\n\n{{#include ../shared.md}}\n\n[x](#shared) [y](b.md#shared)\n");
}

#[test]
fn a_link_that_no_id_fits_on_every_page_is_refused() {
    let book = TempBook::new(&[
        ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n- [B](b.md)\n"),
        ("src/a.md", "# A\n\n## Here\n\n{{#include part.md}}\n"),
        ("src/b.md", "# B\n\n## Here\n\n{{#include part.md}}\n"),
        ("src/part.md", "[x](#here)\n"),
    ]);
    let refused = renamed(&book, "src/a.md", "Here", "There").unwrap_err();
    assert_eq!(refused, "the link to `#here` in src/part.md is on several pages, and would be wrong on one of them");
}

#[test]
fn labels_are_renamed_in_every_form() {
    let book = book(
        "# One\n\n[text][a b] [A  b][] [a b] ![a b] `[a b]`\n\n[a b]: x.md\n[c]: y.md\n",
        "# Two\n\n[a b] [^n]\n\n[a b]: z.md\n",
    );
    assert_eq!(shown(&book, "src/one.md", "a b]: x"), Ok(("a b".into(), "a b".into())));
    let changes = renamed(&book, "src/one.md", "a b] [A", "new").unwrap();
    assert_eq!(
        book.after(&changes, "src/one.md"),
        "# One\n\n[text][new] [A  b][new] [a b][new] ![a b][new] `[a b]`\n\n[new]: x.md\n[c]: y.md\n"
    );
    assert_eq!(book.edited_files(&changes), ["src/one.md"]);
    assert_eq!(renamed(&book, "src/one.md", "a b]: x", "C").unwrap_err(), "the page already defines the label `C`");
    assert!(renamed(&book, "src/one.md", "a b]: x", "a]b").is_err());
}

#[test]
fn footnotes_are_renamed_with_their_references() {
    let book = book("# One\n\na[^x] b[^y] c[^x]\n\n[^x]: d\n[^y]: e\n", "# Two[^x]\n\n[^x]: f\n");
    let changes = renamed(&book, "src/one.md", "x]:", "note").unwrap();
    assert_eq!(book.after(&changes, "src/one.md"), "# One\n\na[^note] b[^y] c[^note]\n\n[^note]: d\n[^y]: e\n");
    assert_eq!(book.edited_files(&changes), ["src/one.md"]);
    assert_eq!(renamed(&book, "src/one.md", "x] b", "y").unwrap_err(), "the page already has a footnote `y`");
}

#[test]
fn terms_are_renamed_in_the_text_and_where_they_are_defined() {
    let toml = "[preprocessor.redline]\nterms = [{ term = \"access token\", not = [\"key\"] }]\nterms-files = [\"terms.csv\"]\n";
    let book = TempBook::new(&[
        ("book.toml", toml),
        ("terms.csv", "term,note\nlog viewer,A tool.\n"),
        ("src/SUMMARY.md", SUMMARY),
        ("src/one.md", "# Access token\n\nAccess tokens expire. Use an access token.\n\n`access token`\n"),
        ("src/part/two.md", "# Two\n\nThe access token's age, [see](../one.md#access-token).\n\nA log viewer.\n"),
    ]);
    assert_eq!(shown(&book, "src/one.md", "access token."), Ok(("access token".into(), "access token".into())));
    let changes = renamed(&book, "src/one.md", "tokens", "session pass").unwrap();
    assert_eq!(
        book.after(&changes, "src/one.md"),
        "# Session pass\n\nSession passes expire. Use a session pass.\n\n`access token`\n"
    );
    assert_eq!(
        book.after(&changes, "src/part/two.md"),
        "# Two\n\nThe session pass's age, [see](../one.md#session-pass).\n\nA log viewer.\n"
    );
    assert_eq!(book.after(&changes, "book.toml"), toml.replace("access token", "session pass"));
    let changes = renamed(&book, "terms.csv", "log", "Log Viewer").unwrap();
    assert_eq!(book.after(&changes, "terms.csv"), "term,note\nLog Viewer,A tool.\n");
    assert!(book.after(&changes, "src/part/two.md").ends_with("A Log Viewer.\n"));
    assert_eq!(renamed(&book, "terms.csv", "log", "Access token").unwrap_err(), "`Access token` is a term already");
}

#[test]
fn files_are_renamed_where_a_link_names_them() {
    let book = book("# One thing\n\n[two](part/two.md#two) [w](https://x.y/z)\n", "# Two\n\n[a](../one.html)\n");
    assert_eq!(shown(&book, "src/one.md", "part/"), Ok(("part/two.md".into(), "part/two.md".into())));
    let changes = renamed(&book, "src/one.md", "part/", "other/three.md").unwrap();
    assert_eq!(changes.renamed, [(book.path("src/part/two.md"), book.path("src/other/three.md"))]);
    assert_eq!(book.after(&changes, "src/one.md"), "# One thing\n\n[two](other/three.md#two) [w](https://x.y/z)\n");
    assert_eq!(book.after(&changes, "src/SUMMARY.md"), SUMMARY.replace("part/two.md", "other/three.md"));
    let changes = renamed(&book, "src/SUMMARY.md", "two.md", "two").unwrap();
    assert_eq!(changes.renamed, [(book.path("src/part/two.md"), book.path("src/two.md"))]);
    assert_eq!(book.after(&changes, "src/part/two.md"), "# Two\n\n[a](one.html)\n");
    let changes = renamed(&book, "src/part/two.md", "../one", "../first.html").unwrap();
    assert_eq!(changes.renamed, [(book.path("src/one.md"), book.path("src/first.md"))]);
    assert_eq!(book.after(&changes, "src/part/two.md"), "# Two\n\n[a](../first.html)\n");
    assert_eq!(renamed(&book, "src/one.md", "part/", "one.md").unwrap_err(), "a file with this name exists already");
    assert_eq!(
        renamed(&book, "src/one.md", "part/", "../../x.md").unwrap_err(),
        "the new path is outside the folder of the book"
    );
    assert_eq!(renamed(&book, "src/one.md", "x.y", "z").unwrap_err(), "the link leads out of the book");
    let refused = renamed(&book, "src/SUMMARY.md", "Two", "Three").unwrap_err();
    assert_eq!(refused, "a name in the table of contents is edited in place");
}

//! Files and folders that move.

use redline_lsp::changes::FileChanges;
use redline_lsp::rename::will_rename;

use crate::books::TempBook;

fn book() -> TempBook {
    TempBook::new(&[
        (
            "src/SUMMARY.md",
            "# Summary\n\n- [One](./one.md)\n- [Part](part/README.md)\n  - [Two](<part/two.md>)\n  - [Three](part/three.md)\n",
        ),
        (
            "src/one.md",
            "# One\n\n![i](img/a%20b.png) [p](part/) [t](./part/two.html#two?) [q](part/index.md)\n\n{{#include part/inc.md}}\n",
        ),
        ("src/part/README.md", "# Part\n\n[a](two.md) [b](/one.md) <img src=\"../img/a b.png\">\n"),
        (
            "src/part/two.md",
            "# Two\n\n[c](three.md) [d][e]\n\n```rust\n{{#rustdoc_include ../../code/x.rs:a}}\n```\n\n[e]: ../one.md#one\n",
        ),
        ("src/part/three.md", "# Three\n\n[f](#three) [g](https://x.y/part/two.md)\n"),
        ("src/part/inc.md", "[h](part/two.md)\n"),
        ("src/img/a b.png", ""),
        ("code/x.rs", "// ANCHOR: a\n// ANCHOR_END: a\n"),
    ])
}

fn moved(book: &TempBook, moves: &[(&str, &str)]) -> FileChanges {
    let moves: Vec<_> = moves.iter().map(|(from, to)| (book.path(from), book.path(to))).collect();
    will_rename(&book.view(), &moves)
}

#[test]
fn links_to_and_from_a_chapter_follow_it() {
    let book = book();
    let changes = moved(&book, &[("src/part/two.md", "src/deep/er/new (2).md")]);
    assert_eq!(
        book.after(&changes, "src/SUMMARY.md"),
        book.text("src/SUMMARY.md").replace("<part/two.md>", "<deep/er/new (2).md>")
    );
    assert_eq!(
        book.after(&changes, "src/one.md"),
        book.text("src/one.md").replace("./part/two.html", "./deep/er/new%20%282%29.html")
    );
    assert_eq!(
        book.after(&changes, "src/part/README.md"),
        book.text("src/part/README.md").replace("(two.md)", "(../deep/er/new%20%282%29.md)")
    );
    assert_eq!(book.after(&changes, "src/part/inc.md"), "[h](deep/er/new%20%282%29.md)\n");
    let two = book.text("src/part/two.md").replace("(three.md)", "(../../part/three.md)");
    let two = two.replace("../../code/x.rs:a", "../../../code/x.rs:a").replace("../one.md", "../../one.md");
    assert_eq!(book.after(&changes, "src/part/two.md"), two);
    assert_eq!(book.edited_files(&changes).len(), 5);
    assert!(changes.renamed.is_empty() && changes.created.is_empty(), "the client moves the file");
    assert_eq!(changes.confirmation, None);
}

#[test]
fn images_code_and_included_files_can_move() {
    let book = book();
    let changes = moved(
        &book,
        &[("src/img/a b.png", "src/c.png"), ("code/x.rs", "code/y/x.rs"), ("src/part/inc.md", "src/inc.md")],
    );
    assert_eq!(
        book.after(&changes, "src/one.md"),
        book.text("src/one.md").replace("img/a%20b.png", "c.png").replace("part/inc.md", "inc.md")
    );
    assert!(book.after(&changes, "src/part/README.md").contains("src=\"../c.png\""));
    assert!(book.after(&changes, "src/part/two.md").contains("../../code/y/x.rs:a"));
    assert_eq!(book.edited_files(&changes), ["src/one.md", "src/part/README.md", "src/part/two.md"]);
}

#[test]
fn a_folder_moves_with_what_is_in_it() {
    let book = book();
    let changes = moved(&book, &[("src/part", "src/section")]);
    assert_eq!(book.after(&changes, "src/SUMMARY.md"), book.text("src/SUMMARY.md").replace("part/", "section/"));
    assert_eq!(book.after(&changes, "src/one.md"), book.text("src/one.md").replace("part/", "section/"));
    assert_eq!(book.after(&changes, "src/part/inc.md"), "[h](section/two.md)\n", "it is read from the page `one.md`");
    assert_eq!(book.edited_files(&changes), ["src/SUMMARY.md", "src/one.md", "src/part/inc.md"]);
}

#[test]
fn a_page_that_is_no_longer_that_of_its_folder_is_named() {
    let book = book();
    let changes = moved(&book, &[("src/part/README.md", "src/part/intro.md")]);
    let one = book.text("src/one.md").replace("(part/)", "(part/intro.html)").replace("part/index.md", "part/intro.md");
    assert_eq!(book.after(&changes, "src/one.md"), one);
    let changes = moved(&book, &[("src/one.md", "src/part/one.md")]);
    assert!(book.after(&changes, "src/one.md").contains("[p](./)"), "{}", book.after(&changes, "src/one.md"));
    assert!(book.after(&changes, "src/part/README.md").contains("[b](/part/one.md)"));
    assert_eq!(moved(&book, &[("src/other.txt", "src/another.txt")]), FileChanges::default());
}

#[test]
fn what_cannot_be_kept_right_is_noted() {
    let book = book();
    let changes = moved(&book, &[("code/x.rs", "code/a b.rs")]);
    assert_eq!(changes.confirmation.as_deref(), Some("a directive in src/part/two.md cannot name `../../code/a b.rs`"));
    assert!(changes.edits.is_empty());
    let book = TempBook::new(&[
        ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n- [B](b.md)\n"),
        ("src/a.md", "# A\n\n{{#include ../x.md}}\n"),
        ("src/b.md", "# B\n\n{{#include ../x.md}}\n"),
        ("x.md", "[b](b.md)\n"),
    ]);
    let changes = moved(&book, &[("src/a.md", "src/deep/a.md")]);
    assert_eq!(
        changes.confirmation.as_deref(),
        Some(
            "a link in x.md cannot be right on every page that shows it; files outside the book's sources change: x.md"
        )
    );
}

#[test]
fn a_hash_in_a_name_of_the_table_of_contents_is_part_of_the_path() {
    let book = crate::session::TestBook::new(
        "",
        &[("SUMMARY.md", "# Summary\n\n- [C](part/c#.md)\n"), ("part/c#.md", "# C\n")],
    );
    let mut session = crate::session::Session::start(&crate::session::able());
    for (old, new, expected) in [("part", "two", "two/c#.md"), ("part/c#.md", "part/d.md", "part/d.md")] {
        let encoded = |path: &str| crate::session::uri(&book.src(path)).replace('#', "%23");
        let params = serde_json::json!({ "files": [{ "oldUri": encoded(old), "newUri": encoded(new) }] });
        let edit = session.request("workspace/willRenameFiles", params).unwrap();
        let summary = &edit["documentChanges"][0]["edits"][0];
        assert_eq!(summary["newText"], expected, "{edit}");
        assert_eq!(summary["range"]["end"]["character"], 16, "{edit}");
    }
}

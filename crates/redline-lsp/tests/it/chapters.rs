//! Chapters that are not written or not listed yet.

use redline_lsp::rename::{add_to_summary, create_missing_chapter};

use crate::books::TempBook;

const SUMMARY: &str = "# Summary\n\n[Preface](preface.md)\n\n- [One](./one.md)\n    - [Deep](./one/deep.md)\n    - [Draft]()\n- [Two & a < b](./two.md)\n\n---\n\n[End](end.md)\n";

fn book() -> TempBook {
    TempBook::new(&[
        ("src/SUMMARY.md", SUMMARY),
        (
            "src/preface.md",
            "# Preface\n\n[New *one*](new%20page.md#x) [t](two.md) ![i](gone.md) [o](../gone.md) [w](gone.html)\n",
        ),
        ("src/one.md", "# One\n\n[a [b]](more/x.md)\n"),
        ("src/one/deep.md", "# Deep\n\n{{#include part.md}}\n"),
        ("src/one/part.md", "# Part\n"),
        ("src/one/extra.md", "---\na: b\n---\n# Extra `code` [x]\n"),
        ("src/one/more/far.md", "No title.\n"),
        ("src/end.md", "# End\n"),
    ])
}

#[test]
fn a_listed_chapter_is_created_with_its_title() {
    let book = book();
    let expected = vec![(book.path("src/two.md"), "# Two &amp; a &lt; b\n".to_owned())];
    for (path, words) in [("src/SUMMARY.md", "Two &"), ("src/preface.md", "two.md")] {
        let changes = create_missing_chapter(&book.view(), &book.path(path), book.find(path, words)).unwrap();
        assert_eq!((&changes.created, changes.edits.len()), (&expected, 0));
    }
    for (path, words) in [
        ("src/SUMMARY.md", "One"),
        ("src/SUMMARY.md", "Draft"),
        ("src/preface.md", "i](gone"),
        ("src/preface.md", "o](.."),
        ("src/preface.md", "w](gone"),
        ("src/preface.md", "Preface"),
    ] {
        assert_eq!(create_missing_chapter(&book.view(), &book.path(path), book.find(path, words)), None, "{words}");
    }
}

#[test]
fn a_linked_chapter_is_created_and_listed_after_the_one_with_the_link() {
    let book = book();
    let path = book.path("src/preface.md");
    let changes = create_missing_chapter(&book.view(), &path, book.find("src/preface.md", "New")).unwrap();
    assert_eq!(changes.created, [(book.path("src/new page.md"), "# New one\n".to_owned())]);
    let expected = SUMMARY.replace("(preface.md)\n", "(preface.md)\n[New one](new%20page.md)\n");
    assert_eq!(book.after(&changes, "src/SUMMARY.md"), expected);
    let changes =
        create_missing_chapter(&book.view(), &book.path("src/one.md"), book.find("src/one.md", "more")).unwrap();
    assert_eq!(changes.created, [(book.path("src/more/x.md"), "# a [b]\n".to_owned())]);
    let expected = SUMMARY.replace("    - [Draft]()\n", "    - [Draft]()\n- [a \\[b\\]](./more/x.md)\n");
    assert_eq!(book.after(&changes, "src/SUMMARY.md"), expected);
}

#[test]
fn a_page_is_listed_where_its_folder_suggests() {
    let book = book();
    let listed = |path: &str| {
        let changes = add_to_summary(&book.view(), &book.path(path))?;
        assert!(changes.created.is_empty());
        Some(book.after(&changes, "src/SUMMARY.md"))
    };
    let expected =
        SUMMARY.replace("    - [Draft]()\n", "    - [Draft]()\n    - [Extra code \\[x\\]](./one/extra.md)\n");
    assert_eq!(listed("src/one/extra.md"), Some(expected));
    let expected = SUMMARY.replace("(./two.md)\n", "(./two.md)\n- [far](./one/more/far.md)\n");
    assert_eq!(listed("src/one/more/far.md"), Some(expected));
    for path in ["src/one.md", "src/one/part.md", "src/SUMMARY.md", "book.toml", "src/none.md"] {
        assert_eq!(listed(path), None, "{path}");
    }
}

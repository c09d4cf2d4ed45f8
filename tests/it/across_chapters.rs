//! Findings in one chapter that depend on the text of others: names, ids, frequent words and majorities of a book.

use std::fs;

use crate::support::TestBook;

/// Enough chapters for a book to have a convention.
const CHAPTERS: usize = 24;

/// A book of short chapters, some of them with another text.
fn book<Text: AsRef<str>>(texts: &[&[(usize, Text)]]) -> TestBook {
    let mut chapters: Vec<String> = (0..CHAPTERS).map(|number| format!("# Chapter {number}\n\nSome text.\n")).collect();
    for (number, text) in texts.iter().copied().flatten() {
        text.as_ref().clone_into(&mut chapters[*number]);
    }
    let chapters = chapters.iter().enumerate();
    chapters.fold(TestBook::new(), |book, (number, text)| book.chapter(&format!("chapter_{number}.md"), text))
}

/// Asserts whether `rule` has findings in a book with these chapters, and after some of them were replaced.
#[track_caller]
fn assert_reported<Text: AsRef<str>>(
    rule: &str,
    before: &[(usize, Text)],
    after: &[(usize, Text)],
    expected: [bool; 2],
) {
    let is_reported = |book: TestBook| !book.report(&[]).of_rule(rule).is_empty();
    assert_eq!([is_reported(book(&[before])), is_reported(book(&[before, after]))], expected, "{rule}");
}

#[test]
fn links_depend_on_the_headings_of_their_pages() {
    let link = "# A\n\nSee [the part](chapter_2.md#part) for more.\n";
    let (with, without) = ("# Two\n\n## Part\n\nText.\n", "# Two\n\n## Party\n\nText.\n");
    assert_reported("broken-anchor", &[(1, link), (2, with)], &[(2, without)], [false, true]);
    assert_reported("broken-anchor", &[(1, link), (2, without)], &[(2, with)], [true, false]);
}

#[test]
fn misspelled_words_of_the_book_depend_on_frequent_words() {
    let slip = "# A\n\nAn audtiwheel is read.\n";
    let often = format!("# B\n\n{}\n", "The auditwheel is read. ".repeat(9));
    assert_reported("misspelling", &[(1, slip)], &[(2, &often)], [false, true]);
}

/// All chapters with a heading each, alike but for some, and more text in some.
fn headings(others: &[(usize, &str)], more: &[(usize, &str)]) -> Vec<(usize, String)> {
    let find = |list: &[(usize, &str)], number| {
        list.iter().find(|(other, _)| *other == number).map(|(_, it)| (*it).to_owned())
    };
    let chapter = |number| {
        let heading = find(others, number).unwrap_or_else(|| "Running all tests".to_owned());
        let more = find(more, number).unwrap_or_default();
        (number, format!("# Chapter {number}\n\n## {heading}\n\nSome text.\n\n{more}\n"))
    };
    (0..CHAPTERS).map(chapter).collect()
}

#[test]
fn the_case_of_headings_depends_on_names_in_the_text() {
    let name = [(2, "We ask on Frobnix, and on Frobnix we talk.")];
    let asking = [(1, "Asking on Frobnix")];
    assert_reported("heading-case", &headings(&asking, &[]), &headings(&asking, &name), [true, false]);
    // A new word in another heading changes nothing.
    let more = [(1, "Asking on Frobnix"), (3, "Abandoning aardvarks")];
    assert_reported("heading-case", &headings(&asking, &name), &headings(&more, &name), [false, false]);
}

#[test]
fn the_case_of_headings_depends_on_the_majority() {
    let titles = |numbers: &[usize]| -> Vec<(usize, String)> {
        headings(&numbers.iter().map(|number| (*number, "Running All Tests")).collect::<Vec<_>>(), &[])
    };
    let most: Vec<usize> = (0..CHAPTERS / 2).collect();
    assert_reported("heading-case", &titles(&[1, 5]), &titles(&[1, 5, 9]), [true, true]);
    assert_reported("heading-case", &titles(&[1, 5]), &titles(&most), [true, false]);
}

#[test]
fn the_level_of_a_first_heading_depends_on_where_chapters_start() {
    let lower: Vec<(usize, &str)> = (4..CHAPTERS).map(|number| (number, "## Chapter\n\nSome text.\n")).collect();
    let deep = [(1, "### Deep\n\nSome text.\n")];
    assert_reported("heading-increment", &deep, &lower, [true, false]);
}

#[test]
fn the_case_of_terms_depends_on_the_majority() {
    let lower = "# A\n\nThen git reads it, and git writes it.\n";
    let often = format!("# B\n\n{}\n", "We read it with Git here. ".repeat(24));
    assert_reported("term-case", &[(1, lower)], &[(2, &often)], [false, true]);
}

#[test]
fn an_include_depends_on_the_anchors_of_its_file() {
    let book = TestBook::of("# Guide\n\n```rust\n{{#include code.rs:all}}\n```\n\nText.\n")
        .file("src/code.rs", "// ANCHOR: all\nfn main() {}\n// ANCHOR_END: all\n");
    let is_unresolved = || !book.report(&[]).of_rule("unresolved-include").is_empty();
    assert!(!is_unresolved());
    fs::write(book.root().join("src/code.rs"), "// ANCHOR: all\n// ANCHOR_END: all\n").expect("it can be written");
    assert!(!is_unresolved(), "an empty region is no error");
    fs::write(book.root().join("src/code.rs"), "fn main() {}\n// ANCHOR_ALL: all\n").expect("it can be written");
    assert!(is_unresolved());
}

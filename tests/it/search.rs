//! The book's search index: what mdBook puts into it from pages of reports.
//!
//! The mdBook 0.4 of the tests is built without search.

use crate::support::mdbooks::{Built, Version, wired};
use crate::support::{CLEAN, TestBook};

/// The text of the search index.
fn index(built: &Built) -> String {
    let files = built.rendered.iter().filter(|(path, _)| path.starts_with("searchindex"));
    files.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect()
}

/// A book in which a word became another.
fn book(keys: &str) -> TestBook {
    let keys = format!("normalize = false\nchange-report = {{ against = \"dir:old\"{keys} }}");
    let book =
        TestBook::of("# Guide\n\nThe quick zebra waits.\n").file("old/guide.md", "# Guide\n\nThe quick gnu waits.\n");
    book.redline(&keys)
}

#[test]
fn old_wording_is_not_found_where_reports_have_pages() {
    let book = wired(book(", place = \"page\""));
    book.run(["init"]).exits(0).stdout_has("added \"changes\" to `[output.html.search.chapter]`");
    book.run(["init"]).exits(0).stdout_has("already wired");
    let built = Version::V05.build(&book).succeeds();
    assert!(built.page("changes/guide.html").contains("gnu"));
    let index = index(&built);
    assert!(index.contains("zebra") && !index.contains("gnu"), "{index}");
    // The exclusion does not break the build of a book that is as it was.
    let book = book.file("old/guide.md", "# Guide\n\nThe quick zebra waits.\n");
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        assert!(built.page("changes/what-changed.html").contains("No chapter changed."), "{version:?}");
    }
}

#[test]
fn mdbook_indexes_all_text_of_a_page() {
    // If this fails, a report within a chapter can keep its old words out of the index; see the manual.
    let hidden = "<template>tapir</template> <div hidden>okapi</div> <noscript>quagga</noscript> <div aria-hidden=\"true\">\
                  bongo</div>\n";
    let book = wired(book("").chapter("b.md", &format!("# B\n\n{hidden}")));
    let index = index(&Version::V05.build(&book).succeeds());
    for word in ["gnu", "tapir", "okapi", "quagga", "bongo"] {
        assert!(index.contains(word), "no {word} in {index}");
    }
}

#[test]
fn init_keeps_the_exclusions_in_step() {
    let book = book(", place = \"page\"");
    book.run(["init"]).exits(0);
    let toml = book.read("book.toml");
    let book = book.file("book.toml", toml.replace(", place = \"page\"", ""));
    book.run(["init"])
        .exits(0)
        .stdout_has("removed \"changes\" from `[output.html.search.chapter]`")
        .stderr_has("with `place = \"page\"` it does not");
    assert!(!book.read("book.toml").contains("enable"), "{}", book.read("book.toml"));

    let style = wired(TestBook::of(CLEAN).redline("style-report = { page = \"about/style.md\" }"));
    style.run(["init"]).exits(0).stdout_has("added \"about/style.md\" to `[output.html.search.chapter]`");
    let index = index(&Version::V05.build(&style).succeeds());
    assert!(index.contains("guide.html") && !index.contains("about/style"), "{index}");
}

#[test]
fn init_leaves_out_what_does_not_apply() {
    let own_pages = book(", place = \"page\"").chapter("changes/2031.md", CLEAN);
    own_pages.run(["init"]).exits(0).stderr_has("chapters of its own in `changes`");
    let no_search = book(", place = \"page\"").tables("[output.html.search]\nenable = false\n");
    let decided = book(", place = \"page\"").tables("[output.html.search.chapter]\nchanges = { enable = true }\n");
    let other = book(", place = \"page\"").tables("[output.epub]\n");
    for book in [own_pages, no_search, decided, other] {
        book.run(["init"]).exits(0);
        assert!(!book.read("book.toml").contains("enable = false }"), "{}", book.read("book.toml"));
    }
}

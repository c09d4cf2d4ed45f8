//! The style report: a page of the book under both real mdBooks, a file, and the model.
#![cfg(unix)]

mod mdbooks;
mod support;

use mdbooks::{Version, wired};
use support::TestBook;

/// A chapter with a known misspelling and a heading that ends with a colon.
const FAULTY: &str = "# Guide\n\nThis was recieved by somebody in a short sentence.\n\n## Set up:\n\nIt works.\n";

fn book() -> TestBook {
    TestBook::of(FAULTY).redline("style-report = true")
}

#[test]
fn the_page_stands_at_the_end_or_where_it_is_listed() {
    for version in Version::BOTH {
        let book = wired(book());
        let built = version.build(&book).succeeds();
        let page = built.page("style-report.html");
        for words in ["Verdict", "Do next", "Chapters", "Rules", "Readability", "misspelling"] {
            assert!(page.contains(words), "{version:?}: no {words}");
        }
        assert_eq!(page, version.build(&book).succeeds().page("style-report.html"), "the same bytes on every run");
        assert!(page.contains("href=\"guide.html#set-up\""), "a finding leads to the nearest heading");

        let listed = wired(TestBook::of(FAULTY).redline("style-report = { page = \"about/style.md\" }"));
        let listed = listed.chapter("about/style.md", "# How it stands\n\nThis is is recieved.\n");
        let built = version.build(&listed).succeeds();
        assert!(built.page("about/style.html").contains("How it stands"));
        assert!(!built.page("about/style.html").contains("is is"), "the page is not in its own figures");
        assert!(!built.rendered.contains_key("style-report.html"));
    }
}

#[test]
fn the_model_says_what_check_says() {
    let book = book();
    let model: serde_json::Value = serde_json::from_str(&book.run(["report", "--json"]).exits(0).stdout).expect("JSON");
    let checked = book.report(&[]);
    assert_eq!(model["verdict"]["counts"]["warnings"].as_u64(), Some(checked.summary["warnings"]));
    assert_eq!(model["verdict"]["words"].as_u64(), Some(checked.summary["words"]));
    assert_eq!(model["verdict"]["chapters"], 1);
}

#[test]
fn the_file_is_one_page_of_html() {
    let book = book();
    book.run(["report", "--html", "out.html"]).exits(0);
    let text = book.read("out.html");
    assert!(text.starts_with("<!DOCTYPE html>") && text.contains("recieved") && !text.contains("<script"), "{text}");
    book.run(["report"]).exits(2);
}

#[test]
fn hostile_text_stays_text() {
    let text = "# </details><script>alert(1)</script> recieved {{#include /etc/passwd}}\n\nIt was recieved `</table>` </section>.\n";
    for version in Version::BOTH {
        let built = version.build(&wired(TestBook::of(text).redline("style-report = true"))).succeeds();
        let page = built.page("style-report.html");
        let main = page.split_once("<main>").and_then(|(_, rest)| rest.split_once("</main>")).expect("a page").0;
        assert!(main.contains("recieved") && !main.contains("<script") && !main.contains("root:"), "{main}");
    }
}

#[test]
fn what_cannot_be_a_page_is_an_error() {
    let says = |keys: &str, words: &str| drop(TestBook::of("").redline(keys).run(["check"]).exits(2).says(words));
    says("style-report = { pag = \"x.md\" }", "unknown key `pag` in `style-report`; did you mean `page`?");
    says("style-report = { page = \"../x.md\" }", "cannot be a chapter");
    says("style-report = \"yes\"", "expected `true`, `false` or a table");
}

//! Invariants over any Markdown: nothing panics, positions are exact, line endings do not matter, text in is text out.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::support::protocol::{Shape, preprocess};
use crate::support::{Finding, Report, TestBook, files, same_cases};

/// A line of a chapter: everything that has a meaning to Markdown, to mdBook or to redline, and plain noise.
#[expect(clippy::too_many_lines, reason = "a list of lines and nothing else")]
fn line() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "",
        "",
        "",
        "Text.",
        "Größe 🦀 日本",
        "===",
        "---",
        "```",
        "~~~rust",
        "> Quote",
        "> # Quoted",
        "- Item",
        "  - Inner",
        "    code",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<!-- vale off -->",
        "<!-- vale on -->",
        "<!-- redline-disable -->",
        "<!-- redline-enable -->",
        "<!-- redline-disable-next-line heading-increment -- why -->",
        "<!-- redline-disable-file empty-section -->",
        "{{#include part.md}}",
        "{{#include part.md:2:}}",
        "{{#include part.md:a}}",
        "{{#include gone.md}}",
        "\\{{#include part.md}}",
        "{{#include part.md:9:3}} {{#title T}}",
        "`{{#include part.md}}`",
        "[^1]: Note",
        "[l]: #gone",
        "| a | b |",
        "|---|---|",
        "Term",
        ": Definition",
        "\u{feff}",
        "# T {#id}",
        "## T { a }",
        "##Title",
        "#",
        "######",
        "\t# Tab",
        "# *a* `b` [l](#x) ##",
        "\u{a0}",
        "# \u{a0}Title\u{a0}",
        "## Title\u{85}",
        "\u{85}Text.",
        "#\u{2028}Title",
        "# Title\u{3000}",
        "\u{3000}\u{3000}Text",
        "\u{b}",
        "# Title\u{b}",
        "\u{c}Text\u{c}",
        "# \u{c}",
        "One\rtwo",
        "# One\r## Two",
        "<!-->",
        "<!--->",
        "Text <!--> text -->",
        "# T <!---> {#id}",
        "<p>We recieve <b>it</b> &amp; <code>x</code><br>",
        "<table><tr><td>They occured",
        "</td></tr></table>",
        "<pre>",
        "</pre>",
        "<kbd>a <sup>1</sup> <img alt=\"x\">",
        "<a title='",
        "<!-- c --> It seperated <!--",
        "```admonish note title=\"We recieve *it*\"",
        "$$",
        "A recieve[^1] $x$ \\$5 and `$y` $",
        "+++",
        "title: x",
    ]);
    let heading = (1_usize..7, "[a-zÄ🦀 *`_]{0,8}").prop_map(|(level, text)| format!("{} {text}", "#".repeat(level)));
    let link = "[a-c]{1,2}".prop_map(|id| format!("Ü [x](#{id}) [y](part.md#{id}) [z][l]"));
    prop_oneof![4 => fixed.prop_map(str::to_owned), 3 => heading, 1 => link, 1 => "[ -~é\u{0}\u{b}\u{c}\u{85}\u{a0}\u{2028}\u{3000}]{0,12}"]
}

/// A book of chapters of such lines, all of which may include the same file.
fn chapters() -> impl Strategy<Value = (Vec<String>, String)> {
    let text = || prop::collection::vec(line(), 0..14).prop_map(|lines| lines.join("\n"));
    (prop::collection::vec(text(), 12), text())
}

fn book_of(chapters: &[String], part: &str) -> TestBook {
    let tables = "\n[preprocessor.admonish]\ncommand = \"true\"\n[preprocessor.katex]\ncommand = \"true\"\n[preprocessor.callouts]\ncommand = \"true\"\n";
    let mut book =
        TestBook::new().tables(tables).file("src/part.md", part).redline("normalize = false\nrequire-reason = true");
    for (n, text) in chapters.iter().enumerate() {
        book = book.chapter(&format!("c{n:02}.md"), text);
    }
    book
}

/// The findings of a report, with offsets counted in bytes other than carriage returns.
fn findings(report: &Report) -> Vec<(String, String, String, String)> {
    let line_and_column = |f: &Finding| format!("{}:{} {}:{}", f.start.line, f.start.column, f.end.line, f.end.column);
    report
        .findings
        .iter()
        .map(|f| (f.file.clone(), line_and_column(f), f.rule.clone(), f.text.replace('\r', "")))
        .collect()
}

proptest! {
    #![proptest_config(same_cases(40))]

    #[test]
    fn any_text_is_reported_at_true_places((chapters, part) in chapters()) {
        // `report` compares every span with the bytes of its file.
        let report = book_of(&chapters, &part).report(&[]);
        prop_assert!(report.problems.is_empty(), "{report:#?}");
        prop_assert_eq!(report.code, 0);
    }

    #[test]
    fn any_text_comes_back_as_it_went_in((chapters, part) in chapters()) {
        let book = book_of(&chapters, &part);
        for shape in Shape::BOTH {
            let input = shape.input(&book);
            prop_assert_eq!(&preprocess(&input).book(), &input[1]);
        }
    }

    #[test]
    fn line_endings_do_not_change_what_is_found((chapters, part) in chapters()) {
        let unix = book_of(&chapters, &part).report(&[]);
        let dos: Vec<_> = chapters.iter().map(|text| text.replace('\n', "\r\n")).collect();
        let dos = book_of(&dos, &part.replace('\n', "\r\n")).report(&[]);
        prop_assert_eq!(findings(&unix), findings(&dos));
    }

    #[test]
    fn fixing_twice_is_fixing_once((chapters, part) in chapters()) {
        let book = book_of(&chapters, &part);
        for flags in [&["fix"][..], &["fix", "--unsafe"]] {
            let first = book.run(flags);
            let once = files(&book.root());
            let again = book.run(flags);
            // A fix that cannot be proved is rejected each time.
            prop_assert_eq!(first.code, again.code, "{:#?}", again);
            prop_assert_eq!(&once, &files(&book.root()));
        }
    }
}

/// The longer of two texts that are compared has this many times the blocks of the other one.
const GROWTH: u32 = 8;

/// Text of the block with a number.
type Block = fn(u32) -> String;

/// The time that a command takes over a chapter of `count` such blocks.
fn time_of(command: &[&str], block: Block, count: u32) -> Duration {
    let text: String = (0..count).map(block).collect();
    let book = TestBook::of(&format!("# Guide\n\n{text}")).redline("max-findings = 1000000\nfail-on = \"never\"");
    let start = Instant::now();
    let run = book.run(command);
    assert_eq!(run.code, 0, "{}", run.stderr);
    start.elapsed()
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    let blocks: [(&str, Block); 7] = [
        ("paragraphs", |_| "We recieve it.\n\n".to_owned()),
        ("items", |_| "- We recieve it.\n".to_owned()),
        ("headings", |n| format!("## Recieve {n}\n\nText.\n\n")),
        ("equal headings", |_| "## Same\n\nText.\n\n".to_owned()),
        ("footnotes", |n| format!("Text.[^n{n}]\n\n[^n{n}]: A note.\n\n")),
        ("next lines", |_| "<!-- redline-disable-next-line misspelling -->\nWe recieve it.\n\n".to_owned()),
        ("pairs", |_| {
            "<!-- redline-disable misspelling -->\n\nWe recieve it.\n\n<!-- redline-enable misspelling -->\n\n"
                .to_owned()
        }),
    ];
    for (name, block) in blocks {
        for command in [&["check"][..], &["fix"]] {
            // Other processes may slow down a run, so one good measurement is enough.
            let is_linear = |_| {
                let (short, long) = (time_of(command, block, 500), time_of(command, block, 500 * GROWTH));
                long < short * 2 * GROWTH
            };
            assert!((0..3).any(is_linear), "{name}: {command:?}");
        }
    }
}

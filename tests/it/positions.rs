//! Every finding points at the text that its author edits, through includes and other preprocessors.
//!
//! `TestBook::report` compares each span with the bytes of the file; the tests here have the expected places.

use std::fmt::Write as _;

use serde_json::json;

use crate::support::protocol::{Shape, preprocess};
use crate::support::{JUMP, TestBook, pointed_at, shown};

/// The places that a book's report names.
#[track_caller]
fn places(book: &TestBook) -> Vec<String> {
    let report = book.report(&[]);
    assert!(report.problems.is_empty(), "{report:#?}");
    report.places()
}

// ---- one file

#[test]
fn a_heading_is_reported_from_its_hashes_to_the_end_of_its_line() {
    let report = TestBook::of("# Guide\n\nText.\n\n### A *jump* of `two` ###  \n\nText.\n").report(&[]);
    let finding = &report.findings[0];
    assert!(finding.text.starts_with("### A *jump* of `two`") && !finding.text.contains('\n'), "{finding:#?}");
    assert!(finding.message.contains("A jump of two") || !finding.message.contains('*'), "{finding:#?}");
    assert_eq!((finding.start.line, finding.start.column, finding.start.offset), (5, 1, 16));
    assert_eq!(finding.chapter.as_deref(), Some("guide"));
}

#[test]
fn a_byte_order_mark_counts_as_bytes_but_not_as_a_column() {
    let report = TestBook::of("\u{feff}### Deep\n\nText.\n\n# Shallow\n\nText.\n").report(&[]);
    let start = report.of_rule("heading-increment")[0].start;
    assert_eq!((start.line, start.column, start.offset), (1, 1, 3));
}

#[test]
fn carriage_returns_move_no_line_and_stay_out_of_the_text() {
    let text = "# Guide\n\nSee [x](#gone).\n\n### Jump\n\nText.\n\n## Step\n\nText.\n\n## Step\n\nText.\n";
    let unix = TestBook::of(text).report(&[]);
    let dos = TestBook::of(&text.replace('\n', "\r\n")).report(&[]);
    assert_eq!(unix.places(), dos.places());
    assert!(unix.findings.len() >= 3, "{unix:#?}");
    for (left, right) in unix.findings.iter().zip(&dos.findings) {
        assert_eq!((&left.text, &left.message), (&right.text, &right.message));
        assert_eq!(right.start.offset, left.start.offset + left.start.line - 1);
    }
}

#[test]
fn a_file_without_a_final_newline_is_reported_up_to_its_last_byte() {
    let report = TestBook::of("# Guide\n\nText.\n\n### Jump").report(&["--select", "heading-increment"]);
    assert_eq!(report.texts("heading-increment"), ["### Jump"]);
    assert_eq!(report.findings[0].end.offset, 24);
}

#[test]
fn front_matter_is_neither_heading_nor_prose() {
    for front in ["---\ntitle: X\n---\n", "---\ntitle: X\nminutes: 5\n---\n"] {
        let book = TestBook::of(&format!("{front}\n# Guide\n\nText.\n\n### Jump\n\nText.\n"));
        let line = front.lines().count() + 6;
        assert_eq!(places(&book), [format!("guide.md:{line}:1 heading-increment")], "{front}");
    }
}

#[test]
fn columns_count_characters_and_offsets_count_bytes() {
    let text = "# Über 🦀\n\nÄöü 👩‍💻 日本 [x](#gone) und [y](#lost).\n\n### Größe 日本\n\nText.\n";
    let report = TestBook::of(text).report(&[]);
    assert_eq!(report.texts("heading-increment"), ["### Größe 日本"]);
    let [gone, lost] = report.of_rule("broken-anchor")[..] else { panic!("{report:#?}") };
    assert!(gone.text.contains("#gone") && lost.text.contains("#lost"), "{report:#?}");
    let from = text.find("[x]").expect("it is there");
    assert!(gone.start.offset >= from && gone.start.column >= 12, "{gone:#?}");
    assert!(gone.start.column < 24, "the column counts bytes: {gone:#?}");
}

#[test]
fn headings_in_quotes_and_lists_are_reported_where_they_stand() {
    let report =
        TestBook::of("# Guide\n\nText.\n\n> ### Quoted\n>\n> Text.\n").report(&["--select", "heading-increment"]);
    for finding in &report.findings {
        assert_eq!((finding.start.line, finding.start.column), (5, 3), "{finding:#?}");
    }
}

#[test]
fn headings_inside_code_comments_and_html_are_ignored() {
    let text =
        "# Guide\n\nText.\n\n```text\n### A\n```\n\n    ### B\n\n<!--\n### C\n-->\n\n<pre>\n### D\n</pre>\n\n`### E`\n";
    assert_eq!(places(&TestBook::of(text)), [""; 0]);
}

#[test]
fn setext_headings_are_reported_at_their_text() {
    let text = "### Deep\n\nText.\n\nShallow\n=======\n\nText.\n";
    assert_eq!(places(&TestBook::of(text)), ["guide.md:1:1 heading-increment"]);
    let text = "Guide\n=====\n\nText.\n\n### Jump\n\nText.\n";
    assert_eq!(places(&TestBook::of(text)), ["guide.md:6:1 heading-increment"]);
}

// ---- what comes through an include

#[test]
fn a_heading_jump_is_found_inside_an_included_file() {
    let book =
        TestBook::of("# Guide\n\nText.\n\n{{#include part.md}}\n").file("src/part.md", "Text.\n\n### Jump\n\nText.\n");
    assert_eq!(places(&book), ["part.md:3:1 heading-increment"]);
}

#[test]
fn the_chapter_around_an_include_keeps_its_lines() {
    let chapter =
        "# Guide\n\n{{#include part.md}}\n\n### After {{#include word.md}}\n\nText.\n\n### Last\n\n[x](#gone)\n";
    let book =
        TestBook::of(chapter).file("src/part.md", "One.\n\nTwo.\n\nThree.\n\nFour.\n").file("src/word.md", "word\n");
    let report = book.report(&["--select", "broken-anchor"]);
    assert_eq!(report.places().len(), 1, "{report:#?}");
    assert_eq!((report.findings[0].start.line, report.findings[0].file.as_str()), (11, "src/guide.md"));
}

#[test]
fn a_range_of_lines_is_counted_from_the_top_of_its_file() {
    let part = "One.\n\nTwo.\n\n### Jump\n\n[x](#gone)\n\nFour.\n";
    for (range, expected) in [("5:6", true), ("5", true), (":5", true), ("5:", true), (":4", false), ("6:", false)] {
        let book = TestBook::of(&format!("# Guide\n\nText.\n\n{{{{#include part.md:{range}}}}}\n\nEnd.\n"))
            .file("src/part.md", part);
        let found = places(&book).contains(&"part.md:5:1 heading-increment".to_owned());
        assert_eq!(found, expected, "lines {range}");
    }
}

#[test]
fn an_anchored_region_is_counted_from_the_top_of_its_file() {
    let part = "Intro.\n\n<!-- ANCHOR: a -->\nText.\n<!-- ANCHOR: inner -->\n\n### Jump\n\n<!-- ANCHOR_END: inner -->\nText.\n<!-- ANCHOR_END: a -->\n\n[x](#gone)\n";
    let book = TestBook::of("# Guide\n\nText.\n\n{{#include part.md:a}}\n").file("src/part.md", part);
    assert_eq!(places(&book), ["part.md:7:1 heading-increment"]);
}

#[test]
fn includes_inside_includes_are_followed_from_their_own_folder() {
    let book = TestBook::of("# Guide\n\nText.\n\n{{#include parts/one.md}}\n")
        .file("src/parts/one.md", "One.\n\n{{#include more/two.md:2:}}\n\n[x](#gone)\n")
        .file("src/parts/more/two.md", "Skipped.\n\n### Jump\n\nText.\n");
    let places = places(&book);
    assert!(places.contains(&"parts/more/two.md:3:1 heading-increment".to_owned()), "{places:?}");
    assert!(
        places.iter().any(|place| place.starts_with("parts/one.md:5:") && place.ends_with("broken-anchor")),
        "{places:?}"
    );
    assert_eq!(places.len(), 2, "{places:?}");
}

#[test]
fn a_file_included_more_than_once_is_reported_once() {
    let book = TestBook::new()
        .chapter("a.md", "# A\n\nText.\n\n{{#include part.md}}\n")
        .chapter("b.md", "# B\n\nText.\n\n{{#include part.md}}\n\nText.\n\n{{#include part.md:3:}}\n")
        .file("src/part.md", "Text.\n\n### Jump\n\nText.\n");
    let report = book.report(&["--select", "heading-increment"]);
    assert_eq!(report.places(), ["part.md:3:1 heading-increment"]);
    assert_eq!(report.summary["warnings"], 1);
}

#[test]
fn an_included_file_keeps_its_byte_order_mark_and_carriage_returns_in_the_count() {
    let book = TestBook::of("# Guide\n\nText.\n\n{{#include part.md:3:}}\n")
        .file("src/part.md", "\u{feff}Größe.\r\n\r\n### Jump\r\n\r\nText.\r\n");
    let report = book.report(&[]);
    assert_eq!(report.places(), ["part.md:3:1 heading-increment"]);
    assert_eq!(report.findings[0].start.offset, 3 + "Größe.\r\n\r\n".len());
    assert_eq!(report.findings[0].text, "### Jump");
}

#[test]
fn an_include_from_outside_the_source_folder_is_reported_at_its_own_path() {
    let book = TestBook::of("# Guide\n\nText.\n\n{{#include ../shared/part.md}}\n")
        .file("shared/part.md", "### Jump\n\nText.\n");
    let report = book.report(&[]);
    assert_eq!(report.findings[0].file, "shared/part.md");
}

#[test]
fn directives_with_odd_but_valid_spacing_are_followed() {
    for directive in
        ["{{ #include part.md }}", "{{#include\npart.md}}", "{{#include part.md:1: junk}}", "{{#include ./part.md}}"]
    {
        let book =
            TestBook::of(&format!("# Guide\n\nText.\n\n{directive}\n")).file("src/part.md", "### Jump\n\nText.\n");
        assert_eq!(places(&book), ["part.md:1:1 heading-increment"], "{directive}");
    }
}

#[test]
fn a_span_that_crosses_into_an_include_is_never_put_in_a_wrong_place() {
    // `report` compares text and place; a finding that spans two files has a correct place or none.
    let book = TestBook::of("# Guide\n\nText.\n\n### Jump {{#include word.md}} end\n\nText.\n")
        .file("src/word.md", "größer\n");
    for finding in book.report(&[]).findings {
        assert!(finding.file.ends_with("guide.md") && finding.start.line == 5, "{finding:#?}");
    }
}

#[test]
fn an_endless_chain_of_includes_comes_to_an_end() {
    let book = TestBook::of("# Guide\n\nText.\n\n{{#include a.txt}}\n\n### Jump\n\nText.\n")
        .file("src/a.txt", "A {{#include a.txt}}\n");
    let report = book.report(&[]);
    assert!(report.places().contains(&"guide.md:7:1 heading-increment".to_owned()), "{report:#?}");
}

// ---- includes that cannot be resolved

#[test]
fn a_missing_target_is_reported_at_its_directive() {
    let report = TestBook::of("# Guide\n\nÄ {{#include gone.md}} ö\n").report(&[]);
    assert_eq!(report.places(), ["guide.md:3:3 unresolved-include"]);
    assert_eq!(report.texts("unresolved-include"), ["{{#include gone.md}}"]);
}

#[test]
fn includes_in_code_are_checked_for_target_range_and_anchor() {
    let code = "fn a() {}\n// ANCHOR: here\nfn b() {}\n// ANCHOR_END: here\n";
    let cases = [
        ("{{#include code.rs}}", true),
        ("{{#include code.rs:1:2}}", true),
        ("{{#include code.rs:here}}", true),
        ("{{#include code.rs:}}", true),
        ("{{#rustdoc_include code.rs:here}}", true),
        ("{{#playground code.rs editable}}", true),
        ("{{#include gone.rs}}", false),
        ("{{#rustdoc_include gone.rs:here}}", false),
        ("{{#playground gone.rs}}", false),
        ("{{#include code.rs:there}}", false),
        ("{{#rustdoc_include code.rs:there}}", false),
        ("{{#include code.rs:500:600}}", false),
        ("{{#include code.rs:4:2}}", false),
    ];
    for (directive, resolves) in cases {
        for (open, close) in [("```rust\n", "\n```"), ("`", "`"), ("", "")] {
            let book =
                TestBook::of(&format!("# Guide\n\nText.\n\n{open}{directive}{close}\n")).file("src/code.rs", code);
            let report = book.report(&["--select", "unresolved-include"]);
            assert_eq!(report.findings.is_empty(), resolves, "{open}{directive}{close}: {report:#?}");
            assert!(report.findings.iter().all(|f| f.text == directive), "{report:#?}");
        }
    }
}

#[test]
fn markdown_included_into_code_is_not_read_as_markdown() {
    let book = TestBook::of("# Guide\n\nText.\n\n```md\n{{#include part.md}}\n```\n")
        .file("src/part.md", "### Jump\n\n[x](#gone)\n");
    assert_eq!(places(&book), [""; 0]);
}

#[test]
fn a_broken_directive_inside_an_included_file_is_reported_there() {
    let book = TestBook::of("# Guide\n\n{{#include part.md}}\n").file("src/part.md", "Text.\n\n{{#include gone.md}}\n");
    assert_eq!(places(&book), ["part.md:3:1 unresolved-include"]);
}

#[test]
fn escaped_and_unknown_directives_are_not_followed() {
    let directives = [
        "\\{{#include gone.md}}",
        "`\\{{#include gone.md}}`",
        "\\{{#include gone.md}} and {{#include gone.md}}",
        "{{# include gone.md}}",
        "{{#INCLUDE gone.md}}",
        "{{#include}}",
        "{{#template gone.md a=b}}",
        "{{#title Another title}}",
    ];
    for directive in directives {
        assert_eq!(places(&TestBook::of(&format!("# Guide\n\n{directive}\n\nText.\n"))), [""; 0], "{directive}");
    }
}

#[test]
fn a_directive_is_one_even_in_a_comment_because_mdbook_is_blind_to_markdown() {
    let report = TestBook::of("# Guide\n\n<!-- {{#include gone.md}} -->\n\nText.\n").report(&[]);
    assert_eq!(report.texts("unresolved-include"), ["{{#include gone.md}}"]);
}

#[test]
fn a_target_that_is_not_utf8_is_unresolved() {
    let book = TestBook::of("# Guide\n\n{{#include part.bin}}\n").file("src/part.bin", b"\xff\xfe\x00");
    assert_eq!(places(&book), ["guide.md:3:1 unresolved-include"]);
}

// ---- what mdBook sends after other preprocessors

/// The chapter of `expanded_book` after `links`.
const EXPANDED: &str = "# Guide\n\nText.\n\nFrom the part.\n\n### Jump\n\nMore.\n\n[x](#gone) {{#include literal}}\n";

fn expanded_book() -> TestBook {
    TestBook::of("# Guide\n\nText.\n\n{{#include part.md}}\n\n[x](#gone) \\{{#include literal}}\n")
        .file("src/part.md", "From the part.\n\n### Jump\n\nMore.\n")
}

#[test]
fn text_has_the_same_places_before_and_after_its_includes_are_expanded() {
    for shape in Shape::BOTH {
        let book = expanded_book();
        let mut input = shape.input(&book);
        let before = preprocess(&input).exits(0);
        input[1][shape.items()][0]["Chapter"]["content"] = json!(EXPANDED);
        let after = preprocess(&input).exits(0);
        assert!(pointed_at(&before.stderr).contains(&"part.md:3:1".to_owned()), "{shape:?}: {before:#?}");
        assert_eq!(pointed_at(&before.stderr), pointed_at(&after.stderr), "{shape:?}: {after:#?}");
        assert_eq!(after.contents()["guide.md"], EXPANDED, "{shape:?}");
    }
}

#[test]
fn the_command_line_and_the_preprocessor_name_the_same_places() {
    let book = expanded_book();
    let mut expected: Vec<_> =
        places(&book).iter().map(|place| place.rsplit_once(' ').expect("place and rule").0.to_owned()).collect();
    expected.sort();
    for shape in Shape::BOTH {
        assert_eq!(pointed_at(&preprocess(&shape.input(&book)).stderr), expected, "{shape:?}");
    }
}

#[test]
fn text_that_another_preprocessor_changed_is_reported_at_its_chapter_with_the_order_to_set() {
    for shape in Shape::BOTH {
        let book = TestBook::new().chapter("changed.md", JUMP).chapter("same.md", &JUMP.replace("Jump", "Leap"));
        let mut input = shape.input(&book);
        let changed = format!("Something quite new.\n\n{JUMP}\n\nAnd an end.\n");
        input[1][shape.items()][0]["Chapter"]["content"] = json!(changed);
        let run = preprocess(&input);
        assert_eq!(run.contents()["changed.md"], changed, "{shape:?}");
        assert_eq!(shown(&run.stderr, "heading-increment"), 2, "{shape:?}: {run:#?}");
        let places = pointed_at(&run.stderr);
        assert!(places.contains(&"same.md:5:1".to_owned()), "{shape:?}: {run:#?}");
        assert!(
            !places.iter().any(|place| place == "changed.md:5:1" || place == "changed.md:7:1"),
            "{shape:?}: {run:#?}"
        );
        let run = run.stderr_has("changed.md");
        let notes = run.stderr.matches("before = [\"links\", \"index\"]").count();
        assert_eq!(notes, 1, "{shape:?}: {run:#?}");
    }
}

// ---- broken anchors

#[test]
fn only_fragments_are_checked_and_never_missing_files() {
    let links = [
        ("#step", true),
        ("other.md#there", true),
        ("other.html#there", true),
        ("sub/deep.md#far", true),
        ("gone.md#there", true),
        ("other.md", true),
        ("#", true),
        ("https://example.com/#x", true),
        ("mailto:x@example.com", true),
        ("image.png#x", true),
        ("#by-tag", true),
        ("#by-name", true),
        ("#Step", false),
        ("#gone", false),
        ("other.md#gone", false),
        ("sub/deep.md#gone", false),
        ("sub/../other.md#gone", false),
    ];
    for (link, works) in links {
        let text =
            format!("# Guide\n\n[x]({link})\n\n## Step\n\n<a id=\"by-tag\"></a> <a name=\"by-name\"></a> Text.\n");
        let book = TestBook::of(&text)
            .chapter("other.md", "# Other\n\nText.\n\n## There\n\nText.\n")
            .chapter("sub/deep.md", "# Deep\n\nText.\n\n## Far\n\n[up](../other.md#there)\n");
        let report = book.report(&["--select", "broken-anchor"]);
        assert_eq!(report.findings.is_empty(), works, "{link}: {report:#?}");
    }
}

#[test]
fn links_lead_where_browsers_and_mdbook_lead() {
    let links = [
        ("/other.md#gone", false),
        ("/other.md#there", true),
        ("other.md?x=1#gone", false),
        ("other.md?x=1#there", true),
        ("?x=1#gone", false),
        ("?x=1#step", true),
        ("other.html#gone", false),
        ("/sub/deep.html#gone", false),
        ("/sub/deep.html#far", true),
        ("%C3%A4.md#gone", false),
        ("%C3%A4.md#%C3%BCber", true),
        ("%C3%A4.md#über", true),
        ("sub/#gone", false),
        ("sub/#read", true),
        ("sub/index.html#gone", false),
        ("sub/index.html#read", true),
        ("sub/index.md#gone", false),
        ("sub/README.md#gone", false),
        ("sub/README.md#read", true),
        ("other.md#there:~:text=foo", true),
        ("other.md#gone:~:text=foo", false),
        ("#:~:text=foo", true),
        ("other.md#:~:text=foo", true),
        ("#top", true),
        ("//example.com/other.md#gone", true),
        ("HTTPS://example.com/other.md#gone", true),
    ];
    for (link, works) in links {
        let book = TestBook::of(&format!("# Guide\n\n[x](<{link}>)\n\n## Step\n\nText.\n"))
            .chapter("other.md", "# Other\n\nText.\n\n## There\n\nText.\n")
            .chapter("ä.md", "# A\n\nText.\n\n## Über\n\nText.\n")
            .chapter("sub/README.md", "# Read\n\nText.\n")
            .chapter("sub/deep.md", "# Deep\n\nText.\n\n## Far\n\n[up](../other.md#there) [up](..)\n");
        let report = book.report(&["--select", "broken-anchor"]);
        assert_eq!(report.findings.is_empty(), works, "{link}: {report:#?}");
    }
}

#[test]
fn links_in_code_and_escaped_links_have_no_anchors() {
    let text = "# Guide\n\n`[x](#gone)` \\[x](#gone)\n\n```\n[x](#gone)\n```\n\n<!-- [x](#gone) -->\n";
    assert_eq!(places(&TestBook::of(text)), [""; 0]);
}

#[test]
fn anchors_of_included_headings_exist_and_reference_links_are_followed() {
    let book = TestBook::of(
        "# Guide\n\n[x](#from-part), [y], [z][w]\n\n{{#include part.md}}\n\n[y]: #from-part\n[w]: #gone\n",
    )
    .file("src/part.md", "## From part\n\nText.\n");
    let report = book.report(&[]);
    assert_eq!(report.findings.len(), 1, "{report:#?}");
    assert!(report.findings[0].file.ends_with("guide.md"), "{report:#?}");
}

// ---- many files at once

#[test]
fn a_report_is_sorted_by_file_then_offset_then_rule() {
    let mut book = TestBook::new();
    for name in ["c.md", "a.md", "b/z.md", "b/a.md"] {
        let mut text = String::from("# T\n\nText.\n");
        for n in 0..12 {
            write!(text, "\n### H{n} [x](#gone{n})\n\nText.\n\n## H{n}\n\nText.\n").expect("a string takes all");
        }
        book = book.chapter(name, &text);
    }
    let report = book.report(&[]);
    assert!(report.findings.len() > 48, "{report:#?}");
    let keys: Vec<_> = report.findings.iter().map(|f| (f.file.clone(), f.start.offset, f.rule.clone())).collect();
    assert!(keys.is_sorted(), "{keys:?}");
}

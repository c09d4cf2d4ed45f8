//! The preprocessor as mdBook 0.4 and 0.5 call it: input, output and failures.

use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::protocol::{Shape, chapter, preprocess, preprocess_in, table};
use crate::support::{CLEAN, JUMP, Run, TestBook, pointed_at, redline, shown};

const UNUSED: &str =
    "# Guide\n\nSome text.\n\n<!-- redline-disable-next-line heading-increment -->\n## Step\n\nMore text.\n";

/// A capture of what mdBook sent, with the book where it really is.
fn capture(name: &str) -> Value {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/captures");
    let text = fs::read_to_string(fixtures.join(name)).expect("the capture is there");
    let mut input: Value = serde_json::from_str(&text).expect("the capture is JSON");
    input[0]["root"] = json!(fixtures.join("book"));
    input
}

const CAPTURES: [&str; 4] =
    ["0.4.52.before-links.json", "0.4.52.after-links.json", "0.5.4.before-links.json", "0.5.4.after-links.json"];

// ---- supports

#[test]
fn every_renderer_is_supported_without_output() {
    for renderer in ["html", "markdown", "epub", "pandoc"] {
        let run = Run::of(redline().args(["supports", renderer])).exits(0);
        assert_eq!(run.stdout, "", "{renderer}: mdBook passes this on to the user's standard output");
    }
}

#[test]
fn supports_is_recognised_behind_arguments_of_the_command() {
    let run = Run::of(redline().args(["lint", "supports", "html"])).exits(0);
    assert_eq!(run.stdout, "");
}

// ---- chapters

#[test]
fn captures_of_both_versions_come_back_as_they_were() {
    for name in CAPTURES {
        for normalize in [json!("structure"), json!(true), json!(false)] {
            let mut input = capture(name);
            table(&mut input).insert("normalize".to_owned(), normalize.clone());
            assert_eq!(preprocess(&input).book(), input[1], "{name}, normalize = {normalize}");
        }
    }
}

#[test]
fn unknown_fields_survive_at_every_level() {
    for shape in Shape::BOTH {
        let book = TestBook::of(CLEAN);
        let mut input = shape.input(&book);
        input[0]["future"] = json!({ "deep": [1, { "x": null }] });
        input[0]["config"]["output"]["html"]["future"] = json!(true);
        input[1]["future"] = json!({ "$key": [1.5, "ä", null] });
        let item = &mut input[1][shape.items()][0]["Chapter"];
        item["future"] = json!({ "a": { "b": [] } });
        let mut child = chapter("Child", "child.md", CLEAN);
        child["Chapter"]["future"] = json!("kept");
        item["sub_items"] = json!([child]);
        assert_eq!(preprocess(&input).book(), input[1], "{shape:?}");
    }
}

#[test]
fn a_number_too_long_for_any_machine_type_survives() {
    let number = "123456789012345678901234567890.10";
    for shape in Shape::BOTH {
        let book = TestBook::of(CLEAN);
        let mut input = shape.input(&book);
        input[1][shape.items()][0]["Chapter"]["future"] = json!("NUMBER");
        let text = input.to_string().replace("\"NUMBER\"", number);
        let run = Run::fed(&mut redline(), text.as_bytes()).exits(0);
        assert!(run.stdout.contains(number), "{shape:?}: {}", run.stdout);
    }
}

#[test]
fn unknown_kinds_of_items_survive_in_their_place() {
    for shape in Shape::BOTH {
        let book = TestBook::of(CLEAN);
        let mut input = shape.input(&book);
        let items = input[1][shape.items()].as_array_mut().expect("a list");
        items.insert(0, json!({ "Appendix": { "name": "A", "content": "### Not ours", "letters": ["a"] } }));
        items.push(json!("PageBreak"));
        items.push(json!("Separator"));
        items.push(json!({ "PartTitle": "Part *one*" }));
        items[1]["Chapter"]["sub_items"] = json!(["Ornament", { "PartTitle": "Inside" }]);
        assert_eq!(preprocess(&input).book(), input[1], "{shape:?}");
    }
}

#[test]
fn a_draft_stays_empty_and_its_children_are_checked() {
    for shape in Shape::BOTH {
        let book = TestBook::of(CLEAN).file("src/child.md", JUMP);
        let mut input = shape.input(&book);
        let draft = json!({ "Chapter": {
            "name": "Draft", "content": "", "number": [2], "sub_items": [chapter("Child", "child.md", JUMP)],
            "path": null, "source_path": null, "parent_names": [],
        }});
        input[1][shape.items()].as_array_mut().expect("a list").push(draft);
        let run = preprocess(&input);
        assert_eq!(run.book(), input[1], "{shape:?}");
        assert_eq!(pointed_at(&run.stderr), ["child.md:5:1"], "{shape:?}: {run:#?}");
    }
}

#[test]
fn chapters_nested_many_levels_deep_are_checked_and_come_back() {
    for shape in Shape::BOTH {
        let book = TestBook::of(CLEAN).file("src/deep.md", JUMP);
        let mut input = shape.input(&book);
        let mut nested = chapter("Deep", "deep.md", JUMP);
        for level in 0..40 {
            let mut parent = chapter(&format!("Level {level}"), &format!("level-{level}.md"), CLEAN);
            parent["Chapter"]["source_path"] = Value::Null;
            parent["Chapter"]["sub_items"] = json!([nested]);
            nested = parent;
        }
        input[1][shape.items()].as_array_mut().expect("a list").push(nested);
        let run = preprocess(&input);
        assert_eq!(run.book(), input[1], "{shape:?}");
        assert_eq!(pointed_at(&run.stderr), ["deep.md:5:1"], "{shape:?}");
    }
}

#[test]
fn a_chapter_may_lack_what_mdbook_makes_optional() {
    for shape in Shape::BOTH {
        let book = TestBook::of(CLEAN);
        let mut input = shape.input(&book);
        let chapter = input[1][shape.items()][0]["Chapter"].as_object_mut().expect("a chapter");
        for key in ["number", "path", "source_path"] {
            chapter.remove(key);
        }
        let book = preprocess(&input).book();
        let back = &book[shape.items()][0]["Chapter"];
        assert_eq!(back["content"], CLEAN, "{shape:?}");
        assert!(back["path"].is_null() && back["number"].is_null(), "{shape:?}: {back}");
    }
}

#[test]
fn a_chapter_of_another_preprocessor_is_not_confused_with_a_file_of_its_name() {
    for shape in Shape::BOTH {
        let book = TestBook::new().file("src/made.md", CLEAN);
        let mut input = shape.input(&book);
        let mut made = chapter("Made", "made.md", JUMP);
        made["Chapter"]["source_path"] = Value::Null;
        input[1][shape.items()] = json!([made]);
        let run = preprocess(&input);
        assert_eq!(run.book(), input[1], "{shape:?}");
        assert!(!pointed_at(&run.stderr).contains(&"made.md:5:1".to_owned()), "{shape:?}: {run:#?}");
    }
}

#[test]
fn the_field_that_0_4_requires_is_sent_even_if_it_was_not_received() {
    let book = TestBook::of(CLEAN);
    let mut input = Shape::V04.input(&book);
    input[1].as_object_mut().expect("a book").remove("__non_exhaustive");
    let book = preprocess(&input).book();
    assert_eq!(book.get("__non_exhaustive"), Some(&Value::Null), "{book}");
    assert!(book["sections"].is_array(), "{book}");
}

#[test]
fn unusual_configurations_that_mdbook_sends_are_read() {
    let cases: [(&str, &str, Value); 10] = [
        ("no title", "/0/config/book/title", Value::Null),
        ("no authors", "/0/config/book/authors", Value::Null),
        ("0.4.48 and older", "/0/config/book/multilingual", json!(false)),
        ("a future key of the book", "/0/config/book/future", json!([1])),
        ("an unknown table", "/0/config/linkcheck", json!({ "x": null })),
        ("an MDBOOK_ variable", "/0/config/lint-level", json!(3)),
        ("a future edition", "/0/config/rust", json!({ "edition": "2039" })),
        ("a date", "/0/config/preprocessor/dated", json!({ "when": { "$__toml_private_datetime": "2024-05-06" } })),
        ("a null table", "/0/config/build", Value::Null),
        ("no output", "/0/config/output", Value::Null),
    ];
    for shape in Shape::BOTH {
        for (what, pointer, value) in &cases {
            let book = TestBook::of(JUMP);
            let mut input = shape.input(&book);
            let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
            input.pointer_mut(parent).expect("the parent is there")[key] = value.clone();
            let run = preprocess(&input);
            assert_eq!(run.book(), input[1], "{shape:?}, {what}");
            assert_eq!(pointed_at(&run.stderr), ["guide.md:5:1"], "{shape:?}, {what}: {run:#?}");
        }
    }
}

#[test]
fn a_book_without_our_table_or_without_a_title_key_is_checked_with_the_defaults() {
    for shape in Shape::BOTH {
        let book = TestBook::of(JUMP);
        let mut input = shape.input(&book);
        input[0]["config"].as_object_mut().expect("a table").remove("preprocessor");
        input[0]["config"]["book"].as_object_mut().expect("a table").remove("title");
        let run = preprocess(&input);
        assert_eq!(run.book(), input[1], "{shape:?}");
        assert_eq!(shown(&run.stderr, "heading-increment"), 1, "{shape:?}: {run:#?}");
    }
}

#[test]
fn the_test_renderer_gets_the_book_untouched_and_without_output() {
    for shape in Shape::BOTH {
        for text in [UNUSED, JUMP] {
            let book = TestBook::of(text).redline("fail-on = \"suggestion\"");
            let mut input = shape.input(&book);
            input[0]["renderer"] = json!("test");
            let run = preprocess(&input);
            assert_eq!(run.book(), input[1], "{shape:?}");
            assert_eq!(pointed_at(&run.stderr), [""; 0], "{shape:?}: {run:#?}");
        }
    }
}

#[test]
fn only_content_changes_when_a_suppression_comment_is_removed() {
    for shape in Shape::BOTH {
        let book = TestBook::of("# Guide\n\n<!-- redline-disable-next-line heading-increment -->\n### Jump\n\nText.\n");
        let mut input = shape.input(&book);
        let output = preprocess(&input).book();
        let content = output.pointer(&format!("/{}/0/Chapter/content", shape.items())).cloned().unwrap_or_default();
        let text = content.as_str().expect("a chapter has content");
        assert!(!text.contains("redline"), "{shape:?}: {text}");
        assert!(text.starts_with("# Guide\n\n") && text.ends_with("### Jump\n\nText.\n"), "{shape:?}: {text}");
        input[1][shape.items()][0]["Chapter"]["content"] = content;
        assert_eq!(output, input[1], "{shape:?}");
    }
}

#[test]
fn nothing_at_all_changes_without_normalize_and_reports() {
    for shape in Shape::BOTH {
        for text in [UNUSED, "# Guide  \r\n\r\nText.\r\n\r\n### Jump ###\r\n\r\n<!-- redline-disable-file -->"] {
            let book = TestBook::of(text).redline("normalize = false");
            let input = shape.input(&book);
            assert_eq!(preprocess(&input).book(), input[1], "{shape:?}");
        }
    }
}

#[test]
fn a_safe_fix_reaches_the_rendered_text_but_not_the_source() {
    for shape in Shape::BOTH {
        let book = TestBook::of(UNUSED);
        let run = preprocess(&shape.input(&book));
        assert!(!run.contents()["guide.md"].contains("redline"), "{shape:?}: {run:#?}");
        assert_eq!(book.read("src/guide.md"), UNUSED, "{shape:?}");
    }
}

/// A chapter with faults of every kind that a safe fix corrects: headings, a term of the book, wording, a built-in name.
const FAULTY: &str = "# Guide:\n\nAn token is recieved. Use the access key with Github.\n\n## **Set up**\n\nText.\n";
const TERMS: &str = "terms = [{ term = \"API token\", not = [\"access key\"] }]";

#[test]
fn a_build_puts_headings_and_the_books_own_terms_right_and_leaves_wording_to_its_author() {
    let structure =
        "# Guide\n\nAn token is recieved. Use the API token with Github.\n\n## Set up\n\nText.\n".to_owned();
    let all = "# Guide\n\nA token is received. Use the API token with GitHub.\n\n## Set up\n\nText.\n".to_owned();
    for (keys, expected, summary) in [
        ("", &structure, Some("3 fixes in 1 chapter (run `mdbook-redline fix` to keep them)")),
        ("normalize = \"structure\"", &structure, Some("3 fixes in 1 chapter")),
        ("normalize = \"all\"", &all, Some("6 fixes in 1 chapter")),
        ("normalize = true", &all, Some("6 fixes in 1 chapter")),
        ("normalize = false", &FAULTY.to_owned(), None),
    ] {
        for shape in Shape::BOTH {
            let book = TestBook::of(FAULTY).redline(&format!("{keys}\n{TERMS}"));
            let mut input = shape.input(&book);
            input[1][shape.items()][0]["Chapter"]["name"] = json!("Guide:");
            let run = preprocess(&input);
            let name = if summary.is_some() { "Guide" } else { "Guide:" };
            assert_eq!(run.contents()["guide.md"], *expected, "{shape:?}, {keys}");
            assert_eq!(run.book()[shape.items()][0]["Chapter"]["name"], name, "{shape:?}, {keys}");
            assert_eq!(summary.map_or(0, |_| 1), run.stderr.matches("to keep them").count(), "{run:#?}");
            let run = run
                .stderr_has(summary.unwrap_or(""))
                .stderr_has("[heading-punctuation]")
                .stderr_has("[term-forbidden]");
            // A fault that was only reported is still a finding.
            run.stderr_has("[misspelling]").stderr_has("[a-an]").stderr_has("[term-case]");
        }
    }
}

#[test]
fn a_fix_configured_as_safe_is_applied_by_the_aspect_of_its_rule() {
    let text = "# Guide\n\nText.\n\n### Jump\n\nIt is done in order to win.\n";
    let keys = "packs = [\"recommended\", \"plain-language\"]\nrules = { heading-increment = { fix = \"safe\" }, wordy-phrase = { fix = \"safe\" } }";
    let contents = |normalize: &str| {
        let book = TestBook::of(text).redline(&format!("normalize = {normalize}\n{keys}"));
        preprocess(&Shape::V05.input(&book)).contents()["guide.md"].clone()
    };
    assert_eq!(contents("\"structure\""), text.replace("###", "##"));
    assert_eq!(contents("\"all\""), text.replace("###", "##").replace("in order to", "to"));
}

#[test]
fn a_book_of_three_megabytes_passes_through_the_pipes() {
    let text = format!("{JUMP}\n{}", "A line of plain text that fills the book.\n".repeat(75_000));
    let book = TestBook::of(&text).redline("normalize = false");
    let input = Shape::V05.input(&book);
    let expected = input[1].clone();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(preprocess(&input)));
    // Not a limit on time: a deadlock would otherwise block the test run for ever.
    let run = receiver.recv_timeout(Duration::from_secs(300)).expect("both processes wait for each other");
    assert_eq!(run.book(), expected);
}

#[test]
fn the_same_book_gives_the_same_bytes_every_time() {
    let mut book = TestBook::new();
    for n in 0..40 {
        book = book.chapter(&format!("c{n}.md"), &format!("# C{n}\n\nText.\n\n### Jump {n}\n\n[x](#gone-{n})\n"));
    }
    let input = Shape::V05.input(&book);
    let first = preprocess(&input).exits(0);
    assert!(shown(&first.stderr, "heading-increment") > 0, "{first:#?}");
    for _ in 0..3 {
        let again = preprocess(&input);
        assert_eq!((&first.stdout, &first.stderr), (&again.stdout, &again.stderr));
    }
}

// ---- where findings lie

#[test]
fn files_are_found_from_the_root_that_mdbook_names() {
    for shape in Shape::BOTH {
        let book =
            TestBook::new().chapter("deep/guide.md", "\u{feff}# Guide\r\n\r\nText.\r\n\r\n### Jump\r\n\r\nText.\r\n");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let mut input = shape.input(&book);
        let run = preprocess_in(elsewhere.path(), &input).exits(0);
        assert_eq!(pointed_at(&run.stderr), ["deep/guide.md:5:1"], "{shape:?}: {run:#?}");
        input[0]["root"] = json!(".");
        let run = preprocess_in(&book.root(), &input).exits(0);
        assert_eq!(pointed_at(&run.stderr), ["deep/guide.md:5:1"], "{shape:?}, root = `.`: {run:#?}");
    }
}

#[test]
fn a_source_folder_of_another_name_is_found() {
    for shape in Shape::BOTH {
        let book = TestBook::new()
            .file("text/guide.md", "# Guide\n\n{{#include part.md}}\n")
            .file("text/part.md", "### Jump\n");
        let mut input = shape.input(&book);
        input[0]["config"]["book"]["src"] = json!("text");
        input[1][shape.items()] = json!([chapter("Guide", "guide.md", "# Guide\n\n{{#include part.md}}\n")]);
        preprocess(&input).exits(0).stderr_has("part.md:1:1").stderr_lacks("unresolved-include");
    }
}

#[test]
fn a_readme_is_reported_under_the_name_that_its_author_knows() {
    for shape in Shape::BOTH {
        let book = TestBook::new().chapter("part/README.md", JUMP);
        let mut input = shape.input(&book);
        input[1][shape.items()][0]["Chapter"]["path"] = json!("part/index.md");
        let run = preprocess(&input);
        assert_eq!(pointed_at(&run.stderr), ["part/README.md:5:1"], "{shape:?}: {run:#?}");
    }
}

#[test]
fn a_book_whose_files_are_not_on_this_disk_still_passes() {
    for shape in Shape::BOTH {
        let book = TestBook::of(JUMP);
        let mut input = shape.input(&book);
        input[0]["root"] = json!("/no/such/book");
        let run = preprocess(&input);
        assert_eq!(run.book(), input[1], "{shape:?}");
        assert_eq!(shown(&run.stderr, "heading-increment"), 1, "{shape:?}: {run:#?}");
    }
}

// ---- one renderer reports

/// Whether the run printed the finding of `JUMP`, which fails the book if and only if it is printed.
#[track_caller]
fn reports(outputs: &[&str], renderers: Option<&[&str]>, renderer: &str) -> bool {
    let mut answers = Vec::new();
    for shape in Shape::BOTH {
        let book = TestBook::of(JUMP).redline("fail-on = \"warning\"");
        let mut input = shape.input(&book);
        input[0]["renderer"] = json!(renderer);
        for output in outputs {
            input[0]["config"]["output"][output] = json!({});
        }
        if let Some(renderers) = renderers {
            table(&mut input).insert("renderers".to_owned(), json!(renderers));
        }
        let run = preprocess(&input);
        assert_eq!(run.code, i32::from(shown(&run.stderr, "heading-increment") > 0), "{run:#?}");
        answers.push(run.code == 1);
    }
    assert_eq!(answers[0], answers[1], "0.4 and 0.5 disagree");
    answers[0]
}

#[test]
fn html_reports_and_the_other_renderers_are_silent() {
    assert!(reports(&[], None, "html"));
    assert!(reports(&["html", "epub"], None, "html"));
    assert!(!reports(&["html", "epub"], None, "epub"));
    assert!(reports(&["aaa", "html"], None, "html"));
    assert!(!reports(&["aaa", "html"], None, "aaa"));
}

#[test]
fn the_first_renderer_in_name_order_reports_where_there_is_no_html() {
    assert!(reports(&["markdown", "epub"], None, "epub"));
    assert!(!reports(&["markdown", "epub"], None, "markdown"));
    assert!(reports(&["zzz", "test"], None, "zzz"), "`test` never reports");
}

#[test]
fn only_renderers_that_redline_runs_for_can_report() {
    assert!(reports(&["html", "zzz", "epub"], Some(&["zzz", "epub"]), "epub"));
    assert!(!reports(&["html", "zzz", "epub"], Some(&["zzz", "epub"]), "zzz"));
    assert!(reports(&["epub"], Some(&["html", "epub"]), "epub"), "html is not built");
}

// ---- exit codes

#[test]
fn a_finding_at_or_above_the_threshold_fails_the_build() {
    let levels = ["suggestion", "warning", "error"];
    for (height, level) in levels.iter().enumerate() {
        for (threshold, fail_on) in levels.iter().chain(&["never"]).enumerate() {
            let keys = format!("fail-on = \"{fail_on}\"\nrules.heading-increment = \"{level}\"");
            let run = preprocess(&Shape::V05.input(&TestBook::of(JUMP).redline(&keys)));
            assert_eq!(run.code, i32::from(height >= threshold), "{level} at fail-on = {fail_on}: {run:#?}");
        }
    }
}

#[test]
fn a_live_server_is_never_stopped_by_findings() {
    for shape in Shape::BOTH {
        let book = TestBook::of(JUMP).redline("fail-on = \"suggestion\"");
        let mut input = shape.input(&book);
        preprocess(&input).exits(1);
        input[0]["config"]["output"]["html"] = json!({ "live-reload-endpoint": "__livereload", "site-url": "/" });
        let run = preprocess(&input);
        assert_eq!(run.book(), input[1], "{shape:?}");
        assert_eq!(pointed_at(&run.stderr), ["guide.md:5:1"], "{shape:?}");
        let last = run.stderr.lines().last().expect("it is not empty");
        assert_eq!(last, "redline: the build would fail: 1 warning (fail-on = \"suggestion\")");
    }
}

#[test]
fn the_last_line_of_a_failed_build_gives_the_reason() {
    let last = |keys: &str| {
        let run = preprocess(&Shape::V05.input(&TestBook::of(FAULTY).redline(keys))).exits(1);
        run.stderr.lines().last().expect("it is not empty").to_owned()
    };
    // Faults that are fixed in the pages are still in the sources, which decide the exit code of `check` too.
    for normalize in ["\"structure\"", "\"all\"", "false"] {
        assert_eq!(
            last(&format!("normalize = {normalize}\nfail-on = \"warning\"\nmax-findings = 0")),
            "redline: the build fails: 4 warnings (fail-on = \"warning\")"
        );
    }
    assert_eq!(
        last("gate = { new-warnings = 1 }"),
        "redline: the build fails: gate: new-warnings is 4, at most 1 asked"
    );
    assert_eq!(
        last("fail-on = \"suggestion\"\ngate = { new-errors = 0, new-warnings = 1 }"),
        "redline: the build fails: 4 warnings, 1 suggestion (fail-on = \"suggestion\"); gate: new-warnings is 4, at most 1 asked"
    );
}

#[test]
fn the_build_shows_no_more_than_max_findings_and_errors_come_first() {
    let book = TestBook::new()
        .chapter("a.md", JUMP)
        .chapter("b.md", "# B\n\n[x](#gone)\n\n[y](#lost)\n")
        .redline("max-findings = 1\nfail-on = \"never\"\nrules.broken-anchor = \"error\"");
    let run = preprocess(&Shape::V05.input(&book)).exits(0);
    assert_eq!(pointed_at(&run.stderr).len(), 1, "{run:#?}");
    assert_eq!(shown(&run.stderr, "broken-anchor"), 1, "{run:#?}");
    run.stderr_has("heading-increment").stderr_has("mdbook-redline check");
}

#[test]
fn a_gettext_that_runs_later_switches_normalize_off_with_a_note() {
    for shape in Shape::BOTH {
        let book = TestBook::of(UNUSED);
        let mut input = shape.input(&book);
        input[0]["config"]["preprocessor"]["gettext"] = json!({ "after": ["links", "redline"] });
        let run = preprocess(&input);
        assert_eq!(run.book(), input[1], "{shape:?}");
        run.stderr_has("gettext");
        input[0]["config"]["preprocessor"]["gettext"] = json!({ "before": ["redline"] });
        let run = preprocess(&input).stderr_lacks("gettext");
        assert_ne!(run.book(), input[1], "{shape:?}");
    }
}

#[test]
fn a_build_detects_the_language_of_a_text_as_check_does() {
    let french = "# A\n\nCe langage est un projet dont les exemples marchent bien, et une fonction par chapitre suffit pour le \
                  montrer : la compilation est garanti, et il a aussi des fonctions dont nous parlons plus loin dans le livre.\n";
    for shape in Shape::BOTH {
        let book = TestBook::of(french);
        let notes =
            |stderr: &str| stderr.lines().filter(|line| line.contains("French")).map(str::to_owned).collect::<Vec<_>>();
        // mdBook sends `en` for a book that names no language.
        let mut input = shape.input(&book);
        input[0]["config"]["book"]["language"] = json!("en");
        let run = preprocess(&input).exits(0);
        assert_eq!(run.book(), input[1], "{shape:?}");
        assert_eq!(notes(&run.stderr), notes(&book.run(["check"]).stderr), "{shape:?}");
        assert_eq!(notes(&run.stderr).len(), 1, "{run:#?}");
    }
}

#[test]
fn a_book_in_another_language_is_checked_for_structure_with_one_note() {
    for shape in Shape::BOTH {
        let book = TestBook::of(JUMP);
        let mut input = shape.input(&book);
        for (language, notes) in [("de", 1), ("en", 0), ("en-GB", 0)] {
            input[0]["config"]["book"]["language"] = json!(language);
            let run = preprocess(&input).exits(0);
            assert_eq!(shown(&run.stderr, "heading-increment"), 1, "{shape:?}, {language}: {run:#?}");
            let count = run.stderr.lines().filter(|line| line.contains("English")).count();
            assert_eq!(count, notes, "{shape:?}, {language}: {run:#?}");
        }
    }
}

// ---- failures

#[test]
fn invalid_input_is_rejected_with_one_line_naming_what_was_expected() {
    let context = Shape::V05.input(&TestBook::of(CLEAN))[0].to_string();
    let inputs = [
        String::new(),
        "hello".to_owned(),
        "null".to_owned(),
        "{}".to_owned(),
        "[]".to_owned(),
        "[1, 2]".to_owned(),
        format!("[{context}]"),
        format!("[{context}, {{}}]"),
        format!("[{context}, {{\"chapters\": []}}]"),
        format!("[{context}, {{\"items\": 5}}]"),
        format!("[{context}, {{\"items\": [{{\"Chapter\": {{\"content\": 7}}}}]}}]"),
        format!("[{context}, {{\"items\": []}}] trailing"),
        format!("[{context}, {{\"items\": []"),
    ];
    for input in inputs {
        let run = Run::fed(&mut redline(), input.as_bytes());
        assert_eq!(run.code, 2, "{input}: {run:#?}");
        assert_eq!(run.stdout, "", "{input}");
        assert_eq!(run.stderr.lines().count(), 1, "{input}: {run:#?}");
        assert!(run.stderr.contains("mdBook") && run.stderr.ends_with('\n'), "{input}: {run:#?}");
    }
    let run = Run::fed(&mut redline(), b"[\xff\xfe]").exits(2);
    assert_eq!(run.stderr.lines().count(), 1, "{run:#?}");
}

#[test]
fn a_newer_mdbook_is_noted_once_and_served() {
    for shape in Shape::BOTH {
        let book = TestBook::of(JUMP);
        let mut input = shape.input(&book);
        for (version, notes) in [("0.6.0", 1), ("1.2.3-beta.1", 1), ("0.4.40", 0), ("0.5.0", 0), ("0.5.99", 0)] {
            input[0]["mdbook_version"] = json!(version);
            let run = preprocess(&input);
            assert_eq!(run.book(), input[1], "{shape:?}, {version}");
            assert_eq!(pointed_at(&run.stderr), ["guide.md:5:1"], "{shape:?}, {version}: {run:#?}");
            let count = run.stderr.lines().filter(|line| line.contains(version)).count();
            assert_eq!(count, notes, "{shape:?}, {version}: {run:#?}");
        }
    }
}

#[test]
fn a_mistake_in_the_table_names_itself_and_the_nearest_right_word() {
    let cases = [
        ("normalise = true", "normalise", "normalize"),
        ("max-finding = 3", "max-finding", "max-findings"),
        ("fail_on = \"error\"", "fail_on", "fail-on"),
        ("fail-on = \"nevr\"", "nevr", "never"),
        ("normalize = \"structur\"", "structur", "structure"),
        ("normalize = \"al\"", "al", "all"),
        ("fail-on = \"warnings\"", "warnings", "warning"),
        ("packs = [\"recomended\"]", "recomended", "recommended"),
        ("rules.heading-incremnt = \"off\"", "heading-incremnt", "heading-increment"),
        ("rules.heading-increment = \"of\"", "of", "off"),
        ("rules.heading-increment = { levl = \"error\" }", "levl", "level"),
        (
            "[[preprocessor.redline.overrides]]\nfor = [\"a/**\"]\nrules.empty-sectoin = \"off\"",
            "empty-sectoin",
            "empty-section",
        ),
        ("[[preprocessor.redline.overrides]]\nfor = [\"a/**\"]\nruels.empty-section = \"off\"", "ruels", "rules"),
    ];
    for (keys, wrong, right) in cases {
        let run = preprocess(&Shape::V05.input(&TestBook::of(CLEAN).redline(keys)));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{keys}: {run:#?}");
        for word in [wrong, right] {
            let whole = regex::Regex::new(&format!(r"\b{word}\b")).expect("the pattern is right");
            assert!(whole.is_match(&run.stderr), "no `{word}` for {keys}: {run:#?}");
        }
    }
}

#[test]
fn a_value_of_the_wrong_type_names_its_key() {
    let wrong = [
        "max-findings = \"many\"",
        "normalize = 1",
        "packs = \"recommended\"",
        "ignore = [3]",
        "rules = []",
        "language = false",
    ];
    for keys in wrong {
        let key = keys.split(' ').next().expect("a key");
        let run = preprocess(&Shape::V05.input(&TestBook::of(CLEAN).redline(keys))).exits(2).stderr_has(key);
        assert_eq!(run.stdout, "", "{keys}");
    }
}

#[test]
fn an_invalid_ignore_pattern_is_reported() {
    preprocess(&Shape::V05.input(&TestBook::of(CLEAN).redline("ignore = [\"a[b\"]"))).exits(2).stderr_has("a[b");
}

#[test]
fn keys_of_mdbook_are_accepted() {
    let keys = "before = [\"links\", \"index\"]\nafter = [\"x\"]\noptional = true\nrenderers = [\"html\"]";
    for shape in Shape::BOTH {
        preprocess(&shape.input(&TestBook::of(CLEAN).redline(keys))).exits(0);
    }
}

#[test]
fn a_failing_verdict_leaves_standard_output_empty_or_a_whole_book() {
    let book = TestBook::of(JUMP).redline("fail-on = \"warning\"");
    let input = Shape::V05.input(&book);
    let run = preprocess(&input).exits(1);
    let whole = serde_json::from_str::<Value>(&run.stdout).is_ok_and(|book| book == input[1]);
    assert!(run.stdout.is_empty() || whole, "{run:#?}");
}

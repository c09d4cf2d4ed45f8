//! The commands as people and scripts run them: paths, formats, exit codes, and written files.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{BINARY, CLEAN, JUMP, Report, Run, TestBook, files, place_at, redline, shown};

const RULES: [&str; 8] = [
    "heading-increment",
    "multiple-titles",
    "duplicate-heading",
    "empty-section",
    "unresolved-include",
    "broken-anchor",
    "unused-suppression",
    "suppression-without-reason",
];

const UNUSED: &str =
    "# Guide\n\nSome text.\n\n<!-- redline-disable-next-line heading-increment -->\n## Step\n\nMore text.\n";

/// Runs the binary in a folder.
fn run_in<const N: usize>(folder: &Path, args: [&str; N]) -> Run {
    Run::of(redline().args(args).current_dir(folder))
}

/// The report of `check` with these arguments in a folder.
#[track_caller]
fn report_in<const N: usize>(folder: &Path, args: [&str; N]) -> Report {
    let run = Run::of(redline().args(["check", "--format", "json"]).args(args).current_dir(folder));
    Report::of(&run, folder)
}

// ---- exit codes

#[test]
fn check_exits_by_the_highest_finding() {
    assert_eq!(TestBook::of(CLEAN).report(&[]).code, 0);
    assert_eq!(TestBook::of(JUMP).report(&[]).code, 0, "a warning is below the default threshold");
    assert_eq!(TestBook::of(JUMP).redline("fail-on = \"warning\"").report(&[]).code, 1);
    assert_eq!(TestBook::of(JUMP).redline("rules.heading-increment = \"error\"").report(&[]).code, 1);
    assert_eq!(
        TestBook::of(JUMP).redline("rules.heading-increment = \"error\"\nfail-on = \"never\"").report(&[]).code,
        0
    );
    assert_eq!(
        TestBook::of(JUMP).redline("rules.heading-increment = \"off\"\nfail-on = \"suggestion\"").report(&[]).code,
        0
    );
}

#[test]
fn the_option_fail_on_overrides_the_table() {
    let book = TestBook::of(JUMP).redline("fail-on = \"warning\"");
    assert_eq!(book.report(&["--fail-on", "error"]).code, 0);
    assert_eq!(book.report(&["--fail-on", "never"]).code, 0);
    assert_eq!(TestBook::of(JUMP).report(&["--fail-on", "suggestion"]).code, 1);
    book.run(["check", "--fail-on", "sometimes"]).exits(2);
}

#[test]
fn environment_variables_override_the_table() {
    let book = TestBook::of(JUMP).redline("fail-on = \"never\"");
    let check = |name: &str, value: &str| {
        Run::of(redline().args(["check", "--format", "short"]).env(name, value).current_dir(book.root()))
    };
    check("MDBOOK_PREPROCESSOR__REDLINE__FAIL_ON", "warning").exits(1);
    check("MDBOOK_PREPROCESSOR__REDLINE__FAIL_ON", "\"suggestion\"").exits(1);
    check("MDBOOK_PREPROCESSOR__REDLINE__FAIL_ON", "nevr").exits(2).stderr_has("nevr").stderr_has("never");
    check("MDBOOK_PREPROCESSOR__REDLINE__FAIL_ONN", "warning").exits(2).stderr_has("fail-onn");
    check("MDBOOK_PREPROCESSOR__REDLINE__RULES__HEADING_INCREMENT", "error").exits(0).stdout_has(": error: ");
    check("MDBOOK_PREPROCESSOR__OTHER__FAIL_ON", "warning").exits(0);
    check("MDBOOK_PREPROCESSOR__REDLINE", "{\"fail-on\": \"warning\"}").exits(1);
}

#[test]
fn an_unknown_command_or_option_is_a_usage_error() {
    let book = TestBook::of(CLEAN);
    for args in [&["chekc"][..], &["check", "--formt", "json"], &["check", "--format", "jsn"], &["supports"]] {
        let run = book.run(args).exits(2);
        assert_eq!(run.stdout, "", "{args:?}");
    }
}

// ---- the argument PATH

#[test]
fn without_a_path_the_book_at_or_above_is_checked() {
    let book = TestBook::new().chapter("deep/guide.md", JUMP).file("src/deep/loose.md", JUMP);
    for (folder, file) in [("", "src/deep/guide.md"), ("src", "deep/guide.md"), ("src/deep", "guide.md")] {
        let report = report_in(&book.root().join(folder), []);
        assert_eq!(report.findings.len(), 1, "{folder}: {report:#?}");
        assert_eq!(report.findings[0].file, file);
    }
}

#[test]
fn a_folder_with_book_toml_is_that_book() {
    let book = TestBook::of(JUMP).file("src/loose.md", JUMP);
    let report = report_in(book.outside(), ["book"]);
    assert_eq!(report.findings.iter().map(|f| f.file.as_str()).collect::<Vec<_>>(), ["book/src/guide.md"]);
    assert_eq!(report.summary["files"], 1);
}

#[test]
fn any_other_folder_is_every_markdown_file_below_it() {
    let folder = TestBook::new()
        .file("docs/a.md", JUMP)
        .file("docs/deep/er/b.md", JUMP)
        .file("docs/c.txt", JUMP)
        .file("docs/SUMMARY.md", JUMP);
    fs::remove_file(folder.root().join("book.toml")).expect("it is there");
    for (cwd, path, prefix) in [("", "docs", "docs/"), ("docs", ".", "")] {
        let report = report_in(&folder.root().join(cwd), [path]);
        let found: Vec<_> = report.findings.iter().map(|f| f.file.trim_start_matches("./")).collect();
        assert_eq!(found, [format!("{prefix}a.md"), format!("{prefix}deep/er/b.md")], "{path}");
    }
}

#[test]
fn without_a_book_anywhere_this_folder_is_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), JUMP).expect("it can be written");
    assert_eq!(report_in(folder.path(), []).places(), ["a.md:5:1 heading-increment"]);
}

#[test]
fn several_paths_are_checked_together_and_nothing_twice() {
    let book = TestBook::new().chapter("a.md", JUMP).chapter("b.md", JUMP).chapter("c.md", JUMP);
    let report = book.report(&["src/a.md", "src/b.md", "src/a.md"]);
    assert_eq!(report.places(), ["a.md:5:1 heading-increment", "b.md:5:1 heading-increment"]);
}

#[test]
fn a_file_inside_a_book_is_checked_in_the_context_of_the_book() {
    let book = TestBook::new()
        .chapter("a.md", "# A\n\nText.\n\n{{#include part.md}}\n\n[x](b.md#step) [y](b.md#gone)\n")
        .chapter("b.md", &JUMP.replace("### Jump", "## Step"))
        .file("src/part.md", "### Jump\n\nText.\n");
    let rules = |path: &str| -> Vec<String> {
        book.report(&[path]).findings.iter().map(|f| format!("{} {}", f.file, f.rule)).collect()
    };
    assert_eq!(rules("src/a.md"), ["src/a.md broken-anchor"]);
    assert_eq!(rules("src/part.md"), ["src/part.md heading-increment"], "only its chapter makes it a jump");
    assert_eq!(rules("src/b.md"), [""; 0]);
}

#[test]
fn a_file_without_a_book_is_checked_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), JUMP).expect("it can be written");
    fs::write(folder.path().join("b.md"), JUMP).expect("it can be written");
    assert_eq!(report_in(folder.path(), ["b.md"]).places(), ["b.md:5:1 heading-increment"]);
}

#[test]
fn a_missing_path_is_reported() {
    let run = TestBook::of(CLEAN).run(["check", "src/gone.md"]).exits(2);
    assert!(format!("{}{}", run.stdout, run.stderr).contains("src/gone.md"), "{run:#?}");
}

#[test]
fn drafts_part_titles_and_nested_chapters_of_a_summary_are_read() {
    let book = TestBook::of(CLEAN)
        .file(
            "src/SUMMARY.md",
            "# Summary\n\n[Pre](pre.md)\n\n# Part\n\n- [D]()\n  - [Deep](deep.md)\n\n---\n\n[Post](post%20x.md)\n",
        )
        .file("src/pre.md", JUMP)
        .file("src/deep.md", JUMP)
        .file("src/post x.md", JUMP);
    let mut chapters: Vec<_> = book.report(&[]).findings.into_iter().filter_map(|f| f.chapter).collect();
    chapters.sort();
    assert_eq!(chapters, ["Deep", "Post", "Pre"]);
}

#[test]
fn an_editor_may_send_text_that_is_not_saved_yet() {
    let book = TestBook::of(CLEAN).chapter("other.md", JUMP);
    let unsaved = "# Guide\n\n[x](other.md#jump) [y](other.md#gone)\n\n### Ünsaved\n";
    let args = ["check", "-", "--stdin-path", "src/guide.md", "--format", "json"];
    let run = Run::fed(redline().args(args).current_dir(book.root()), unsaved.as_bytes());
    let report: Report = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:#?}"));
    assert!(report.findings.iter().all(|f| f.file == "src/guide.md"), "{report:#?}");
    assert_eq!(report.texts("heading-increment"), ["### Ünsaved"]);
    assert_eq!(report.of_rule("broken-anchor").len(), 1, "{report:#?}");
    for finding in &report.findings {
        assert_eq!(&unsaved[finding.start.offset..finding.end.offset], finding.text);
        assert_eq!(place_at(unsaved, finding.start.offset), finding.start);
    }
    assert_eq!(book.read("src/guide.md"), CLEAN);
}

#[test]
fn standard_input_is_read_only_with_a_path_to_report_it_under() {
    let book = TestBook::of(CLEAN);
    Run::fed(redline().args(["check", "-"]).current_dir(book.root()), b"# A\n").exits(2).stderr_has("--stdin-path");
}

// ---- options

#[test]
fn select_runs_these_rules_and_no_other() {
    let text = "# Guide\n\nSome text.\n\n### Jump\n\n[x](#gone)\n\n<!-- redline-disable-next-line empty-section -->\n\nMore.\n";
    let book = TestBook::of(text);
    assert_eq!(book.report(&[]).findings.len(), 3);
    let only = |args: &[&str]| -> Vec<String> { book.report(args).findings.into_iter().map(|f| f.rule).collect() };
    assert_eq!(only(&["--select", "broken-anchor"]), ["broken-anchor"]);
    assert_eq!(
        only(&["--select", "broken-anchor", "--select", "heading-increment"]),
        ["heading-increment", "broken-anchor"]
    );
    book.run(["check", "--select", "heading-incremnt"]).exits(2).stderr_has("heading-increment");
}

#[test]
fn quiet_prints_findings_only() {
    let book = TestBook::of(JUMP).redline("fail-on = \"warning\"");
    let run = book.run(["check", "--quiet", "--format", "short"]).exits(1).stdout_has("heading-increment");
    assert_eq!(run.stderr, "", "{run:#?}");
    assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
}

#[test]
fn a_configuration_file_has_the_keys_at_its_top_level_and_takes_the_place_of_the_table() {
    let book = TestBook::of(JUMP)
        .redline("fail-on = \"never\"\nrules.heading-increment = \"off\"")
        .file("conf/strict.toml", "fail-on = \"warning\"\n[rules]\nheading-increment = \"warning\"\n")
        .file("conf/wrong.toml", "\nfail-no = \"warning\"\n");
    assert_eq!(book.report(&[]).findings.len(), 0);
    assert_eq!(book.report(&["--config", "conf/strict.toml"]).code, 1);
    let run = book
        .run(["check", "--config", "conf/wrong.toml"])
        .exits(2)
        .stderr_has("fail-no")
        .stderr_has("fail-on")
        .stderr_has("wrong.toml");
    assert!(run.stderr.contains("wrong.toml:2"), "no line: {run:#?}");
    book.run(["check", "--config", "conf/gone.toml"]).exits(2).stderr_has("gone.toml");
}

#[test]
fn the_nearest_book_toml_at_or_above_a_file_configures_it() {
    let book = TestBook::of(CLEAN).redline("rules.heading-increment = \"off\"").file("notes/loose.md", JUMP);
    assert_eq!(book.report(&["notes/loose.md"]).findings.len(), 0);
    assert_eq!(book.report(&["notes"]).findings.len(), 0);
}

// ---- formats

#[test]
fn the_human_format_is_the_default_and_has_colour_only_on_request() {
    let book = TestBook::of(JUMP);
    let human = book.run(["check", "--format", "human"]);
    assert_eq!(book.run(["check"]).stdout, human.stdout);
    assert!(!human.stdout.contains('\u{1b}'), "{human:#?}");
    book.run(["check", "--color", "always"]).stdout_has("\u{1b}[");
    book.run(["check", "--color", "never"]).exits(0);
}

#[test]
fn the_same_fault_in_three_chapters_is_one_entry_for_people_and_three_for_machines() {
    let book = TestBook::new().chapter("a.md", JUMP).chapter("b.md", JUMP).chapter("c.md", JUMP);
    let run = book.run(["check"]).exits(0).stdout_has("a.md").stdout_has("b.md").stdout_has("c.md");
    assert_eq!(shown(&run.stdout, "heading-increment"), 1, "{run:#?}");
    assert_eq!(book.report(&[]).findings.len(), 3);
    assert_eq!(book.run(["check", "--format", "short"]).stdout.lines().count(), 3);
}

#[test]
fn paths_in_a_report_are_relative_to_the_working_directory() {
    let book = TestBook::of(JUMP);
    let root = book.root();
    let absolute = root.to_string_lossy();
    for (folder, path, file) in [
        ("book", "src/guide.md", "src/guide.md"),
        ("", "book", "book/src/guide.md"),
        ("", &*absolute, "book/src/guide.md"),
    ] {
        let report = report_in(&book.outside().join(folder), [path]);
        assert_eq!(report.findings[0].file, file, "{path}");
    }
    fs::create_dir(book.outside().join("beside")).expect("it can be made");
    let report = report_in(&book.outside().join("beside"), ["../book"]);
    assert!(report.findings[0].file.ends_with("/book/src/guide.md"), "{report:#?}");
}

// ---- unreadable files

#[test]
fn a_chapter_that_is_not_utf8_is_a_problem_and_the_rest_is_checked() {
    let book = TestBook::new().chapter("a.md", "").chapter("b.md", JUMP).file("src/a.md", b"# A\n\n\xff\xfe\n");
    let report = book.report(&[]);
    assert_eq!(report.code, 2);
    assert_eq!(report.places(), ["b.md:5:1 heading-increment"]);
    assert_eq!(report.problems.len(), 1, "{report:#?}");
    assert_eq!(report.problems[0].file.as_deref(), Some("src/a.md"));
    book.run(["check"]).exits(2).stderr_has("a.md").stdout_has("heading-increment");
}

#[test]
fn a_chapter_that_cannot_be_read_is_a_problem_and_the_rest_is_checked() {
    let book = TestBook::new().chapter("a.md", "").chapter("b.md", JUMP);
    fs::remove_file(book.root().join("src/a.md")).expect("it is there");
    fs::create_dir(book.root().join("src/a.md")).expect("a folder cannot be read as a file");
    let report = book.report(&[]);
    assert_eq!((report.code, report.findings.len(), report.problems.len()), (2, 1, 1), "{report:#?}");
}

#[test]
fn invalid_toml_is_reported_with_its_line() {
    let run = TestBook::of(CLEAN)
        .file("book.toml", "[book]\ntitle = \"A\"\n\n[preprocessor.redline\n")
        .run(["check"])
        .exits(2);
    assert!(run.stderr.contains("book.toml:4"), "{run:#?}");
}

#[test]
fn a_mistake_in_the_table_is_named_with_its_line_before_anything_is_checked() {
    let toml = "[book]\ntitle = \"A\"\n\n[preprocessor.redline]\nmax-findings = 3\nnormalise = false\n";
    let run = TestBook::of(JUMP)
        .file("book.toml", toml)
        .run(["check"])
        .exits(2)
        .stderr_has("normalise")
        .stderr_has("normalize");
    assert!(run.stderr.contains("book.toml:6"), "{run:#?}");
    assert!(!run.stdout.contains("heading-increment"), "{run:#?}");
}

#[test]
fn a_book_without_a_summary_is_an_error_that_names_it() {
    let book = TestBook::of(JUMP);
    fs::remove_file(book.root().join("src/SUMMARY.md")).expect("it is there");
    book.run(["check"]).exits(2).stderr_has("SUMMARY.md");
}

// ---- configuration

#[test]
fn packs_rules_overrides_and_comments_override_each_other_in_this_order() {
    let book = |keys: &str| TestBook::new().chapter("a/x.md", JUMP).chapter("b/x.md", JUMP).redline(keys);
    let levels = |keys: &str| -> Vec<String> { book(keys).report(&[]).findings.into_iter().map(|f| f.level).collect() };
    let over = "[[preprocessor.redline.overrides]]\nfor = [\"a/**\"]\nrules.heading-increment";
    assert_eq!(levels(""), ["warning", "warning"]);
    assert_eq!(levels("packs = []"), [""; 0]);
    assert_eq!(levels("packs = []\nrules.heading-increment = \"error\""), ["error", "error"]);
    assert_eq!(levels("rules.heading-increment = { level = \"suggestion\" }"), ["suggestion", "suggestion"]);
    assert_eq!(levels(&format!("rules.heading-increment = \"error\"\n{over} = \"off\"")), ["error"]);
    assert_eq!(levels(&format!("rules.heading-increment = \"off\"\n{over} = \"suggestion\"")), ["suggestion"]);
}

#[test]
fn ignored_chapters_are_context_but_not_checked() {
    let book = |ignore: &str| {
        let keys = format!("ignore = [\"{ignore}\"]");
        TestBook::new()
            .chapter("a.md", JUMP)
            .chapter("v/b.md", JUMP)
            .chapter("v/w/c.md", "# C\n\n[x](../b.md#jump)\n\n### Jump\n\nText.\n")
            .redline(&keys)
    };
    let checked =
        |ignore: &str| -> Vec<String> { book(ignore).report(&[]).findings.into_iter().map(|f| f.file).collect() };
    assert_eq!(checked("v/**"), ["src/a.md"]);
    assert_eq!(checked("v/*"), ["src/a.md", "src/v/w/c.md"]);
    assert_eq!(checked("*.md"), ["src/v/b.md", "src/v/w/c.md"]);
    assert_eq!(checked("**/c.md"), ["src/a.md", "src/v/b.md"]);
}

#[test]
fn config_shows_each_value_and_where_it_came_from() {
    let book = TestBook::of(CLEAN).redline("max-findings = 7\nrules.empty-section = \"error\"");
    let run = Run::of(
        redline().arg("config").env("MDBOOK_PREPROCESSOR__REDLINE__FAIL_ON", "warning").current_dir(book.root()),
    )
    .exits(0);
    let line = |key: &str| {
        run.stdout
            .lines()
            .find(|line| line.trim_start().starts_with(key))
            .unwrap_or_else(|| panic!("no {key}: {run:#?}"))
    };
    assert!(line("max-findings").contains('7') && line("max-findings").contains("book.toml"), "{run:#?}");
    assert!(line("normalize").contains("\"structure\"") && line("normalize").contains("default"), "{run:#?}");
    assert!(
        line("fail-on").contains("warning") && line("fail-on").contains("MDBOOK_PREPROCESSOR__REDLINE__FAIL_ON"),
        "{run:#?}"
    );
    assert!(run.stdout.contains("empty-section"), "{run:#?}");
}

#[test]
fn the_schema_has_every_key_of_the_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = run_in(folder.path(), ["config", "--schema"]).exits(0);
    let schema: Value = serde_json::from_str(&run.stdout).expect("a schema is JSON");
    for key in [
        "packs",
        "fail-on",
        "normalize",
        "ignore",
        "rules",
        "overrides",
        "max-findings",
        "require-reason",
        "language",
        "mdbook",
    ] {
        assert!(schema["properties"][key].is_object(), "no `{key}` in {}", schema["properties"]);
    }
}

// ---- suppressions

/// The findings of a chapter as `rule@line`, and how many were suppressed.
#[track_caller]
fn left(text: &str, keys: &str) -> (Vec<String>, u64) {
    let report = TestBook::of(text).redline(keys).report(&[]);
    (report.findings.iter().map(|f| format!("{}@{}", f.rule, f.start.line)).collect(), report.summary["suppressed"])
}

/// Two jumps that a comment may suppress, with `between` between them.
fn two_jumps(before: &str, between: &str) -> String {
    format!("# Guide\n\nText.\n\n{before}### Jump\n\nText.\n\n{between}## Back\n\nText.\n\n#### Leap\n\nText.\n")
}

/// Asserts that this number of the two jumps is suppressed, and the others found.
#[track_caller]
fn assert_suppressed(text: &str, suppressed: u64) {
    let (findings, count) = left(text, "");
    let jumps = findings.iter().filter(|f| f.starts_with("heading-increment")).count() as u64;
    assert_eq!((jumps, count), (2 - suppressed, suppressed), "{text}\n{findings:?}");
}

#[test]
fn a_comment_suppresses_the_next_line() {
    for words in ["heading-increment", "heading-increment -- known", "empty-section heading-increment", ""] {
        let comment = format!("<!-- redline-disable-next-line {words} -->\n");
        assert_suppressed(&two_jumps(&comment, ""), 1);
    }
}

#[test]
fn a_comment_suppresses_to_its_end_or_to_the_end_of_the_file() {
    for rule in ["heading-increment", ""] {
        let disable = format!("<!-- redline-disable {rule} -->\n\n");
        let enable = format!("<!-- redline-enable {rule} -->\n\n");
        assert_suppressed(&two_jumps(&disable, ""), 2);
        assert_suppressed(&two_jumps(&disable, &enable), 1);
        assert_suppressed(&two_jumps("", &disable), 1);
    }
}

#[test]
fn a_comment_for_the_file_holds_wherever_it_stands() {
    let comment = "<!-- redline-disable-file heading-increment -->\n\n";
    assert_suppressed(&two_jumps(comment, ""), 2);
    assert_suppressed(&two_jumps("", comment), 2);
    assert_suppressed(&format!("{}\n{comment}", two_jumps("", "")), 2);
}

#[test]
fn the_comments_of_vale_are_understood() {
    assert_suppressed(&two_jumps("<!-- vale off -->\n\n", ""), 2);
    assert_suppressed(&two_jumps("<!-- vale off -->\n\n", "<!-- vale on -->\n\n"), 1);
    let (off, on) = ("<!-- vale heading-increment = NO -->\n\n", "<!-- vale heading-increment = YES -->\n\n");
    assert_suppressed(&two_jumps(off, ""), 2);
    assert_suppressed(&two_jumps(off, on), 1);
}

#[test]
fn a_comment_quoted_in_code_does_nothing() {
    for quoted in [
        "`<!-- redline-disable-file -->`",
        "```html\n<!-- redline-disable-file -->\n```",
        "    <!-- redline-disable-file -->",
        "`<!-- vale off -->`",
    ] {
        let text = format!("# Guide\n\nText.\n\n{quoted}\n\n### Jump\n\nText.\n");
        let (findings, suppressed) = left(&text, "");
        assert_eq!((findings.len(), suppressed), (1, 0), "{quoted}: {findings:?}");
        assert!(findings[0].starts_with("heading-increment@"), "{quoted}: {findings:?}");
    }
}

#[test]
fn a_comment_for_another_rule_suppresses_nothing_and_is_unused() {
    let text = "# Guide\n\nText.\n\n<!-- redline-disable-next-line empty-section -->\n### Jump\n\nText.\n";
    assert_eq!(left(text, ""), (vec!["unused-suppression@5".to_owned(), "heading-increment@6".to_owned()], 0));
}

#[test]
fn a_suppression_of_a_rule_that_did_not_run_is_not_called_unused() {
    assert_eq!(left(UNUSED, "").0, ["unused-suppression@5"]);
    assert_eq!(left(UNUSED, "rules.heading-increment = \"off\"").0, [""; 0]);
    assert_eq!(
        TestBook::of(UNUSED).report(&["--select", "unused-suppression", "--select", "broken-anchor"]).findings.len(),
        0
    );
}

#[test]
fn a_suppression_inside_an_included_file_reaches_the_chapters_that_include_it() {
    let book = TestBook::of("# Guide\n\nText.\n\n{{#include part.md}}\n")
        .file("src/part.md", "<!-- redline-disable-next-line heading-increment -->\n### Jump\n\nText.\n");
    let report = book.report(&[]);
    assert_eq!((report.findings.len(), report.summary["suppressed"]), (0, 1), "{report:#?}");
}

/// A book whose chapters include parts of one file: the finding and the comments are in that file.
fn with_parts(includes: &[&str], file: &str) -> TestBook {
    let book = includes.iter().enumerate().fold(TestBook::new(), |book, (number, include)| {
        book.chapter(&format!("c{number}.md"), &format!("# Chapter {number}\n\nText.\n\n{{{{#include {include}}}}}\n"))
    });
    book.file("src/inc.md", file)
}

const ANCHORED: &str = "<!-- ANCHOR: x -->\nWe recieve it.\n<!-- ANCHOR_END: x -->\n";

#[test]
fn a_comment_holds_for_its_file_outside_of_the_included_part() {
    let comments = [
        ("<!-- redline-disable-file misspelling -->\n", "", true),
        ("", "<!-- redline-disable-file -->\n", true),
        ("<!-- redline-disable misspelling -->\n\n", "", true),
        ("<!-- redline-disable misspelling -->\n\n", "\n<!-- redline-enable misspelling -->\n", true),
        ("<!-- redline-disable-next-line misspelling -->\n\n", "", true),
        ("<!-- vale off -->\n\n", "\n<!-- vale on -->\n", true),
        ("<!-- redline-disable misspelling -->\n\nText.\n\n<!-- redline-enable -->\n\n", "", false),
        ("<!-- redline-disable-next-line misspelling -->\n\nText.\n\n", "", false),
        ("<!-- vale off -->\n\nText.\n\n<!-- vale on -->\n\n", "", false),
        ("", "\n<!-- redline-disable misspelling -->\n", false),
        ("`<!-- redline-disable-file -->`\n\n```\n<!-- redline-disable-file misspelling -->\n```\n\n", "", false),
        ("\\<!-- redline-disable-file -->\n\n", "", false),
    ];
    for (before, after, is_suppressed) in comments {
        for include in ["inc.md:x".to_owned(), format!("inc.md:{}", 2 + before.matches('\n').count())] {
            let book = with_parts(&[&include, "inc.md:x"], &format!("{before}{ANCHORED}{after}"));
            let report = book.report(&["--select", "misspelling"]);
            let found = report.findings.len();
            assert_eq!(found, usize::from(!is_suppressed), "{include} {before:?} {after:?}: {report:#?}");
            let file = book.read("src/inc.md");
            book.run(["fix", "--select", "misspelling"]);
            assert_eq!(book.read("src/inc.md") == file, is_suppressed, "{before:?} {after:?}");
        }
    }
}

#[test]
fn a_comment_between_the_included_parts_holds_in_the_later_ones() {
    let file =
        "Text.\n<!-- redline-disable misspelling -->\n\nWe recieve it.\n\n<!-- redline-enable -->\n\nThey occured.\n";
    let report = with_parts(&["inc.md:1:2", "inc.md:4", "inc.md:4:8"], file).report(&[]);
    assert_eq!(report.places(), ["inc.md:8:6 misspelling"], "{report:#?}");
}

#[test]
fn a_comment_outside_of_the_included_part_is_unused_only_if_all_that_it_covers_was_checked() {
    let fine = ANCHORED.replace("recieve", "receive");
    let unused = |includes: &[&str], file: &str| with_parts(includes, file).report(&[]).places();
    let next_line = format!("Text.\n\n<!-- redline-disable-next-line misspelling -->\n{fine}");
    assert_eq!(unused(&["inc.md:x"], &next_line), ["inc.md:3:32 unused-suppression"]);
    assert_eq!(unused(&["inc.md:1"], &next_line), [""; 0], "no chapter shows the line");
    assert_eq!(unused(&["inc.md:1", "inc.md:x"], &next_line), ["inc.md:3:32 unused-suppression"]);
    let whole = format!("<!-- redline-disable-file misspelling -->\n{fine}");
    assert_eq!(unused(&["inc.md:x"], &whole), ["inc.md:1:27 unused-suppression"]);
    assert_eq!(unused(&["inc.md:x"], &format!("{whole}More text.\n")), [""; 0]);
    assert_eq!(unused(&["inc.md:x", "inc.md"], &format!("{whole}More text.\n")), ["inc.md:1:27 unused-suppression"]);
    let used = format!("<!-- redline-disable misspelling -->\n\n{ANCHORED}\n<!-- redline-enable -->\n\nText.\n");
    assert_eq!(unused(&["inc.md:x", "inc.md:9:"], &used), [""; 0]);
    let vale = format!("<!-- vale off -->\n\n{fine}");
    assert_eq!(unused(&["inc.md:x"], &vale), [""; 0], "Vale may need it");
}

#[test]
fn an_enabling_comment_in_the_included_part_ends_what_the_file_disables_before_it() {
    let part = "<!-- ANCHOR: x -->\nWe recieve it.\n\n<!-- redline-enable misspelling -->\n\nThey occured.\n<!-- ANCHOR_END: x -->\n";
    let file = |before: &str| with_parts(&["inc.md:x"], &format!("{before}\n\n{part}")).report(&[]).places();
    assert_eq!(file("<!-- redline-disable misspelling -->"), ["inc.md:8:6 misspelling"]);
    assert_eq!(file("Text."), ["inc.md:4:4 misspelling", "inc.md:6:1 unused-suppression", "inc.md:8:6 misspelling"]);
}

#[test]
fn a_misspelled_comment_outside_of_the_included_part_is_reported_and_prevents_fixes() {
    let book = with_parts(&["inc.md:x"], &format!("<!-- redline-disable-fiel misspelling -->\n{ANCHORED}"));
    assert_eq!(book.report(&[]).places(), ["inc.md:1:1 unused-suppression", "inc.md:3:4 misspelling"]);
    book.run(["fix"]).stderr_has("fixes there wait for it");
    assert!(book.read("src/inc.md").contains("recieve"));
}

#[test]
fn a_comment_outside_of_the_included_part_needs_a_reason_if_it_covers_the_part() {
    let places = |includes: &[&str]| {
        let file = format!("Text.\n\n<!-- redline-disable-next-line misspelling -->\n{ANCHORED}");
        with_parts(includes, &file).redline("require-reason = true").report(&[]).places()
    };
    assert_eq!(places(&["inc.md:x", "inc.md:x"]), ["inc.md:3:1 suppression-without-reason"]);
    assert_eq!(places(&["inc.md:1"]), [""; 0]);
}

#[test]
fn suppressions_need_a_reason_only_where_the_book_requires_one() {
    let text = |reason: &str| {
        format!("# Guide\n\nText.\n\n<!-- redline-disable-next-line heading-increment{reason} -->\n### Jump\n\nText.\n")
    };
    assert_eq!(left(&text(""), "").0, [""; 0]);
    assert_eq!(left(&text(""), "require-reason = true").0, ["suppression-without-reason@5"]);
    assert_eq!(left(&text(" -- older than the rule"), "require-reason = true").0, [""; 0]);
}

// ---- broken-anchor and other preprocessors

#[test]
fn anchors_are_not_checked_where_another_preprocessor_may_add_ids() {
    let book = || TestBook::of("# Guide\n\n[x](#gone)\n");
    let toc = "[preprocessor.toc]\ncommand = \"mdbook-toc\"\n";
    assert_eq!(book().report(&[]).places().len(), 1);
    assert_eq!(book().tables(toc).report(&[]).places().len(), 0);
    assert_eq!(book().tables(toc).redline("rules.broken-anchor = \"warning\"").report(&[]).places().len(), 1);
    assert_eq!(book().tables("[preprocessor.links]\n\n[preprocessor.index]\n").report(&[]).places().len(), 1);
}

// ---- fix

#[test]
fn fix_removes_an_unused_suppression_and_nothing_else() {
    let others = "# Ä\r\n\r\nText.  \r\n\r\n### Jump\r\n\r\n* odd\r\n   list";
    let book = TestBook::new().chapter("guide.md", UNUSED).chapter("other.md", &format!("\u{feff}{others}"));
    book.run(["fix"]).exits(0);
    let fixed = book.read("src/guide.md");
    assert!(!fixed.contains("redline"), "{fixed}");
    assert!(fixed.starts_with("# Guide\n\nSome text.\n\n") && fixed.ends_with("## Step\n\nMore text.\n"), "{fixed}");
    assert_eq!(book.read("src/other.md"), format!("\u{feff}{others}"));
    assert_eq!(book.report(&[]).of_rule("unused-suppression").len(), 0);
    let once = files(&book.root());
    book.run(["fix"]).exits(0);
    assert_eq!(once, files(&book.root()), "fixing twice is fixing once");
}

#[test]
fn a_fixed_file_keeps_its_mark_and_its_line_endings() {
    let text = format!("\u{feff}{}", UNUSED.replace('\n', "\r\n")).trim_end().to_owned();
    let book = TestBook::of(&text);
    book.run(["fix"]).exits(0);
    let fixed = book.read("src/guide.md");
    assert!(fixed.starts_with("\u{feff}# Guide\r\n") && fixed.ends_with("More text."), "{fixed:?}");
    assert!(!fixed.contains("redline"), "{fixed:?}");
    assert_eq!(fixed.matches('\n').count(), fixed.matches("\r\n").count(), "{fixed:?}");
}

#[test]
fn an_unsafe_fix_is_applied_only_on_request() {
    let book = TestBook::of(JUMP);
    assert_eq!(book.report(&[]).findings[0].fix.as_ref().map(|fix| fix.level.as_str()), Some("unsafe"));
    book.run(["fix"]).exits(0);
    assert_eq!(book.read("src/guide.md"), JUMP);
    book.run(["fix", "--unsafe"]).exits(0);
    assert_eq!(book.read("src/guide.md"), JUMP.replace("### Jump", "## Jump"));
}

#[test]
fn fix_exits_as_check_would_on_what_remains() {
    let book = TestBook::of(&format!("{UNUSED}\n#### Leap\n\nText.\n")).redline("fail-on = \"warning\"");
    book.run(["fix"]).exits(1);
    assert_eq!(
        book.report(&[]).places(),
        [format!("guide.md:{}:1 heading-increment", book.read("src/guide.md").lines().count() - 2)]
    );
}

#[test]
fn fix_with_diff_shows_the_change_and_makes_none() {
    let book = TestBook::of(UNUSED);
    let before = files(&book.root());
    let run = book.run(["fix", "--diff"]).exits(1).stdout_has("guide.md");
    assert!(run.stdout.contains("-<!-- redline-disable-next-line heading-increment -->"), "{run:#?}");
    assert_eq!(before, files(&book.root()));
    let clean = TestBook::of(CLEAN).run(["fix", "--diff"]).exits(0);
    assert_eq!(clean.stdout, "");
}

#[test]
fn fix_reaches_included_files_but_nothing_outside_the_book() {
    let part = "<!-- redline-disable-next-line heading-increment -->\n## Part\n\nText.\n";
    let book = TestBook::of("# Guide\n\nText.\n\n{{#include part.md}}\n\n{{#include ../../outside.md}}\n")
        .file("src/part.md", part);
    let outside = book.outside().join("outside.md");
    fs::write(&outside, part.replace("Part", "Outside")).expect("it can be written");
    book.run(["fix"]);
    assert!(!book.read("src/part.md").contains("redline"), "{}", book.read("src/part.md"));
    assert_eq!(fs::read_to_string(outside).ok(), Some(part.replace("Part", "Outside")));
}

#[cfg(unix)]
#[test]
fn fix_writes_through_a_link_and_keeps_the_mode_of_the_file() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let book = TestBook::of("").file("text/real.md", UNUSED);
    let (link, real) = (book.root().join("src/guide.md"), book.root().join("text/real.md"));
    fs::remove_file(&link).expect("it is there");
    symlink("../text/real.md", &link).expect("links can be made");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("the mode can be set");
    book.run(["fix"]).exits(0);
    assert!(link.is_symlink(), "the link was replaced by a file");
    assert!(!book.read("text/real.md").contains("redline"));
    let mode = fs::metadata(&real).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn fix_does_not_write_through_a_link_that_leaves_the_book() {
    let book = TestBook::of("");
    let (link, real) = (book.root().join("src/guide.md"), book.outside().join("real.md"));
    fs::remove_file(&link).expect("it is there");
    fs::write(&real, UNUSED).expect("it can be written");
    std::os::unix::fs::symlink(&real, &link).expect("links can be made");
    book.run(["fix"]);
    assert_eq!(fs::read_to_string(real).ok().as_deref(), Some(UNUSED));
}

#[test]
fn fix_leaves_nothing_behind_but_the_fixed_files() {
    let book = TestBook::of(UNUSED);
    let before: Vec<_> = files(&book.root()).into_keys().collect();
    book.run(["fix"]).exits(0);
    assert_eq!(before, files(&book.root()).into_keys().collect::<Vec<_>>());
}

/// A comment that a safe fix removes, and a heading behind it.
const PART: &str = "<!-- redline-disable-next-line heading-increment -->\n## Part\n\nText.\n";

#[test]
fn files_outside_the_book_are_left_alone_and_counted() {
    let book = TestBook::of("# Guide\n\nText.\n\n{{#include ../../outside.md}}\n").redline("fail-on = \"warning\"");
    let outside = book.outside().join("outside.md");
    fs::write(&outside, PART).expect("it can be written");
    let note = "outside.md lies outside the book, so 1 fix is left there";
    for _ in 0..2 {
        let run = book.run(["fix"]).exits(1).stderr_has(note).stderr_lacks("applied").stderr_lacks("error");
        assert!(run.stdout.contains("1 warning") && !run.stdout.contains("no findings"), "{run:#?}");
        assert!(!run.stdout.contains("mdbook-redline fix"), "{run:#?}");
    }
    assert_eq!(book.run(["fix", "--diff"]).exits(0).stderr_has(note).stdout, "");
    let report = book.report(&[]);
    assert_eq!((report.findings.len(), report.summary["fixable"]), (1, 0));
    let check = book.run(["check"]).exits(1);
    assert!(!check.stdout.contains("`mdbook-redline fix` mends"), "{check:#?}");
    assert_eq!(fs::read_to_string(&outside).ok().as_deref(), Some(PART));

    let both = book.chapter("other.md", PART);
    let run = both.run(["fix"]).exits(1).stderr_has("applied 1 fix in 1 file").stderr_has(note);
    assert!(run.stdout.contains("1 warning"), "{run:#?}");
}

#[test]
fn an_included_file_can_be_ignored() {
    let book = |ignore: &str| {
        let book = TestBook::of("# Guide\n\nText.\n\n{{#include ../../outside.md}}\n\n{{#include parts/part.md}}\n")
            .redline(&format!("ignore = [\"{ignore}\"]"))
            .file("src/parts/part.md", PART.replace("Part", "Other"));
        fs::write(book.outside().join("outside.md"), PART).expect("it can be written");
        book
    };
    let files = |ignore: &str| -> Vec<String> {
        book(ignore).run(["fix", "--diff"]).stderr_lacks(&format!("`{ignore}` in `ignore`"));
        book(ignore).report(&[]).findings.into_iter().map(|finding| finding.file).collect()
    };
    assert_eq!(files("../../outside.md"), ["src/parts/part.md"]);
    assert_eq!(files("../../*.md"), ["src/parts/part.md"]);
    assert_eq!(files("parts/part.md"), ["../outside.md"]);
    book("../../outside.md").run(["fix"]).exits(0).stderr_lacks("lies outside").stdout_has("no findings");
    book("gone.md").run(["check"]).stderr_has("`gone.md` in `ignore` fits no chapter");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_an_error_and_the_others_are_written() {
    let long = format!("{UNUSED}\n{}\n", "A sentence of the chapter. ".repeat(200));
    let book = TestBook::of(UNUSED).chapter("long.md", &long).redline("fail-on = \"warning\"");
    // A limit on the size of files, which holds for every user: a longer file cannot be written.
    let script = "trap '' XFSZ; ulimit -f 2; exec \"$0\" fix";
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", script]).arg(redline().get_program()).current_dir(book.root());
    let run = Run::of(&mut limited).exits(2);
    let run = run.stderr_has("long.md: the fixes cannot be written").stderr_has("applied 1 fix in 1 file");
    assert!(run.stdout.contains("1 warning") && !run.stdout.contains("no findings"), "{run:#?}");
    assert_eq!(book.read("src/long.md"), long);
    assert!(!book.read("src/guide.md").contains("redline"));
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_replaced_and_stays_read_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let book = TestBook::of(UNUSED).redline("");
    let path = book.root().join("src/guide.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("the mode can be set");
    book.run(["fix"]).exits(0);
    assert!(!book.read("src/guide.md").contains("redline"));
    let mode = fs::metadata(&path).expect("the file is there").permissions().mode();
    assert_eq!(mode & 0o7777, 0o444);
}

// ---- written files

/// Runs a command that must end by itself.
#[cfg(unix)]
#[track_caller]
fn ends(command: &mut std::process::Command) -> std::process::Output {
    use std::process::Stdio;
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("the process starts");
    for _ in 0..1200 {
        if child.try_wait().expect("it can be waited for").is_some() {
            return child.wait_with_output().expect("its output can be read");
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    child.kill().expect("it can be stopped");
    panic!("{command:?} does not end");
}

/// Puts a named pipe in the place of a file.
#[cfg(unix)]
fn make_pipe(path: &Path) {
    if path.exists() {
        fs::remove_file(path).expect("it can be removed");
    }
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.is_ok_and(|status| status.success()), "{} cannot be made", path.display());
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_socket_is_an_error_wherever_a_file_is_read() {
    let book = || {
        TestBook::of("# Guide\n\nText.\n\n{{#include part.md}}\n")
            .chapter("second.md", JUMP)
            .file("src/part.md", "Text.\n")
            .file("terms.toml", "terms = []\n")
            .file("names.toml", "names = [\"Acme\"]\n")
            .file(".vale.ini", "[*.md]\nBasedOnStyles = Vale\n")
            .redline("terms-files = [\"terms.toml\"]\nstyles = { vale-ini = \".vale.ini\" }\n")
    };
    let failed = |book: &TestBook, args: &[&str], words: &str| {
        let output = ends(redline().args(args).current_dir(book.root()));
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains(words), "{args:?}: {stderr}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for file in ["src/guide.md", "src/part.md"] {
        let book = book();
        make_pipe(&book.root().join(file));
        let found = failed(&book, &["check"], "it is a named pipe, not a file");
        assert!(found.contains("heading-increment"), "the rest is checked: {found}");
        failed(&book, &["fix"], "it is a named pipe, not a file");
        failed(&book, &["build"], "it is a named pipe, not a file");
        failed(&book, &["check", file], "it is a named pipe, not a file");
    }
    for file in ["book.toml", "src/SUMMARY.md", "terms.toml", ".vale.ini"] {
        let book = book();
        make_pipe(&book.root().join(file));
        failed(&book, &["check"], "it is a named pipe, not a file");
    }
    let book = book();
    make_pipe(&book.root().join("names.toml"));
    failed(&book, &["verify-redaction", "src", "--redact-file", "names.toml"], "it is a named pipe, not a file");
    fs::remove_file(book.root().join("src/second.md")).expect("it is there");
    let _socket = std::os::unix::net::UnixListener::bind(book.root().join("src/second.md")).expect("a socket");
    failed(&book, &["check"], "src/second.md: it is a socket, not a file");
    fs::remove_file(book.root().join("book.toml")).expect("it is there");
    failed(&book, &["check", "src"], "src/second.md: it is a socket, not a file");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_terminated_leaves_whole_files_and_no_others() {
    use std::os::unix::process::ExitStatusExt as _;
    const SIGTERM: i32 = 15;
    let is_unfinished = |folder: &Path| {
        fs::read_dir(folder).expect("a folder").flatten().any(|entry| entry.file_name().as_encoded_bytes()[0] == b'.')
    };
    for attempt in 0.. {
        let names = || (0..400).map(|number| format!("c{number}.md"));
        let list: Vec<String> = names().map(|name| format!("- [C]({name})")).collect();
        let book = names().fold(TestBook::new(), |book, name| book.file(&format!("src/{name}"), UNUSED));
        let book = book.file("src/SUMMARY.md", format!("# Summary\n\n{}\n", list.join("\n")));
        let src = book.root().join("src");
        let mut child = redline().arg("fix").current_dir(book.root()).spawn().expect("the process starts");
        while !is_unfinished(&src) && child.try_wait().expect("it can be waited for").is_none() {}
        let killed = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
        assert!(killed.is_ok());
        let status = child.wait().expect("it ends");
        assert!(!is_unfinished(&src), "{:?}", files(&src).keys());
        let fixed = UNUSED.replace("<!-- redline-disable-next-line heading-increment -->\n", "");
        let texts: Vec<String> = names().map(|name| book.read(&format!("src/{name}"))).collect();
        assert!(texts.iter().all(|text| *text == UNUSED || *text == fixed));
        if status.signal() == Some(SIGTERM) {
            return;
        }
        assert!(attempt < 5, "the process always ends before it is terminated: {status:?}");
    }
}

#[test]
fn leftovers_of_a_killed_run_are_not_published_and_removed_by_the_next_fix() {
    let book =
        TestBook::of(CLEAN).file("src/.redline-aB3xYz.tmp.md", "half a ch").file("src/.redline-notes.txt", "mine");
    book.run(["build"]).exits(0);
    assert!(files(&book.root().join("book")).keys().all(|file| !file.contains("aB3xYz")));
    book.run(["fix", "--diff"]).exits(0);
    assert_eq!(book.read("src/.redline-aB3xYz.tmp.md"), "half a ch");
    book.run(["fix"]).exits(0).stderr_has("removed src/.redline-aB3xYz.tmp.md");
    assert!(!book.root().join("src/.redline-aB3xYz.tmp.md").exists());
    assert_eq!(book.read("src/.redline-notes.txt"), "mine");
    book.run(["fix"]).exits(0).stderr_lacks("removed");
}

#[cfg(unix)]
#[test]
fn files_that_are_written_have_the_mode_that_they_had_or_that_of_new_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let book = TestBook::of(JUMP).file("plain.txt", "").file("old.html", "old");
    let mode = |file: &str| fs::metadata(book.root().join(file)).expect("it is there").permissions().mode() & 0o777;
    fs::set_permissions(book.root().join("old.html"), fs::Permissions::from_mode(0o640)).expect("the mode can be set");
    book.run(["report", "--html", "new.html"]).exits(0);
    book.run(["report", "--html", "old.html"]).exits(0);
    book.run(["baseline", "create"]).exits(0);
    assert_eq!(mode("new.html"), mode("plain.txt"));
    assert_eq!(mode("redline-baseline.json"), mode("plain.txt"));
    assert_eq!(mode("old.html"), 0o640);
    assert_eq!(book.read("new.html"), book.read("old.html"));
}

// ---- init

const PLAIN_TOML: &str = "# The book\n[book]\ntitle = \"A\"   # odd   spacing\nauthors = [ \"X\",\n  \"Y\" ]\n\n[output.html]\n# keep me\ndefault-theme = 'rust'\n";

#[test]
fn init_adds_the_table_and_keeps_every_line_of_the_file() {
    let book = TestBook::of(CLEAN).file("book.toml", PLAIN_TOML);
    book.run(["init"]).exits(0);
    let toml = book.read("book.toml");
    for line in PLAIN_TOML.lines() {
        assert!(toml.lines().any(|kept| kept == line), "`{line}` is gone:\n{toml}");
    }
    let value: toml::Table = toml.parse().expect("it is still TOML");
    let before = value["preprocessor"]["redline"]["before"].as_array().expect("a list");
    assert_eq!(before.iter().filter_map(|name| name.as_str()).collect::<Vec<_>>(), ["links", "index"]);
    assert!(!toml.contains('\r'));
    book.run(["check"]).exits(0);
}

#[test]
fn init_twice_is_init_once() {
    let book = TestBook::of("# Guide\n\n{{#include ../listings/a.rs}}\n")
        .file("listings/a.rs", "fn a() {}\n")
        .file("book.toml", PLAIN_TOML);
    book.run(["init"]).exits(0);
    let once = files(&book.root());
    book.run(["init"]).exits(0);
    assert_eq!(once, files(&book.root()));
}

#[test]
fn init_takes_over_the_vale_configuration_of_the_book() {
    let ini = "StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = House\n";
    let rule = "extends: existence\nmessage: \"Avoid '%s'.\"\ntokens:\n  - simply\n";
    let book = TestBook::of("# Guide\n\nSimply run simply.\n")
        .file("book.toml", PLAIN_TOML)
        .file(".vale.ini", ini)
        .file("styles/House/Easy.yml", rule);
    let run = book.run(["init"]);
    assert!(
        run.stdout.contains("added `vale-ini = \".vale.ini\"` to `[preprocessor.redline.styles]`"),
        "{}",
        run.stdout
    );
    let report = book.report(&["--select", "House.Easy"]);
    assert_eq!(report.findings.iter().map(|found| found.text.as_str()).collect::<Vec<_>>(), ["simply"]);
    let once = book.read("book.toml");
    book.run(["init"]).exits(0);
    assert_eq!(book.read("book.toml"), once);
}

#[test]
fn init_completes_a_table_that_is_there_and_keeps_its_keys() {
    let book = TestBook::of(CLEAN)
        .file("book.toml", "[book]\ntitle = \"A\"\n\n[preprocessor.redline] # ours\nfail-on = \"warning\"\n");
    book.run(["init"]).exits(0);
    let toml = book.read("book.toml");
    assert!(toml.contains("[preprocessor.redline] # ours") && toml.contains("fail-on = \"warning\""), "{toml}");
    assert!(toml.contains("before = [\"links\", \"index\"]"), "{toml}");
    let own = "[book]\ntitle = \"A\"\n\n[preprocessor.redline]\nafter = [\"links\"]\n";
    let book = book.file("book.toml", own);
    book.run(["init"]).exits(0);
    assert!(book.read("book.toml").contains("after = [\"links\"]"), "an order that the author chose is kept");
}

#[test]
fn init_has_folders_watched_that_chapters_include_from_outside_the_source() {
    let book = TestBook::of(
        "# Guide\n\n{{#include ../listings/a.rs}}\n\n{{#include ../listings/a.rs:1}}\n\n{{#include inside.md}}\n",
    )
    .file("src/inside.md", "{{#include ../shared/b.md}}\n")
    .file("listings/a.rs", "fn a() {}\n")
    .file("shared/b.md", "B.\n")
    .file("book.toml", PLAIN_TOML);
    book.run(["init"]).exits(0);
    let value: toml::Table = book.read("book.toml").parse().expect("TOML");
    let mut watched: Vec<_> =
        value["build"]["extra-watch-dirs"].as_array().into_iter().flatten().filter_map(|dir| dir.as_str()).collect();
    watched.sort_unstable();
    assert_eq!(watched, ["listings", "shared"]);
}

#[test]
fn init_takes_the_folder_of_a_book_and_refuses_any_other() {
    let book = TestBook::of(CLEAN).file("book.toml", PLAIN_TOML);
    run_in(book.outside(), ["init", "book"]).exits(0);
    assert!(book.read("book.toml").contains("[preprocessor.redline]"));
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("it can be made");
    run_in(&empty, ["init"]).exits(2).stderr_has("book.toml");
    assert!(fs::read_dir(&empty).expect("it is there").next().is_none());
}

// ---- rules, explain, completions, help

#[test]
fn rules_lists_every_rule_with_its_level() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = run_in(folder.path(), ["rules"]).exits(0);
    for rule in RULES {
        let line = run.stdout.lines().find(|line| line.contains(rule)).unwrap_or_else(|| panic!("no {rule}: {run:#?}"));
        let level = if rule == "empty-section" { "suggestion" } else { "warning" };
        assert!(line.contains(level) || rule == "suppression-without-reason", "{line}");
    }
}

#[test]
fn explain_prints_the_page_of_each_rule_and_knows_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    for rule in RULES {
        let run = run_in(folder.path(), ["explain", rule]).exits(0).stdout_has(rule);
        assert!(run.stdout.lines().count() > 5, "{run:#?}");
    }
    run_in(folder.path(), ["explain", "heading-incremnt"])
        .exits(2)
        .stderr_has("heading-incremnt")
        .stderr_has("heading-increment");
}

#[test]
fn completions_name_the_program_and_its_commands() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish"] {
        run_in(folder.path(), ["completions", shell]).exits(0).stdout_has("mdbook-redline").stdout_has("explain");
    }
    run_in(folder.path(), ["completions", "tcsh"]).exits(2);
}

#[test]
fn help_and_version_exit_with_zero() {
    let folder = tempfile::tempdir().expect("a folder");
    run_in(folder.path(), ["--help"]).exits(0).stdout_has("check").stdout_has("explain");
    run_in(folder.path(), ["check", "--help"]).exits(0).stdout_has("--stdin-path");
    run_in(folder.path(), ["--version"]).exits(0).stdout_has(env!("CARGO_PKG_VERSION"));
}

/// Needs a terminal, which `script` of util-linux gives.
#[cfg(target_os = "linux")]
#[test]
fn without_arguments_on_a_terminal_the_help_is_shown_as_a_usage_error() {
    let run =
        Run::of(std::process::Command::new("script").args(["-qec", BINARY, "/dev/null"]).env("TERM", "dumb")).exits(2);
    assert!(run.stdout.contains("Usage") && run.stdout.contains("supports"), "{run:#?}");
}

// ---- build

#[test]
fn build_renders_a_book_and_fails_by_its_verdict() {
    let book = TestBook::of(JUMP);
    book.run(["build"]).exits(0).stderr_has("heading-increment");
    assert!(book.read("book/guide.html").contains("Jump"));
    let book = TestBook::of(JUMP).redline("fail-on = \"warning\"");
    book.run(["build"]).exits(1).stderr_has("heading-increment");
    assert!(!book.root().join("book/guide.html").exists());
    TestBook::of(JUMP).redline("normalise = true").run(["build"]).exits(2).stderr_has("normalize");
}

#[test]
fn the_destination_of_build_is_relative_to_the_working_directory() {
    let book = TestBook::of(CLEAN);
    run_in(book.outside(), ["build", "book", "--dest-dir", "out"]).exits(0);
    assert!(book.outside().join("out/index.html").exists());
    assert!(!book.root().join("out").exists() && !book.root().join("book").exists());
}

#[test]
fn build_of_a_folder_without_a_book_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    run_in(folder.path(), ["build"]).exits(2);
}

// ---- headings

/// One fault of each kind that has a safe fix, and the text after the fixes.
const SLIPS: &str =
    "# Guide:\n\nSome text.\n\n##Step\n\nMore text.\n\n## **Next**\n\nSee [the guide](#guide) and [the step](#step).\n";
const FIXED: &str =
    "# Guide\n\nSome text.\n\n## Step\n\nMore text.\n\n## Next\n\nSee [the guide](#guide) and [the step](#step).\n";

#[test]
fn safe_fixes_of_headings_are_what_an_editor_would_do_and_the_summary_follows() {
    let book = TestBook::of(SLIPS);
    let summary = book.read("src/SUMMARY.md");
    assert!(summary.contains("(guide.md)"), "{summary}");
    let named = summary.lines().map(|line| if line.contains("(guide.md)") { "- [Guide:](guide.md)" } else { line });
    std::fs::write(book.root().join("src/SUMMARY.md"), named.collect::<Vec<_>>().join("\n") + "\n")
        .expect("it is written");
    book.run(["fix"]).exits(0);
    assert_eq!(book.read("src/guide.md"), FIXED);
    assert!(book.read("src/SUMMARY.md").contains("- [Guide](guide.md)"), "{}", book.read("src/SUMMARY.md"));
    assert_eq!(book.report(&[]).places(), Vec::<String>::new());
}

#[test]
fn an_old_id_is_pinned_when_the_words_change() {
    let text = "# Guide\n\nSome text.\n\n## 4. Limits\n\nSee [them](#4-limits).\n";
    let book = TestBook::of(text).redline("[preprocessor.redline.rules]\nheading-number = \"warning\"");
    book.run(["fix"]).exits(0);
    assert_eq!(book.read("src/guide.md"), text, "the fix is unsafe");
    book.run(["fix", "--unsafe"]).exits(0);
    assert_eq!(book.read("src/guide.md"), text.replace("## 4. Limits", "## Limits {#4-limits}"));
    assert_eq!(book.report(&[]).places(), Vec::<String>::new(), "the link still leads somewhere");
}

#[test]
fn a_renderer_that_prints_attributes_keeps_its_headings() {
    let text = "# Guide\n\nSome text.\n\n## 4. Limits\n\nMore.\n";
    let rules = "[preprocessor.redline.rules]\nheading-number = \"warning\"\n\n[output.epub]\ncommand = \"true\"\n\n[output.html]";
    let book = TestBook::of(text).redline(rules);
    book.run(["fix", "--unsafe"]).exits(0).stderr_has("not applied");
    assert_eq!(book.read("src/guide.md"), text);
}

// ---- old ids

const NUMBERED: &str = "# Guide\n\nSee [the step](#3-install) and [it again][step].\n\n## 3. Install\n\nText.\n\n## 7. Run\n\nText.\n\n\
                        [step]: guide.md#3-install \"Install\"\n";

/// A book whose headings lose their numbers, with ids that follow.
fn numbered() -> TestBook {
    TestBook::of(NUMBERED)
        .redline("old-ids = \"rewrite\"\nrules.heading-number = { level = \"warning\", fix = \"safe\" }")
        .chapter("other.md", "# Other\n\n[Step](guide.md#3-install), [run](guide.md#7-run), [gone](guide.md#gone).\n")
}

#[test]
fn links_in_the_book_follow_renamed_headings() {
    let book = numbered();
    book.run(["fix"]).exits(0);
    assert_eq!(
        book.read("src/guide.md"),
        NUMBERED.replace("## 3. ", "## ").replace("## 7. ", "## ").replace("#3-install", "#install")
    );
    assert_eq!(
        book.read("src/other.md"),
        "# Other\n\n[Step](guide.md#install), [run](guide.md#run), [gone](guide.md#gone).\n"
    );
    book.run(["fix", "--diff"]).exits(0);
}

#[test]
fn links_in_every_form_follow_renamed_headings() {
    let links = |step: &str| {
        format!(
            "# Other\n\n[a](/guide.md#{step}) [b](guide.html#{step}) [c](guide.md?x=1#{step}) [d](./guide.md#{step}:~:text=x) \
             [e](guide.md#:~:text=x) [f][f] [g](../src/guide.md#3-install) [h](https://x.y/guide.md#3-install)\n\n\
             [f]: <guide.md?y#{step}:~:text=y> 'z'\n"
        )
    };
    let book = numbered().chapter("third.md", &links("3-install"));
    book.run(["fix"]).exits(0);
    assert_eq!(book.read("src/third.md"), links("install"));
    book.run(["fix", "--diff"]).exits(0);
}

#[test]
fn an_id_stays_if_a_link_to_it_cannot_follow() {
    let book = numbered().chapter("third.md", "# Third\n\n<a href=\"guide.md#7-run\">run</a>\n");
    book.run(["fix"]).exits(0).stderr_has("a link to it cannot follow");
    assert!(book.read("src/guide.md").contains("## Install\n\nText.\n\n## 7. Run\n"));
    assert_eq!(
        book.read("src/other.md"),
        "# Other\n\n[Step](guide.md#install), [run](guide.md#7-run), [gone](guide.md#gone).\n"
    );
}

#[test]
fn a_build_with_rewritten_ids_has_no_dead_link() {
    let book = numbered();
    let page = |name: &str| fs::read_to_string(book.outside().join("out").join(name)).expect("the page was built");
    book.run(["build".as_ref(), "--dest-dir".as_ref(), book.outside().join("out").as_os_str()]).exits(0);
    let (guide, other) = (page("guide.html"), page("other.html"));
    assert!(guide.contains("<h2 id=\"install\">"), "{guide}");
    assert!(
        guide.contains("<a href=\"#install\">") && guide.contains("<a href=\"guide.html#install\" title"),
        "{guide}"
    );
    assert!(other.contains("guide.html#install") && other.contains("guide.html#run"), "{other}");
    assert_eq!(book.read("src/guide.md"), NUMBERED, "a build does not write sources");
}

#[test]
fn an_unused_book_in_a_subfolder_is_noted() {
    let book = TestBook::of(JUMP).redline("fail-on = \"warning\"");
    let run = Run::of(redline().arg("check").current_dir(book.outside()));
    run.exits(0).stderr_has("the book in `book` is checked by its own table if you name it");
    Run::of(redline().args(["check", "book"]).current_dir(book.outside()))
        .exits(1)
        .stderr_lacks("there is no book here");
}

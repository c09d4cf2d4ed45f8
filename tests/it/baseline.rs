//! Baselines: known findings are accepted, new ones are reported, and the file only shrinks.

use crate::support::protocol::{Shape, preprocess};
use crate::support::random::Random;
use crate::support::{Report, TestBook};

const BASELINE: &str = "redline-baseline.json";

/// A chapter with two misspellings and a repeated word.
const OLD: &str = "# Guide\n\nThis is recieved and seperate. It has the the word.\n";

fn adopted(text: &str, keys: &str) -> TestBook {
    let book = TestBook::of(text);
    book.run(["baseline", "create"]).exits(0).stderr_has("add `baseline = \"redline-baseline.json\"`");
    book.redline(&format!("baseline = \"{BASELINE}\"\nfail-on = \"warning\"\n{keys}"))
}

fn new(report: &Report) -> Vec<&str> {
    report.findings.iter().filter(|it| it.known == Some(false)).map(|it| it.text.as_str()).collect()
}

#[test]
fn a_new_baseline_accepts_all_current_findings() {
    let book = adopted(OLD, "");
    let report = book.report(&[]);
    assert_eq!((report.code, report.findings.len(), new(&report)), (0, 3, vec![]));
    book.run(["check"])
        .exits(0)
        .stdout_has("no findings in 1 file")
        .stdout_has("3 known (`mdbook-redline baseline show`)");
    assert_eq!(book.run(["check", "--format", "short"]).exits(0).stdout, "");
    let shown = book.run(["baseline", "show"]).exits(0);
    assert_eq!(shown.stdout.lines().count(), 3, "{}", shown.stdout);

    let book = book.chapter("more.md", "# More\n\nThis has occured.\n");
    let report = book.report(&[]);
    assert_eq!((report.code, new(&report)), (1, vec!["occured"]));
    let short = book.run(["check", "--format", "short"]).exits(1).stdout;
    assert_eq!(short.lines().count(), 1, "{short}");
}

#[test]
fn edits_around_a_known_finding_keep_it_known() {
    let book = adopted(OLD, "");
    for text in [
        "# Guide\n\nNew words. This is recieved and\nseperate. It has the\nthe word.\n",
        "# Guide\n\nThis is received and seperate. It has the the word.\n",
        "# Guide\n\n> This is often recieved and\n> seperate.\n\nMore.\n\n- It has the the word.\n",
    ] {
        let book =
            TestBook::of(text).redline(&format!("baseline = \"{BASELINE}\"")).file(BASELINE, book.read(BASELINE));
        assert_eq!(new(&book.report(&["--select", "misspelling,repeated-word"])), Vec::<&str>::new(), "{text}");
    }
    let twice = format!("{OLD}\nThe zebra has the the stripes of seperate animals.\n");
    let book = TestBook::of(&twice).redline(&format!("baseline = \"{BASELINE}\"")).file(BASELINE, book.read(BASELINE));
    assert_eq!(new(&book.report(&[])), ["the the", "seperate"]);
}

#[test]
fn a_baseline_only_shrinks_without_grow() {
    let book = adopted(OLD, "");
    let edited = "# Guide\n\nThis is received and seperate. It has the the word. It has occured.\n";
    let book = book.file("src/guide.md", edited);
    let report = book.report(&[]);
    assert_eq!(report.of_rule("stale-baseline").len(), 1);
    assert_eq!(report.of_rule("stale-baseline")[0].file, BASELINE);
    assert!(report.of_rule("stale-baseline")[0].text.contains("recieved"));
    book.run(["baseline", "create"]).exits(2).stderr_has("is there already");
    book.run(["baseline", "update"]).exits(0).stderr_has("3 findings before, 2 now").stderr_has("1 findings are new");
    let report = book.report(&[]);
    assert_eq!((report.of_rule("stale-baseline").len(), new(&report)), (0, vec!["occured"]));
    let before = book.read(BASELINE);
    book.run(["baseline", "prune"]).exits(0);
    assert_eq!(book.read(BASELINE), before, "nothing is stale");
    book.run(["baseline", "update", "--grow"]).exits(0).stderr_has("2 findings before, 3 now, 1 taken in");
    assert_eq!(new(&book.report(&[])), Vec::<&str>::new());
    book.file("src/guide.md", OLD).run(["baseline", "create", "--force"]).exits(0).stderr_has("wrote 3 findings");
}

#[test]
fn findings_of_rules_that_did_not_run_are_not_stale() {
    let book = adopted(OLD, "").chapter("more.md", "# More\n\nText.\n");
    assert_eq!(book.report(&["--select", "repeated-word,stale-baseline"]).of_rule("stale-baseline").len(), 0);
    assert_eq!(book.report(&["src/more.md"]).findings.len(), 0);
}

#[test]
fn a_build_accepts_the_baseline_too() {
    let book = adopted(OLD, "");
    let run = preprocess(&Shape::V05.input(&book)).exits(0);
    assert!(!run.stderr.contains("recieved"), "{}", run.stderr);
    assert!(run.stdout.contains("This is recieved and seperate."), "wording is only reported");
    let book = adopted(OLD, "normalize = \"all\"");
    let run = preprocess(&Shape::V05.input(&book)).exits(0);
    assert!(run.stdout.contains("This is received and separate."), "known faults are normalised all the same");
    let book = book.file("src/guide.md", format!("{OLD}\nWe saw of of it.\n"));
    preprocess(&Shape::V05.input(&book)).exits(1).stderr_has("repeated-word").stderr_has("3 known");
}

#[test]
fn a_gate_reports_counts_and_limits() {
    let book = adopted(OLD, "gate = { new-errors = 0, new-warnings = 1, density-increase = 0.5 }").redline(&format!(
        "baseline = \"{BASELINE}\"\ngate = {{ new-errors = 0, new-warnings = 1, density-increase = 0.5 }}"
    ));
    book.run(["check"])
        .exits(0)
        .stderr_has("gate: passed: new-warnings is 0, at most 1 asked")
        .stderr_has("gate: passed\n");
    let book = book.file("src/guide.md", format!("{OLD}\nWe saw the the cat and and it. It occured.\n"));
    let run = book.run(["check"]).exits(1).stderr_has("gate: failed: new-warnings is 3, at most 1 asked");
    assert!(run.stderr.ends_with("gate: failed\n"), "{}", run.stderr);
    let some = book.run(["check", "--select", "repeated-word"]).exits(0);
    assert!(!some.stderr.contains("gate"), "a selection of rules has no gate: {}", some.stderr);
    let json: serde_json::Value =
        serde_json::from_str(&book.run(["check", "--format", "json"]).exits(1).stdout).unwrap();
    assert_eq!(json["gates"][0]["passed"], false);
    assert_eq!(json["gates"][0]["conditions"][1]["actual"], 3.0);
    assert_eq!(json["baseline"], serde_json::json!({ "known": 3, "new": 3, "stale": 0 }));
    book.run(["check", "--fail-on", "never"]).exits(0).stderr_has("gate: failed");
    let book = book.redline(&format!("baseline = \"{BASELINE}\"\ngate = {{ new-warnings = 1, informational = true }}"));
    book.run(["check"]).exits(0).stderr_has("failed, which is only told");
}

/// The exit code of `check`, `report` and builds over one book, which must all be equal.
#[track_caller]
fn exit_code(book: TestBook, keys: &str) -> (i32, TestBook) {
    let book = book.redline(keys);
    let check = book.run(["check", "--format", "short"]);
    let report = book.run(["report", "--json"]);
    assert_eq!(report.code, check.code, "report: {keys}: {check:#?}\n{}", report.stderr);
    let model: serde_json::Value = serde_json::from_str(&report.stdout).expect("JSON");
    assert_eq!(model["verdict"]["passed"], check.code == 0, "{keys}");
    assert_eq!(model["verdict"]["failure"].is_string(), check.code == 1, "{keys}");
    let mut book = book;
    for normalize in ["\"structure\"", "\"all\"", "false"] {
        book = book.redline(&format!("{keys}\nnormalize = {normalize}"));
        let build = preprocess(&Shape::V05.input(&book));
        assert_eq!(build.code, check.code, "build with normalize = {normalize}: {keys}: {check:#?}\n{build:#?}");
        let last = build.stderr.lines().last().unwrap_or_default().to_owned();
        assert_eq!(last.starts_with("redline: the build fails: "), check.code == 1, "{keys}: {last}");
        if let Some(failure) = model["verdict"]["failure"].as_str() {
            assert!(last.ends_with(failure), "{keys}: {last}");
        }
    }
    (check.code, book)
}

#[test]
fn check_report_and_build_agree_on_the_gate_result() {
    // Faults that safe fixes of headings and of wording correct in the pages, and faults without a fix.
    let fixable = format!("{OLD}\n## Set up:\n\nIt occured.\n");
    let unfixable = format!("{OLD}\n## Set up\n\n## Use\n\nText.\n");
    let (closed, informational) = ("gate = { new-warnings = 0 }", "gate = { new-warnings = 0, informational = true }");
    let conditions =
        [("", "warning"), ("", "suggestion"), (closed, "error"), (closed, "never"), (informational, "error")];
    for has_baseline in [false, true] {
        for (edited, text) in [("", OLD), ("fixable", &fixable), ("unfixable", &unfixable)] {
            let mut book = TestBook::of(OLD);
            book.run(["baseline", "create"]).exits(0);
            book = book.file("src/guide.md", text);
            for (gate, fail_on) in conditions {
                let baseline = if has_baseline { format!("baseline = \"{BASELINE}\"\n") } else { String::new() };
                let keys = format!("{baseline}fail-on = \"{fail_on}\"\n{gate}");
                let code;
                (code, book) = exit_code(book, &keys);
                let has_new_warning = !has_baseline || edited == "fixable";
                let has_new = has_new_warning || edited == "unfixable";
                let is_failure = match fail_on {
                    "never" => false,
                    "error" => has_new_warning && gate == closed,
                    "warning" => has_new_warning,
                    _ => has_new,
                };
                assert_eq!(code, i32::from(is_failure), "{edited}: {keys}");
            }
        }
    }
}

#[test]
fn findings_fixed_in_the_sources_are_stale_for_check_report_and_build() {
    let book = adopted(OLD, "").file("src/guide.md", OLD.replace("recieved", "received"));
    let baseline = format!("baseline = \"{BASELINE}\"");
    let (code, book) = exit_code(book, &format!("{baseline}\nfail-on = \"suggestion\""));
    assert_eq!(code, 1);
    book.run(["baseline", "update"]).exits(0);
    assert_eq!(exit_code(book, &format!("{baseline}\nfail-on = \"suggestion\"")).0, 0);
}

#[cfg(feature = "build")]
#[test]
fn the_embedded_build_has_the_same_gate_result() {
    let book = adopted(OLD, "");
    book.run(["build"]).exits(0).stderr_lacks("fails");
    let book = book.file("src/guide.md", format!("{OLD}\nIt occured.\n"));
    let run = book.run(["build"]).exits(1);
    let last = run.stderr.lines().last().expect("it is not empty");
    assert_eq!(last, "redline: the build fails: 1 warning not in the baseline (fail-on = \"warning\")", "{run:#?}");
}

#[test]
fn an_invalid_baseline_is_an_error() {
    let with = |text: Option<&str>| {
        let book = TestBook::of(OLD).redline("baseline = \"b.json\"");
        match text {
            Some(text) => book.file("b.json", text),
            None => book,
        }
    };
    with(None).run(["check"]).exits(2).stderr_has("`mdbook-redline baseline create` makes one");
    with(None).run(["baseline", "create"]).exits(0).stderr_has("wrote 3 findings to b.json");
    with(Some("{")).run(["check"]).exits(2).stderr_has("b.json is not a baseline");
    with(Some("{\"version\":9,\"files\":{},\"findings\":[]}")).run(["check"]).exits(2).stderr_has("its version is 9");
    let book = TestBook::of("").redline("gate = { density-increase = 0.1 }");
    book.run(["check"]).exits(2).stderr_has("is told by a `baseline`, and none is set in `gate.density-increase`");
}

#[test]
fn a_meaningless_limit_is_an_error() {
    let fails_with = |gate: &str, words: &str| {
        TestBook::of("")
            .redline(&format!("baseline = \"{BASELINE}\"\ngate = {{ {gate} }}"))
            .file(BASELINE, "{\"version\":1,\"files\":{},\"findings\":[]}")
            .run(["check"])
            .exits(2)
            .stderr_has(words);
    };
    fails_with("structure = 2.0", "a share is between 0 and 1 in `gate.structure`");
    fails_with("structure = nan", "`nan` and `inf` are none in `gate.structure`");
    fails_with("density-increase = -1.0", "a growth is 0 or more");
}

#[test]
fn a_path_inside_of_a_book_means_its_baseline() {
    let book = adopted(OLD, "");
    book.run(["baseline", "update", "src"]).exits(0).stderr_has("3 findings before, 3 now");
}

/// Edits of all kinds, one upon the other: known findings are never new, and inserted faults are always reported.
#[test]
fn a_series_of_edits_never_makes_known_findings_new() {
    let faults = ["the the", "recieved", "seperate", "occured", "it's own", "of of"];
    let mut random = Random(7);
    let sentence = |random: &mut Random, number: usize| {
        let fault = faults[random.below(faults.len())];
        format!("Sentence {number} about thing {} says {fault} of {} more.", random.below(40), random.below(40))
    };
    let mut chapters: Vec<(String, Vec<String>)> = (0..6)
        .map(|chapter| {
            let paragraphs = (0..12).map(|at| {
                let count = 1 + random.below(3);
                (0..count)
                    .map(|more| sentence(&mut random, chapter * 100 + at * 5 + more))
                    .collect::<Vec<_>>()
                    .join(" ")
            });
            (format!("c{chapter}.md"), paragraphs.collect())
        })
        .collect();
    let write = |chapters: &[(String, Vec<String>)], width: usize| {
        chapters.iter().fold(TestBook::new(), |book, (path, paragraphs)| {
            let wrapped: Vec<String> = paragraphs.iter().map(|text| wrap(text, width)).collect();
            book.chapter(path, &format!("# Chapter\n\n{}\n", wrapped.join("\n\n")))
        })
    };
    let book = write(&chapters, 80);
    book.run(["baseline", "create"]).exits(0);
    let baseline = book.read(BASELINE);
    for round in 0..40 {
        let at = random.below(chapters.len());
        let mut expected = Vec::new();
        let place = random.below(chapters[at].1.len().max(1)).min(chapters[at].1.len());
        match random.below(5) {
            0 => chapters[at].1.insert(place, format!("Plain words {round} that nobody could find fault with.")),
            1 => {
                let paragraph = chapters[at].1.remove(place);
                let other = random.below(chapters.len());
                chapters[other].1.insert(0, paragraph);
            }
            2 => chapters[at].0 = format!("renamed{round}.md"),
            3 => chapters[at].1[place] = chapters[at].1[place].replacen("recieved", "received", 1),
            _ => {
                let zebra = format!("A zebra of kind {round} has quite other words: neccessary stripes.");
                chapters[at].1.insert(place, zebra);
                expected.push("neccessary");
            }
        }
        let book = write(&chapters, 40 + random.below(80))
            .redline(&format!("baseline = \"{BASELINE}\""))
            .file(BASELINE, &baseline);
        let report = book.report(&["--select", "misspelling,repeated-word,confused-words"]);
        assert_eq!(new(&report), expected, "round {round}");
        if !expected.is_empty() {
            chapters[at].1.remove(place);
        }
    }
}

fn wrap(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

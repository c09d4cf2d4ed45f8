//! `--since`: findings in lines that differ from a revision, with the whole book as context.

use crate::support::random::Random;
use crate::support::repository::Repository;
use crate::support::{Report, TestBook};

const RULES: &str = "misspelling,repeated-word";

fn since(book: &TestBook, revision: &str) -> Report {
    book.report(&["--select", RULES, "--since", revision])
}

#[test]
fn unchanged_lines_are_not_reported() {
    let book = TestBook::of("# G\n\nIt is recieved.\n\nIt is of of.\n");
    let repository = Repository::in_folder(&book.root());
    let first = repository.commit("HEAD", &book.root(), &[]);
    assert_eq!(since(&book, "HEAD").findings.len(), 0);
    let book = book.file("src/guide.md", "# G\n\nNew. It occured.\n\nIt is recieved.\n\nIt is of\nof.\n");
    assert_eq!(since(&book, "HEAD").places(), ["guide.md:3:9 misspelling", "guide.md:7:7 repeated-word"]);
    assert_eq!(since(&book, &first.to_string()[..12]).code, 0);
    assert_eq!(book.report(&["--select", RULES, "--since", "HEAD", "--fail-on", "warning"]).code, 1);

    let crlf = book.file("src/guide.md", "# G\r\n\r\nIt is recieved.\r\n\r\nIt is of of.\r\n");
    assert_eq!(since(&crlf, "HEAD").findings.len(), 0, "how lines end is no change");
    let book = crlf.chapter("more.md", "# More\n\nIt occured.\n");
    assert_eq!(since(&book, "HEAD").places(), ["more.md:3:4 misspelling"], "a new file is new in all its lines");
}

#[test]
fn changes_of_another_branch_are_not_counted() {
    let book = TestBook::of("# G\n\nIt is recieved.\n\nOne.\n");
    let repository = Repository::in_folder(&book.root());
    let fork = repository.commit("HEAD", &book.root(), &[]);
    let book = book.file("src/guide.md", "# G\n\nIt is received.\n\nOne.\n");
    repository.commit("refs/heads/other", &book.root(), &[fork]);
    let book = book.file("src/guide.md", "# G\n\nIt is recieved.\n\nTwo occured.\n");
    repository.commit("HEAD", &book.root(), &[fork]);
    assert_eq!(since(&book, "other").places(), ["guide.md:5:5 misspelling"]);
}

#[test]
fn findings_on_changed_lines_are_compared_with_the_baseline() {
    let old = "# G\n\nIt is recieved.\n\nOne.\n";
    let mut book = TestBook::of(old);
    book.run(["baseline", "create"]).exits(0);
    book = book.redline("baseline = \"redline-baseline.json\"\nfail-on = \"warning\"");
    Repository::in_folder(&book.root()).commit("HEAD", &book.root(), &[]);
    for (text, code) in [
        ("# G\n\nNow it is recieved.\n\nOne.\n", 0),
        ("# G\n\nNow it is recieved.\n\nTwo occured.\n", 1),
        ("# G\n\nIt is recieved.\n\nTwo.\n", 0),
    ] {
        book = book.file("src/guide.md", text);
        assert_eq!(book.report(&[]).code, code, "{text}");
        assert_eq!(book.report(&["--since", "HEAD"]).code, code, "{text}");
    }
}

#[test]
fn combinations_of_options_without_meaning_are_errors() {
    let book = TestBook::of("# G\n");
    book.run(["check", "--since", "HEAD"]).exits(2).stderr_has("is in no Git repository");
    let repository = Repository::in_folder(&book.root());
    let first = repository.commit("HEAD", &book.root(), &[]);
    book.run(["check", "--since", "v9"])
        .exits(2)
        .stderr_has("`v9` is no revision of this repository")
        .stderr_lacks("shallow");
    let book = book.file(".git/shallow", format!("{first}\n"));
    book.run(["check", "--since", "v9"]).exits(2).stderr_has("this clone is shallow").stderr_has("fetch-depth: 0");
}

#[test]
fn a_record_names_the_checked_out_commit() {
    let book = TestBook::of("# G\n").redline("style-report = { records = \"records.jsonl\" }");
    book.run(["record"]).exits(2).stderr_has("is in no Git repository").stderr_has("`--commit` and `--date`");
    let head = Repository::in_folder(&book.root()).commit("HEAD", &book.root(), &[]);
    book.run(["record"]).exits(0).stderr_has(&format!("added {head} to records.jsonl"));
    let line = book.read("records.jsonl");
    assert!(line.contains(&format!("\"commit\":\"{head}\",\"commit-date\":\"1970-01-01T00:00:00Z\"")), "{line}");
    let book = book.file("src/guide.md", "# G\n\nMore.\n");
    book.run(["record"]).exits(2).stderr_has(&format!("src/guide.md is not as in {head}"));
    assert_eq!(book.read("records.jsonl"), line, "figures of other text are not those of the commit");
}

/// Two hundred changes of all kinds: exactly the findings in the lines that they wrote are reported.
#[test]
fn exactly_the_findings_on_changed_lines() {
    let mut random = Random(11);
    let line = |random: &mut Random, number: usize| {
        let faults = ["is fine", "of of there", "was recieved", "occured", "reads well"];
        format!("Line {number} {} with {} and {}.", faults[random.below(5)], random.below(1000), random.below(1000))
    };
    let text = |lines: &[String]| format!("# C\n\n{}\n", lines.join("\n\n"));
    let mut number = 0;
    let base: Vec<Vec<String>> = (0..4)
        .map(|_| {
            (0..30)
                .map(|_| {
                    number += 1;
                    line(&mut random, number)
                })
                .collect()
        })
        .collect();
    let mut book = TestBook::new();
    for (at, lines) in base.iter().enumerate() {
        book = book.chapter(&format!("c{at}.md"), &text(lines));
    }
    Repository::in_folder(&book.root()).commit("HEAD", &book.root(), &[]);
    let has_fault = |line: &str| ["of of", "recieved", "occured"].iter().any(|fault| line.contains(fault));
    for round in 0..200 {
        let at = random.below(base.len());
        let mut lines: Vec<(String, bool)> = base[at].iter().map(|line| (line.clone(), false)).collect();
        for _ in 0..=random.below(4) {
            number += 1;
            let (place, new) = (random.below(lines.len()), (line(&mut random, number), true));
            match random.below(3) {
                0 => lines.insert(place, new),
                1 => lines[place] = new,
                _ => drop(lines.remove(place)),
            }
        }
        let is_renamed = random.chance(20);
        let path = if is_renamed { format!("src/n{round}.md") } else { format!("src/c{at}.md") };
        let all: Vec<String> = lines.iter().map(|(line, _)| line.clone()).collect();
        if is_renamed {
            std::fs::remove_file(book.root().join(format!("src/c{at}.md"))).expect("it is there");
        }
        let names: Vec<String> =
            (0..4).map(|other| if other == at { path[4..].to_owned() } else { format!("c{other}.md") }).collect();
        let summary: Vec<String> = names.iter().map(|name| format!("- [C]({name})")).collect();
        book = book.file(&path, text(&all)).file("src/SUMMARY.md", format!("# Summary\n\n{}\n", summary.join("\n")));
        let reported: Vec<usize> = since(&book, "HEAD").findings.iter().map(|finding| finding.start.line).collect();
        let wanted: Vec<usize> =
            (0..lines.len()).filter(|&at| lines[at].1 && has_fault(&lines[at].0)).map(|at| 3 + 2 * at).collect();
        assert_eq!(reported, wanted, "round {round}: {lines:#?}");
        if is_renamed {
            std::fs::remove_file(book.root().join(&path)).expect("it is there");
        }
        book = book.file(&format!("src/c{at}.md"), text(&base[at]));
    }
}

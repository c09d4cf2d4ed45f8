//! Records: the trend on the page of a book, and several books on one page.

use crate::support::repository::Repository;
use crate::support::{TestBook, files};

const CLEAN: &str = "# Guide\n\nThis is a short sentence about nothing.\n";
const FAULTY: &str = "# Guide\n\nThis is the the short sentence about nothing that was recieved.\n";

fn book(text: &str) -> TestBook {
    TestBook::of(text).redline("style-report = { records = \"figures/records.jsonl\" }")
}

fn record(book: &TestBook, commit: &str, date: &str) {
    book.run(["record", "--commit", commit, "--date", date]).exits(0);
}

fn trend(book: &TestBook) -> serde_json::Value {
    let model: serde_json::Value = serde_json::from_str(&book.run(["report", "--json"]).exits(0).stdout).expect("JSON");
    model["trend"].clone()
}

#[test]
fn the_trend_distinguishes_better_from_worse() {
    let book = book(FAULTY);
    assert!(trend(&book).is_null(), "no records, no trend");
    record(&book, "aaaaaaaaaaaa", "2026-01-05");
    book.run(["report", "--html", "out.html"]).exits(0);
    assert!(book.read("out.html").contains("The last record is the first with these rules"), "nothing to compare yet");
    let book = book.file("src/guide.md", CLEAN);
    record(&book, "bbbbbbbbbbbb", "2026-02-09T08:00:00Z");
    let figures = trend(&book);
    assert_eq!(figures["points"].as_array().map(Vec::len), Some(2), "the last record is the current state");
    assert_eq!(figures["change"]["commit"], "aaaaaaaaaaaa");
    assert_eq!(figures["change"]["counts"]["warnings"], 2);
    assert_eq!(
        figures["change"]["rules"][1],
        serde_json::json!({ "rule": "repeated-word", "by": -1, "new": 0, "fixed": 1 })
    );
    book.run(["report", "--html", "out.html"]).exits(0);
    let page = book.read("out.html");
    assert!(page.contains("<strong>Better than on 2026-01-05: "), "{page}");
    assert!(page.contains("redline-curve") && page.contains("Fixed: "), "{page}");

    let book = book.file("src/guide.md", FAULTY);
    let figures = trend(&book);
    assert_eq!(figures["points"][2]["commit"], serde_json::Value::Null, "what is not recorded is the last point");
    let book =
        book.redline("style-report = { records = \"figures/records.jsonl\" }\nrules = { repeated-word = \"off\" }");
    let figures = trend(&book);
    assert!(figures["change"].is_null(), "other rules, other figures");
    assert_eq!(figures["points"][2]["breaks"], true);
    book.run(["report", "--html", "out.html"]).exits(0);
    assert!(book.read("out.html").contains("class=\"redline-break\""), "the break is seen");
}

#[test]
fn a_file_of_records_only_grows() {
    let book = book(CLEAN);
    record(&book, "one", "2026-01-01");
    let first = book.read("figures/records.jsonl");
    assert!(!first.contains("sentence about"), "no text of the book: {first}");
    book.run(["record", "--commit", "one", "--date", "2026-01-01"])
        .exits(0)
        .stderr_has("has the figures of one already");
    assert_eq!(book.read("figures/records.jsonl"), first);
    // A merge of two branches may leave lines out of order, blank ones, and none at the end.
    let book = book.file("figures/records.jsonl", format!("\n{}", first.trim_end()));
    record(&book, "zero", "2025-12-31");
    record(&book, "one", "2026-01-02");
    let all = book.read("figures/records.jsonl");
    assert!(all.starts_with(&format!("\n{}\n{{", first.trim_end())) && all.ends_with("}\n"), "{all}");
    assert_eq!(trend(&book)["points"][1]["date"], "2026-01-02", "a date can be put right");
    assert_eq!(trend(&book)["points"][0]["commit"], "zero", "by date, not by line");
}

#[test]
fn lines_that_are_not_records_are_named_and_skipped() {
    let mut book = book(CLEAN);
    record(&book, "one", "2026-01-01");
    let good = book.read("figures/records.jsonl");
    let later = good.replace("\"one\"", "\"two\"").replace("2026-01-01", "2026-01-05");
    for (bad, why) in [
        ("<<<<<<< ours\n".to_owned(), "expected value in column 1"),
        ("{\"schema\":1}\n".to_owned(), "missing field `commit`"),
        (good.replace("\"schema\":1", "\"schema\":9"), "its schema 9 is newer than 1"),
        ("{\"schema\":9,\"other\":{}}\n".to_owned(), "its schema 9 is newer than 1"),
        (good.replace("2026-01-01", "yesterday"), "`yesterday` is not a date"),
    ] {
        let all = format!("{good}{bad}{later}");
        book = book.file("figures/records.jsonl", &all);
        let note = format!("figures/records.jsonl:2: this record is skipped: {why}");
        let run = book.run(["report", "--json"]).exits(0).stderr_has(&note);
        let model: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        let commits = |index: usize| model["trend"]["points"][index]["commit"].clone();
        assert_eq!((commits(0), commits(1)), ("one".into(), "two".into()), "the others are used");
        let run = book.run(["record", "--commit", "three", "--date", "2026-01-06"]).exits(0);
        run.stderr_has(&note).stderr_has("added three");
        assert!(book.read("figures/records.jsonl").starts_with(&all), "nothing is taken away");
    }
    let many = book.file("figures/records.jsonl", format!("{good}{}", "no\n".repeat(7)));
    let run = many.run(["report", "--json"]).exits(0).stderr_has("jsonl:6: this record is skipped");
    let book = many.file("figures/records.jsonl", &good);
    run.stderr_lacks("jsonl:7: ").stderr_has("figures/records.jsonl: these records are skipped too: lines 7, 8");
    book.run(["record", "--date", "31.1.2026"]).exits(2).stderr_has("a date like 2026-01-31");
    let without = TestBook::of(CLEAN);
    without.run(["record", "--commit", "a", "--date", "2026-01-01"]).exits(2).stderr_has("no file of records is set");
}

#[test]
fn several_books_stand_on_one_page() {
    let (good, bad) = (book(CLEAN), book(FAULTY));
    for (book, date) in [(&good, "2026-03-01"), (&bad, "2026-03-02")] {
        record(book, "abc", date);
    }
    let other = bad.root().join("figures/records.jsonl");
    let merge = ["report", "--merge", "figures/records.jsonl", other.to_str().expect("UTF-8")];
    good.run(merge.into_iter().chain(["--html", "all.html"])).exits(0);
    let page = good.read("all.html");
    let (worse, better) = (page.find("2026-03-02"), page.find("2026-03-01"));
    assert!(worse.is_some() && worse < better, "the one with most to be done first: {page}");
    let json: serde_json::Value =
        serde_json::from_str(&good.run(merge.into_iter().chain(["--json"])).exits(0).stdout).expect("JSON");
    assert_eq!(json["books"][1]["records"][0]["counts"]["warnings"], 2);
    good.run(["report", "--merge", "gone.jsonl", "--json"]).exits(2).stderr_has("gone.jsonl holds no records");
}

#[test]
fn the_page_of_books_has_a_section_with_links_and_a_trend_for_each() {
    let site =
        "[output.html]\nsite-url = \"https://docs.example/one\"\ngit-repository-url = \"https://git.example/one\"\n";
    let faulty = format!("{FAULTY}\nIt was recieved, it occured, and it was seperate.\n");
    let one = book(&faulty).tables(site);
    record(&one, "aaaaaaaaaaaa", "2026-01-05");
    let one = one.file("src/guide.md", CLEAN).chapter("more/README.md", "# More\n\nIt occured.\n");
    record(&one, "bbbbbbbbbbbb", "2026-02-05");
    let other = book(CLEAN);
    record(&other, "abc", "2026-03-01");
    let file = other.root().join("figures/records.jsonl");
    let merge = ["report", "--merge", "figures/records.jsonl", file.to_str().expect("UTF-8")];
    let table = one.run(merge).exits(0).stdout;
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("2 books: 1 finding (0 errors), "), "{table}");
    assert_eq!(lines[1], "Since about a month: 1 new, 5 fixed; 1 better, 1 without an earlier record");
    assert!(
        lines[4].starts_with("A book (figures/records.jsonl)") && lines[4].contains("2026-02-05  better, "),
        "{table}"
    );
    assert!(lines[5].ends_with("2026-03-01  nothing earlier"), "{table}");

    let page = one.run(merge.into_iter().chain(["--html", "-"])).exits(0).stdout;
    for (id, title) in [("book-1", "A book (figures/records.jsonl)"), ("book-2", "A book (")] {
        assert!(page.contains(&format!("<h2 id=\"{id}\">{title}")), "{title}: {page}");
        assert!(page.contains(&format!("href=\"#{id}\"")), "{id}: {page}");
    }
    assert!(page.contains("<strong>Better than on 2026-01-05: 1 new, 5 fixed</strong>"), "{page}");
    for link in ["one/style-report.html", "one/more/index.html", "one/"] {
        assert!(page.contains(&format!("href=\"https://docs.example/{link}\"")), "{link}: {page}");
    }
    assert!(page.contains("href=\"https://git.example/one\"") && page.contains("redline-spark"), "{page}");
    let json = one.run(merge.into_iter().chain(["--json"])).exits(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["books"][0]["change"]["fixed"], 5);
    assert_eq!(json["books"][0]["records"].as_array().map(Vec::len), Some(2));
}

/// Noon on a day of January 2026, in seconds since 1970.
fn january(day: u64) -> u64 {
    1_767_268_800 + (day - 1) * 86_400
}

/// The records in a file: commit, date, words and number of findings of each.
fn recorded(book: &TestBook) -> Vec<(String, String, u64, u64)> {
    let record = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text = |key: &str| record[key].as_str().expect("text").to_owned();
        let findings = record["findings"].as_object().expect("a table").values().filter_map(serde_json::Value::as_u64);
        (text("commit"), text("commit-date"), record["words"].as_u64().expect("a number"), findings.sum())
    };
    book.read("figures/records.jsonl").lines().map(record).collect()
}

#[test]
fn commits_are_recorded_without_being_checked_out() {
    // The text of the book includes a file from outside of `src`.
    let text = |words: &str| format!("{words}\n{{{{#include ../shared.md}}}}\n");
    let book = book(&text(FAULTY)).file("shared.md", "It occured.\n").file("README.md", "One.\n");
    let repository = Repository::in_folder(&book.root());
    let commit = |book: &TestBook, day: u64, parents: &[gix::ObjectId]| {
        repository.commit_at(january(day), "HEAD", &book.root(), parents)
    };
    let first = commit(&book, 1, &[]);
    let book = book.file("README.md", "Two.\n");
    let unrelated = commit(&book, 2, &[first]);
    let book = book.file("shared.md", "It happens.\n");
    let included = commit(&book, 3, &[unrelated]);
    let summary = book.read("src/SUMMARY.md");
    std::fs::remove_file(book.root().join("src/SUMMARY.md")).expect("it is there");
    let broken = commit(&book, 4, &[included]);
    // Another branch, whose commits are not on the first-parent line, and its merge.
    let book = book.file("src/SUMMARY.md", &summary).file("src/guide.md", "# Other\n");
    let aside = repository.commit_at(january(5), "refs/heads/aside", &book.root(), &[included]);
    let book = book.file("src/guide.md", text(CLEAN));
    let merge = commit(&book, 6, &[broken, aside]);
    let book = book.file("README.md", "Not committed.\n").file("src/guide.md", text("# Not committed\n"));

    let before = files(&book.root());
    let dry = book.run(["record", "--history", "9", "--dry-run"]).exits(0).stderr_has("would add 4 records");
    let expected =
        [(first, 1), (included, 3), (broken, 4), (merge, 6)].map(|(id, day)| format!("{id} 2026-01-0{day}\n"));
    assert_eq!(dry.stdout, expected.concat(), "those that changed the book, oldest first");
    let run = book.run(["record", "--history", "9"]).exits(0).stderr_has("added 3 records to figures/records.jsonl");
    run.stderr_has(&format!("{:.8} of 2026-01-04 is skipped: src/SUMMARY.md cannot be read", broken.to_string()));
    let mut after = files(&book.root());
    assert!(after.remove("figures/records.jsonl").is_some());
    assert_eq!(after, before, "work tree, index and objects are as they were");

    let records = recorded(&book);
    let noon = |day: u64| format!("2026-01-0{day}T12:00:00Z");
    let expected = [(first, 1, 3), (included, 3, 2), (merge, 6, 0)];
    let found: Vec<_> = records.iter().map(|(id, date, _, findings)| (id.clone(), date.clone(), *findings)).collect();
    assert_eq!(found, expected.map(|(id, day, findings)| (id.to_string(), noon(day), findings)));

    let all = book.read("figures/records.jsonl");
    book.run(["record", "--history", "9"]).exits(0).stderr_has("added 0 records").stderr_has("3 are there already");
    assert_eq!(book.read("figures/records.jsonl"), all, "nothing is recorded twice");
    let book = book.file("src/guide.md", text(CLEAN));
    book.run(["record"]).exits(0).stderr_has("has the figures of");
}

#[test]
fn old_texts_are_judged_by_the_rules_of_today() {
    let book = TestBook::of(FAULTY).redline("rules = { misspelling = \"off\", repeated-word = \"off\" }");
    let repository = Repository::in_folder(&book.root());
    repository.commit_at(january(1), "HEAD", &book.root(), &[]);
    let book = book.redline("style-report = { records = \"figures/records.jsonl\" }");
    book.run(["record", "--history", "1"]).exits(0).stderr_has("added 1 record to");
    assert_eq!(recorded(&book)[0].3, 2);
    let rules = "style-report = { records = \"figures/records.jsonl\" }\nrules = { misspelling = \"off\" }";
    let book = book.redline(rules);
    book.run(["record", "--history", "1"]).exits(0).stderr_has("added 1 record to");
    let records = recorded(&book);
    assert_eq!(records.iter().map(|record| record.3).collect::<Vec<_>>(), [2, 1], "the old line stays");
    assert_eq!(trend(&book)["points"].as_array().map(Vec::len), Some(1), "the last record of a commit counts");
}

#[test]
fn a_shallow_clone_is_reported_with_its_remedy() {
    let book = book(FAULTY);
    let repository = Repository::in_folder(&book.root());
    let first = repository.commit_at(january(1), "HEAD", &book.root(), &[]);
    let book = book.file("src/guide.md", CLEAN);
    let second = repository.commit_at(january(2), "HEAD", &book.root(), &[first]);
    let book = book.file(".git/shallow", format!("{second}\n"));
    let run = book.run(["record", "--history", "5"]).exits(0).stderr_has("added 1 record");
    run.stderr_has("this clone is shallow and ends after 1 such commit").stderr_has("git fetch --unshallow");
    book.run(["record", "--history", "1"]).exits(0).stderr_lacks("shallow");
    book.run(["record", "--history", "0"]).exits(2);
    book.run(["record", "--history", "2", "--commit", "HEAD"]).exits(2);
    let outside = TestBook::of(CLEAN);
    outside.run(["record", "--history", "2", "--file", "r.jsonl"]).exits(2).stderr_has("is in no Git repository");
}

#[test]
fn records_with_other_rules_are_not_compared() {
    let style = |token: &str| format!("extends: existence\nmessage: \"no '%s'\"\nlevel: warning\ntokens: [{token}]\n");
    let keys = "style-report = { records = \"records.jsonl\" }\nstyles = { path = \"styles\", use = [\"My\"] }";
    let book = TestBook::of(CLEAN).redline(keys).file("styles/My/A.yml", style("sentence"));
    record(&book, "one", "2026-01-01");
    record(&book, "two", "2026-02-01");
    assert_eq!(trend(&book)["change"]["commit"], "one");
    let book = book.file("styles/My/A.yml", style("nowhere"));
    assert!(trend(&book)["change"].is_null(), "the rule has changed");
    let book = book.file("styles/My/A.yml", style("sentence"));
    assert_eq!(trend(&book)["change"]["commit"], "one");
    // Of two commits of one day, the one recorded later counts as the later.
    record(&book, "zzz", "2026-03-01");
    record(&book, "aaa", "2026-03-01");
    let points = trend(&book)["points"].clone();
    assert_eq!((&points[2]["commit"], &points[3]["commit"]), (&"zzz".into(), &"aaa".into()));
}

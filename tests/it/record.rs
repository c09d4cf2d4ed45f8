//! Records: the trend on the page of a book, and several books on one page.

use crate::support::TestBook;

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
    assert_eq!(figures["change"]["rules"][1], serde_json::json!({ "rule": "repeated-word", "by": -1 }));
    book.run(["report", "--html", "out.html"]).exits(0);
    let page = book.read("out.html");
    assert!(page.contains("<strong>Better than on 2026-01-05: "), "{page}");
    assert!(page.contains("redline-line") && page.contains("Fixed: "), "{page}");

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
fn an_invalid_record_is_reported_with_its_line() {
    let mut book = book(CLEAN);
    record(&book, "one", "2026-01-01");
    let good = book.read("figures/records.jsonl");
    for (bad, why) in [
        ("<<<<<<< ours\n".to_owned(), "expected value"),
        (good.replace("\"schema\":1", "\"schema\":9"), "its schema 9 is newer than 1"),
        (good.replace("2026-01-01", "yesterday"), "`yesterday` is no date"),
    ] {
        book = book.file("figures/records.jsonl", format!("{good}{bad}"));
        book.run(["record", "--commit", "two", "--date", "2026-01-02"])
            .exits(2)
            .stderr_has("records.jsonl")
            .stderr_has(why);
        assert_eq!(book.read("figures/records.jsonl"), format!("{good}{bad}"), "nothing is written");
        book.run(["report", "--json"]).exits(2).stderr_has("there is no trend: line 2 is no record").stderr_has(why);
    }
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

//! The style report: a page of the book under both real mdBooks, a file, and the model.

use crate::support::mdbooks::{Version, recorded, recording_renderer, wired};
use crate::support::{Run, TestBook, laid_out, redline, without_versions};

/// A chapter with a known misspelling and a heading that ends with a colon.
const FAULTY: &str = "# Guide\n\nThis was recieved by somebody in a short sentence.\n\n## Set up:\n\nIt works.\n";

fn book() -> TestBook {
    TestBook::of(FAULTY).redline("style-report = true")
}

/// The model of the style report of a book that passes.
#[track_caller]
fn model(book: &TestBook) -> serde_json::Value {
    model_of(book, 0)
}

/// The model of the style report of a book with this exit code.
#[track_caller]
fn model_of(book: &TestBook, code: i32) -> serde_json::Value {
    serde_json::from_str(&book.run(["report", "--json"]).exits(code).stdout).expect("the model is JSON")
}

#[test]
fn the_page_is_rendered_last_or_where_it_is_listed() {
    for version in Version::BOTH {
        let book = wired(book());
        let built = version.build(&book).succeeds();
        let page = built.page("style-report.html");
        for words in ["Passed", "Fix first", "Chapters", "Rules", "Readability", "misspelling"] {
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
fn the_model_agrees_with_check() {
    let book = book();
    let model = model(&book);
    let checked = book.report(&[]);
    assert_eq!(model["verdict"]["counts"]["warnings"].as_u64(), Some(checked.summary["warnings"]));
    assert_eq!(model["verdict"]["words"].as_u64(), Some(checked.summary["words"]));
    assert_eq!(model["verdict"]["chapters"], 1);
}

#[test]
fn the_model_counts_basics_that_any_page_should_have() {
    let text = "# Guide\n\nThe WXY is set by the WXY of the QRS (quick reference sheet). A WXY is no QRS and no QRS is a WXY.\n\n\
                ### Deep\n\n![](a.png)\n\n![A tree](b.png)\n\n1. One step\n";
    let book = TestBook::of(text).redline("style-report = true");
    let model = model(&book);
    let parts = ["verdict", "layout", "acronyms", "readability"];
    let parts: serde_json::Map<_, _> = parts.map(|part| (part.to_owned(), model[part].clone())).into_iter().collect();
    insta::assert_snapshot!(without_versions(&laid_out(&parts.into(), 0)));
    let accepted = book.redline("style-report = true\nrules = { acronym-undefined = { accept = [\"WXY\"] } }");
    assert_eq!(self::model(&accepted)["acronyms"]["undefined"], 0);
}

#[test]
fn the_file_is_one_page_of_html() {
    let book = book();
    book.run(["report", "--html", "out.html"]).exits(0);
    let text = book.read("out.html");
    assert!(
        text.starts_with("<!DOCTYPE html>") && text.contains("recieved") && text.matches("<script").count() == 1,
        "{text}"
    );
    book.run(["report", "--html", "out.html", "--json"]).exits(2);
    let printed = book.run(["report", "--html", "-"]).exits(0).stderr_lacks("wrote");
    assert_eq!(printed.stdout, text);
    assert!(!book.root().join("-").exists());
    insta::assert_snapshot!(without_versions(&balanced(&text).replace("<tr", "\n<tr").replace("<h2", "\n<h2")));
}

#[test]
fn the_terminal_has_verdict_trend_and_tasks() {
    let text = format!(
        "{FAULTY}\nIt is a very long and winding sentence, which was recieved by nobody in particular, and it goes on and on and on.\n"
    );
    let book = TestBook::of(&text).redline("style-report = { records = \"r.jsonl\" }\nfail-on = \"warning\"");
    let run = book.run(["report"]).exits(1).stderr_lacks("the book fails");
    assert!(run.stdout.contains("Trend: no records yet; `mdbook-redline record --history 30`"), "{}", run.stdout);
    book.run(["record", "--commit", "aaaaaaaaaaaa", "--date", "2026-01-05"]).exits(0);
    let fewer = text.replacen("was recieved by nobody", "was received by nobody", 1);
    let book =
        book.file("src/guide.md", format!("{fewer}\nIt occured: it was seperate and definately untill the end.\n"));
    let run = book.run(["report", "--color", "never"]).exits(1);
    insta::assert_snapshot!(run.stdout);
    // From elsewhere, paths and commands name the book.
    let outside = Run::of(redline().args(["report", "book"]).current_dir(book.outside())).exits(1);
    assert!(outside.stdout.contains("   book/src/guide.md:3: This was [recieved] by"), "{}", outside.stdout);
    assert!(outside.stdout.contains("\n   mdbook-redline fix book --select misspelling"), "{}", outside.stdout);
    let coloured = book.run(["report", "--color", "always"]).exits(1).stdout;
    assert!(coloured.contains("\u{1b}[1m") && !run.stdout.contains('\u{1b}'), "{coloured}");
    let clean = TestBook::of("# Guide\n\nIt works.\n").redline("style-report = true").run(["report"]).exits(0).stdout;
    assert!(clean.starts_with("✓ Passed\n0 findings; ") && !clean.contains("Fix first"), "{clean}");
}

#[test]
fn hostile_text_stays_text() {
    let text = "# </details><script>alert(1)</script> recieved {{#include /etc/passwd}}\n\nIt was recieved `</table>` </section>.\n";
    for version in Version::BOTH {
        let built = version.build(&wired(TestBook::of(text).redline("style-report = true"))).succeeds();
        let page = built.page("style-report.html");
        let main = balanced(page);
        assert!(main.contains("recieved") && !main.contains("root:"), "{main}");
        assert_eq!(main.matches("<script").count(), 1, "the script of the page alone: {main}");
    }
}

#[test]
fn an_invalid_page_is_an_error() {
    let fails_with =
        |keys: &str, words: &str| drop(TestBook::of("").redline(keys).run(["check"]).exits(2).stderr_has(words));
    fails_with("style-report = { pag = \"x.md\" }", "unknown key `pag` in `style-report`; did you mean `page`?");
    fails_with("style-report = { page = \"../x.md\" }", "cannot be a chapter");
    fails_with("style-report = \"yes\"", "expected `true`, `false` or a table");
}

/// Elements without an end tag.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];

/// Asserts that every element of the main part of a page is closed where it should be, and returns that part.
#[track_caller]
fn balanced(page: &str) -> &str {
    let main = page.split_once("<main>").and_then(|(_, rest)| rest.split_once("</main>")).expect("a page").0;
    let mut open: Vec<&str> = Vec::new();
    for tag in main.split('<').skip(1).filter(|tag| !tag.starts_with('!')) {
        let end = tag.find('>').unwrap_or_else(|| panic!("a tag without an end: {tag}"));
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "before {tag}");
        } else if !VOID.contains(&name) && !tag[..end].ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    main
}

/// A book whose chapters have spaces, folders, accents and twice the same heading in their places.
fn scattered() -> TestBook {
    TestBook::of("# Guide\n\nIt was recieved.\n\n## Größe\n\nIt was recieved.\n")
        .file(
            "src/SUMMARY.md",
            "- [Start](README.md)\n- [Guide](guide.md)\n  - [A b](part/a%20b.md)\n- [How](about/style.md)\n",
        )
        .file("src/README.md", "# Start\n\nIt was recieved.\n")
        .file(
            "src/part/a b.md",
            "# A b\n\n## Twice\n\nText.\n\n## Twice\n\nIt was recieved, {{#include ../words.md}}.\n",
        )
        .file("src/words.md", "and recieved again")
        .file("src/about/style.md", "# How\n")
        .tables("[output.html]\ngit-repository-url = \"https://git.example/me/book\"\n")
        .redline("before = [\"links\", \"index\"]\nnormalize = false\nstyle-report = { page = \"about/style.md\" }")
}

#[test]
fn every_link_leads_to_a_page_and_an_id_that_are_there() {
    for version in Version::BOTH {
        let built = version.build(&wired(scattered())).succeeds();
        let main = balanced(built.page("about/style.html"));
        let links: Vec<&str> = main.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut seen = Vec::new();
        for link in links.iter().filter(|link| !link.starts_with("https:") && !link.starts_with('#')) {
            let decoded = link.strip_prefix("../").expect("the page lies in a folder").replace("%20", " ");
            let (page, id) = decoded.split_once('#').unwrap_or((decoded.as_str(), ""));
            let text = built.page(page);
            let id = id.replace("%C3%B6", "ö").replace("%C3%9F", "ß");
            assert!(id.is_empty() || text.contains(&format!("id=\"{id}\"")), "{version:?}: no {id} in {page}");
            seen.push(decoded.clone());
        }
        for link in ["index.html", "part/a b.html#twice-1"] {
            assert!(seen.iter().any(|seen| seen.starts_with(link)), "{version:?}: {link} is not in {seen:?}");
        }
        let expected = [
            "src/guide.md?plain=1#L3",
            "src/guide.md?plain=1#L7",
            "src/words.md?plain=1#L1",
            "src/part/a%20b.md?plain=1#L9",
        ];
        for line in expected {
            let link = format!("https://git.example/me/book/blob/HEAD/{line}");
            assert!(links.contains(&link.as_str()), "{version:?}: {link} is not in {links:?}");
        }
    }
}

#[test]
fn at_most_a_thousand_findings_are_shown_and_the_rest_are_counted() {
    let book = TestBook::of(&"It was recieved.\n\n".repeat(1010)).redline("style-report = true\nnormalize = false");
    let built = Version::V05.build(&wired(book)).succeeds();
    let main = balanced(built.page("style-report.html"));
    // The example of the task is another one.
    assert_eq!(main.matches("<mark>").count(), 1001);
    assert!(main.contains("10 more: <code>mdbook-redline check</code>"), "{main}");
    assert!(main.contains("1,010\u{a0}places in all"), "the places of a rule are counted: {main}");
}

/// The rows of the table of chapters: the name, the share of the bar, and the details.
fn chapter_rows(main: &str) -> Vec<(&str, f64, &str)> {
    let table = main.split_once("most to do first</caption>").and_then(|(_, rest)| rest.split_once("</table>"));
    let rows = table.expect("a table of chapters").0.split("<tbody class=\"redline-pair\">").skip(1);
    let row = |row| {
        let row: &str = row;
        let name = row.split("redline-link").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1)).expect("a name");
        let width = row.split("<rect width=\"").nth(1).and_then(|rest| rest.split('%').next()).expect("a bar");
        (name, width.parse().expect("a number"), row.split_once("<details").map_or("", |(_, details)| details))
    };
    rows.map(row).collect()
}

#[test]
fn chapters_are_ranked_with_bars_in_proportion_and_findings_by_section() {
    let faults = |count: usize| "It was recieved.\n\n".repeat(count);
    let book = TestBook::of(&format!("# One\n\n{}## Second\n\n{}", faults(2), faults(1)))
        .chapter("two.md", &format!("# Two\n\n{}", faults(10)))
        .chapter("clean.md", "# Clean\n\nIt works.\n")
        .redline("style-report = true\nnormalize = false");
    let built = Version::V05.build(&wired(book)).succeeds();
    let main = balanced(built.page("style-report.html"));
    let rows = chapter_rows(main);
    let bars: Vec<(&str, f64)> = rows.iter().map(|(name, width, _)| (*name, *width)).collect();
    assert_eq!(bars, [("two", 100.0), ("guide", 30.0), ("clean", 0.0)]);
    let sections: Vec<&str> = rows[1].2.split("redline-section").skip(1).collect();
    assert_eq!(sections.len(), 2, "{}", rows[1].2);
    assert_eq!(sections.iter().map(|part| part.matches("<mark>").count()).collect::<Vec<_>>(), [2, 1]);
    assert!(sections[1].contains("href=\"guide.html#second\""), "{}", sections[1]);
    assert_eq!(rows[2].2, "", "a chapter without findings has nothing to open");
}

#[test]
fn tasks_have_their_effect_command_and_example() {
    let text = "# Guide\n\nIt was **recieved** by `cargo`. It was recieved.\n\n## Set up:\n\nIt works.\n";
    let book = TestBook::of(text).redline("style-report = true\nnormalize = false\nfail-on = \"warning\"");
    let model = model_of(&book, 1);
    let tasks = model["next"].as_array().expect("tasks");
    let figures = |index: usize| {
        let task = &tasks[index];
        (task["rule"].as_str(), task["weight-share"].as_f64(), task["fails"].as_bool(), task["command"].as_str())
    };
    let command = |rule: &str| format!("mdbook-redline fix --select {rule}");
    let (misspelling, punctuation) = (command("misspelling"), command("heading-punctuation"));
    assert_eq!(figures(0), (Some("misspelling"), Some(0.6667), Some(true), Some(misspelling.as_str())));
    assert_eq!(figures(1), (Some("heading-punctuation"), Some(0.3333), Some(true), Some(punctuation.as_str())));
    book.run(["report", "--html", "out.html"]).exits(1);
    let page = book.read("out.html");
    assert!(page.contains("These two rules are 100\u{a0}% of the weight"), "{page}");
    let example = "It was <mark><strong>recieved</strong></mark> by <code>cargo</code>.";
    assert!(page.contains(example), "the Markdown of a quotation is rendered: {page}");
    for rule in ["misspelling", "heading-punctuation"] {
        let id = format!("redline-rule-{rule}");
        let (link, target) = (format!("href=\"#{id}\""), format!("</summary><span id=\"{id}\">"));
        assert!(page.contains(&link) && page.contains(&target), "the task leads to the places of its rule: {page}");
    }
    assert!(page.contains("redline-failed") && page.contains("✗ Failed"), "{page}");
}

#[test]
fn other_renderers_get_plain_markdown() {
    let book = wired(TestBook::of(FAULTY).chapter("about/style.md", "# How\n"));
    let renderer = recording_renderer(&book, "other");
    let book = book.tables(&renderer).redline("style-report = { page = \"about/style.md\" }");
    for version in Version::BOTH {
        version.build(&book).succeeds();
        let page = &recorded(&book, "other")["about/style.md"];
        insta::assert_snapshot!("other_renderers_get_plain_markdown", without_versions(page));
    }
}

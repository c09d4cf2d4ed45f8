//! Five real books, built by both real mdBooks and checked from the command line.

use std::fs;
use std::path::{Path, PathBuf};

use crate::corpora;
use crate::support::mdbooks::{Version, keeping_stderr};
use crate::support::random::Random;
use crate::support::revision::{is_prose, revised};
use crate::support::{Report, Run, TestBook, assert_same_files, files, has_extension, pointed_at, redline};

pub(crate) const BOOKS: [&str; 5] = ["book", "comprehensive-rust", "mdbook-guide", "reference", "rust-by-example"];

/// The folder of one book.
pub(crate) fn corpus(name: &str) -> PathBuf {
    let book = corpora().join(name);
    assert!(book.join("book.toml").is_file(), "there is no book in {}", book.display());
    book
}

/// The book's own book.toml, which must not make mdBook write into the shared folder.
pub(crate) fn toml_of(book: &Path) -> String {
    let toml = fs::read_to_string(book.join("book.toml")).expect("it can be read");
    format!("{toml}\n[build]\ncreate-missing = false\n")
}

/// `check` from the command line, assuming this mdBook, in the folder where its build would run redline.
fn check(book: &Path, version: Version, format: &str) -> Run {
    let cwd = version.working_folder(book);
    let mut command = redline();
    command.args(["check", "--format", format]).arg(book).current_dir(cwd);
    Run::of(command.env("MDBOOK_PREPROCESSOR__REDLINE__MDBOOK", version.name()))
}

/// What `check` reports, with every span compared to the bytes of its file.
fn checked(book: &Path, version: Version) -> Report {
    Report::of(&check(book, version, "json"), &version.working_folder(book))
}

/// The findings as people see them, without the summary, sorted: a build shows errors first.
fn entries(output: &str) -> Vec<&str> {
    let mut entries: Vec<_> = output.split("\n\n").map(without_notes).filter(|entry| entry.contains("--> ")).collect();
    entries.sort_unstable();
    entries
}

/// An entry without the notes that a build prints above its findings.
fn without_notes(entry: &str) -> &str {
    let mut entry = entry.trim();
    while let Some((_, rest)) = entry.split_once('\n').filter(|(line, _)| line.starts_with("redline: ")) {
        entry = rest;
    }
    entry
}

#[test]
fn real_books_are_rendered_to_the_same_bytes_and_both_mdbooks_show_what_check_shows() {
    for name in BOOKS {
        let book = corpus(name);
        let keys = "before = [\"links\", \"index\"]\nnormalize = false\nmax-findings = 1000000\n";
        for version in Version::BOTH {
            let folder = tempfile::tempdir().expect("a folder");
            let (plain, linted) = (folder.path().join("plain"), folder.path().join("linted"));
            let command = keeping_stderr(folder.path());
            let toml = toml_of(&book);
            version.render(&book, &toml, &plain).expect("the book builds");
            let toml = format!("{toml}\n[preprocessor.redline]\ncommand = {command:?}\n{keys}");
            version.render(&book, &toml, &linted).expect("the book builds with redline");
            assert_same_files(&files(&plain), &files(&linted));

            let built = fs::read_to_string(folder.path().join("stderr.txt")).expect("redline ran");
            let checked = check(&book, version, "human").stdout;
            assert!(!entries(&checked).is_empty(), "{name}: nothing to compare");
            assert_eq!(entries(&checked), entries(&built), "{name}, {version:?}");
        }
    }
}

#[test]
fn the_versions_of_mdbook_differ_in_nothing_but_the_ids_of_headings() {
    for name in BOOKS {
        let book = corpus(name);
        let without_anchors = |version| -> Vec<String> {
            checked(&book, version).places().into_iter().filter(|place| !place.ends_with(" broken-anchor")).collect()
        };
        let (old, new) = (without_anchors(Version::V04), without_anchors(Version::V05));
        assert!(!new.is_empty(), "{name} has no findings");
        assert_eq!(old, new, "{name}");
    }
}

#[test]
fn a_book_after_links_is_reported_as_it_is_before() {
    for name in BOOKS {
        let book = corpus(name);
        let mut seen = Vec::new();
        for order in ["before = [\"links\", \"index\"]", "after = [\"links\", \"index\"]"] {
            let folder = tempfile::tempdir().expect("a folder");
            let command = keeping_stderr(folder.path());
            let keys = format!("command = {command:?}\n{order}\nmax-findings = 1000000\n");
            let toml = format!("{}\n[preprocessor.redline]\n{keys}", toml_of(&book));
            Version::V05.render(&book, &toml, &folder.path().join("out")).expect("the book builds");
            seen.push(pointed_at(&fs::read_to_string(folder.path().join("stderr.txt")).expect("redline ran")));
        }
        assert_eq!(seen[0], seen[1], "{name}");
    }
}

#[test]
fn real_books_with_carriage_returns_have_the_same_findings() {
    for name in BOOKS {
        let book = corpus(name);
        let mut copy = TestBook::new();
        for (path, bytes) in files(&book) {
            let is_markdown = has_extension(&path, "md");
            let text = std::str::from_utf8(&bytes).ok().filter(|text| is_markdown && !text.contains('\r'));
            copy = copy.file(&path, text.map_or(bytes.clone(), |text| text.replace('\n', "\r\n").into_bytes()));
        }
        assert_eq!(copy.report(&[]).places(), checked(&book, Version::V05).places(), "{name}");
    }
}

/// Edits of the editor by their numbers: the rule that reports each, and words of the reported text.
const EDITS: [(u32, &str, &str); 26] = [
    (1, "callout-form", "**Note:**"),
    (2, "intensifier", "strongly recommends"),
    (3, "wordy-choice", "rather than relying on"),
    (4, "confused-words", "propriety"),
    (5, "wordy-choice", "employing"),
    (7, "passive", "is used"),
    (8, "good-practice", "it’s good practice to"),
    (8, "wordy-choice", "for use with"),
    (10, "list-opening", "Find out"),
    (11, "list-opening", "Learn"),
    (13, "is-used-to", "are used to authenticate"),
    (14, "when-ing", "When calling"),
    (15, "need-to", "you need to supply"),
    (16, "trailing-with", ", with a valid token specified"),
    (19, "reduced-relative", "that is used"),
    (21, "passive", "are modified"),
    (23, "good-practice", "It’s therefore good practice to"),
    (32, "passive", "are made"),
    (33, "bare-ip", "IP"),
    (34, "you-can-also", "You can also"),
    (35, "passive", "is set"),
    (37, "see-see", "See API rate limits."),
    (38, "vague-quantity", "after a certain period"),
    (40, "numeric-adjective", "30 day"),
    (43, "passive", "be changed"),
    (46, "with-done", "With the token created,"),
];

/// What the editor of the founding example changed is reported, and what the editor wrote is not.
#[test]
fn the_founding_example_is_reported_before_and_clean_after() {
    let seed = corpus("book").join("../../seed");
    let config = tempfile::NamedTempFile::new().expect("a temporary file");
    let check = |file: &str, table: &str| -> Report {
        fs::write(config.path(), table).expect("it can be written");
        let mut command = redline();
        command.args(["check", "--format", "json", "--config"]).arg(config.path()).arg(file).current_dir(&seed);
        Report::of(&Run::of(&mut command), &seed)
    };
    let all = "packs = [\"recommended\", \"consistency\", \"plain-language\", \"technical-terms\", \"strict\"]\n\
               rules = { callout-form = { form = \"alert\" } }\n";
    let report = check("original.md", all);
    for (edit, rule, words) in EDITS {
        let texts = report.texts(rule);
        assert!(
            texts.iter().any(|text| text.contains(words)),
            "edit {edit}: {rule} does not report `{words}`: {texts:?}"
        );
    }
    // Under the template of such guides: what the editor did to the structure.
    let guide = "packs = [\"recommended\"]\ntemplates = [{ name = \"api-guide\", for = [\"**\"] }]\n";
    let structure = |report: &Report| -> Vec<(String, String)> {
        let own = ["section", "heading", "callout", "page", "title"];
        let is_own = |rule: &str| own.iter().any(|word| rule.contains(word));
        let findings = report.findings.iter().filter(|finding| is_own(&finding.rule));
        findings.map(|finding| (finding.rule.clone(), finding.text.clone())).collect()
    };
    let reported = structure(&check("original.md", guide));
    let reported: Vec<(&str, &str)> = reported.iter().map(|(rule, text)| (rule.as_str(), text.as_str())).collect();
    let wanted = [
        ("callout-form", "**Note:**"),
        ("missing-section", "## What you need"),
        ("heading-repeats-title", "## [VENDOR] API tokens"),
        ("callout-form", "**Note:**"),
    ];
    assert_eq!(reported, wanted);
    assert_eq!(structure(&check("rewritten.md", guide)), []);
    let rewritten = check("rewritten.md", "packs = [\"recommended\", \"plain-language\"]\n");
    assert!(rewritten.findings.is_empty(), "{rewritten:#?}");
}

/// Rules that look at one sentence at a time, so that an edit elsewhere changes nothing of what they find.
const LOCAL: &str =
    "passive,filler,future,wordy-choice,wordy-phrase,need-to,intensifier,restrictive-which,when-ing,misspelling";

/// A history of edits: known findings stay known, and each new one is reported.
#[test]
fn the_baseline_of_a_real_book_survives_edits() {
    let source = corpus("book");
    let book = files(&source).into_iter().fold(TestBook::new(), |book, (path, bytes)| book.file(&path, bytes));
    let book =
        book.file("redline.toml", "packs = [\"recommended\", \"plain-language\", \"strict\"]\nfail-on = \"never\"\n");
    book.run(["baseline", "create", "--config", "redline.toml"]).exits(0);
    let mut book = book.file(
        "redline.toml",
        "packs = [\"recommended\", \"plain-language\", \"strict\"]\nfail-on = \"never\"\nbaseline = \"redline-baseline.json\"\n",
    );
    let mut chapters: Vec<String> = files(&book.root().join("src"))
        .into_keys()
        .filter(|path| path.starts_with("ch") && has_extension(path, "md"))
        .collect();
    let mut random = Random(3);
    let mut known = usize::MAX;
    for round in 0..24 {
        let path = chapters[random.below(chapters.len())].clone();
        let text = book.read(&format!("src/{path}"));
        let mut blocks: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
        let prose: Vec<usize> = (1..blocks.len()).filter(|&at| is_prose(&blocks, at)).collect();
        let at = if prose.is_empty() { continue } else { prose[random.below(prose.len())] };
        let mut wanted = Vec::new();
        match round % 6 {
            0 => blocks.insert(at, format!("Plain words of round {round} that nobody could find fault with.")),
            1 => {
                let block = blocks.remove(at);
                let place = prose[random.below(prose.len())].min(blocks.len());
                blocks.insert(place, block);
            }
            2 => blocks[at] = blocks[at].split_whitespace().collect::<Vec<_>>().join(" "),
            3 => {
                let renamed = format!("renamed{round}.md");
                std::fs::remove_file(book.root().join("src").join(&path)).expect("it is there");
                book = book.file(&format!("src/{renamed}"), &text);
                let summary = book.read("src/SUMMARY.md").replace(&path, &renamed);
                book = book.file("src/SUMMARY.md", summary);
                chapters.retain(|other| *other != path);
            }
            4 => drop(blocks.remove(at)),
            _ => {
                blocks.insert(at, format!("A zebra of round {round} has neccessary stripes."));
                wanted.push("neccessary".to_owned());
            }
        }
        if round % 6 != 3 {
            book = book.file(&format!("src/{path}"), blocks.join("\n\n"));
        }
        let report = book.report(&["--config", "redline.toml", "--select", LOCAL]);
        let new: Vec<String> =
            report.findings.iter().filter(|it| it.known == Some(false)).map(|it| it.text.clone()).collect();
        assert_eq!(new, wanted, "round {round} in {path}");
        let now = report.findings.len() - new.len();
        assert!(now > 500 && now <= known, "{now} of {known}");
        known = now;
        if !wanted.is_empty() {
            book = book.file(&format!("src/{path}"), &text);
        }
    }
}

/// Every page of the five books with a report against an edited copy of itself: the text around it stays as it was.
#[test]
fn reports_leave_the_pages_of_real_books_alone() {
    for name in BOOKS {
        let book = corpus(name);
        let folder = tempfile::tempdir().expect("a folder");
        let old = folder.path().join("old");
        let mut random = Random(5);
        for (path, bytes) in files(&book.join("src")) {
            let is_markdown = has_extension(&path, "md");
            let text = String::from_utf8(bytes).ok().filter(|_| is_markdown);
            let Some(text) = text else { continue };
            let path = old.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
            fs::write(path, revised(&text, &mut random)).expect("it can be written");
        }
        for version in Version::BOTH {
            let (plain, reported) = (folder.path().join("plain"), folder.path().join("reported"));
            let toml = toml_of(&book);
            version.render(&book, &toml, &plain).expect("the book builds");
            let command = keeping_stderr(folder.path());
            let keys = format!(
                "normalize = false\nfail-on = \"never\"\nchange-report = {{ against = \"dir:{}\" }}",
                old.display()
            );
            let toml = format!(
                "{toml}\n[preprocessor.redline]\ncommand = {command:?}\nbefore = [\"links\", \"index\"]\n{keys}\n"
            );
            version.render(&book, &toml, &reported).expect("the book builds with reports");
            let (plain, reported) = (files(&plain), files(&reported));
            let mut reports = 0;
            for (page, bytes) in plain
                .iter()
                .filter(|(page, _)| has_extension(page, "html") && !page.contains("print") && !page.contains("toc"))
            {
                let (was, is) = (main_of(bytes), main_of(&reported[page]));
                let (rest, count) = without_reports(&is);
                reports += count;
                assert_eq!(rest, without_reports(&was).0, "{name}, {version:?}: {page}");
            }
            assert!(
                reports * 2 > plain.keys().filter(|page| has_extension(page, "html")).count(),
                "{name}: {reports} reports"
            );
        }
    }
}

/// The main part of a page, white space folded.
fn main_of(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page);
    let main = page.split_once("<main>").and_then(|(_, rest)| rest.split_once("</main>")).map_or("", |(main, _)| main);
    main.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><")
}

/// A page without its reports, and how many there were.
fn without_reports(page: &str) -> (String, usize) {
    let (mut rest, mut count) = (page.to_owned(), 0);
    while let Some(start) = rest.find("<section class=\"redline-report\"") {
        let end = start + rest[start..].find("</section>").expect("a report ends") + "</section>".len();
        rest = format!("{}{}", rest[..start].trim_end(), rest[end..].trim_start());
        count += 1;
    }
    (rest, count)
}

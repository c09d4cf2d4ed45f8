//! The output formats, as snapshots: texts and paths that each has to escape in its own way, clean and unreadable books.
//!
//! `INSTA_UPDATE=always cargo test --test it formats` writes the snapshots again.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{CLEAN, JUMP, Run, TestBook, laid_out, redline, without_versions, xml};

const FORMATS: [&str; 10] =
    ["human", "short", "vale", "json", "sarif", "github", "gitlab", "rdjson", "junit", "checkstyle"];

/// A path that every format has to escape in its own way.
const ODD_PATH: &str = "docs/a b, 100%/ä (x);'y'.md";

/// CRLF, no newline at the end, characters of one to four bytes, a tab, combining marks, a
/// finding over two lines, and one whose fix only inserts.
const ODD_TEXT: &str = "# Title\r\n\r\n##No space\r\n\r\na𐐀b oddword, e\u{301}a\u{308} oddword.\r\n\tx oddword 👩\u{200d}👩\u{200d}👧\u{200d}👦 \
                        oddword “q” two\r\nlines.\r\n\r\nThe bell\u{7} and the last oddword";

const WORDS: &str = "extends: substitution\nmessage: \"Say '%s' ]]> \\\"not\\\" <b>'%s'</b> & more:\\nplease, 100%%0A.\"\n\
                     link: https://example.com/words?a=1&b=2\nlevel: error\naction:\n  name: replace\nswap:\n  oddword: word\n";

const LINES: &str = "extends: existence\nmessage: \"'%s' has a break.\"\nlevel: suggestion\nraw:\n  - 'two\\s+lines'\n";

const BELL: &str =
    "extends: existence\nmessage: \"'%s' rings.\"\nlevel: warning\nnonword: true\ntokens:\n  - 'bell.'\n";

const KEYS: &str = "packs = []\nrules.heading-space = \"warning\"\n[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]";

fn odd_book() -> TestBook {
    TestBook::new()
        .redline(KEYS)
        .file("styles/House/Words.yml", WORDS)
        .file("styles/House/Lines.yml", LINES)
        .file("styles/House/Bell.yml", BELL)
        .file(ODD_PATH, ODD_TEXT)
        .file("docs/mark.md", "\u{feff}An oddword behind a mark.\n")
        .file("docs/clean.md", CLEAN)
}

/// The output of every format, each with its exit code and what it prints on standard error.
fn outputs(run: impl Fn(&str) -> Run) -> String {
    let outputs = FORMATS.map(|format| {
        let run = run(format);
        let text = readable(format, &run.stdout);
        format!("== {format}, exit code {}\n{text}\n{}", run.code, run.stderr)
    });
    outputs.concat()
}

/// The output of a format after a check that it is valid, JSON on several lines and without the pages of rules.
#[track_caller]
fn readable(format: &str, output: &str) -> String {
    let value = match format {
        "json" | "gitlab" => json(output),
        "rdjson" => rdjson(output),
        "sarif" => {
            let mut log = sarif(output);
            for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().into_iter().flatten() {
                for key in ["fullDescription", "help"] {
                    rule[key] = "[page]".into();
                }
            }
            log
        }
        "junit" | "checkstyle" => {
            xml::assert_well_formed(output);
            return output.to_owned();
        }
        _ => return output.to_owned(),
    };
    without_versions(&laid_out(&value, 0))
}

#[track_caller]
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[track_caller]
fn assert_valid(schema: &str, value: &Value) {
    let validator = jsonschema::validator_for(&json(schema)).expect("the schema can be read");
    let errors: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[track_caller]
fn sarif(text: &str) -> Value {
    let log = json(text);
    assert_valid(include_str!("schemas/sarif-2.1.0.json"), &log);
    log
}

fn rdjson(text: &str) -> Value {
    let result = json(text);
    assert_valid(include_str!("schemas/rdjson.json"), &result);
    result
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

// ---- snapshots

#[test]
fn every_format_reports_texts_and_paths_that_are_hard_to_escape() {
    let book = odd_book();
    insta::assert_snapshot!(outputs(|format| book.run(["check", "--format", format, "docs"])));
}

#[test]
fn every_format_is_valid_for_a_clean_book() {
    let book = TestBook::of(CLEAN);
    insta::assert_snapshot!(outputs(|format| book.run(["check", "--format", format])));
}

#[test]
fn every_format_reports_an_unreadable_chapter() {
    let book = TestBook::of(JUMP).chapter("bad.md", "").file("src/bad.md", b"# \xff\n");
    insta::assert_snapshot!(outputs(|format| book.run(["check", "--format", format])));
}

#[test]
fn every_format_reports_a_missing_path() {
    let book = TestBook::of(CLEAN);
    insta::assert_snapshot!(outputs(|format| book.run(["check", "--format", format, "nowhere.md"])));
}

#[test]
fn every_format_reports_several_levels_chapters_and_fixes_of_several_edits() {
    let text =
        "# Guide\n\nSee [x](#gone).\n\n### Jump\n\n## **Step 𐐀**\n\nSee the the end.\n\n### **Bold:**\n\nText.\n";
    let book = TestBook::of(text).chapter("b.md", JUMP).redline("rules.broken-anchor = \"error\"");
    insta::assert_snapshot!(outputs(|format| book.run(["check", "--format", format])));
}

#[test]
fn every_format_reports_standard_input_under_its_name() {
    let book = TestBook::of(CLEAN);
    insta::assert_snapshot!(outputs(|format| {
        let args = ["check", "-", "--stdin-path", "src/guide.md", "--format", format];
        Run::fed(redline().args(args).current_dir(book.root()), JUMP.as_bytes())
    }));
    assert_eq!(fs::read_to_string(book.root().join("src/guide.md")).expect("it is there"), CLEAN);
}

// ---- descriptions of rules in SARIF

#[test]
fn sarif_describes_the_rules_that_it_names() {
    let book = TestBook::of(&format!("{JUMP}\nAn oddword.\n"))
        .file("styles/House/Words.yml", format!("{WORDS}description: {}\n", "Long 𐐀 text. ".repeat(200)))
        .redline("[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]");
    let log = sarif(&book.run(["check", "--format", "sarif"]).exits(1).stdout);
    let rules = list(&log["runs"][0]["tool"]["driver"]["rules"]);
    assert_eq!(rules.iter().map(|rule| &rule["id"]).collect::<Vec<_>>(), ["House.Words", "heading-increment"]);
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            let text = rule[key]["text"].as_str().unwrap_or_else(|| panic!("no {key} in {rule}"));
            assert!(!text.trim().is_empty());
        }
        let description = rule["fullDescription"]["text"].as_str().expect("a text");
        assert!(description.chars().count() <= 1024, "{description}");
        assert!(rule["help"]["markdown"].as_str().expect("Markdown").starts_with("# "), "{rule}");
    }
    let (style, own) = (&rules[0], &rules[1]);
    assert_eq!(style["helpUri"], "https://example.com/words?a=1&b=2");
    assert_eq!(style["defaultConfiguration"]["level"], "error");
    assert_eq!(style["properties"]["tags"], json("[\"House\"]"));
    assert_eq!(own["defaultConfiguration"]["level"], "warning");
    assert_eq!(own["properties"], json(r#"{"tags":["recommended"],"precision":"high","problem.severity":"warning"}"#));
    assert!(!own["help"]["text"].as_str().expect("a text").contains("```"), "text is no Markdown");
    let folder = book.root().display().to_string();
    assert!(!log.to_string().contains(&folder), "no absolute path");
}

#[test]
fn sarif_points_at_the_text_that_explains_a_finding() {
    let book = TestBook::of("# Guide\n\nText.\n\n### Jump\n\nText.\n");
    let log = sarif(&book.run(["check", "--format", "sarif", "--select", "heading-increment"]).stdout);
    let related = &log["runs"][0]["results"][0]["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 1);
    assert!(related["message"]["text"].as_str().is_some_and(|text| text.contains("h1")), "{related}");
}

// ---- how many GitHub shows

/// A book with these numbers of errors, warnings and suggestions.
fn many(counts: [usize; 3]) -> TestBook {
    let rule = |word: &str, level: &str| {
        format!("extends: existence\nmessage: \"'%s'\"\nlevel: {level}\ntokens:\n  - {word}\n")
    };
    let words = ["erratum", "warnum", "suggestum"].iter().zip(counts);
    let text: String = words.map(|(word, count)| format!("A {word}.\n\n").repeat(count)).collect();
    TestBook::of(&format!("# Guide\n\n{text}"))
        .redline("packs = []\n[preprocessor.redline.styles]\npath = \"styles\"\nuse = [\"House\"]")
        .file("styles/House/A.yml", rule("suggestum", "suggestion"))
        .file("styles/House/B.yml", rule("warnum", "warning"))
        .file("styles/House/C.yml", rule("erratum", "error"))
}

/// The numbers of errors, warnings and notices that are shown, and the notes about the rest.
fn shown(counts: [usize; 3]) -> ([usize; 3], Vec<String>) {
    let output = many(counts).run(["check", "--format", "github"]).stdout;
    let (findings, rest): (Vec<&str>, Vec<&str>) = output.lines().partition(|line| line.contains(" file="));
    let count = |lines: &[&str], name: &str| lines.iter().filter(|line| line.starts_with(name)).count();
    assert!(count(&findings, "::notice") + count(&rest, "::notice") <= 10, "GitHub would drop some: {output}");
    let note = |line: &&str| line.rsplit("::").next().and_then(|text| text.split(" not ").next()).map(str::to_owned);
    (["::error", "::warning", "::notice"].map(|name| count(&findings, name)), rest.iter().filter_map(note).collect())
}

#[test]
fn github_shows_ten_of_a_level_and_counts_the_rest() {
    assert_eq!(shown([10, 10, 10]), ([10, 10, 10], vec![]));
    assert_eq!(shown([11, 0, 1]), ([10, 0, 1], vec!["1 more error".to_owned()]));
    assert_eq!(shown([0, 0, 11]), ([0, 0, 9], vec!["2 more suggestions".to_owned()]));
    let rest = ["20 more errors", "5 more warnings", "3 more suggestions"].map(str::to_owned);
    assert_eq!(shown([30, 15, 10]), ([10, 10, 7], rest.to_vec()));
    assert_eq!(shown([30, 0, 9]), ([10, 0, 9], vec!["20 more errors".to_owned()]));
}

// ---- fingerprints

/// The fingerprints of GitLab and of SARIF (whole, content) for each finding.
fn fingerprints(book: &TestBook) -> Vec<[String; 3]> {
    let written = |format| book.run(["check", "--format", format]).stdout;
    let (issues, log) = (json(&written("gitlab")), sarif(&written("sarif")));
    let results = list(&issues).iter().zip(list(&log["runs"][0]["results"]));
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned();
    results
        .map(|(issue, result)| {
            let partial = &result["partialFingerprints"];
            [text(&issue["fingerprint"]), text(&partial["redline/v1"]), text(&partial["redlineContent/v1"])]
        })
        .collect()
}

#[test]
fn fingerprints_survive_moved_lines_and_distinguish_repeats() {
    let body = "## Step\n\nDo the the step.\n\n#### Jump\n\nDo the the step.\n\nDo the the step.\n";
    let before = fingerprints(&TestBook::of(&format!("# Guide\n\n{body}")));
    assert!(before.len() >= 4, "{before:#?}");
    let after = fingerprints(&TestBook::of(&format!(
        "# Guide\n\nMore.\n\n- and more\n\n{}",
        body.replace("the step", "the\nstep")
    )));
    assert_eq!(before, after);
    let distinct: BTreeSet<_> = before.iter().map(|[gitlab, ..]| gitlab).collect();
    assert_eq!(distinct.len(), before.len());
    assert!(before.iter().all(|[gitlab, whole, _]| gitlab == whole), "one fingerprint for all");
    let renamed = fingerprints(&TestBook::new().chapter("other.md", &format!("# Guide\n\n{body}")));
    assert!(before.iter().zip(&renamed).all(|(old, new)| old[2] == new[2] && old[1] != new[1]), "{renamed:#?}");
}

#[test]
fn the_line_hash_is_that_of_its_line_alone() {
    let hashes = |text: &str| -> Vec<String> {
        let log = sarif(&TestBook::of(text).run(["check", "--format", "sarif"]).stdout);
        let results = list(&log["runs"][0]["results"]).iter();
        results.map(|it| it["partialFingerprints"]["primaryLocationLineHash"].to_string()).collect()
    };
    let tail = "Text follows here.\n".repeat(8);
    let first = hashes(&format!("# Guide\n\nDo the the step.\n{tail}"));
    assert_eq!(first.len(), 1);
    assert_eq!(first, hashes(&format!("# Guide\n\nOne more.\n\nDo  the the step.\r\n{}", tail.replace('\n', "\r\n"))));
    assert_ne!(first, hashes(&format!("# Guide\n\nDo the the stop.\n{tail}")));
}

/// The block of `guide/src/formats.md` that shows a format.
fn sample(format: &str) -> String {
    let page = include_str!("../../guide/src/formats.md");
    let fence = ["json", "text", "xml"].iter().find_map(|kind| page.split_once(&format!("\n```{kind} {format}\n")));
    let (_, rest) = fence.unwrap_or_else(|| panic!("the page shows no {format}"));
    rest.split_once("```\n").expect("the block ends").0.to_owned()
}

#[test]
fn the_page_shows_what_is_written() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/book-example");
    let written = |format| {
        let mut command = redline();
        Run::of(command.args(["check", "--format", format, "src/headings.md"]).current_dir(folder)).exits(0).stdout
    };
    for format in ["github", "junit", "checkstyle"] {
        assert_eq!(written(format), sample(format));
    }
    assert_eq!(json(&written("sarif"))["runs"][0]["results"][0], json(&sample("sarif")));
    assert_eq!(json(&written("gitlab"))[0], json(&sample("gitlab")));
    assert_eq!(json(&written("rdjson"))["diagnostics"][0], json(&sample("rdjson")));
}

//! The machine formats: every finding, at its place.
//!
//! Positions are compared with ones counted here from the bytes of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::support::xml::Element;
use crate::support::{CLEAN, Finding, JUMP, Report, Run, TestBook, place_at, redline};

const FORMATS: [&str; 6] = ["sarif", "github", "gitlab", "rdjson", "junit", "checkstyle"];

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

/// The output of `check docs` in one format.
#[track_caller]
fn written(book: &TestBook, format: &str) -> String {
    let run = book.run(["check", "--format", format, "docs"]).exits(1);
    assert_eq!(run.stderr, "", "{format}");
    run.stdout
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

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_else(|| panic!("{value} is no count"))
}

/// The byte at a line and a column of characters, counted the slow way.
fn offset_at(source: &str, line: usize, column: usize) -> usize {
    let start: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let mark = if start == 0 && source.starts_with('\u{feff}') { 3 } else { 0 };
    let text = &source[start + mark..];
    start + mark + text.char_indices().nth(column - 1).map_or(text.len(), |(at, _)| at)
}

/// The byte at a line and a column of bytes.
fn byte_at(source: &str, place: &Value) -> usize {
    let line = number(&place["line"]);
    source.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>() + number(&place["column"]) - 1
}

fn edits(finding: &Finding) -> Vec<(usize, usize, &str)> {
    finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| (edit.start, edit.end, edit.text.as_str())).collect()
}

fn applied(source: &str, edits: &[(usize, usize, &str)]) -> String {
    let mut text = source.to_owned();
    for (start, end, new) in edits.iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

// ---- texts and paths that every format must survive

#[test]
fn the_odd_text_has_the_findings_that_the_other_tests_rely_on() {
    let report = odd_book().report(&["docs"]);
    let count = |rule: &str| report.of_rule(rule).len();
    assert_eq!((count("House.Words"), count("House.Lines"), count("heading-space")), (6, 1, 1), "{report:#?}");
    assert_eq!(report.texts("House.Lines"), ["two\r\nlines"]);
    assert_eq!(report.texts("House.Bell"), ["bell\u{7}"]);
    assert!(edits(report.of_rule("heading-space")[0]).iter().any(|(start, end, _)| start == end), "an insertion");
    assert_eq!(report.of_rule("House.Words")[4].end.offset, ODD_TEXT.len(), "one ends with the file");
}

#[test]
fn sarif_has_every_finding_at_its_characters() {
    let book = odd_book();
    let log = sarif(&written(&book, "sarif"));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let report = book.report(&["docs"]);
    let results = list(&run["results"]);
    assert_eq!(results.len(), report.findings.len());
    for (result, finding) in results.iter().zip(&report.findings) {
        let source = book.read(&finding.file);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a place has a file");
        assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()), "{uri}");
        assert_eq!(percent_decode_str(uri).decode_utf8().expect("UTF-8"), finding.file);
        assert_eq!(span_of(&source, &place["region"]), (finding.start.offset, finding.end.offset), "{result}");
        assert_eq!(number(&place["region"]["startColumn"]), place_at(&source, finding.start.offset).column);
        let rule = &run["tool"]["driver"]["rules"][number(&result["ruleIndex"])];
        assert_eq!((&rule["id"], &result["ruleId"]), (&finding.rule.as_str().into(), &finding.rule.as_str().into()));
        let level = if finding.level == "suggestion" { "note" } else { &finding.level };
        assert_eq!(result["level"], level);
        assert!(result["message"]["text"].as_str().expect("a text").starts_with(&finding.message), "{result}");
        let change = &result["fixes"][0]["artifactChanges"][0];
        let replacements: Vec<_> = list(&change["replacements"])
            .iter()
            .map(|it| (span_of(&source, &it["deletedRegion"]), it["insertedContent"]["text"].as_str().unwrap_or("")))
            .map(|((start, end), text)| (start, end, text))
            .collect();
        assert_eq!(replacements, edits(finding), "{result}");
    }
}

/// The bytes of a region of SARIF.
fn span_of(source: &str, region: &Value) -> (usize, usize) {
    let at = |line: &str, column: &str| offset_at(source, number(&region[line]), number(&region[column]));
    (at("startLine", "startColumn"), at("endLine", "endColumn"))
}

#[test]
fn rdjson_has_every_finding_at_its_bytes_and_whole_fixes() {
    let book = odd_book();
    let result = rdjson(&written(&book, "rdjson"));
    let report = book.report(&["docs"]);
    let diagnostics = list(&result["diagnostics"]);
    assert_eq!(diagnostics.len(), report.findings.len());
    for (diagnostic, finding) in diagnostics.iter().zip(&report.findings) {
        let source = book.read(&finding.file);
        let span = |range: &Value| (byte_at(&source, &range["start"]), byte_at(&source, &range["end"]));
        assert_eq!(diagnostic["location"]["path"], finding.file.as_str());
        assert_eq!(span(&diagnostic["location"]["range"]), (finding.start.offset, finding.end.offset), "{diagnostic}");
        assert_eq!(diagnostic["code"]["value"], finding.rule.as_str());
        let severity = if finding.level == "suggestion" { "INFO".to_owned() } else { finding.level.to_uppercase() };
        assert_eq!(diagnostic["severity"], severity.as_str());
        let suggestions = list(&diagnostic["suggestions"]);
        assert_eq!(suggestions.len(), usize::from(finding.fix.is_some()), "{diagnostic}");
        for suggestion in suggestions {
            let (start, end) = span(&suggestion["range"]);
            let text = suggestion["text"].as_str().expect("a text");
            assert_eq!(applied(&source, &[(start, end, text)]), applied(&source, &edits(finding)));
        }
    }
    let words = diagnostics.iter().find(|it| it["code"]["value"] == "House.Words").expect("it is there");
    assert_eq!(words["location"]["range"]["start"]["column"], 8, "four bytes are four columns: a𐐀b");
    assert_eq!(words["code"]["url"], "https://example.com/words?a=1&b=2");
}

#[test]
fn the_fix_of_several_edits_is_one_suggestion() {
    let book = TestBook::of("# Guide\n\n## **Step 𐐀**\n\nText.\n");
    let report = book.report(&["--select", "heading-markup"]);
    assert!(edits(&report.findings[0]).len() > 1, "{report:#?}");
    let run = book.run(["check", "--format", "rdjson", "--select", "heading-markup"]);
    let suggestion = &rdjson(&run.stdout)["diagnostics"][0]["suggestions"][0];
    assert_eq!(suggestion["text"], "Step 𐐀");
    assert_eq!(suggestion["range"]["end"]["column"], 4 + "**Step 𐐀**".len());
    let log = sarif(&book.run(["check", "--format", "sarif", "--select", "heading-markup"]).stdout);
    let change = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(list(&change["replacements"]).len(), edits(&report.findings[0]).len());
}

/// A workflow command as GitHub reads it.
#[derive(Debug)]
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    message: String,
}

fn commands(output: &str) -> Vec<Command> {
    let plain = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |text: &str| plain(&text.replace("%3A", ":").replace("%2C", ","));
    let parse = |line: &str| {
        let (head, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect(line);
        let (name, properties) = head.split_once(' ').expect(line);
        let properties = properties.split(',').map(|pair| pair.split_once('=').expect(line));
        Command {
            name: name.to_owned(),
            properties: properties.map(|(key, value)| (key.to_owned(), property(value))).collect(),
            message: plain(message),
        }
    };
    output.lines().map(parse).collect()
}

#[test]
fn github_has_every_finding_in_one_line() {
    let book = odd_book();
    let mut found = commands(&written(&book, "github"));
    let report = book.report(&["docs"]);
    assert_eq!(found.len(), report.findings.len());
    let rank = |command: &Command| ["error", "warning", "notice"].iter().position(|name| *name == command.name);
    assert!(found.is_sorted_by_key(rank), "the most serious first: {found:#?}");
    for finding in &report.findings {
        let line = finding.start.line.to_string();
        let is_same = |command: &Command| {
            let property = |name: &str| command.properties.get(name).map(String::as_str);
            let column = finding.start.column.to_string();
            property("file") == Some(&finding.file)
                && property("line") == Some(&line)
                && property("endLine") == Some(&finding.end.line.to_string())
                && command.message.starts_with(&finding.message)
                && property("title").is_some_and(|title| title.contains(&finding.rule))
                && (property("col") == Some(&column) || finding.start.line != finding.end.line)
        };
        let index = found.iter().position(is_same).unwrap_or_else(|| panic!("{finding:#?}\n{found:#?}"));
        let command = found.remove(index);
        assert_eq!(command.properties.contains_key("col"), finding.start.line == finding.end.line, "{command:?}");
        assert_eq!(command.properties.contains_key("endColumn"), command.properties.contains_key("col"));
    }
}

#[test]
fn gitlab_has_every_finding_once() {
    let book = odd_book();
    let issues = json(&written(&book, "gitlab"));
    let report = book.report(&["docs"]);
    assert_eq!(list(&issues).len(), report.findings.len());
    let mut fingerprints = BTreeSet::new();
    for (issue, finding) in list(&issues).iter().zip(&report.findings) {
        assert_eq!(issue["check_name"], finding.rule.as_str());
        assert_eq!(issue["location"]["path"], finding.file.as_str());
        assert_eq!(issue["location"]["lines"]["begin"], finding.start.line);
        let severity = BTreeMap::from([("error", "major"), ("warning", "minor"), ("suggestion", "info")]);
        assert_eq!(issue["severity"], severity[finding.level.as_str()]);
        assert!(!issue["description"].as_str().expect("a text").contains('\n'));
        assert!(fingerprints.insert(issue["fingerprint"].to_string()), "{issue} has the fingerprint of another");
    }
}

#[test]
fn checkstyle_has_every_finding_at_its_line() {
    let book = odd_book();
    let root = Element::root(&written(&book, "checkstyle"));
    let report = book.report(&["docs"]);
    assert_eq!(root.name, "checkstyle");
    assert!(!root.get("version").is_empty());
    let files: Vec<&str> = root.children.iter().map(|file| file.get("name")).collect();
    assert_eq!(files, [ODD_PATH, "docs/mark.md"]);
    let errors: Vec<_> = root.children.iter().flat_map(|file| file.children.iter().map(move |it| (file, it))).collect();
    assert_eq!(errors.len(), report.findings.len());
    for ((file, error), finding) in errors.into_iter().zip(&report.findings) {
        assert_eq!((file.get("name"), error.get("source")), (finding.file.as_str(), finding.rule.as_str()));
        assert_eq!((error.count("line"), error.count("column")), (finding.start.line, finding.start.column));
        assert_eq!(error.get("severity"), finding.level.replace("suggestion", "info"));
        assert_eq!(error.get("message"), finding.message.replace('\n', " ").replace('\u{7}', "\u{fffd}"));
    }
}

#[test]
fn junit_has_a_case_for_each_chapter_and_what_ran_over_it() {
    let book = odd_book();
    let root = Element::root(&written(&book, "junit"));
    let report = book.report(&["docs"]);
    assert_counts(&root);
    let suites: Vec<&str> = root.children.iter().map(|suite| suite.get("name")).collect();
    assert_eq!(suites, [ODD_PATH, "docs/clean.md", "docs/mark.md"]);
    for suite in &root.children {
        let cases: Vec<&str> = suite.children.iter().map(|case| case.get("name")).collect();
        assert_eq!(cases, ["House", "recommended"]);
        for case in &suite.children {
            let is_in = |finding: &&Finding| {
                finding.file == suite.get("name") && finding.rule.starts_with("House.") == (case.get("name") == "House")
            };
            let findings: Vec<_> = report.findings.iter().filter(is_in).collect();
            assert_eq!(case.children.is_empty(), findings.is_empty(), "{case:#?}");
            assert_eq!(case.get("file"), suite.get("name"));
            for failure in &case.children {
                assert_eq!(failure.text.lines().count(), findings.len(), "{failure:#?}");
                for (line, finding) in failure.text.lines().zip(&findings) {
                    let place = format!("{}:{}:{}: ", finding.file, finding.start.line, finding.start.column);
                    assert!(line.starts_with(&place) && line.ends_with(&format!("[{}]", finding.rule)), "{line}");
                }
                assert!(
                    suite.get("name") != ODD_PATH
                        || case.get("name") != "House"
                        || failure.text.contains("]]> \"not\" <b>")
                );
            }
        }
    }
}

/// Counts the cases of every suite anew.
#[track_caller]
fn assert_counts(root: &Element) {
    assert_eq!(root.name, "testsuites");
    let mut sums = [0; 3];
    for suite in &root.children {
        assert_eq!(suite.name, "testsuite");
        assert!(suite.children.iter().all(|case| case.name == "testcase" && case.children.len() <= 1), "{suite:#?}");
        let with =
            |kind: &str| suite.children.iter().filter(|case| case.children.iter().any(|it| it.name == kind)).count();
        let counted = [suite.children.len(), with("failure"), with("error")];
        assert_eq!(["tests", "failures", "errors"].map(|name| suite.count(name)), counted, "{suite:#?}");
        sums = [0, 1, 2].map(|index| sums[index] + counted[index]);
    }
    assert_eq!(["tests", "failures", "errors"].map(|name| root.count(name)), sums);
}

// ---- empty runs and unreadable files

#[test]
fn a_clean_book_is_valid_in_every_format() {
    let book = TestBook::of(CLEAN);
    let written = |format| book.run(["check", "--format", format]).exits(0).stdout;
    let log = sarif(&written("sarif"));
    assert_eq!((list(&log["runs"]).len(), &log["runs"][0]["results"]), (1, &json("[]")));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"], json("[]"));
    assert_eq!(written("github"), "");
    assert_eq!(json(&written("gitlab")), json("[]"));
    assert_eq!(rdjson(&written("rdjson"))["diagnostics"], json("[]"));
    assert!(Element::root(&written("checkstyle")).children.is_empty());
    let root = Element::root(&written("junit"));
    assert_counts(&root);
    assert_eq!((root.count("tests"), root.count("failures")), (1, 0), "a clean chapter is a case that passes");
    assert_eq!(root.children[0].children[0].get("classname"), "src/guide");
}

#[test]
fn an_unreadable_chapter_is_reported_in_every_format() {
    let book = TestBook::of(JUMP).chapter("bad.md", "").file("src/bad.md", b"# \xff\n");
    let run = |format| {
        let run = book.run(["check", "--format", format]).exits(2).stderr_has("bad.md");
        run.stdout
    };
    let log = sarif(&run("sarif"));
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "src/bad.md");
    assert!(notification["message"]["text"].as_str().is_some_and(|text| text.contains("UTF-8")), "{notification}");
    assert_eq!(list(&log["runs"][0]["results"]).len(), 1, "the rest is checked");
    let found = commands(&run("github"));
    assert_eq!((found[0].name.as_str(), found[0].properties["file"].as_str()), ("error", "src/bad.md"), "{found:#?}");
    assert_eq!(json(&run("gitlab"))[0]["location"]["path"], "src/bad.md");
    assert_eq!(rdjson(&run("rdjson"))["diagnostics"][0]["location"]["path"], "src/bad.md");
    let root = Element::root(&run("junit"));
    assert_counts(&root);
    assert_eq!((root.count("tests"), root.count("failures"), root.count("errors")), (2, 1, 1), "nothing passes unread");
    let root = Element::root(&run("checkstyle"));
    let error = &root.children[0].children[0];
    assert!(!error.attributes.contains_key("line"), "a place that is not known is not made up: {error:#?}");
}

#[test]
fn a_missing_path_is_reported_in_every_format() {
    let book = TestBook::of(CLEAN);
    for format in FORMATS {
        let run = book.run(["check", "--format", format, "nowhere.md"]).exits(2).stderr_has("nowhere.md");
        assert!(run.stdout.contains("nowhere.md"), "{format}: {}", run.stdout);
    }
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
fn sarif_points_at_what_explains_a_finding() {
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

/// The number of findings of each level that are shown, and the notes about the rest.
fn shown(counts: [usize; 3]) -> ([usize; 3], Vec<String>) {
    let found = commands(&many(counts).run(["check", "--format", "github"]).stdout);
    assert!(
        found.iter().filter(|command| command.name == "notice").count() <= 10,
        "GitHub would drop some: {found:#?}"
    );
    let (findings, rest): (Vec<_>, Vec<_>) = found.iter().partition(|command| command.properties.contains_key("file"));
    let of = |name: &str| findings.iter().filter(|command| command.name == name).count();
    let words = rest.iter().map(|command| command.message.split(" not ").next().unwrap_or_default().to_owned());
    (["error", "warning", "notice"].map(of), words.collect())
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

// ---- the same everywhere

#[test]
fn formats_do_not_depend_on_where_the_book_lies() {
    for format in FORMATS {
        let text = |book: TestBook| book.run(["check", "--format", format, "docs"]).stdout;
        assert_eq!(text(odd_book()), text(odd_book()), "{format}");
    }
}

#[test]
fn a_file_from_standard_input_is_reported_under_its_name() {
    let book = TestBook::of(CLEAN);
    for format in FORMATS {
        let mut command = redline();
        command.args(["check", "-", "--stdin-path", "src/guide.md", "--format", format]).current_dir(book.root());
        let run = Run::fed(&mut command, JUMP.as_bytes()).exits(0);
        assert!(run.stdout.contains("src/guide.md"), "{format}: {}", run.stdout);
        assert!(run.stdout.contains("heading-increment"), "{format}: {}", run.stdout);
    }
    assert_eq!(fs::read_to_string(book.root().join("src/guide.md")).expect("it is there"), CLEAN);
}

#[test]
fn every_format_counts_the_same_findings() {
    let book = TestBook::of(&format!("{JUMP}\n### **Bold:**\n\nSee the the end\n")).chapter("b.md", JUMP);
    let report: Report = book.report(&[]);
    let written = |format| book.run(["check", "--format", format]).stdout;
    let junit = Element::root(&written("junit"));
    let failures = junit.children.iter().flat_map(|suite| &suite.children).flat_map(|case| &case.children);
    let checkstyle = Element::root(&written("checkstyle"));
    let counts = [
        list(&sarif(&written("sarif"))["runs"][0]["results"]).len(),
        commands(&written("github")).len(),
        list(&json(&written("gitlab"))).len(),
        list(&rdjson(&written("rdjson"))["diagnostics"]).len(),
        failures.map(|failure| failure.text.lines().count()).sum(),
        checkstyle.children.iter().map(|file| file.children.len()).sum(),
    ];
    assert!(report.findings.len() > 3, "{report:#?}");
    assert_eq!(counts, [report.findings.len(); 6]);
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

//! The page of each rule is its documentation and its test: the rule flags each example marked `bad` and none marked
//! `good`.

use crate::near_misses::NEAR_MISSES;
use std::path::Path;
use std::sync::Arc;

use redline_document::document::Dialect;
use redline_document::edit::Applicability;
use redline_document::source::FileStore;
use redline_lint::baseline::Baseline;
use redline_lint::book::Book;
use redline_lint::catalogue;
use redline_lint::catalogue::{Implementation, Needs, RuleMeta};
use redline_lint::chapter::ChapterLoader;
use redline_lint::config::{BookContext, Table};
use redline_lint::evaluate::evaluate;
use redline_lint::lint::lint;
use redline_lint::lint_report::LintReport;
use redline_lint::settings::Settings;
use redline_lint::terms::TermBase;
use redline_lint::workspace::lone_chapter;

const HEADINGS: &[&str] = &["## What it does", "## Why", "## Example", "## Use instead", "## Options", "## Fix safety"];

/// The fenced examples of a page that are marked `kind`, and the style of headings that they are for.
fn examples<'a>(page: &'a str, kind: &str) -> Vec<(Option<&'a str>, &'a str)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("```") {
        let fence = &rest[start..start + rest[start..].bytes().take_while(|&byte| byte == b'`').count()];
        let (info, body) = rest[start + fence.len()..].split_once('\n').expect("a fence ends its line");
        let end = body.find(&format!("\n{fence}\n")).expect("a fence is closed") + 1;
        if info.split_whitespace().any(|word| word == kind) {
            let style = info.split_whitespace().find(|word| ["sentence", "title"].contains(word));
            found.push((style, &body[..end]));
        }
        rest = &body[end + fence.len()..];
    }
    found
}

fn check(rule: &RuleMeta, (style, text): (Option<&str>, &str)) -> LintReport {
    let files = FileStore::default();
    // The example of a rule about baselines is a baseline, beside a chapter without faults.
    let baseline = text.starts_with('{').then(|| tempfile::tempdir().expect("a temporary folder"));
    let folder = baseline.as_ref().map_or_else(|| std::env::temp_dir().join("redline-page"), |it| it.path().to_owned());
    files.set_text(&folder.join("chapter.md"), if baseline.is_some() { "# A\n\nText.\n" } else { text }.to_owned());
    let chapters = vec![lone_chapter(&folder, &folder.join("chapter.md"))];
    let book = Book { root: folder.clone(), src: folder, chapters, ..Book::default() };
    let mut table = Table { require_reason: true, ..Table::default() };
    if let Some(style) = style {
        let rules = serde_json::json!({ "rules": { "heading-case": { "style": style } } });
        table.rules = Table::read(&rules).expect("a known style").rules;
    }
    let terms = TermBase::load(&table.terms, &[], Path::new("")).expect("terms that can be used");
    let mut settings =
        Settings::new(table, Arc::default(), Arc::new(terms), BookContext::default()).expect("the defaults are valid");
    // Suppressions are used only where the rules run that they silence.
    if !matches!(rule.implementation, Implementation::Engine) {
        settings.select(&[rule.name.to_owned()]).expect("a known rule");
    }
    let dialect = Dialect::default();
    let (parsed_chapters, problems) = ChapterLoader::new(&files, &dialect).load(&book);
    assert_eq!(problems, []);
    let mut report = lint(&book, &parsed_chapters, &settings);
    if baseline.is_some() {
        let path = book.root.join("baseline.json");
        std::fs::write(&path, text).expect("it can be written");
        settings.baseline = Some(Arc::new(Baseline::load(&path).expect("the example is a baseline")));
        evaluate(&mut report, &settings);
    }
    report
}

fn flags(rule: &RuleMeta, example: (Option<&str>, &str)) -> bool {
    check(rule, example).findings.iter().any(|finding| finding.rule == rule.name)
}

#[test]
fn examples_on_pages_are_flagged_as_marked() {
    let mut lies = Vec::new();
    for rule in catalogue::ALL {
        let (bad, good) = (examples(rule.page, "bad"), examples(rule.page, "good"));
        assert!(!bad.is_empty() && !good.is_empty(), "{} needs examples of both kinds", rule.name);
        for (is_bad, text) in bad.into_iter().map(|text| (true, text)).chain(good.into_iter().map(|text| (false, text)))
        {
            let reported = check(rule, text).findings.into_iter().filter(|finding| finding.rule == rule.name);
            let reported: Vec<String> = reported.map(|finding| finding.text().to_owned()).collect();
            if reported.is_empty() == is_bad {
                lies.push(format!("{} says {reported:?} of:\n{}", rule.name, text.1));
            }
        }
    }
    assert!(lies.is_empty(), "{}", lies.join("\n"));
}

#[test]
fn pages_have_the_same_parts_in_the_same_order() {
    for rule in catalogue::ALL {
        assert!(rule.page.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
        let headings: Vec<&str> = rule.page.lines().filter(|line| HEADINGS.contains(line)).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.name);
    }
}

#[test]
fn the_list_of_rules_is_in_order_and_well_named() {
    assert!(catalogue::ALL.is_sorted_by(|a, b| a.name < b.name), "`find` searches by halves");
    for rule in catalogue::ALL {
        let is_kebab =
            rule.name.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(is_kebab, "{}", rule.name);
        assert!(rule.summary.ends_with('.') && rule.summary.matches('.').count() == 1, "{}", rule.summary);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = if rule.needs.contains(Needs::SENTENCES) { "rules/grammar" } else { "rules" };
        let code = root.join(format!("crates/redline-lint/src/{folder}/{}", rule.name.replace('-', "_")));
        let list = root.join(format!("crates/redline-lint/packs/{}/{}", rule.pack_name(), rule.name));
        let (base, is_in_code) = match rule.implementation {
            Implementation::Pattern(_) => (&list, false),
            Implementation::CodeAndPattern(_) => (&list, true),
            Implementation::Code => (&code, true),
            Implementation::Engine => (&code, false),
        };
        assert!(base.with_extension("md").is_file(), "{}", base.display());
        let has_code = code.with_extension("rs").is_file() || code.join("mod.rs").is_file();
        assert_eq!(has_code, is_in_code, "{}", code.display());
        assert_eq!(list.with_extension("yml").is_file(), rule.pattern().is_some(), "{}", list.display());
    }
}

#[test]
fn former_names_are_unique_and_no_longer_in_use() {
    let former: Vec<&str> = catalogue::ALL.iter().flat_map(|rule| rule.former_names).copied().collect();
    for name in &former {
        assert!(catalogue::find(name).is_none(), "{name} is in use");
        assert_eq!(
            former.iter().filter(|other| *other == name).count(),
            1,
            "{name} is the former name of several rules"
        );
    }
}

#[test]
fn messages_are_one_line_without_a_full_stop() {
    for rule in catalogue::ALL {
        for text in examples(rule.page, "bad") {
            for finding in check(rule, text).findings {
                assert!(!finding.message.ends_with('.') && !finding.message.contains('\n'), "{}", finding.message);
            }
        }
    }
}

/// Near misses: what a careless rule would flag.
#[test]
fn near_misses_are_not_reported() {
    for &(rule, text) in NEAR_MISSES {
        let rule = catalogue::find(rule).expect("a rule of that name");
        assert!(!flags(rule, (None, text)), "{} flags:\n{text}", rule.name);
    }
}

#[test]
fn several_titles_are_one_finding_that_names_them_all() {
    let text = "# ![](a.png)\n\nText.\n\n# ![A logo](b.png)\n\nText.\n\n> # Quoted\n\n# C\n\nText.\n\n# D\n\nText.\n";
    let found = check(catalogue::find("multiple-titles").expect("a rule"), (None, text)).findings;
    let [finding] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(finding.message, "`A logo` is the second of 4 titles of this chapter");
    let help = "use an h2, or make it a chapter of its own; the others are on lines 11, 15";
    assert_eq!(finding.help.as_deref(), Some(help));
    let without_words = check(catalogue::find("multiple-titles").expect("a rule"), (None, "# A\n\n# ![](x.png)\n"));
    assert_eq!(without_words.findings[0].message, "`(an image)` is a second title of this chapter");
}

#[test]
fn headings_in_one_details_element_are_beside_each_other() {
    let rule = catalogue::find("duplicate-heading").expect("a rule");
    let lines = |text: &str| {
        let found = check(rule, (None, text)).findings;
        found.iter().map(|it| it.file.position(it.span.start).line).collect::<Vec<_>>()
    };
    let element = "<details>\n<summary>Get</summary>\n\n## Returns\n\nText.\n\n</details>\n\n";
    assert_eq!(lines(&format!("# A\n\n{element}{element}## Returns\n\nText.\n")), [] as [usize; 0]);
    assert_eq!(lines("# A\n\n<details>\n\n## B\n\nText.\n\n## B\n\nText.\n\n</details>\n"), [9]);
    assert_eq!(lines("# A\n\n`<details>`\n\n## B\n\nText.\n\n`<details>`\n\n## B\n\nText.\n"), [11]);
}

/// Findings whose fix is a guess: names that are parts of other names, and lists that would be fixed in part.
#[test]
fn fixes_are_not_safe_where_a_word_may_be_another_name() {
    for (rule, text) in [
        ("term-case", "# A\n\nUse png, jpg, gif, svg or webp.\n"),
        ("term-case", "# A\n\nIt is used by Cisco IOS.\n"),
        ("term-case", "# A\n\nThe GITHUB one did this, they say.\n"),
        ("term-case", "# A\n\nInstall the debian package.\n"),
        ("term-forbidden", "# A\n\nText.\n\n## nodejs\n\nText.\n"),
        ("misspelling", "# A\n\nSynchonize VCS with it.\n"),
        ("misspelling", "# A\n\nA GCC-sytle option.\n"),
    ] {
        let rule = catalogue::find(rule).expect("a rule of that name");
        let found = check(rule, (None, text)).findings;
        let is_guess = |level| level == Some(Applicability::Unsafe);
        assert!(
            !found.is_empty() && found.iter().all(|it| is_guess(it.fix.as_ref().map(|fix| fix.applicability))),
            "{text}"
        );
    }
}

//! Comments that silence a finding.

use std::path::PathBuf;

use pulldown_cmark::{Options, Parser, html};
use redline_document::diagnostic::Finding;
use redline_lsp::actions::{Scope, Task, keyed_findings};

use super::book::TestBook;

/// The page that readers see, without comments and with folded white space.
fn page(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(text, options));
    while let Some(start) = page.find("<!-- redline-") {
        let end = start + page[start..].find("-->").unwrap() + 3;
        page.replace_range(start..end, "");
    }
    // White space beside tags is not shown.
    let folded = page.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.replace(" <", "<").replace("> ", ">")
}

/// What tells findings apart when lines move: file, rule, words and their number from the end of the file.
fn identities(findings: &[Finding]) -> Vec<(PathBuf, String, String, usize)> {
    let name =
        |finding: &Finding| (finding.file.path().to_owned(), finding.rule.to_string(), finding.text().to_owned());
    let number = |index: usize| findings[index..].iter().filter(|it| name(it) == name(&findings[index])).count();
    let mut all: Vec<_> = findings
        .iter()
        .enumerate()
        .map(|(index, finding)| {
            let (path, rule, text) = name(finding);
            (path, rule, text, number(index))
        })
        .collect();
    all.sort();
    all
}

/// Silences every finding of a book in turn, and checks what `check` finds then. Returns how many could not be silenced.
fn silence_each(texts: &[(&str, &str)], scope: Scope) -> Vec<String> {
    let count = TestBook::new(texts).check().len();
    assert!(count > 0, "nothing to silence");
    let mut refused = Vec::new();
    for index in 0..count {
        let mut book = TestBook::new(texts);
        let before = book.check();
        let finding = &before[index];
        let path = finding.file.path().to_owned();
        let keyed = keyed_findings(&book.view(), &path);
        let same = |other: &Finding| (&other.rule, &other.span) == (&finding.rule, &finding.span);
        let (key, _) = keyed.into_iter().find(|(_, other)| same(other)).expect("the finding is open in the editor");
        let is_offered =
            |task: &Task| matches!(task, Task::Ignore { finding, scope: of } if *finding == key && *of == scope);
        let name = path.strip_prefix(book.path("")).unwrap().to_str().unwrap().to_owned();
        if !book.actions(&name).iter().any(|action| is_offered(&action.task)) {
            continue;
        }
        let Ok(changes) = book.resolve(&Task::Ignore { finding: key, scope }) else {
            refused.push(format!("{} {:?}", finding.rule, finding.text()));
            continue;
        };
        book.apply(&changes);
        let (old, new) = (finding.file.text(), std::fs::read_to_string(&path).unwrap());
        let shown = format!("{} {:?} in:\n{new}", finding.rule, finding.text());
        assert_eq!(page(&new), page(old), "the page changes: {shown}");
        assert_eq!(new.starts_with('\u{feff}'), old.starts_with('\u{feff}'));
        assert!(!old.contains("\r\n") || !new.replace("\r\n", "").contains('\n'), "{new:?}");
        let after = identities(&book.check());
        let is_gone = |known: &(PathBuf, String, String, usize)| !after.contains(known);
        let gone: Vec<_> = identities(&before).into_iter().filter(is_gone).collect();
        assert!(!gone.is_empty(), "not silenced: {shown}");
        assert!(gone.iter().all(|(at, rule, ..)| (at, rule.as_str()) == (&path, &*finding.rule)), "{gone:?}: {shown}");
        assert_eq!(after.len() + gone.len(), before.len(), "new findings: {shown}");
        if scope == Scope::Here {
            assert!(gone.iter().any(|(_, _, words, _)| words == finding.text()), "{shown}");
        }
    }
    refused
}

/// Texts with a finding in every kind of block.
const TEXTS: [(&str, &str); 6] = [
    (
        "blocks",
        "# A.\n\nSee gizmo start of it,\nand gizmo middle  \nwith gizmo break \\\nand gizmo end.\n\n## Lists\n\n- one gizmo\n- two gizmo\n  - \
         inner gizmo\n\n  later gizmo\n\n1. first gizmo\n\n   ```\n   gizmo code\n   ```\n\n2. second gizmo\n\n> quoted gizmo\n> again \
         gizmo\n> - item gizmo\n\n##Next\n\nTitle.\n======\n\ngizmo `code` and *gizmo* [gizmo](a.md)\n",
    ),
    (
        "tables",
        "# A\n\ngizmo intro\n\n| gizmo head | b |\n|---|---|\n| gizmo first | c |\n| d | gizmo second |\n| gizmo third | gizmo twice |\n\n\
         after gizmo\n",
    ),
    (
        "html",
        "# A\n\n<div>\ngizmo block\nand gizmo more\n</div>\n\n<details>\n\ngizmo inside\n\n</details>\n\nTerm gizmo\n: Means gizmo.\n\nNote[^1].\n\n[^1]: gizmo note\n",
    ),
    (
        "windows",
        "\u{feff}---\r\ntitle: gizmo\r\n---\r\n\r\n# A.\r\n\r\n\u{1f600} gizmo \u{1f469}\u{200d}\u{1f469} end\r\ngizmo next n\u{303}\r\n\r\n- gizmo\r\n- gizmo end",
    ),
    ("first", "gizmo first line\n"),
    (
        "unknown",
        "# A\n\n```rust\ngizmo\n```\ngizmo after code\n\n    gizmo indented\n\ngizmo last\n\n---\n\ngizmo rule\n***\ngizmo other\n",
    ),
];

/// A book in which a word is forbidden, with such a chapter.
fn chapter(text: &str) -> Vec<(&str, &str)> {
    // Patterns of packs take long to compile without optimisation.
    let config = "[preprocessor.redline]\npacks = []\n\
                  rules = { term-forbidden = \"warning\", unused-suppression = \"warning\", heading-punctuation = \
                  \"warning\", heading-space = \"warning\" }\n\
                  [[preprocessor.redline.terms]]\nterm = \"widget\"\nnot = [\"gizmo\"]\n";
    vec![("book.toml", config), ("src/a.md", text)]
}

#[test]
fn a_comment_silences_one_finding_and_leaves_everything_else() {
    for (name, text) in TEXTS {
        assert_eq!(silence_each(&chapter(text), Scope::Here), [""; 0], "{name}");
    }
}

#[test]
fn a_section_is_silenced_from_its_heading_to_the_next() {
    for (name, text) in TEXTS {
        assert_eq!(silence_each(&chapter(text), Scope::Section), [""; 0], "{name}");
    }
}

#[test]
fn a_file_is_silenced_behind_its_front_matter() {
    for (name, text) in TEXTS {
        assert_eq!(silence_each(&chapter(text), Scope::File), [""; 0], "{name}");
    }
}

#[test]
fn a_comment_goes_into_the_file_that_is_included() {
    let config = chapter("")[0];
    let part = "gizmo first\n\n<!-- ANCHOR: x -->\nA line,\nand gizmo inside\n<!-- ANCHOR_END: x -->\n\ngizmo last\n";
    let texts = [
        config,
        ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n- [B](b.md)\n"),
        ("src/a.md", "# A\n\n{{#include parts/part.md}}\n\nown gizmo\n"),
        ("src/b.md", "# B\n\n{{#include parts/part.md:x}}\n"),
        ("src/parts/part.md", part),
    ];
    for scope in [Scope::Here, Scope::File] {
        assert_eq!(silence_each(&texts, scope), [""; 0]);
    }
}

#[test]
fn lines_that_an_include_counts_do_not_move() {
    let config = chapter("")[0];
    let part = "one\n\ntwo gizmo\nthree gizmo\n\nfour\n";
    let texts = |directive: &'static str| {
        [config, ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n"), ("src/a.md", directive), ("src/parts/part.md", part)]
    };
    let lines = texts("# A\n\n{{#include parts/part.md:3:6}}\n");
    let silence = |book: &TestBook, scope, index: usize| {
        let keyed = keyed_findings(&book.view(), &book.path("src/parts/part.md"));
        book.resolve(&Task::Ignore { finding: keyed[index].0.clone(), scope })
    };
    for index in 0..2 {
        let mut book = TestBook::new(&lines);
        book.apply(&silence(&book, Scope::Here, index).unwrap());
        assert_eq!(book.check().len(), 1);
        assert_eq!(book.text("src/parts/part.md").lines().count(), part.lines().count());
    }
    let mut book = TestBook::new(&lines);
    book.apply(&silence(&book, Scope::File, 0).unwrap());
    assert_eq!(book.check().len(), 0);
    assert!(
        book.text("src/parts/part.md").starts_with("one\n\ntwo"),
        "the comment is behind the lines that are counted"
    );
    let code = texts("# A\n\n{{#include parts/part.md}}\n\n```text\n{{#include parts/part.md}}\n```\n");
    let book = TestBook::new(&code);
    let refused = silence(&book, Scope::Here, 0).unwrap_err();
    assert!(refused.starts_with("no comment here"), "readers would see the comment");
}

//! Books as they are: chapters not written yet, keys of older mdBooks, programs that are missing, and `init`.

use crate::support::{CLEAN, Run, TestBook, files, redline};
use std::fs;
use std::path::Path;

/// Runs the binary in a folder.
fn run_in(folder: &Path, args: &[&str]) -> Run {
    Run::of(redline().args(args).current_dir(folder))
}

/// The lines of a text that begin with one of the characters of a diff, without its headers.
fn changed_lines(diff: &str, sign: char) -> Vec<&str> {
    let header = sign.to_string().repeat(3);
    diff.lines().filter(|line| line.starts_with(sign) && !line.starts_with(&header)).collect()
}

// ---- chapters that are not written yet

/// A book whose table of contents lists two chapters that do not exist, with a link to an id in one of them.
fn unwritten() -> TestBook {
    let summary = "# Summary\n\n- [Guide](guide.md)\n- [Teh Later & More](later.md)\n    - [Sub](sub/x.md)\n";
    TestBook::new()
        .file("src/SUMMARY.md", summary)
        .file("src/guide.md", "# Guide\n\nSee [this](later.md#none) and [that](later.md#teh-later--more).\n")
        .redline("[preprocessor.redline.rules]\nempty-section = \"error\"\n")
}

const NOTE: &str = "1 chapter that SUMMARY.md lists is not written yet: sub/x.md";

#[test]
fn chapters_that_are_not_written_yet_are_noted_and_nothing_is_written() {
    let book = unwritten();
    let before = files(&book.root());
    let found = book.report(&[]);
    assert_eq!(found.places(), ["guide.md:3:5 broken-anchor"]);
    assert!(found.problems.is_empty() && found.code == 0, "{found:#?}");
    for args in [&["check"][..], &["fix"], &["fix", "--diff"], &["report", "--json"]] {
        let run = book.run(args).exits(0);
        assert_eq!(run.stderr.matches(NOTE).count(), 1, "{run:#?}");
    }
    book.run(["check", "--quiet"]).exits(0).stderr_lacks("not written");
    assert_eq!(before, files(&book.root()));
    book.run(["check", "src/guide.md"]).exits(0).stderr_lacks("not written");
}

#[test]
fn a_file_that_is_listed_twice_is_checked_once() {
    let book = TestBook::of("# Guide\n\nText.\n\n### Jump\n\nText.\n");
    let book = book
        .file("src/SUMMARY.md", "# Summary\n\n- [Guide](guide.md)\n- [Again](./guide.md#jump)\n- [Third](guide.md)\n");
    assert_eq!(book.report(&[]).places(), ["guide.md:5:1 heading-increment"]);
    let note = "SUMMARY.md lists files more than once, which mdBook 0.5 refuses: guide.md";
    book.run(["check"]).exits(0).stderr_has(note);
}

#[cfg(feature = "build")]
#[test]
fn a_build_creates_chapters_and_finds_what_a_check_finds_before_and_after() {
    let book = unwritten();
    let found = book.report(&[]).places();
    let run = book.run(["build"]).exits(0).stderr_has(NOTE).stderr_has("broken-anchor").stderr_lacks("empty-section");
    assert!(run.stderr.contains("in 1 of 3 files"), "{run:#?}");
    assert_eq!(book.read("src/later.md"), "# Teh Later &amp; More\n");
    assert_eq!(book.report(&[]).places(), found);
    book.run(["check"]).exits(0).stderr_has(NOTE);
    fs::write(book.root().join("src/sub/x.md"), "# Sub\n\n## Empty\n").expect("it can be written");
    book.run(["check"]).exits(1).stderr_lacks("not written");
}

#[test]
fn a_chapter_that_mdbook_would_not_create_is_an_error() {
    let book = unwritten().tables("[build]\ncreate-missing = false");
    let report = book.report(&[]);
    let problems: Vec<_> = report.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(report.code, 2);
    assert!(problems.len() == 2 && problems[0].contains("`create-missing` in `[build]` is false"), "{problems:?}");
    book.run(["check"]).exits(2).stderr_has("later.md").stderr_lacks("not written");
    #[cfg(feature = "build")]
    book.run(["build"]).exits(2).stderr_has("src/later.md").stderr_has("create-missing");
    assert!(!book.root().join("src/later.md").exists());
}

// ---- keys of older mdBooks

/// A book for mdBook 0.4, with comments to keep.
const OLD_TOML: &str = "[book]\ntitle = \"A\"\n# who wrote it\nauthor = \"X\"\nmultilingual = false\n\n[output.html]\n\
                        curly-quotes = true # typeset\ngit-repository-url = \"https://example.org\"\n\
                        git-repository-icon = \"fa-github\"\n\n[preprocessor.redline]\nbefore = [\"links\", \"index\"]\n";

const NEW_TOML: &str = "[book]\ntitle = \"A\"\n# who wrote it\nauthors = [\"X\"]\n\n[output.html]\n\
                        smart-punctuation = true # typeset\ngit-repository-url = \"https://example.org\"\n\
                        git-repository-icon = \"fab-github\"\n\n[preprocessor.redline]\nbefore = [\"links\", \"index\"]\n";

#[cfg(feature = "build")]
#[test]
fn a_build_names_each_key_of_an_older_mdbook_with_its_replacement() {
    let book = TestBook::of(CLEAN).file("book.toml", OLD_TOML);
    let run = book.run(["build"]).exits(2);
    for line in [
        "book.toml:4: `author` in `[book]` is ignored by mdBook 0.4, and 0.5 rejects it: use `authors`",
        "book.toml:5: `multilingual` in `[book]` belongs to mdBook 0.4: remove it",
        "book.toml:8: `curly-quotes` in `[output.html]` belongs to mdBook 0.4: use `smart-punctuation`",
        "book.toml:10: `git-repository-icon` in `[output.html]` names an icon of mdBook 0.4: use `fab-github`",
        "init --migrate",
    ] {
        assert!(run.stderr.contains(line), "no `{line}` in {run:#?}");
    }
    book.run(["init", "--migrate"]).exits(0);
    book.run(["build"]).exits(0);
    assert!(book.read("book/guide.html").contains("fa-svg"), "the icon is there");
}

/// mdBook 0.5 logs such a key and builds the book without any of the settings.
#[cfg(feature = "build")]
#[test]
fn a_build_does_not_lose_the_settings_of_the_html_renderer() {
    for (setting, message) in [
        ("git-branch = \"main\"", "`git-branch` in `[output.html]` is no key of mdBook"),
        ("fold = { enable = true, levle = 1 }", "did you mean `level`?"),
        ("fold = { enable = true, level = 999 }", "`[output.html]` in book.toml cannot be read by mdBook 0.5"),
    ] {
        let book = TestBook::of(CLEAN).tables(&format!("[output.html]\n{setting}\n"));
        book.run(["build"]).exits(2).stderr_has(message);
        assert!(!book.root().join("book").exists());
    }
}

#[test]
fn a_book_with_keys_of_an_older_mdbook_has_its_ids() {
    let page = "# Guide\n\n## \u{dc}ber\n\nSee [old](#\u{dc}ber) and [new](#\u{fc}ber).\n";
    let line = |run: &Run| run.stdout.lines().find(|line| line.contains("mdbook")).map(str::to_owned);
    let broken = |book: &TestBook| book.report(&[]).texts("broken-anchor").join(" ");
    let (old, new) = (TestBook::of(page).tables("multilingual = false"), TestBook::of(page));
    assert_eq!(broken(&old), "[new](#\u{fc}ber)");
    assert_eq!(broken(&new), "[old](#\u{dc}ber)");
    let shown = line(&old.run(["config"]).exits(0)).unwrap_or_default();
    assert!(
        shown.starts_with("mdbook = \"0.4\" ") && shown.contains("inferred from `book.multilingual` (book.toml:3)")
    );
    assert!(line(&new.run(["config"])).is_some_and(|line| line.starts_with("# mdbook is not set")));
    // What the author sets comes first, and a slip implies nothing.
    let chosen = TestBook::of(page).tables("multilingual = false").redline("mdbook = \"0.5\"");
    assert_eq!(broken(&chosen), "[old](#\u{dc}ber)");
    assert_eq!(broken(&TestBook::of(page).tables("[build]\ncreate-mising = true")), "[old](#\u{dc}ber)");
}

#[test]
fn init_migrates_keys_and_keeps_the_rest_of_the_file() {
    let book = TestBook::of(CLEAN).file("book.toml", OLD_TOML);
    book.run(["init"]).exits(0).stderr_has("`multilingual` in `[book]`").stderr_has("init --migrate");
    assert_eq!(book.read("book.toml"), OLD_TOML);
    let before = files(&book.root());
    let run = book.run(["init", "--migrate", "--dry-run"]).exits(0);
    assert_eq!(
        changed_lines(&run.stdout, '-'),
        [
            "-author = \"X\"",
            "-multilingual = false",
            "-curly-quotes = true # typeset",
            "-git-repository-icon = \"fa-github\""
        ]
    );
    assert_eq!(before, files(&book.root()), "a dry run writes nothing");
    let run = book.run(["init", "--migrate"]).exits(0);
    assert_eq!(book.read("book.toml"), NEW_TOML);
    for key in ["author", "multilingual", "curly-quotes", "git-repository-icon"] {
        assert_eq!(run.stdout.lines().filter(|line| line.contains(&format!("`{key}"))).count(), 1, "{run:#?}");
    }
    book.run(["init", "--migrate"]).exits(0).stdout_has("already wired");
    assert_eq!(book.read("book.toml"), NEW_TOML);
    let windows = TestBook::of(CLEAN).file("book.toml", OLD_TOML.replace('\n', "\r\n"));
    windows.run(["init", "--migrate"]).exits(0);
    assert_eq!(windows.read("book.toml"), NEW_TOML.replace('\n', "\r\n"));
    windows.run(["init", "--migrate"]).exits(0).stdout_has("already wired");
    let marked = TestBook::of(CLEAN).file("book.toml", format!("\u{feff}{OLD_TOML}"));
    marked.run(["init", "--migrate"]).exits(0);
    assert_eq!(marked.read("book.toml"), format!("\u{feff}{NEW_TOML}"));
}

#[test]
fn what_only_the_author_can_rewrite_is_named_and_left() {
    let toml = "[preprocess.x]\na = 1\n\n[build]\ncreate-mising = true\n\n[preprocessor.redline]\nbefore = [\"links\", \"index\"]\n";
    let book = TestBook::of(CLEAN).file("book.toml", toml);
    let run = book.run(["init", "--migrate"]).exits(0).stdout_has("already wired");
    run.stderr_has("did you mean `preprocessor`?").stderr_has("did you mean `create-missing`?");
    assert_eq!(book.read("book.toml"), toml);
}

// ---- programs that are missing

#[cfg(feature = "build")]
#[test]
fn a_build_without_a_preprocessor_shows_findings_and_names_the_program() {
    let page = "# Guide\n\nWe recieve it.\n";
    // By name, the first one runs before redline and the second one after it.
    let tables = "[preprocessor.absent-a]\n[preprocessor.zz-absent]\ncommand = \"bin/zz --flag\"\n";
    let book = TestBook::of(page).tables(tables);
    let run = book.run(["build"]).exits(2).stderr_has("`recieve` is a misspelling");
    let run = run.stderr_has("`mdbook-absent-a`").stderr_has("`cargo install mdbook-absent-a`");
    run.stderr_has("`bin/zz`").stderr_has("[preprocessor.zz-absent]").stderr_has("optional = true");
    assert!(!book.root().join("book").exists(), "pages without a preprocessor would be wrong");
    let failing = TestBook::of(page).tables(tables).redline("fail-on = \"warning\"");
    failing.run(["build"]).exits(2).stderr_has("the build fails").stderr_has("cargo install mdbook-absent-a");
    let optional = TestBook::of(page).tables("[preprocessor.absent-a]\noptional = true\n");
    optional.run(["build"]).exits(0).stderr_has("`recieve` is a misspelling");
    let plain = TestBook::of(page).tables(tables).without_redline();
    plain.run(["build"]).exits(2).stderr_has("cargo install mdbook-absent-a").stderr_lacks("recieve");
}

/// Scripts lose their mode in archives and on other systems.
#[cfg(all(unix, feature = "build"))]
#[test]
fn a_build_with_a_script_that_may_not_be_executed_shows_findings_and_the_remedy() {
    let book = TestBook::of("# Guide\n\nWe recieve it.\n").tables("[preprocessor.own]\ncommand = \"bin/own.sh\"\n");
    let book = book.file("bin/own.sh", "#!/bin/sh\n");
    let run = book.run(["build"]).exits(2).stderr_has("`recieve` is a misspelling");
    run.stderr_has("`bin/own.sh`, which `[preprocessor.own]` runs, may not be executed; `chmod +x bin/own.sh`");
}

#[cfg(feature = "build")]
#[test]
fn a_failed_build_names_the_files_that_the_configuration_lacks() {
    let book = TestBook::of(CLEAN).tables("[output.html]\nadditional-css = [\"none.css\"]\n");
    book.run(["build"])
        .exits(2)
        .stderr_has("`additional-css` in `[output.html]` names `none.css`, which is not a file");
    let book = TestBook::of(CLEAN).file("theme/index.hbs", "{{#previous}}{{/previous}}\n");
    book.run(["build"]).exits(2).stderr_has("`theme/index.hbs` replaces a template of mdBook");
}

#[cfg(feature = "build")]
#[test]
fn a_build_without_a_renderer_builds_the_others() {
    let book = TestBook::of("# Guide\n\nWe recieve it.\n").tables("[output.absent]\n[output.html]\n");
    let run = book.run(["build"]).exits(2).stderr_has("`recieve` is a misspelling");
    run.stderr_has("`mdbook-absent`, which `[output.absent]` runs, is not installed");
    assert!(book.root().join("book/html/guide.html").exists());
}

// ---- init

#[test]
fn init_puts_redline_before_the_preprocessors_of_the_book() {
    let toml =
        "[preprocessor.admonish]\n[preprocessor.variables]\nbefore = [\"redline\", \"links\"]\n[preprocessor.toc]\n";
    let book = TestBook::of(CLEAN).file("book.toml", toml);
    let run = book.run(["init"]).exits(0);
    let list = "before = [\"links\", \"index\", \"admonish\", \"toc\"]";
    assert!(
        book.read("book.toml").ends_with(&format!("[preprocessor.redline]\n{list}\n")),
        "{}",
        book.read("book.toml")
    );
    run.stdout_has(&format!("added `[preprocessor.redline]` with `{list}`"));
    // A preprocessor that comes to the book later.
    let added = format!("{}\n[preprocessor.mermaid]\n", book.read("book.toml"));
    let book = book.file("book.toml", added);
    book.run(["init"]).exits(0).stdout_has("added \"mermaid\" to `before`");
    assert!(book.read("book.toml").contains("\"toc\", \"mermaid\"]"));
    book.run(["init"]).exits(0).stdout_has("already wired");
}

#[test]
fn init_lists_each_change_and_shows_it_without_writing() {
    let book = TestBook::of("# Guide\n\n{{#include ../listings/a.rs}}\n").file("listings/a.rs", "fn a() {}\n").file(
        "book.toml",
        "[book]\ntitle = \"A\"  # odd\n\n[output.html]\n\n[preprocessor.redline]\nchange-report = true\n",
    );
    let before = files(&book.root());
    let run = book.run(["init", "--dry-run"]).exits(0);
    assert!(run.stdout.starts_with("--- a/book.toml\n+++ b/book.toml\n@@ "), "{run:#?}");
    assert_eq!(
        changed_lines(&run.stdout, '+'),
        [
            "+additional-css = [\"redline.css\"]",
            "+before = [\"links\", \"index\"]",
            "+",
            "+[build]",
            "+extra-watch-dirs = [\"listings\"]"
        ]
    );
    assert_eq!(changed_lines(&run.stdout, '-'), [""; 0]);
    let changes = [
        "`before = [",
        "\"listings\" to `extra-watch-dirs`",
        "\"redline.css\" to `additional-css`",
        "wrote redline.css",
    ];
    for change in changes {
        assert!(run.stderr.contains(change), "no `{change}` in {run:#?}");
    }
    assert_eq!(before, files(&book.root()));
    let run = book.run(["init"]).exits(0);
    for change in changes {
        assert!(run.stdout.contains(change), "no `{change}` in {run:#?}");
    }
    let after = files(&book.root());
    assert!(after.contains_key("redline.css"));
    book.run(["init"]).exits(0).stdout_has("already wired");
    let run = book.run(["init", "--dry-run"]).exits(0).stderr_has("already wired");
    assert_eq!(run.stdout, "");
    assert_eq!(after, files(&book.root()));
}

#[test]
fn init_finds_the_book_above_and_below() {
    let toml = "[book]\ntitle = \"A\"\n";
    let book = TestBook::of(CLEAN).file("book.toml", toml);
    run_in(&book.root().join("src"), &["init"]).exits(0);
    assert!(book.read("book.toml").contains("[preprocessor.redline]"));
    let book = TestBook::of(CLEAN).file("book.toml", toml);
    run_in(book.outside(), &["init"]).exits(0).stderr_has("the book is in book").stdout_has("book/book.toml");
    assert!(book.read("book.toml").contains("[preprocessor.redline]"));
    #[cfg(feature = "build")]
    {
        run_in(book.outside(), &["build"]).exits(0);
        assert!(book.root().join("book/guide.html").exists());
    }
    // A book deeper down is not mistaken for one of two.
    let folder = tempfile::tempdir().expect("a folder");
    let place = |path: &str| {
        fs::create_dir_all(folder.path().join(path)).expect("it can be made");
        fs::write(folder.path().join(path).join("book.toml"), toml).expect("it can be written");
    };
    place("docs/de");
    place("docs/de/tests/x");
    run_in(folder.path(), &["init"]).exits(0).stderr_has("the book is in docs/de");
    place("docs/fr");
    run_in(folder.path(), &["init"]).exits(2).stderr_has("name one of docs/de, docs/fr");
    run_in(folder.path(), &["check"]).exits(0).stderr_has("docs/de");
}

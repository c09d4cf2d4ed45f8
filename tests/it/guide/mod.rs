//! The manual: its generated parts are fresh, its sessions show the real output, it passes its own check, and every link in
//! the built book leads somewhere.
//!
//! `BLESS=1 cargo test --test it guide` writes the generated parts and the output of commands anew.

mod commands;
mod configuration;
mod editor;
mod rules;
mod sessions;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use redline_lint::config::ConfigFile;

use crate::support::mdbooks::Version;
use crate::support::{BINARY, Run, assert_same_files, files, has_extension, redline};

const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/guide");

/// The sources of the guide, by their path below `src`.
fn sources() -> BTreeMap<String, String> {
    let pages = files(&Path::new(GUIDE).join("src"));
    let pages = pages.into_iter().filter(|(path, _)| has_extension(path, "md"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("a page is UTF-8"))).collect()
}

/// One source of the guide.
fn source(path: &str) -> String {
    std::fs::read_to_string(Path::new(GUIDE).join("src").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Asserts that the files of the guide are these; with `BLESS` they are written.
#[track_caller]
fn assert_fresh(pages: &BTreeMap<String, String>) {
    let mut stale = Vec::new();
    for (path, text) in pages {
        let file = Path::new(GUIDE).join("src").join(path);
        if std::fs::read_to_string(&file).is_ok_and(|written| written == *text) {
            continue;
        }
        stale.push(path);
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(file.parent().expect("a page has a folder")).expect("the folder can be made");
            std::fs::write(&file, text).expect("the page can be written");
        }
    }
    assert!(stale.is_empty() || std::env::var_os("BLESS").is_some(), "run with BLESS=1: {stale:?}");
}

/// A page with `part` between the comments that name it; appended under a heading of its name if they are not there.
fn with_part(page: &str, name: &str, part: &str) -> String {
    let (open, close) = (format!("<!-- generated: {name} -->\n"), "<!-- end -->");
    let part = part.trim_end();
    let Some((before, rest)) = page.split_once(&open) else {
        return format!("{page}\n## {name}\n\n{open}\n{part}\n\n{close}\n");
    };
    let (_, after) = rest.split_once(close).unwrap_or_else(|| panic!("the part {name} does not end"));
    format!("{before}{open}\n{part}\n\n{close}{after}")
}

/// Asserts that a page has these generated parts and no others.
#[track_caller]
fn assert_has_parts(page: &str, names: &[String]) {
    let parts = page.lines().filter_map(|line| line.strip_prefix("<!-- generated: ")?.strip_suffix(" -->"));
    let parts: BTreeSet<&str> = parts.collect();
    assert_eq!(parts, names.iter().map(String::as_str).collect(), "parts of what is no more, or too few");
}

fn build(folder: &Path) -> Run {
    Run::of(redline().args(["build", GUIDE, "--dest-dir"]).arg(folder))
}

#[test]
fn the_pages_of_rules_are_fresh() {
    let mut pages = rules::pages();
    let known: Vec<String> = sources().into_keys().filter(|path| rules::is_generated(path)).collect();
    assert!(known.iter().all(|path| pages.contains_key(path)), "pages of rules that are no more: {known:?}");
    pages.insert("rules.md".to_owned(), rules::overview(&source("rules.md")));
    pages.insert("SUMMARY.md".to_owned(), rules::summary(&source("SUMMARY.md")));
    assert_fresh(&pages);
}

#[test]
fn the_configuration_reference_is_fresh() {
    let fresh = configuration::page(&source("configuration.md"));
    assert_fresh(&BTreeMap::from([("configuration.md".to_owned(), fresh.clone())]));
    assert_has_parts(&fresh, &configuration::keys());
    for section in fresh.split("\n## ").skip(1) {
        let (key, text) = section.split_once('\n').expect("a section has a heading");
        let shows = |block: &sessions::Block<'_>| block.language == "toml" && block.text.contains(key);
        assert!(sessions::blocks(text).any(|block| shows(&block)), "`{key}` has no example");
    }
}

#[test]
fn the_command_line_reference_is_fresh() {
    let fresh = commands::page(&source("commands.md"));
    assert_fresh(&BTreeMap::from([("commands.md".to_owned(), fresh.clone())]));
    assert_has_parts(&fresh, &commands::names());
}

#[test]
fn the_reference_of_editor_settings_is_fresh() {
    let fresh = editor::page(&source("editor.md"));
    assert_fresh(&BTreeMap::from([("editor.md".to_owned(), fresh)]));
    let known = redline_lsp::settings::ALL.iter();
    let known = known.map(|meta| (meta.key.to_owned(), meta.values.iter().map(|value| (*value).to_owned()).collect()));
    assert_eq!(editor::of_extension(), known.collect::<Vec<(String, Vec<String>)>>());
}

#[test]
fn commands_print_what_the_pages_show() {
    let pages = sources();
    let played: BTreeMap<String, String> =
        pages.iter().map(|(path, text)| (path.clone(), sessions::played(text))).collect();
    assert!(pages.values().any(|text| text.contains("\n```console\n")), "nothing is shown");
    assert_fresh(&played);
}

#[test]
fn examples_of_configuration_are_understood() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("book.toml");
    for (path, text) in sources() {
        for block in sessions::blocks(&text).filter(|block| block.language == "toml" && !block.words.contains("names"))
        {
            std::fs::write(&file, block.text).expect("it can be written");
            let is_book = ["[book]", "[preprocessor.redline", "[[preprocessor.redline"];
            let is_book = is_book.iter().any(|table| block.text.contains(table));
            let read = if is_book { ConfigFile::book(&file, []) } else { ConfigFile::plain(&file, []) };
            if let Err(error) = read.and_then(|config| config.table()) {
                panic!("{path}: {error}\n{}", block.text);
            }
        }
    }
}

#[test]
fn every_chapter_is_in_the_summary() {
    let summary = source("SUMMARY.md");
    let missing: Vec<String> =
        sources().into_keys().filter(|path| path != "SUMMARY.md" && !summary.contains(&format!("]({path})"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_guide_passes_its_own_check() {
    let run = Run::of(redline().args(["check", GUIDE, "--format", "short", "--fail-on", "suggestion"]));
    assert_eq!(run.stdout.lines().filter(|line| line.contains(".md:")).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(run.code, 0, "{run:#?}");
}

#[test]
fn the_guide_builds_the_same_twice_and_every_link_leads_somewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let [first, second]: [PathBuf; 2] = ["a", "b"].map(|name| folder.path().join(name));
    let run = build(&first).exits(0);
    assert!(!run.stderr.contains("warning") && !run.stderr.contains("suggestion"), "{run:#?}");
    build(&second).exits(0);
    assert_same_files(&files(&first), &files(&second));
    let built = crate::support::links::Built::read(&first);
    assert!(built.pages() > redline_lint::catalogue::ALL.len());
    assert_eq!(built.broken(), [""; 0]);
}

#[test]
fn both_mdbooks_build_the_guide() {
    let toml = std::fs::read_to_string(Path::new(GUIDE).join("book.toml")).expect("it can be read");
    let toml = toml.replacen("[preprocessor.redline]\n", &format!("[preprocessor.redline]\ncommand = {BINARY:?}\n"), 1);
    for version in Version::BOTH {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(version.render(Path::new(GUIDE), &toml, folder.path()), Ok(()), "{version:?}");
        let page = std::fs::read_to_string(folder.path().join("this-guide.html")).expect("the style report was built");
        assert!(page.contains("Passed"), "{version:?}");
    }
}

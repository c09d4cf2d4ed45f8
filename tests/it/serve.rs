//! `mdbook serve`: what is kept from run to run changes nothing but how long a run takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::support::protocol::{Shape, chapter};
use crate::support::random::Random;
use crate::support::{Run, redline};

/// Sentences with something to find for rules of several packs, and some without.
const SENTENCES: [&str; 10] = [
    "We start the the server.",
    "Please note that it is basically done.",
    "You should of read this, however it works.",
    "There is many ways to setup a server.",
    "A plain sentence stands here.",
    "Click here in order to login.",
    "Add it to the whitelist, e.g. by hand!",
    "It recieves a large amount of files ,and stops.",
    "The file is written by the program.",
    "Ein Satz – mit Strichen.",
];

/// Lines that change what rules say of other chapters: names, ids and links to them, words and their slips, forms.
const LINES: [&str; 21] = [
    "## Part",
    "## Other part",
    "## Running Tests And Waiting",
    "## On the Zulip server",
    "### Asking for a discriminant",
    "##### Far below",
    "See [there](chapter_1.md#part) and [here](chapter_2.md#other-part).",
    "We ask on Zulip, and on Zulip we talk.",
    "Here a zulip grows, and one zulip more.",
    "The discriminant of a discriminant is a discriminant.",
    "A discrimnant stands here.",
    "{{#include part.md}}",
    "{{#include missing.md}}",
    "<!-- redline-disable-next-line likely-misspelling -- its name -->",
    "The colour and the behavior, e.g. red, green and blue – or 5 %.",
    "Then i saw the the server ,and github too.",
    "The ABC asks the ABC for an ABC.",
    "> **Note:** A note.",
    "> [!NOTE]\n> A note.",
    "# Another Title",
    "## What is recieved",
];

/// A book as mdBook serves it, and a folder for what is kept.
struct Served {
    folder: tempfile::TempDir,
    chapters: Vec<String>,
    keys: Value,
    /// What mdBook sends in place of something that chapters read.
    sends: Option<(&'static str, &'static str)>,
}

impl Served {
    fn new(chapters: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("book/src")).expect("a folder for the book");
        let chapters = (0..chapters).map(|number| format!("# Chapter {number}\n\nSome text.\n")).collect();
        Self { folder, chapters, keys: json!({}), sends: None }
    }

    fn caches(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    /// The files that are kept.
    fn kept(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.caches().join("mdbook-redline")).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }

    fn input(&self, is_served: bool) -> Value {
        let root = self.folder.path().join("book");
        let name = |number: usize| format!("chapter_{number}.md");
        let mut items = Vec::new();
        for (number, text) in self.chapters.iter().enumerate() {
            fs::write(root.join("src").join(name(number)), text).expect("the chapter can be written");
            let sent = self.sends.map_or_else(|| text.clone(), |(read, sent)| text.replace(read, sent));
            items.push(chapter(&format!("Chapter {number}"), &name(number), &sent));
        }
        let html = if is_served { json!({ "live-reload-endpoint": "__livereload" }) } else { json!({}) };
        let config = json!({
            "book": { "title": "Book", "src": "src" },
            "output": { "html": html },
            "preprocessor": { "redline": self.keys },
        });
        let shape = Shape::V05;
        let context = json!({ "root": root, "config": config, "renderer": "html", "mdbook_version": shape.version() });
        json!([context, shape.book(&items)])
    }

    fn run_in(&self, caches: &Path, is_served: bool) -> Run {
        let mut command = redline();
        command.env("XDG_CACHE_HOME", caches);
        Run::fed(&mut command, self.input(is_served).to_string().as_bytes())
    }

    /// A run that may use what is kept.
    fn run(&self) -> Run {
        self.run_in(&self.caches(), true)
    }

    /// The same run where nothing is kept: the book lies in the folder that is named.
    fn run_fresh(&self) -> Run {
        self.run_in(&self.folder.path().join("book"), true)
    }

    #[track_caller]
    fn assert_same(&self, why: &str) {
        let (kept, fresh) = (self.run(), self.run_fresh());
        assert_eq!((kept.code, &kept.stdout, &kept.stderr), (fresh.code, &fresh.stdout, &fresh.stderr), "{why}");
    }
}

#[test]
fn any_series_of_edits_gives_what_a_fresh_run_gives() {
    for seed in 0..3 {
        let mut random = Random(seed);
        let mut served = Served::new(5);
        served.keys =
            json!({ "packs": ["recommended", "plain-language", "strict", "inclusive"], "max-findings": 1000 });
        for step in 0..12 {
            let at = random.below(served.chapters.len());
            let sentence = SENTENCES[random.below(SENTENCES.len())];
            match random.below(5) {
                0 => served.chapters[at] = format!("# Chapter {at}\n\n{sentence}\n"),
                1 => served.chapters.swap(0, at),
                2 => served.chapters[at].extend(["\n<!-- redline-disable-next-line filler -->\n", sentence, "\n"]),
                3 => {
                    served.keys["normalize"] =
                        [json!("structure"), json!("all"), json!(false)][random.below(3)].clone();
                }
                _ => served.chapters[at].extend(["\n## Part\n\n", sentence, " ", sentence, "\n"]),
            }
            served.assert_same(&format!("seed {seed}, step {step}"));
        }
        assert_eq!(served.kept().len(), 1);
    }
}

#[test]
fn what_chapters_say_of_each_other_is_heeded() {
    let configurations = [
        json!({}),
        json!({ "packs": ["recommended", "consistency", "strict"], "old-ids": "rewrite" }),
        json!({ "terms": [{ "term": "Zulip", "not": ["zulip chat"] }], "rules": { "spelling": "warning" } }),
        json!({ "rules": { "heading-case": { "style": "sentence" } }, "require-reason": true }),
    ];
    for (seed, keys) in (0..).zip(configurations) {
        let mut random = Random(seed);
        let mut served = Served::new(24);
        served.keys = keys;
        served.keys["max-findings"] = json!(1000);
        fs::write(served.folder.path().join("book/src/part.md"), "## Part\n\nA discrimnant.\n").expect("a part");
        for step in 0..16 {
            let at = random.below(4);
            let line = LINES[random.below(LINES.len())];
            match random.below(8) {
                0 => served.chapters[at] = format!("# Chapter {at}\n\n{line}\n"),
                1 => served.chapters.swap(0, at),
                2 => drop(served.chapters.pop()),
                3 => {
                    let part = format!("{line}\n\nA zulip, a discriminant.\n");
                    fs::write(served.folder.path().join("book/src/part.md"), part).expect("a part");
                }
                _ => served.chapters[at].extend(["\n", line, "\n\n", LINES[random.below(LINES.len())], "\n"]),
            }
            served.assert_same(&format!("configuration {seed}, step {step}"));
        }
    }
}

/// How often a book must do something for it to be its way.
const OFTEN: usize = 24;

/// Changes some chapters, and asserts that what `rule` says of others follows: it speaks of them before, or after.
#[track_caller]
fn assert_follows<Text: AsRef<str>>(rule: &str, before: &[(usize, Text)], after: &[(usize, Text)], speaks: [bool; 2]) {
    let mut served = Served::new(OFTEN);
    served.keys = json!({ "max-findings": 1000, "packs": ["recommended"] });
    for (chapters, speaks) in [before, after].into_iter().zip(speaks) {
        for (number, text) in chapters {
            text.as_ref().clone_into(&mut served.chapters[*number]);
        }
        // What is kept is used from the second run on.
        for _ in 0..2 {
            served.assert_same(rule);
        }
        let run = served.run();
        assert_eq!(run.stderr.contains(&format!("[{rule}]")), speaks, "{rule}: {}", run.stderr);
    }
}

#[test]
fn links_follow_the_pages_that_they_lead_to() {
    let link = "# A\n\nSee [the part](chapter_2.md#part) for more.\n";
    let (with, without) = ("# Two\n\n## Part\n\nText.\n", "# Two\n\n## Party\n\nText.\n");
    assert_follows("broken-anchor", &[(1, link), (2, with)], &[(2, without)], [false, true]);
    assert_follows("broken-anchor", &[(1, link), (2, without)], &[(2, with)], [true, false]);
}

#[test]
fn slips_follow_the_words_that_are_frequent() {
    let slip = "# A\n\nA discrimnant stands here.\n";
    let often = format!("# B\n\n{}\n", "The discriminant is read. ".repeat(5));
    assert_follows("likely-misspelling", &[(1, slip)], &[(2, &often)], [false, true]);
}

/// Chapters with a heading each, all alike but for some, and more text in some.
fn headings(others: &[(usize, &str)], more: &[(usize, &str)]) -> Vec<(usize, String)> {
    let find = |list: &[(usize, &str)], number| {
        list.iter().find(|(other, _)| *other == number).map(|(_, it)| (*it).to_owned())
    };
    let chapter = |number| {
        let heading = find(others, number).unwrap_or_else(|| "Running all tests".to_owned());
        let more = find(more, number).unwrap_or_default();
        (number, format!("# Chapter {number}\n\n## {heading}\n\nSome text.\n\n{more}\n"))
    };
    (0..OFTEN).map(chapter).collect()
}

#[test]
fn headings_follow_names() {
    let name = [(2, "We ask on Frobnix, and on Frobnix we talk.")];
    let asking = [(1, "Asking on Frobnix")];
    assert_follows("heading-case", &headings(&asking, &[]), &headings(&asking, &name), [true, false]);
    // A new word in another heading changes nothing.
    let more = [(1, "Asking on Frobnix"), (3, "Abandoning aardvarks")];
    assert_follows("heading-case", &headings(&asking, &name), &headings(&more, &name), [false, false]);
}

#[test]
fn fixes_of_headings_follow_what_is_no_name() {
    let other = [(1, "Running all Widgets")];
    let plain = [(2, "We like widgets, and some widgets like us.")];
    assert_follows("heading-case", &headings(&other, &[]), &headings(&other, &plain), [true, true]);
}

#[test]
fn headings_follow_the_majority() {
    let titles = |numbers: &[usize]| -> Vec<(usize, String)> {
        headings(&numbers.iter().map(|number| (*number, "Running All Tests")).collect::<Vec<_>>(), &[])
    };
    // Too many others are not followed, and the first that differs is told of.
    assert_follows("heading-case", &titles(&[1, 5]), &titles(&[1, 5, 9]), [true, true]);
    assert_follows("heading-case", &titles(&[1, 5, 9]), &titles(&[3, 5, 9]), [true, true]);
    assert_follows("heading-case", &titles(&[1, 5, 9]), &titles(&[5, 9, 11]), [true, true]);
}

#[test]
fn the_first_heading_follows_where_chapters_start() {
    let lower: Vec<(usize, &str)> = (4..OFTEN).map(|number| (number, "## Chapter\n\nSome text.\n")).collect();
    let deep = [(1, "### Deep\n\nSome text.\n")];
    assert_follows("heading-increment", &deep, &lower, [true, false]);
}

#[test]
fn names_of_commands_follow_the_majority() {
    let lower = "# A\n\nThen git reads it, and git writes it.\n";
    let often = format!("# B\n\n{}\n", "We read it with Git here. ".repeat(24));
    assert_follows("term-case", &[(1, lower)], &[(2, &often)], [false, true]);
}

/// Writes a file that seems to have been left alone for long: one that was just written is read each time.
fn write_old(path: &Path, text: &str) {
    fs::write(path, text).expect("the file can be written");
    let file = fs::File::options().write(true).open(path).expect("the file can be opened");
    file.set_modified(SystemTime::now() - Duration::from_secs(60)).expect("its time can be set");
}

#[test]
fn includes_follow_their_files() {
    for is_expanded in [false, true] {
        let mut served = Served::new(3);
        let code = served.folder.path().join("book/src/code.rs");
        write_old(&code, "// ANCHOR: all\nfn main() {}\n// ANCHOR_END: all\n");
        let include = "{{#include code.rs:all}}";
        served.chapters[1] = format!("# One\n\n```rust\n{include}\n```\n\nFirst i think of the server.\n");
        served.sends = is_expanded.then_some((include, "fn main() {}"));
        for _ in 0..2 {
            served.assert_same("the file is there");
        }
        served.run().exits(0).does_not_say("unresolved-include").says("lower-i");
        write_old(&code, "fn main() {}\n\n\n// ANCHOR_ALL: all\n\n\n\n");
        // mdBook puts nothing in the place of an anchor that is not there, and leaves what names a file that is not there.
        served.sends = is_expanded.then_some((include, ""));
        served.assert_same("the anchor is gone");
        served.run().exits(0).says("lower-i").says("unresolved-include");
        // Where nothing stood between the marks, what is sent does not tell that they are gone.
        write_old(&code, "// ANCHOR: all\n// ANCHOR_END: all\n");
        for _ in 0..2 {
            served.assert_same("nothing is between the anchors");
        }
        served.run().exits(0).says("lower-i").does_not_say("unresolved-include");
        write_old(&code, "fn main() {}\n// no anchor\n");
        served.assert_same("the anchor of nothing is gone");
        served.run().exits(0).says("lower-i").says("unresolved-include");
        fs::remove_file(&code).expect("the file can be removed");
        served.sends = None;
        served.assert_same("the file is gone");
        served.run().exits(0).says("lower-i").says("unresolved-include");
    }
}

#[test]
fn terms_follow_their_files() {
    let mut served = Served::new(3);
    let terms = served.folder.path().join("book/terms.toml");
    served.keys = json!({ "terms-files": ["terms.toml"] });
    served.chapters[1] = "# One\n\nWe read the data base.\n".to_owned();
    for (word, speaks) in [("datum base", false), ("data base", true)] {
        let text = format!("[[terms]]\nterm = \"database\"\nnot = [\"{word}\"]\n");
        fs::write(&terms, text).expect("the file can be written");
        served.assert_same(word);
        served.assert_same(word);
        assert_eq!(served.run().stderr.contains("term-forbidden"), speaks);
    }
}

#[test]
fn chapters_that_read_the_same_and_ignored_ones_are_told_apart() {
    let mut served = Served::new(4);
    served.keys = json!({ "ignore": ["chapter_3.md"], "overrides": [{ "for": ["chapter_2.md"], "rules": { "lower-i": "off" } }] });
    for number in 1..4 {
        served.chapters[number] = "\u{feff}# One\r\n\r\nFirst i think of the server.\r\n".to_owned();
    }
    for number in [0, 2, 1] {
        served.assert_same("before");
        served.chapters[number].push_str("\r\nThen i think of the server.\r\n");
        served.assert_same("after");
    }
}

#[test]
fn comments_are_counted_each_time() {
    let mut served = Served::new(2);
    served.chapters[1] = "# One\n\n<!-- redline-disable-next-line lower-i -->\nNothing to see.\n".to_owned();
    for _ in 0..3 {
        served.assert_same("the comment silences nothing");
    }
    served.run().exits(0).says("unused-suppression");
}

#[test]
fn only_served_books_use_what_is_kept() {
    let mut served = Served::new(2);
    served.chapters[1] = "# One\n\nFirst i think of the server.\n".to_owned();
    let caches = served.caches();
    served.run_in(&caches, false).exits(0);
    assert_eq!(served.kept(), [] as [PathBuf; 0]);
    served.run().exits(0).says("lower-i");
    assert_eq!(served.kept().len(), 1);
    let written = fs::metadata(&served.kept()[0]).and_then(|data| data.modified()).expect("a time");
    served.run().exits(0).says("lower-i");
    let again = fs::metadata(&served.kept()[0]).and_then(|data| data.modified()).expect("a time");
    assert_eq!(written, again, "nothing changed, so nothing is written");
}

#[test]
fn a_changed_configuration_is_heeded() {
    let mut served = Served::new(2);
    served.chapters[1] = "# One\n\nFirst i think of the server.\n".to_owned();
    served.run().exits(0).says("lower-i");
    table_of(&mut served).insert("rules".to_owned(), json!({ "lower-i": "off" }));
    served.run().exits(0).does_not_say("lower-i");
    table_of(&mut served).insert("rules".to_owned(), json!({ "lower-i": "suggestion" }));
    served.assert_same("another level");
}

fn table_of(served: &mut Served) -> &mut serde_json::Map<String, Value> {
    served.keys.as_object_mut().expect("a table")
}

#[test]
fn a_file_that_is_damaged_is_made_anew() {
    let mut served = Served::new(2);
    served.chapters[1] = "# One\n\nFirst i think of the server.\n".to_owned();
    served.run().exits(0).says("lower-i");
    let file = served.kept().remove(0);
    let whole = fs::read(&file).expect("the file is there");
    for damaged in [&whole[..whole.len() / 2], b"", b"not what it was"] {
        fs::write(&file, damaged).expect("the file can be written");
        served.assert_same("a damaged file");
        assert_eq!(fs::read(&file).expect("the file is there"), whole);
    }
    fs::remove_file(&file).expect("the file can be removed");
    served.assert_same("no file");
}

#[test]
fn runs_at_once_do_not_disturb_each_other() {
    let mut served = Served::new(4);
    for (number, text) in served.chapters.iter_mut().enumerate() {
        text.extend(["\n", SENTENCES[number], "\n"]);
    }
    let fresh = served.run_fresh();
    let (input, caches) = (served.input(true).to_string(), served.caches());
    let run = || Run::fed(redline().env("XDG_CACHE_HOME", &caches), input.as_bytes());
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6).map(|_| scope.spawn(run)).collect();
        for run in runs {
            let run = run.join().expect("the run ends");
            assert_eq!((&run.stdout, &run.stderr), (&fresh.stdout, &fresh.stderr));
        }
    });
    assert_eq!(served.kept().len(), 1);
    served.assert_same("after runs at once");
}

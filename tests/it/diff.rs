//! `diff`: what a person reads in a terminal, and what scripts get on standard output and in folders.

use std::fs;

use serde_json::Value;

use crate::support::{Run, TestBook, redline};

/// A book whose chapter `guide.md` was `old`.
fn rewritten(old: &str, new: &str) -> TestBook {
    TestBook::of(new).file("old/guide.md", old).redline("change-report = { against = \"dir:old\" }")
}

/// What `diff` prints of a chapter that was `old`, without the line of its figures.
#[track_caller]
fn terminal(old: &str, new: &str) -> String {
    let shown = rewritten(old, new).run(["diff"]).exits(0).stdout;
    let (first, rest) = shown.split_once('\n').expect("a line of figures");
    assert!(first.starts_with("src/guide.md: "), "{first}");
    rest.to_owned()
}

// ---- the terminal

#[test]
fn changed_blocks_have_a_place_and_stand_under_their_section() {
    let old = "# Keys\n\nIntro.\n\n## Make one\n\nOpen the page.\n\nPress the button twice.\n\n## Old\n\nGone now.\n";
    let new = "# Keys\n\nIntro.\n\n## Make one\n\n> Keep it.\n\nOpen the page.\n\nPress the red button.\n";
    assert_eq!(
        terminal(old, new),
        "\nsrc/guide.md:5  § Make one\n\
         \n  src/guide.md:7  added\n  + > Keep it.\n\
         \n  src/guide.md:11\n    Press the {+red+} button [-twice-].\n\
         \nold/guide.md:11  § Old  section removed\n\
         \n  old/guide.md:13  removed\n  - Gone now.\n\n"
    );
}

#[test]
fn runs_are_joined_and_paragraph_marks_show_splits_and_joins() {
    let old = "# Keys\n\nThe **old key** is gone for all of us. It was kept in a file for many years.\n";
    let new = "# Keys\n\nThe *new* `token` is gone for all of us.\n\nIt was kept in a file for many years.\n";
    let split = terminal(old, new);
    assert!(split.contains("    The [-old key-]{+new token+} is gone for all of us.{+¶+}\n    It was kept"), "{split}");
    let joined = terminal(new, old);
    assert!(joined.contains("    The [-new token-]{+old key+} is gone for all of us.[-¶-] It was kept"), "{joined}");
}

#[test]
fn long_paragraphs_keep_the_sentences_that_changed() {
    let filler = "Nothing in this sentence is of any interest to the person who reviews it. ".repeat(4);
    let old = format!("# Keys\n\n{filler}Press the button twice. {filler}\n");
    let shown = terminal(&old, &old.replace("twice", "once"));
    let line = shown.lines().find(|line| line.contains("{+once+}")).expect("a line of words");
    assert_eq!(line, "    … Press the button [-twice-]{+once+}. …");
}

#[test]
fn changed_code_has_lines_around_it() {
    let lines = |changed: &str| {
        let code: Vec<String> =
            (1..20).map(|n| if n == 10 { changed.to_owned() } else { format!("line {n}") }).collect();
        format!("# Keys\n\n```sh\n{}\n```\n", code.join("\n"))
    };
    assert_eq!(
        terminal(&lines("cp a b"), &lines("cp a c")),
        "\nsrc/guide.md:1  § Keys\n\n  src/guide.md:13\n    line 7\n    line 8\n    line 9\n  - cp a b\n  + cp a c\n    \
         line 11\n    line 12\n    line 13\n\n"
    );
}

#[test]
fn both_values_are_shown_of_links_and_images() {
    let old = "# Keys\n\nRead [the guide](a.md) first.\n\n![A red button](x.png)\n\n![Same](y.png)\n";
    let new = "# Keys\n\nRead [the guide](b.md) first.\n\n![A green button](x.png)\n\n![Same](z.png)\n";
    let shown = terminal(old, new);
    for line in [
        "\n    Read the guide first.\n  ~ link target of “the guide”: [-a.md-]{+b.md+}\n",
        "\n  ~ alt text: A [-red-]{+green+} button\n",
        "\n  ~ image: [-y.png-]{+z.png+}\n",
    ] {
        assert!(shown.contains(line), "no {line} in {shown}");
    }
}

#[test]
fn a_move_shows_both_of_its_places() {
    let moved = "Twelve plain words about the colour of the button that we press daily.";
    let (first, second) = ("Some text that stays where it always was.", "Other text that never moves at all.");
    let old = format!("# Keys\n\n## One\n\n{moved}\n\n{first}\n\n## Two\n\n{second}\n");
    let new = format!("# Keys\n\n## One\n\n{first}\n\n## Two\n\n{second}\n\n{moved}\n");
    let shown = terminal(&old, &new);
    assert!(shown.contains("  old/guide.md:5  moved to § Two, src/guide.md:11\n"), "{shown}");
    assert!(shown.contains("  src/guide.md:11  moved from § One, old/guide.md:5\n"), "{shown}");
}

#[test]
fn changed_tables_show_their_head_and_the_rows_that_changed() {
    let old = "# Keys\n\n| Key | Use |\n|---|---|\n| a | one |\n| b | two |\n| c | three |\n| d | four |\n";
    let new =
        "# Keys\n\n| Key | Use |\n|---|---|\n| a | one |\n| b | two |\n| c | third |\n| d | four |\n| e | five |\n";
    let shown = terminal(old, new);
    let table = "    | Key | Use |\n    …\n    | c | [-three-]{+third+} |\n    …\n  + | e | five |\n";
    assert!(shown.contains(table), "{shown}");
}

#[test]
fn colours_add_to_the_marks_and_nothing_of_a_chapter_is_obeyed() {
    let book = rewritten("# Keys\n\nPress \u{1b}[31mtwice\u{7}.\n", "# Keys\n\nPress \u{1b}[31monce\u{7}.\n");
    let plain = book.run(["diff"]).exits(0).stdout;
    let coloured = book.run(["diff", "--color", "always"]).exits(0).stdout;
    assert!(!plain.contains('\u{1b}') && !plain.contains('\u{7}'), "{plain:?}");
    assert!(!coloured.contains("\u{1b}[31mtwice") && !coloured.contains('\u{7}'), "{coloured:?}");
    assert!(coloured.contains("[-") && coloured.contains("\u{1b}[4m"), "{coloured:?}");
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

// ---- what is compared

#[test]
fn a_file_of_a_book_is_compared_alone() {
    let book =
        rewritten("# A\n\nOld words stay.\n", "# A\n\nNew words stay.\n").chapter("b.md", "# B\n\nNew words stay.\n");
    let book = book
        .file("old/b.md", "# B\n\nOld words stay.\n")
        .file("src/part.md", "New part.\n")
        .file("old/part.md", "Old part.\n");
    let shown = book.run(["diff", "src/b.md"]).exits(0).stdout;
    assert!(shown.contains("src/b.md: ") && !shown.contains("guide.md"), "{shown}");
    book.run(["diff", "src/part.md"]).exits(0).stdout_has("src/part.md:1\n    [-Old-]{+New+} part.");
    book.run(["diff", "src/none.md"]).exits(2).stderr_has("src/none.md");
}

#[test]
fn two_versions_are_compared_without_a_book_or_a_repository() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    write("now/a.md", "# A\n\nNew words stay.\n");
    write("then/a.md", "# A\n\nOld words stay.\n");
    let run = |args: &[&str]| Run::of(redline().args(args).current_dir(folder.path()));
    // The path of the folder is relative to the working directory.
    for what in ["now/a.md", "now"] {
        let shown = run(&["diff", what, "--against", "dir:then"]).exits(0).stdout;
        assert!(shown.contains("now/a.md:3\n    [-Old-]{+New+} words stay."), "{what}: {shown}");
    }
    run(&["diff", "now", "--against", "dir:gone"]).exits(2).stderr_has("gone is no folder");
    run(&["diff", "now"]).exits(2).stderr_has("is in no Git repository");
}

// ---- CriticMarkup

#[test]
fn criticmarkup_of_a_file_is_byte_exact() {
    let old = "\u{feff}# A\r\n\r\nOld \u{1b}[1mtext.\r\n\r\nWrapped\r\nhere.";
    let new = "\u{feff}# A\r\n\r\nNew \u{1b}[1mtext.\r\n\r\nWrapped here.";
    let book = rewritten(old, new).chapter("b.md", "# B\n").file("old/b.md", "# B\n");
    let marked = "\u{feff}# A\r\n\r\n{--Old--}{++New++} \u{1b}[1mtext.\r\n\r\nWrapped{--\r\n--}{++ ++}here.";
    let args = ["diff", "--format", "criticmarkup"];
    assert_eq!(book.run(args).exits(0).stdout, marked);
    assert_eq!(book.run(args.iter().copied().chain(["src/guide.md"])).exits(0).stdout, marked);
    assert_eq!(book.run(args.iter().copied().chain(["src/b.md"])).exits(0).stdout, "# B\n", "the file that is named");
}

#[test]
fn criticmarkup_of_several_chapters_needs_a_folder() {
    let book = rewritten("# A\n\nOld words stay.\n", "# A\n\nNew words stay.\n")
        .chapter("b.md", "# B\n")
        .file("old/b.md", "# C\n");
    let run = book.run(["diff", "--format", "criticmarkup"]).exits(2);
    assert_eq!(run.stdout, "");
    run.stderr_has("2 chapters changed").stderr_has("help: name one file, or write them with `--output-dir DIR`");
}

// ---- folders

/// A book with a changed, an unchanged and a removed chapter.
fn several() -> TestBook {
    rewritten("# A\n\nOld words stay.\n", "# A\n\nNew words stay.\n")
        .chapter("part/b.md", "\u{feff}# B\r\n\r\nNew words stay.\r\n")
        .chapter("same.md", "# Same\n")
        .file("old/SUMMARY.md", "- [A](guide.md)\n- [Gone](part/gone.md)\n")
        .file("old/part/b.md", "\u{feff}# B\r\n\r\nOld words stay.\r\n")
        .file("old/same.md", "# Same\n")
        .file("old/part/gone.md", "# Gone\n\nText of four words.\n")
}

#[test]
fn a_folder_gets_a_file_for_each_changed_chapter_in_any_form() {
    for (form, extension) in
        [("terminal", "txt"), ("markdown", "md"), ("html", "html"), ("json", "json"), ("criticmarkup", "md")]
    {
        let book = several();
        let run = book.run(["diff", "--format", form, "--output-dir", "out/x"]).exits(0).stderr_has("of 3 chapters to");
        assert_eq!(run.stdout, "", "{form}");
        let mut expected = vec!["guide", "part/b", "part/gone"];
        expected.extend((form == "html").then_some("what-changed"));
        let expected: Vec<String> = expected.iter().map(|name| format!("{name}.{extension}")).collect();
        let written = crate::support::files(&book.root().join("out/x"));
        assert_eq!(written.keys().cloned().collect::<Vec<_>>(), expected, "{form}");
        assert!(written.values().all(|bytes| !bytes.contains(&0x1b)), "{form} has no colours");
    }
    let book = several();
    book.run(["diff", "--format", "criticmarkup", "--output-dir", "out"]).exits(0);
    assert_eq!(book.read("out/part/b.md"), "\u{feff}# B\r\n\r\n{--Old--}{++New++} words stay.\r\n");
    assert_eq!(book.read("out/part/gone.md"), "{--# Gone\n\nText of four words.\n--}");
}

#[test]
fn pages_of_a_folder_need_nothing_else() {
    let book = several();
    book.run(["diff", "--format", "html", "--output-dir", "out"]).exits(0);
    let page = book.read("out/part/b.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains(".redline-row,"), "{page}");
    assert!(page.contains("<del>Old</del>") && page.contains("<details class=\"redline-panel\" open>"), "{page}");
    let index = book.read("out/what-changed.html");
    assert!(index.contains("<a href=\"part/gone.html\">") && index.contains("src/part/gone.md</a>: 100 %"), "{index}");
    let places = ["part/gone", "guide", "part/b"].map(|page| index.find(&format!("href=\"{page}.html\"")));
    assert!(places.is_sorted() && places[0].is_some(), "those that changed most come first: {index}");
    let shown = book.run(["diff", "src/guide.md", "--format", "html"]).exits(0).stdout;
    assert!(shown.starts_with("<h2>src/guide.md</h2>\n<section"), "a part of a page: {shown}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_of_the_folder() {
    let book = several();
    fs::create_dir(book.root().join("out")).expect("it can be made");
    std::os::unix::fs::symlink(book.outside(), book.root().join("out/part")).expect("it can be linked");
    book.run(["diff", "--output-dir", "out"]).exits(2).stderr_has("out/part is a link");
    assert!(!book.outside().join("b.txt").exists());
    let outside = TestBook::of("# A\n").file("src/SUMMARY.md", "- [A](../more/b.md)\n").file("more/b.md", "# New\n");
    let outside = outside.file("deep/old/guide.md", "# A\n").redline("change-report = { against = \"dir:deep/old\" }");
    outside.run(["diff", "--output-dir", "out"]).exits(2).stderr_has("outside of the sources of its book");
}

// ---- JSON

#[test]
fn json_keeps_its_promises() {
    let long = "Somebody wrote this sentence so that there are enough words for all of the figures. ".repeat(12);
    let old = format!("# A\n\n{long}\n\n```sh\nold\n```\n\n[x](a.md) and **b**.\n");
    let new = format!("# A\n\nQuite. {long}\n\n```sh\nnew\n```\n\n[x](b.md) and b.\n");
    for book in [rewritten(&old, &new), rewritten("", "# A\n"), several(), rewritten("# A\n", "# A\n")] {
        let text = book.run(["diff", "--format", "json"]).exits(0).stdout;
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let schema: Value = serde_json::from_str(include_str!("schemas/diff.json")).expect("a schema");
        let validator = jsonschema::validator_for(&schema).expect("the schema can be read");
        let errors: Vec<_> =
            validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let text = rewritten("# A\n\nOne two three.\n", "# A\n\nOne two four.\n").run(["diff", "--format", "json"]).stdout;
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let chapter = &value["chapters"][0];
    assert_eq!((&chapter["file"], &chapter["old_file"]), (&"src/guide.md".into(), &"old/guide.md".into()));
    assert_eq!(chapter["diff"]["statistics"]["changed_share"], 0.25);
    let words = serde_json::json!({ "before": 4, "after": 4, "deleted": 1, "inserted": 1, "moved": 0, "common": 3 });
    assert_eq!(chapter["diff"]["statistics"]["words"], words);
}

//! Change reports as readers and reviewers meet them: both real mdBooks, the real binary, pages compared.

use std::fs;

use redline_lint::config::Panel;
use redline_report::change::ChangeReport;

use crate::support::mdbooks::{Built, Version, recorded, recording_renderer, wired};
use crate::support::{CLEAN, TestBook};

const OLD: &str = "# Tokens\n\nWhen calling the API, you need to supply a token.\n\n## Set up\n\nStay.\n\n## Old way\n\nGone with all its words.\n";
const NEW: &str =
    "# Tokens\n\nWhen you call the API, supply a **token**.\n\n## Set up\n\nStay.\n\nSee [above](#set-up).\n";

fn against_folder(keys: &str) -> TestBook {
    let keys = format!("normalize = false\nchange-report = {{ against = \"dir:old\"{keys} }}");
    TestBook::of(NEW).file("old/guide.md", OLD).redline(&keys)
}

/// A page without its report, and the report.
fn without_report(page: &str) -> (String, Option<&str>) {
    let Some(start) = page.find("<section class=\"redline-report\"") else { return (page.to_owned(), None) };
    let end = start + page[start..].find("</section>").expect("it ends") + "</section>".len();
    (format!("{}{}", page[..start].trim_end(), page[end..].trim_start()), Some(&page[start..end]))
}

/// Whether every tag that is opened is closed in order.
fn is_balanced(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1).filter(|tag| !tag.starts_with('!')) {
        let name = tag.split(['>', ' ', '/']).next().unwrap_or_default();
        match tag.strip_prefix('/').map(|rest| rest.split('>').next().unwrap_or_default()) {
            Some(name) if open.pop() != Some(name) => return false,
            Some(_) => {}
            None if ["br", "hr", "img", "input", "meta", "link"].contains(&name) => {}
            None => open.push(name),
        }
    }
    open.is_empty()
}

#[test]
fn a_page_has_its_report_and_nothing_else_changes() {
    for version in Version::BOTH {
        let book = wired(against_folder(""));
        let built = version.build(&book).succeeds();
        let again = version.build(&book).succeeds();
        assert_eq!(built.page("guide.html"), again.page("guide.html"), "the same bytes on every run");
        let toml = book.read("book.toml").replace("change-report", "#");
        let plain = version.build_as(&book, &toml).succeeds();
        let (page, report) = without_report(built.page("guide.html"));
        let squeezed = |page: &str| {
            let main = page.split_once("<main>").and_then(|(_, rest)| rest.split_once("</main>")).expect("a page").0;
            main.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            squeezed(&page).replace("> <", "><"),
            squeezed(plain.page("guide.html")).replace("> <", "><"),
            "{version:?}"
        );
        let report = report.expect("there is a report");
        assert!(is_balanced(report), "{report}");
        let panels: Vec<usize> = ["Original", "Rewritten", "Diff: Before vs After"]
            .iter()
            .filter_map(|title| report.find(&format!("<summary>{title}")))
            .collect();
        assert!(panels.len() == 3 && panels.is_sorted(), "{report}");
        for words in ["<del>calling</del>", "<ins>you call</ins>", "section “Old way” removed", "1 removed"] {
            assert!(report.contains(words), "{version:?}: no {words} in {report}");
        }
        assert_eq!(built.page("guide.html").matches("id=\"set-up\"").count(), 1, "{version:?}");
        assert!(!built.stderr.contains("error"), "{}", built.stderr);
    }
}

#[test]
fn a_report_appears_where_it_is_configured() {
    let marked = NEW.replace("## Set up", "{{#redline-changes}}\n\n## Set up");
    let book = wired(
        TestBook::of(&marked)
            .file("old/guide.md", OLD)
            .redline("change-report = { against = \"dir:old\", place = \"marker\" }"),
    );
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        let page = built.page("guide.html");
        let (report, heading) =
            (page.find("redline-report").expect("a report"), page.find("id=\"set-up\"").expect("a heading"));
        assert!(report < heading && !page.contains("redline-changes}}"), "{version:?}");
    }
    let book = wired(against_folder(", place = \"marker\""));
    assert!(!Version::V05.build(&book).succeeds().page("guide.html").contains("redline-report"));
}

#[test]
fn a_portfolio_page_names_its_brief_and_its_original() {
    let text =
        format!("<!-- redline-brief\nReview **all**.\n-->\n<!-- redline-original ../../old/guide.md -->\n\n{NEW}");
    let book = wired(TestBook::of("").redline("change-report = { show = [\"brief\", \"diff\"] }"));
    let book = book.chapter("a/b.md", &text).file("old/guide.md", OLD);
    let built = Version::V05.build(&book).succeeds();
    let page = built.page("a/b.html");
    let (_, report) = without_report(page);
    let report = report.expect("there is a report");
    assert!(
        report.contains("<summary>Problem statement</summary>") && report.contains("<strong>all</strong>"),
        "{report}"
    );
    assert!(!report.contains("<summary>Original") && !page.contains("redline-brief"), "{report}");
    fs::remove_file(book.root().join("old/guide.md")).expect("it is there");
    let built = Version::V05.build(&book);
    assert!(
        built.failure.is_some() && built.stderr.contains("old/guide.md cannot be read, which a comment in"),
        "{built:?}"
    );
}

#[test]
fn a_version_that_cannot_be_read_is_an_error() {
    let fails = |keys: &str, words: &str| {
        let built = Version::V05.build(&wired(TestBook::of(NEW).redline(keys)));
        assert!(built.failure.is_some() && built.stderr.contains(words), "{built:?}");
    };
    fails("change-report = { against = \"dir:nowhere\" }", "nowhere is no folder");
    fails("change-report = { against = \"git:HEAD\" }", "is in no Git repository");
    fails("change-report = { against = \"yesterday\" }", "`yesterday` is none of `normalized`");
    fails("change-report = { agianst = \"normalized\" }", "unknown key `agianst`");
    fails("change-report = { redact-file = \"names.toml\" }", "the file of names");
}

#[test]
fn check_notes_what_a_build_would_miss() {
    let fails_with = |book: TestBook, words: &str| book.run(["check"]).exits(2).stderr_has(words);
    fails_with(TestBook::of(NEW).redline("change-report = { against = \"dir:nowhere\" }"), "nowhere is no folder");
    fails_with(TestBook::of(NEW).redline("change-report = { against = \"git:HEAD\" }"), "is in no Git repository");
    fails_with(TestBook::of(NEW).redline("change-report = { redact-file = \"names.toml\" }"), "the file of names");
    let named = format!("<!-- redline-original ../old.md -->\n\n{NEW}");
    let book = TestBook::of(&named).redline("change-report = true");
    book.run(["check"]).exits(2).stderr_has("guide.md").stderr_has("old.md cannot be read, which a comment in");
    let book = book.file("old.md", OLD);
    book.run(["check"]).exits(0);
    // Without a configured report, nothing is missing.
    TestBook::of(&named).run(["check"]).exits(0);
}

#[test]
fn normalised_headings_are_reported_against_what_was_written() {
    let book = wired(TestBook::of("# Guide\n\n## Set up:\n\nText.\n").redline("change-report = true"));
    let built = Version::V05.build(&book).succeeds();
    let (_, report) = without_report(built.page("guide.html"));
    assert!(report.expect("a report").contains("<del>:</del>"), "{report:?}");
    let clean = wired(TestBook::of(CLEAN).redline("change-report = true"));
    assert!(!Version::V05.build(&clean).succeeds().page("guide.html").contains("redline-report"));
}

#[test]
fn other_renderers_get_markdown_and_test_gets_the_book() {
    let book = wired(against_folder(""));
    let table = recording_renderer(&book, "words");
    let toml = format!("{}\n{table}", book.read("book.toml"));
    Version::V05.build_as(&book, &toml).succeeds();
    let text = &recorded(&book, "words")["guide.md"];
    assert!(text.starts_with(NEW.trim_end()), "{text}");
    assert!(
        text.contains("**Changes:** ")
            && text.contains("“calling” replaced by “you call”")
            && !text.contains("<section"),
        "{text}"
    );
}

#[test]
fn hostile_text_stays_text() {
    let old = "# A\n\n</section></details><script>alert(1)</script>\n\n{{#include /etc/passwd}}\n\n[x]: javascript:alert(2)\n\n[y][x] ```\n\n<p>open\n";
    let book = wired(
        TestBook::of("# A\n\nSafe words.\n")
            .file("old/guide.md", old)
            .redline("change-report = { against = \"dir:old\" }"),
    );
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        let (_, report) = without_report(built.page("guide.html"));
        let report = report.expect("there is a report");
        assert!(is_balanced(report), "{report}");
        assert!(
            !report.contains("<script") && !report.contains("href=\"javascript") && !report.contains("root:"),
            "{report}"
        );
    }
}

/// A name in every place where markup may hide it.
const HIDDEN: &str = "# Acme tokens\n\n**Ac**me, Acme's, ACME-Cloud and a&#99;me.\n\n[Acme](https://acme.com/a%63me?x=Acme \"Acme\") ![Acme](acme.png)\n\n\
                      [ref][acme]\n\n[acme]: https://x.com/Acme\n\n<!-- Acme -->\n\n```acme\n# Acme\nACME_KEY=1\n```\n\nNote.[^acme]\n\n[^acme]: Acme.\n\n\
                      <b data-x=\"Acme\" id=\"acme\">Acme</b>\n\n| Acme |\n|---|\n| Ac\u{ad}me |\n";

#[test]
fn a_report_never_contains_a_masked_name() {
    let book = wired(TestBook::of("# Tokens\n\nQuite other words.\n").file("old/guide.md", HIDDEN));
    let names = book.outside().join("names.toml");
    fs::write(&names, "[names]\nAcme = \"VENDOR\"\n\"Acme Cloud\" = \"VENDOR\"\n").expect("it can be written");
    let book = book.redline(&format!("change-report = {{ against = \"dir:old\", redact-file = {names:?} }}"));
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        let (_, report) = without_report(built.page("guide.html"));
        assert!(report.expect("there is a report").contains("[VENDOR]"));
        let out = book.outside().join(format!("out{version:?}"));
        for (path, bytes) in &built.rendered {
            let path = out.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
            fs::write(path, bytes).expect("it can be written");
        }
        let out = out.to_string_lossy().into_owned();
        book.run(["verify-redaction", &out]).exits(0).stderr_has("0 files");
        fs::write(format!("{out}/leak.js"), "var x = \"\\u0041cme\";").expect("it can be written");
        let run = book.run(["verify-redaction", &out]).exits(1).stdout_has("leak.js: byte 9");
        assert!(!run.stdout.to_lowercase().contains("acme") && !run.stderr.to_lowercase().contains("acme"), "{run:?}");
    }
    let inline = book.redline("change-report = { redact = [\"Acme\"] }");
    inline.run(["check"]).exits(2).stderr_has("unknown key `redact`");
}

/// Names whose words or letters are split by markup, links or invisible characters.
const PARTED: &str = "# Guide\n\nZyx <b>Quorn</b>, Zyx<br>Quorn, <kbd>Zyx</kbd> <kbd>Quorn</kbd>, Zyx *Quorn*, Zyx [Quorn](b.md), **Zyx** \
                      **Quorn**, [Zyx](https://example.org/a/long/path) Quorn, Zyx\n          Quorn.\n\nBlo\u{2061}rbex, \
                      B\u{202a}lorbex, Blor[bex](x.md).\n";

#[test]
fn names_split_by_markup_are_masked() {
    let book = wired(TestBook::of("# Guide\n\nQuite other words.\n").file("old/guide.md", PARTED));
    let names = book.outside().join("names.toml");
    fs::write(&names, "names = [\"Zyx Quorn\", \"Blorbex\"]\n").expect("it can be written");
    let book = book.redline(&format!("change-report = {{ against = \"dir:old\", redact-file = {names:?} }}"));
    let holds_a_name =
        |text: &str| ["quorn", "lorbex", "blo\u{2061}", "bex]"].iter().any(|it| text.to_lowercase().contains(it));
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        let (_, report) = without_report(built.page("guide.html"));
        let report = report.expect("there is a report");
        assert!(!holds_a_name(report), "{version:?}: {report}");
    }
    for form in ["terminal", "markdown", "html", "json", "criticmarkup"] {
        let shown = book.run(["diff", "--format", form]).exits(0).stdout;
        assert!(!holds_a_name(&shown), "{form}: {shown}");
    }
    // Text that cannot be masked is left out: letters written as entities are not decoded.
    let book = book.file("old/guide.md", "# Guide\n\nZyx&ndash;Quorn.\n");
    let run = book.run(["diff", "--format", "html"]);
    assert!(run.code == 2 || !holds_a_name(&run.stdout), "{run:?}");
}

/// A book whose report masks the names in a file, with the version before of its chapter.
fn masking(now: &str, old: &str, file: &str) -> TestBook {
    let book = wired(TestBook::of(now).file("old/guide.md", old));
    let names = book.outside().join("names.toml");
    fs::write(&names, file).expect("it can be written");
    let names = names.display();
    book.redline(&format!("change-report = {{ against = \"dir:old\", redact-file = \"{names}\" }}"))
}

/// Names of a few letters in every form, and words that they are a part of.
const SHORT: &str = "# Guide\n\nThe IBM team sells IBMCloud at https://ibmcloud.com with IBMs and `IBMClient::new()`, I.B.M.\n\n> The I\u{412}M way of \
                     Mül-\n> ler, Mueller and `M\\xfcller`.\n\nThe general page of GE keeps the metadata of Meta.\n";

#[test]
fn short_names_and_names_in_other_letters_are_masked() {
    let file = "[names]\nIBM = \"SHOP\"\nGE = \"FIRM\"\n\"Müller\" = \"WORKS\"\nMeta = { mask = \"CORP\", match = \"word\" }\n";
    let book = masking("# Guide\n\nQuite other words.\n", SHORT, file);
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        let (_, report) = without_report(built.page("guide.html"));
        let report = report.expect("there is a report");
        for words in
            ["[SHOP] team sells SHOPCloud", "SHOPs", "SHOPClient", "general page of [FIRM]", "metadata of [CORP]"]
        {
            assert!(report.contains(words), "{version:?}: no {words} in {report}");
        }
        let lower = report.to_lowercase();
        for name in ["ibm", "b.m", "\u{412}m", "ller", "meta."] {
            assert!(!lower.contains(name), "{version:?}: {name} in {report}");
        }
    }
}

#[test]
fn no_message_contains_a_masked_name() {
    let names = "[names]\nBlorbex = \"VENDOR\"\n";
    let now = "# Guide\n\n<!-- redline-original ../blorbex/notes.md -->\n\nText.\n";
    let fails_with = |book: &TestBook, words: &str| {
        let run = book.run(["check"]).exits(2);
        for output in [run.stdout + &run.stderr, Version::V05.build(book).stderr] {
            assert!(output.contains(words) && !output.to_lowercase().contains("blorbex"), "no {words} in {output}");
        }
    };
    fails_with(&masking(now, OLD, names), "[VENDOR]/notes.md cannot be read");
    let book = masking("# Guide\n\nText.\n", OLD, names);
    let toml = book.read("book.toml").replace("dir:old", "dir:blorbex-old");
    fails_with(&book.file("book.toml", toml), "[VENDOR]-old is no folder");
    let wrong = "[names]\nBlorbex = { mask = \"VENDOR\", match = \"wrod\" }\n";
    fails_with(&masking(NEW, OLD, wrong), "line 2: this value of `match` is unknown: did you mean `word`?");
}

#[test]
fn a_build_reports_names_left_in_the_chapters() {
    let names = "names = [\"Blorbex\"]\n";
    let book = masking("# Guide\n\nText of Bl\u{43e}rbex.\n", OLD, names).chapter("b.md", "# B\n\nText.\n");
    let run = Version::V05.build(&book).succeeds();
    assert!(run.stderr.contains("1 chapter still contains a name that reports mask: guide.md"), "{}", run.stderr);
    let book = masking("# Guide\n\nText.\n", OLD, names);
    assert!(!Version::V05.build(&book).succeeds().stderr.contains("still contain"));
}

#[test]
fn built_files_are_searched_where_they_belong_to_the_book() {
    let book = masking("# Guide\n\nQuite other words.\n", OLD, "names = [\"Meta\", \"Chrome\"]\n");
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        let out = book.outside().join(format!("out{version:?}"));
        let write = |path: &str, bytes: &[u8]| {
            let path = out.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
            fs::write(path, bytes).expect("it can be written");
        };
        for (path, bytes) in &built.rendered {
            write(path, bytes);
        }
        write("a/image.png", b"\x89PNG\0Meta");
        let folder = out.to_string_lossy().into_owned();
        let run =
            book.run(["verify-redaction", &folder]).exits(0).stderr_has("0 files with names").stderr_has("not read: ");
        assert!(!run.stderr.contains(" 0 of mdBook"), "{}", run.stderr);
        write("a/b.html", b"<meta name=\"x\"><img alt=\"A M&#101;ta page\">");
        write("a/searchindex.js", b"{\"text\":\"\\u004deta\"}");
        let run = book.run(["verify-redaction", &folder]).exits(1).stderr_has("2 files with names");
        assert!(
            run.stdout.contains("b.html: byte 27") && run.stdout.contains("searchindex.js: byte 9"),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn names_of_files_are_no_markup() {
    let name = "b<img onerror=alert(1)>.md";
    let summary =
        format!("# Summary\n\n- [Guide](guide.md)\n- [B](<{}>)\n", name.replace('<', "&lt;").replace('>', "&gt;"));
    let book = wired(TestBook::of("# Guide\n\nText.\n"))
        .redline("change-report = { against = \"dir:old\", place = \"page\" }")
        .file("src/SUMMARY.md", summary)
        .file(&format!("src/{name}"), "# B\n\nNew text.\n")
        .file(&format!("old/{name}"), "# B\n\nOld text.\n");
    let built = Version::V05.build(&book).succeeds();
    assert!(!built.page("changes/what-changed.html").contains("<img"), "a link is encoded");
    let shown = book.run(["diff", "--format", "html"]).exits(0).stdout;
    assert!(!shown.contains("<img"), "{shown}");
}

#[test]
fn the_terminal_and_other_forms_show_the_same_changes() {
    let book = against_folder("");
    let shown = book.run(["diff"]).exits(0).stdout;
    assert!(
        shown.contains("src/guide.md: ") && shown.contains("[-calling-]") && shown.contains("{+you call+}"),
        "{shown}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&book.run(["diff", "--format", "json"]).exits(0).stdout).expect("JSON");
    assert_eq!(json["chapters"][0]["diff"]["changes"][0]["deleted"], "calling");
    book.run(["diff", "--format", "criticmarkup"]).exits(0).stdout_has("{--calling--}");
    book.run(["diff", "--format", "markdown"]).exits(0).stdout_has("“calling” replaced by “you call”");
    assert!(is_balanced(&book.run(["diff", "--format", "html"]).exits(0).stdout));
    assert_eq!(book.run(["diff", "--against", "normalized"]).exits(0).stdout, "");
    book.run(["diff", "--against", "v9"]).exits(2).stderr_has("is in no Git repository");
}

#[test]
fn normalised_text_is_marked_separately() {
    let text = "# Guide:\n\nAn token is recieved. Use the access key.\n";
    let terms = "change-report = true\nterms = [{ term = \"API token\", not = [\"access key\"] }]";
    let structure = "ormalised by redline: 1 fix of headings and sections, 1 of terms";
    for (normalize, line) in [
        ("normalize = \"structure\"", Some(structure.to_owned())),
        ("normalize = \"all\"", Some(format!("{structure}, 2 of wording"))),
        ("normalize = false", None),
    ] {
        let book = wired(TestBook::of(text).redline(&format!("{normalize}\n{terms}")));
        let page = |built: &Built| built.page("guide.html").to_owned();
        let built = page(&Version::V05.build(&book).succeeds());
        let shown = book.run(["diff", "--against", "normalized"]).exits(0).stdout;
        let json = book.run(["diff", "--against", "normalized", "--format", "json"]).exits(0).stdout;
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let Some(line) = line else {
            assert!(!built.contains("redline-report") && shown.is_empty() && json["chapters"][0].is_null(), "{shown}");
            continue;
        };
        assert!(built.contains(&format!(">N{line}.</p>")), "no {line} in {built}");
        assert!(shown.contains(&format!("\nn{line}\n")), "no {line} in {shown}");
        let wording = if line.contains("wording") { 2 } else { 0 };
        assert_eq!(json["chapters"][0]["fixes"], serde_json::json!({ "structure": 1, "terms": 1, "wording": wording }));
        assert_eq!(built.contains("<del>recieved</del>"), wording > 0, "{built}");
        assert!(!built.contains("by redline</small>"), "where all changes are redline's, none needs a mark");
        assert_eq!(shown.contains("[-recieved-]"), wording > 0, "{shown}");
    }
}

#[test]
fn init_installs_the_stylesheet_and_keeps_it_in_step() {
    let book = against_folder("");
    book.run(["init"]).exits(0);
    assert!(book.read("book.toml").contains("additional-css = [\"redline.css\"]"));
    let css = book.read("redline.css");
    book.run(["init"]).exits(0).stdout_has("already wired");
    let book = book.file("redline.css", "old");
    book.run(["init"]).exits(0).stderr_has("init --update");
    book.run(["init", "--update"]).exits(0);
    assert_eq!(book.read("redline.css"), css);
}

#[test]
fn the_example_book_has_the_stylesheet_of_this_version() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/book-example/redline.css");
    assert_eq!(fs::read_to_string(path).expect("it is there"), redline_report::STYLESHEET);
}

#[test]
fn reports_may_have_pages_of_their_own_and_one_for_all() {
    let book = wired(against_folder(", place = \"page\"").chapter("same.md", CLEAN));
    let book = book.file("old/same.md", CLEAN);
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        assert!(!built.page("guide.html").contains("<section class=\"redline-report\""), "{version:?}");
        let page = built.page("changes/guide.html");
        assert!(page.contains("Changes in guide") && page.contains("<del>calling</del>"), "{page}");
        let all = built.page("changes/what-changed.html");
        assert!(all.contains("1 chapter changed") && all.contains("href=\"guide.html\""), "{all}");
        assert!(!built.rendered.contains_key("changes/same.html"));
        assert!(page.contains("<details class=\"redline-panel\" open"), "there is nothing else on the page");
    }
}

/// The headline of a report, as a page has it.
fn headline(page: &str) -> &str {
    let rest = page.split_once("<p class=\"redline-summary\">").expect("a headline").1;
    rest.split_once("</p>").expect("it ends").0
}

#[test]
fn included_text_is_shown_and_compared() {
    let book = TestBook::of("# Guide\n\nFirst words.\n\n{{#include shared/note.md}}\n\n{{#include shared/same.md}}\n")
        .file("src/shared/note.md", "The note has new words.\n")
        .file("src/shared/same.md", "This one is unchanged.\n")
        .file("old/guide.md", "# Guide\n\nFirst words.\n\n{{#include shared/note.md}}\n\n{{#include shared/same.md}}\n")
        .file("old/shared/note.md", "The note has old words.\n")
        .redline("normalize = false\nchange-report = { against = \"dir:old\" }");
    let book = wired(book);
    for version in Version::BOTH {
        let built = version.build(&book).succeeds();
        let (_, report) = without_report(built.page("guide.html"));
        let report = report.expect("there is a report");
        assert!(report.contains("The note has") && report.contains("<del>old</del>"), "{version:?}: {report}");
        assert!(report.contains("This one is unchanged.") && !report.contains("#include"), "{version:?}: {report}");
        let json: serde_json::Value =
            serde_json::from_str(&book.run(["diff", "--format", "json"]).exits(0).stdout).expect("JSON");
        assert_eq!(json["chapters"][0]["summary"], headline(report), "{version:?}");
    }
    // Places are lines of the file, which has the directive.
    book.run(["diff"]).exits(0).stdout_has("src/guide.md:5");
}

#[test]
fn fixes_of_redline_are_separate_from_changes_of_the_author() {
    let old = "# Guide\n\nThe first sentence is here for good. An old line was recieved by you.\n";
    let new = "# Guide\n\nThe first sentence is here for good. A new line was recieved by you.\n";
    let book = TestBook::of(new).file("old/guide.md", old);
    let book = wired(book.redline("normalize = \"all\"\nchange-report = { against = \"dir:old\" }"));
    let built = Version::V05.build(&book).succeeds();
    let (_, report) = without_report(built.page("guide.html"));
    let report = report.expect("there is a report");
    assert!(headline(report).ends_with("of these, 1 change by redline"), "{report}");
    assert!(report.contains("<ins>received</ins> <small class=\"redline-label\">by redline</small>"), "{report}");
    let json: serde_json::Value =
        serde_json::from_str(&book.run(["diff", "--format", "json"]).exits(0).stdout).expect("JSON");
    assert_eq!(json["chapters"][0]["summary"], headline(report));
}

#[test]
fn added_and_removed_chapters_are_reported() {
    let summary = "- [Guide](guide.md)\n- [*Gone* Acme](gone.md)\n- [Draft]()\n- [Nowhere](nowhere.md)\n";
    let book = TestBook::of(NEW).file("old/guide.md", OLD).chapter("fresh.md", CLEAN);
    let names = book.outside().join("names.toml");
    fs::write(&names, "names = [\"Acme\"]\n").expect("it can be written");
    let table = format!("against = \"dir:old\", place = \"page\", redact-file = {names:?}");
    let book = book.file("old/SUMMARY.md", summary).file("old/gone.md", "# Gone\n\nFour words are gone.\n");
    let book = book.redline(&format!("normalize = false\nchange-report = {{ {table} }}"));
    let book = wired(book);
    let built = Version::V05.build(&book).succeeds();
    let all = built.page("changes/what-changed.html");
    assert!(all.contains("3 chapters changed") && all.contains("[VENDOR] (removed)"), "{all}");
    assert!(all.contains("href=\"../fresh.html\"") && all.contains("(new)") && !all.contains("Acme"), "{all}");
    assert!(!all.contains("Nowhere") && !all.contains("gone.html"), "{all}");
    let shown = book.run(["diff"]).exits(0).stdout;
    assert!(!shown.contains("guide.md: 100 %"), "{shown}");
    assert!(
        shown.contains("gone.md: 100 % of words changed") && shown.contains("\n  - Four words are gone.\n"),
        "{shown}"
    );
}

#[test]
fn a_deleted_chapter_is_reported_even_if_another_has_its_text() {
    let summary = "- [Guide](guide.md)\n- [Copy](copy.md)\n";
    let book = TestBook::of(NEW).file("old/guide.md", OLD).file("old/copy.md", OLD).file("old/SUMMARY.md", summary);
    let book = wired(book.redline("normalize = false\nchange-report = { against = \"dir:old\", place = \"page\" }"));
    let built = Version::V05.build(&book).succeeds();
    let all = built.page("changes/what-changed.html");
    assert!(all.contains("Copy (removed)") && all.contains("2 chapters changed"), "{all}");
    let shown = book.run(["diff"]).exits(0).stdout;
    assert!(shown.contains("copy.md: 100 % of words changed"), "{shown}");
}

#[test]
fn any_chapter_can_be_compared() {
    let odd = [
        ("", "# Now\n\nText.\n", "redline-added"),
        ("```rust\nfn a() {}\n```\n", "```rust,ignore\nfn a() { 1 }\n```\n", "code marked ignore"),
        ("| a |\n|---|\n| `x \\| y` |\n", "| b |\n|---|\n| `x \\| z` |\n", "<code>x |</code>"),
        ("1. One\n   - a\n     - b\n", "- One\n  1. b\n", "now a bulleted item, was a numbered item"),
        ("A[^n].\n\n[^n]: Old.\n", "A[^n].\n\n[^n]: New.\n", "A<sup>n</sup>."),
        ("> a\n> > b\n> > > c d\n", "> a\n> > b\n> > > c e\n", "<del>d</del>"),
        ("2<sup>n</sup> old <!-- c -->\n", "2<sup>n</sup> new <!-- c -->\n", "2<sup>n</sup> <del>"),
        ("![old](a.png)\n", "![new](a.png)\n", "description of an image"),
        ("![a](a.png)\n", "![a](b.png)\n", "<figcaption>before</figcaption>"),
        ("A *word* here.\n", "A **word** here.\n", "now bold, was italic"),
        ("A 👩‍👩‍👧 here.\n", "A 👩‍👩‍👦 here.\n", "no words changed: 1 change of symbols"),
    ];
    for (before, after, words) in odd {
        for (before, after) in [(before, after), (after, before)] {
            let dialect = redline_document::document::Dialect::default();
            let report = ChangeReport::new("a.md", before, after, &dialect);
            let html = report.html(&[Panel::Original, Panel::Rewritten, Panel::Diff]);
            assert!(is_balanced(&html) && !html.contains('\n'), "{html}");
        }
        let dialect = redline_document::document::Dialect::default();
        let html = ChangeReport::new("a.md", before, after, &dialect).html(&[Panel::Diff]);
        assert!(html.contains(words), "no {words} in {html}");
    }
}

#[test]
fn what_moved_is_named_where_it_was_and_not_struck_in_the_list() {
    let part = "This paragraph has enough words in it to be known again elsewhere.";
    let rest = "Other words stay where they are.\n\nThey are more in all than those that move.\n\nSo these stay.";
    let (before, after) = (format!("# A\n\n{part}\n\n{rest}\n"), format!("# A\n\n{rest}\n\n{part}\n"));
    let dialect = redline_document::document::Dialect::default();
    let html = ChangeReport::new("a.md", &before, &after, &dialect).html(&[Panel::Diff]);
    assert!(html.contains(&format!("moved down to its new place</a>: {part}")), "{html}");
    assert!(html.contains(&format!("moved</a><div class=\"redline-context\">{part}</div></li>")), "{html}");
    let (place, words) =
        (html.find("id=\"redline-a-md-c1\"").expect("its place"), html.rfind(part).expect("its words"));
    let between = html.get(place..words).expect("the new place comes first");
    assert!(between.contains("moved down from its old place"), "{between}");
}

//! Real mdBook 0.4.52 and 0.5.4 build real books with the real binary.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::mdbooks::{Version, recorded, recording_renderer, sed_preprocessor, wired};
use crate::support::{CLEAN, JUMP, Run, TestBook, assert_same_files, files, pointed_at, redline, shown};

const ORDERS: [&str; 3] = ["before = [\"links\", \"index\"]", "after = [\"links\", \"index\"]", ""];

/// Books with everything that has ever broken a preprocessor.
fn small_books() -> Vec<(&'static str, TestBook)> {
    let nested = TestBook::new()
        .file(
            "src/SUMMARY.md",
            "# Summary\n\n[Preface](README.md)\n\n# Part *one*\n\n- [One](one.md)\n  - [Draft]()\n    - [Deep](deep/README.md)\n\n---\n\n- [Two](./two.md)\n\n[After](a%20b.md)\n",
        )
        .file("src/README.md", "# Preface\n\nText.\n\n### Jump in the preface\n\nText.\n")
        .file("src/one.md", CLEAN)
        .file("src/deep/README.md", "# Deep\n\nText.\n\n### Deep jump\n\n[up](../one.md#gone)\n")
        .file("src/two.md", "# Two\n\n[x](deep/README.md#deep-jump) [y](README.md#nope) [z](deep/index.html#deep-jump)\n")
        .file("src/a b.md", "# After\n\nText.\n\n## Twice\n\nText.\n\n## Twice\n\nText.\n");
    let includes = TestBook::of(
        "# Guide\n\nText.\n\n{{#include part.md}}\n\n{{#include notes.txt}}\n\n{{#include part.md:3:}}\n\n```rust\n{{#rustdoc_include ../listings/main.rs:body}}\n```\n\n\
         {{#playground ../listings/main.rs}}\n\n\\{{#include gone.md}} {{#include missing.md}}\n\n{{#title Other}}\n\n### Last\n\nText.\n",
    )
    .file("src/part.md", "\u{feff}From the part.\r\n\r\n### Included jump\r\n\r\nText.\r\n")
    .file("src/notes.txt", "Notes.\n\n## Notes\n\nText.\n\n#### Jump in the notes\n\nText.\n")
    .file("listings/main.rs", "fn main() {\n// ANCHOR: body\nlet x = 1;\n// ANCHOR_END: body\n}\n");
    let marks = "\u{feff}# Größe\r\n\r\nText 🦀 & <em>x</em>.\r\n\r\n### Sprung\r\n\r\n\
                 <!-- redline-disable-next-line heading-increment -- no -->\r\n##### Tief\r\n\r\nEnde";
    let markup = "# T { a, b }\n\n> [!NOTE]\n> Alert\n\nTerm\n: def\n\n- [ ] task\n\n| a |\n|---|\n| b |\n\nNote[^1] and[^2].\n\n[^1]: One.\n[^2]: Two.\n\n\
                  <details>\n<summary>S</summary>\n\n### In HTML\n\n</details>\n\n<!-- vale off -->\n\nfoo -- bar\n\n## Use {}\n\n## Foo\n\n## Foo\n\n## Foo-1\n\n\
                  <script>\nlet x = \"<!-- a -->\";\n</script>\n\n```rust\n# hidden\nfn main() {}\n";
    vec![
        ("nested", nested),
        ("includes", includes),
        ("marks", TestBook::of(marks)),
        ("markup", TestBook::of(markup)),
        ("front matter", TestBook::of("---\ntitle: X\nminutes: 5\n---\n\n# Guide\n\nText.\n\n### Jump\n\nText.\n")),
        ("empty", TestBook::of("").chapter("second.md", JUMP)),
    ]
}

// ---- no unrequested change

#[test]
fn pages_are_the_same_to_the_byte_with_and_without_redline() {
    for order in ORDERS {
        for (name, book) in small_books() {
            let book = wired(book).redline(&format!("{order}\nnormalize = false"));
            for version in Version::BOTH {
                let plain = version.build_as(&book, "[book]\ntitle = \"A book\"\n").succeeds();
                let checked = version.build(&book).succeeds();
                assert!(!checked.stderr.is_empty(), "{name}: redline did not run");
                assert_same_files(&plain.rendered, &checked.rendered);
            }
        }
    }
}

#[test]
fn a_build_never_writes_into_the_source() {
    for (_, book) in small_books() {
        let book = wired(book);
        let before = files(&book.root());
        for version in Version::BOTH {
            version.build(&book).succeeds();
            assert_same_files(&before, &files(&book.root()));
        }
    }
}

#[test]
fn suppression_comments_are_not_rendered() {
    let text = "# Guide\n\nText.\n\n<!-- redline-disable-next-line heading-increment -- because -->\n### Jump\n\nText <!-- redline-disable --> here <!-- redline-enable -->.\n\n\
                - Item\n\n  <!-- redline-disable empty-section -->\n\n  More\n\n> Quote\n> <!-- redline-enable empty-section -->\n> More\n";
    for version in Version::BOTH {
        let built = version.build(&wired(TestBook::of(text))).succeeds();
        let page = built.page("guide.html");
        assert!(!page.contains("redline"), "{version:?}: {page}");
        for kept in ["Jump", "here", "Item", "Quote", "More"] {
            assert!(page.contains(kept), "{version:?}: {kept} is gone");
        }
    }
}

// ---- the same findings everywhere

#[test]
fn both_versions_report_the_same_findings_in_every_order() {
    for (name, book) in small_books() {
        let mut book = wired(book);
        let mut seen: Vec<(String, Vec<String>)> = Vec::new();
        for order in ORDERS {
            book = book.redline(order);
            for version in Version::BOTH {
                let built = version.build(&book).succeeds();
                seen.push((format!("{version:?} {order}"), pointed_at(&built.stderr)));
            }
        }
        let report = book.report(&[]);
        let mut checked: Vec<_> =
            report.places().iter().map(|p| p.rsplit_once(' ').expect("place and rule").0.to_owned()).collect();
        checked.sort();
        assert!(!checked.is_empty(), "{name} has no findings");
        for (how, places) in seen {
            assert_eq!(places, checked, "{name}: {how} and `check` disagree");
        }
    }
}

#[test]
fn text_changed_by_another_preprocessor_is_reported_with_the_order_that_restores_lines() {
    for version in Version::BOTH {
        let book = wired(TestBook::of(JUMP));
        let shout = sed_preprocessor(book.outside(), "shout", "-e 's/Some text/LOUD NEW TEXT/'");
        let first = format!("{shout}before = [\"redline\"]\n");
        let built = version.build(&book.tables(&first)).succeeds();
        assert!(built.page("guide.html").contains("LOUD NEW TEXT"), "{version:?}");
        assert_eq!(shown(&built.stderr, "heading-increment"), 1, "{version:?}: {}", built.stderr);
        assert!(built.stderr.contains("guide.md"), "{version:?}: {}", built.stderr);
        assert!(built.stderr.contains("before = [\"links\", \"index\", \"shout\"]"), "{version:?}: {}", built.stderr);
        // Both orders together would be a circle.
        assert!(built.stderr.contains("without the `before` or `after` that puts `shout` first"), "{}", built.stderr);

        let book = wired(TestBook::of(JUMP)).redline("before = [\"links\", \"index\"]");
        let shout = sed_preprocessor(book.outside(), "shout", "-e 's/Some text/LOUD NEW TEXT/'");
        let built = version.build(&book.tables(&format!("{shout}after = [\"redline\"]\n"))).succeeds();
        assert!(built.page("guide.html").contains("LOUD NEW TEXT"), "{version:?}");
        assert_eq!(pointed_at(&built.stderr), ["guide.md:5:1"], "{version:?}: {}", built.stderr);
    }
}

#[test]
fn a_name_that_sorts_between_index_and_links_finds_the_same_places() {
    // `kkk` runs after `index` and before `links`: renamed paths, unexpanded includes.
    for version in Version::BOTH {
        let (_, book) = small_books().swap_remove(0);
        let book = wired(book);
        let expected = pointed_at(&version.build(&book).succeeds().stderr);
        assert!(expected.iter().any(|place| place.starts_with("deep/README.md:")), "{version:?}: {expected:?}");
        let book = book.redline("before = [\"links\"]").tables("[preprocessor.index]\nbefore = [\"redline\"]\n");
        assert_eq!(pointed_at(&version.build(&book).succeeds().stderr), expected, "{version:?}");
    }
}

// ---- exit codes

#[test]
fn a_finding_at_the_threshold_stops_both_versions_before_they_render() {
    for version in Version::BOTH {
        let book = wired(TestBook::of(JUMP)).redline("fail-on = \"warning\"");
        let built = version.build(&book);
        assert!(built.failure.is_some_and(|why| why.contains("redline")), "{version:?}: {}", built.stderr);
        assert!(built.rendered.is_empty(), "{version:?}");
        assert_eq!(shown(&built.stderr, "heading-increment"), 1, "{version:?}");
    }
}

#[test]
fn adding_redline_to_a_book_never_breaks_its_build() {
    let faults = "### Deep\n\n# A\n\n# A\n\n## B\n\n## B\n\n[x](#gone) {{#include gone.md}}\n\n<!-- redline-disable-file empty-section -->\n";
    for version in Version::BOTH {
        let built = version.build(&wired(TestBook::of(faults))).succeeds();
        assert!(shown(&built.stderr, "heading-increment") > 0, "{version:?}: {}", built.stderr);
    }
}

#[test]
fn a_served_book_is_rendered_whatever_the_verdict() {
    for version in Version::BOTH {
        let book = wired(TestBook::of(JUMP))
            .redline("fail-on = \"suggestion\"")
            .tables("[output.html]\nlive-reload-endpoint = \"__livereload\"\n");
        let built = version.build(&book).succeeds();
        assert_eq!(pointed_at(&built.stderr), ["guide.md:5:1"], "{version:?}");
        assert!(built.page("guide.html").contains("Jump"));
    }
}

#[test]
fn a_mistake_in_the_table_stops_the_build_and_is_explained() {
    for version in Version::BOTH {
        let built = version.build(&wired(TestBook::of(CLEAN)).redline("normalise = false"));
        assert!(built.failure.is_some() && built.rendered.is_empty(), "{version:?}");
        assert!(
            built.stderr.contains("normalise") && built.stderr.contains("normalize"),
            "{version:?}: {}",
            built.stderr
        );
    }
}

// ---- other renderers

#[test]
fn three_renderers_get_the_book_and_one_reports() {
    for version in Version::BOTH {
        let text = format!("{JUMP}\n\u{e4} \"quotes\" {{{{#title X}}}}\r\n");
        let book = wired(TestBook::of(&text)).redline("normalize = false\nbefore = [\"links\", \"index\"]");
        let tables =
            format!("{}{}[output.html]\n", recording_renderer(&book, "epub"), recording_renderer(&book, "zzz"));
        let book = book.tables(&tables);
        let built = version.build(&book).succeeds();
        assert_eq!(shown(&built.stderr, "heading-increment"), 1, "{version:?}: {}", built.stderr);
        for renderer in ["epub", "zzz"] {
            let content = recorded(&book, renderer)["guide.md"].replace("{{#title X}}", "");
            assert_eq!(content, text.replace("{{#title X}}", ""), "{version:?}");
        }
        assert!(built.rendered.contains_key("html/guide.html"), "{version:?}");
    }
}

#[test]
fn without_html_the_first_renderer_by_name_fails_the_book() {
    for version in Version::BOTH {
        let book = wired(TestBook::of(JUMP)).redline("fail-on = \"warning\"");
        let tables = format!("{}{}", recording_renderer(&book, "zzz"), recording_renderer(&book, "epub"));
        let built = version.build(&book.tables(&tables));
        assert!(built.failure.is_some(), "{version:?}");
        assert_eq!(shown(&built.stderr, "heading-increment"), 1, "{version:?}: {}", built.stderr);
    }
}

#[test]
fn the_renderers_key_selects_who_gets_the_normalised_book() {
    let unused = "# Guide\n\nText.\n\n<!-- redline-disable-next-line heading-increment -->\n## Step\n\nText.\n";
    for version in Version::BOTH {
        let book = wired(TestBook::of(unused)).redline("renderers = [\"zzz\"]");
        let tables =
            format!("{}{}[output.html]\n", recording_renderer(&book, "epub"), recording_renderer(&book, "zzz"));
        let book = book.tables(&tables);
        let built = version.build(&book).succeeds();
        assert_eq!(recorded(&book, "epub")["guide.md"], unused, "{version:?}");
        assert!(!recorded(&book, "zzz")["guide.md"].contains("redline"), "{version:?}");
        assert_eq!(shown(&built.stderr, "unused-suppression"), 1, "{version:?}: zzz is the only one that can report");
    }
}

#[test]
fn a_renderer_named_test_gets_the_book_untouched() {
    let unused = "# Guide\n\nText.\n\n<!-- redline-disable-next-line heading-increment -->\n## Step\n\nText.\n";
    for version in Version::BOTH {
        let book = wired(TestBook::of(unused)).redline("fail-on = \"suggestion\"");
        let table = recording_renderer(&book, "test");
        let book = book.tables(&table);
        let built = version.build(&book).succeeds();
        assert_eq!(recorded(&book, "test")["guide.md"], unused, "{version:?}");
        assert_eq!(shown(&built.stderr, "unused-suppression"), 0, "{version:?}: {}", built.stderr);
    }
}

#[test]
fn mdbook_test_compiles_the_examples_as_they_were_written() {
    for version in Version::BOTH {
        let text = format!(
            "{JUMP}\n<!-- redline-disable-next-line empty-section -->\n\n```rust\nassert_eq!(line!(), LINE);\n```\n"
        );
        let good = TestBook::of(&text.replace("LINE", "line!()")).redline("fail-on = \"suggestion\"");
        assert_eq!(version.test(&wired(good)), Ok(()), "{version:?}");
        let bad = TestBook::of(&text.replace("LINE", "0")).redline("fail-on = \"suggestion\"");
        assert!(version.test(&wired(bad)).is_err(), "{version:?}: the examples were not run");
    }
}

// ---- heading ids

/// Headings on which the id algorithms of the two versions differ, or which are easy to get wrong.
const HEADINGS: &str = r#"# Über

## # of items

## & x

## Foo

## Foo

## Foo-1

## foo -- bar

## foo --- baz...

## Don't "quote" 'me'

Setext one
----------

Two
lines
-----

## `code` and ``more `code` ``

## A [link](x.md) in [brackets]

## Explicit {#my-id}

## Explicit {#other-id .cls}

## Explicit

## Closed ## {#closed}

## Trailing hashes ##

## *emph* **strong** ~~gone~~

## Vec\<T\> and `Vec<T>`

## Some <b>bold</b> and <span id="inner"></span>New

## a<!-- c -->b

## 日本語 見出し

## ÀÉ ÎÕ İstanbul ẞ

## A & B < C > D

## x_y-z __dunder__

## Hello {name}

## Use {}

## \{escaped\}

## Map { a, b }

## {#only-id}

## ![alt](i.png) image

## Noted[^n]

## n[^n][^m]

## Three[^m][^n][^o] `c`

## Undefined[^gone][^n]

## 1. Numbered 2.0

## Crab 🦀 :crab:

## MixedCASE

## key {key=val}

## \# hash

## ---

## Non breaking — dash – en

## &copy; &amp; &lt; entities

<h2>Raw heading</h2>

<h3 id="given">Given</h3>

> ## Quoted

- ## Listed

###### Foo

Term
: Definition

[^n]: A note.
[^m]: Another.
[^o]: A third.
"#;

/// The ids of headings and terms in the part of a page that the author wrote.
fn ids(page: &str) -> Vec<String> {
    let main =
        page.split("<main>").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page has a main part");
    let pattern = regex::Regex::new(r#"<(?:h[1-6]|dt)(?:\s[^>]*?)?\sid="([^"]+)""#).expect("the pattern is right");
    pattern.captures_iter(main).map(|c| c[1].replace("&amp;", "&").replace("&#39;", "'")).collect()
}

#[test]
fn ids_are_exactly_those_that_mdbook_renders() {
    for version in Version::BOTH {
        for punctuation in ["", "[output.html]\nsmart-punctuation = true", "[output.html]\nsmart-punctuation = false"] {
            let book = TestBook::new().chapter("ids.md", HEADINGS).tables(punctuation);
            let toml = format!("[book]\ntitle = \"A book\"\n{punctuation}\n");
            let built = version.build_as(&book, &toml).succeeds();
            let ids = ids(built.page("ids.html"));
            assert!(ids.len() > 35, "{version:?}: {ids:?}");
            let mut links = String::from("# Links\n");
            for id in &ids {
                write!(links, "\n[x](<ids.md#{id}>)\n\n[x](<ids.md#{id}-nope>)\n").expect("a string takes all");
            }
            let book = book.chapter("links.md", &links);
            let book = if version == Version::V04 { book.redline("mdbook = \"0.4.52\"") } else { book };
            let report = book.report(&["--select", "broken-anchor"]);
            let broken: Vec<_> =
                report.findings.iter().filter(|f| f.file == "src/links.md").map(|f| f.start.line).collect();
            let flagged: Vec<_> = ids.iter().enumerate().filter(|(n, _)| broken.contains(&(3 + 4 * n))).collect();
            let missed: Vec<_> = ids.iter().enumerate().filter(|(n, _)| !broken.contains(&(5 + 4 * n))).collect();
            assert!(flagged.is_empty(), "{version:?} {punctuation}: these ids exist: {flagged:?}");
            assert!(missed.is_empty(), "{version:?} {punctuation}: these ids do not exist with `-nope`: {missed:?}");
        }
    }
}

#[test]
fn a_build_uses_the_heading_ids_of_its_mdbook() {
    let text = "# Über\n\n[a](#Über) [b](#über)\n\n## foo -- bar\n\n[c](#foo----bar) [d](#foo--bar)\n";
    for version in Version::BOTH {
        let built = version.build(&wired(TestBook::of(text))).succeeds();
        let places = pointed_at(&built.stderr);
        let columns = places.iter().filter_map(|place| place.rsplit(':').next()?.parse::<usize>().ok());
        // The second link of each line is broken for 0.4, the first for 0.5.
        let second: Vec<_> = columns.map(|column| column > 10).collect();
        assert_eq!(second, [version == Version::V04; 2], "{version:?}: {}", built.stderr);
    }
}

// ---- the embedded mdBook

#[test]
fn build_of_a_book_without_our_table_is_plain_mdbook() {
    let (_, book) = small_books().swap_remove(0);
    let book = book.without_redline();
    let plain = Version::V05.build(&book).succeeds();
    let run = Run::of(redline().arg("build").arg(book.root()).current_dir(book.outside())).exits(0);
    assert_same_files(&plain.rendered, &files(&book.root().join("book")));
    run.stderr_lacks("heading-increment");
}

#[test]
fn build_renders_what_mdbook_with_the_preprocessor_renders() {
    for (_, book) in small_books() {
        let book = wired(book);
        let external = Version::V05.build(&book).succeeds();
        book.run(["build"]).exits(0);
        assert_same_files(&external.rendered, &files(&book.root().join("book")));
    }
}

#[test]
fn both_mdbooks_note_chapters_that_they_created() {
    for version in Version::BOTH {
        let book = wired(TestBook::of(CLEAN));
        let book =
            book.file("src/SUMMARY.md", "# Summary\n\n- [Guide](guide.md)\n- [A & <b>](later.md)\n- [Sub](sub.md)\n");
        let built = version.build(&book).succeeds();
        let note = "redline: 2 chapters that SUMMARY.md lists are not written yet: later.md, sub.md\n";
        assert_eq!(built.stderr, note, "{version:?}");
        book.run(["check"]).exits(0).stderr_has("later.md, sub.md").stdout_has("no findings");
    }
}

/// mdBook 0.5 says so in its log alone and builds the book without the settings; mdBook 0.4 reads the key.
#[test]
fn a_key_that_costs_all_html_settings_is_noted() {
    for version in Version::BOTH {
        let book = wired(TestBook::of(CLEAN).tables("[output.html]\ncurly-quotes = true\n"));
        let stderr = version.build(&book).succeeds().stderr;
        let is_noted =
            stderr.contains("`curly-quotes` in `[output.html]` belongs to mdBook 0.4: use `smart-punctuation`");
        assert_eq!(is_noted, version == Version::V05, "{stderr}");
    }
}

// ---- the captures that the tests of the protocol replay

#[test]
fn the_captures_are_what_mdbook_sends() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/captures");
    for version in Version::BOTH {
        let folder = tempfile::tempdir().expect("a folder");
        let mut toml = fs::read_to_string(fixtures.join("book/book.toml")).expect("the book is there");
        for (name, order) in [("first", "before"), ("last", "after")] {
            writeln!(toml, "{}{order} = [\"links\", \"index\"]", sed_preprocessor(folder.path(), name, ""))
                .expect("a string takes all");
        }
        version.render(&fixtures.join("book"), &toml, &folder.path().join("out")).expect("the book builds");
        for (recorder, name) in [("first", "before-links"), ("last", "after-links")] {
            let sent = fs::read_to_string(folder.path().join(format!("{recorder}.json"))).expect("it was sent");
            let mut sent: Value = serde_json::from_str(&sent).expect("mdBook sends JSON");
            sent[0]["root"] = json!("/book");
            sent[0]["config"]["build"]["build-dir"] = json!("out");
            sent[0]["config"]["preprocessor"]["redline"].as_object_mut().expect("a table").remove("renderers");
            for recorder in ["first", "last"] {
                sent[0]["config"]["preprocessor"][recorder]["command"] = json!("recorder");
            }
            let capture = fixtures.join(format!("{}.{name}.json", version.name()));
            if std::env::var_os("BLESS").is_some() {
                let text = serde_json::to_string_pretty(&sent).expect("JSON can be written");
                fs::write(&capture, text + "\n").expect("the capture can be written");
            }
            let kept = fs::read_to_string(&capture).expect("the capture is there; BLESS=1 writes it");
            assert_eq!(serde_json::from_str::<Value>(&kept).ok(), Some(sent), "{}", capture.display());
        }
    }
}

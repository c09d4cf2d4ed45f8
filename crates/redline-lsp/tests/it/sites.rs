//! Places of a book that name others.

use redline_document::document::LinkKind;
use redline_lint::book::Target;
use redline_lsp::sites::{IdKind, LinkSite, Sites};

use crate::books::TempBook;

fn book() -> TempBook {
    TempBook::new(&[
        (
            "src/SUMMARY.md",
            "# Summary\n\n- [One](one.md)\n  - [Two `x`](<part/two three.md>)\n- [Draft]()\n- [New](new.md)\n",
        ),
        (
            "src/one.md",
            "\u{feff}# One\n\n[two](part/two%20three.md#deep) ![i](img/i.png)\n\n{{#include part/shared.inc.md:a}}\n",
        ),
        (
            "src/part/two three.md",
            "# Two\n\n## Deep {#deep .x}\n\n{{#include shared.inc.md}}\n\n```rust\n{{#rustdoc_include ../../code/a.rs:2}}\n```\n",
        ),
        (
            "src/part/shared.inc.md",
            "<!-- ANCHOR: a -->\n### Shared\n\n[up](#shared) [one][o] <a href=\"../one.md#one\" id=\"mark\">x</a>\n\n[o]: ../one.html\n<!-- ANCHOR_END: a -->\n",
        ),
        ("code/a.rs", "fn a() {}\n// {{#include b.rs}}\n"),
        ("code/b.rs", "fn b() {}\n"),
    ])
}

fn link<'a>(sites: &'a Sites, book: &TempBook, path: &str, words: &str) -> &'a LinkSite {
    sites.link_at(&book.path(path), book.find(path, words) + 1).expect("there is a link")
}

#[test]
fn links_have_the_places_of_their_parts() {
    let book = book();
    let sites = Sites::of(&book.view());
    let text = book.text("src/one.md");
    let two = link(&sites, &book, "src/one.md", "[two]");
    let written = two.written.clone().unwrap();
    assert_eq!(&text[two.span.clone()], "[two](part/two%20three.md#deep)");
    assert_eq!((&text[written.path], &text[written.fragment.unwrap()]), ("part/two%20three.md", "deep"));
    assert_eq!(two.readings.len(), 1);
    assert_eq!(two.readings[0].target, Target::Chapter(1, Some("deep".into())));
    let image = link(&sites, &book, "src/one.md", "![i]");
    assert!(image.is_image);
    assert_eq!(image.readings[0].target, Target::File(book.path("src/img/i.png"), None));
    assert_eq!(sites.unplaced, []);
}

#[test]
fn links_in_included_files_are_resolved_from_each_chapter() {
    let book = book();
    let sites = Sites::of(&book.view());
    let shared = "src/part/shared.inc.md";
    let own = link(&sites, &book, shared, "[up]");
    let targets: Vec<_> = own.readings.iter().map(|reading| &reading.target).collect();
    let to = |chapter| Target::Chapter(chapter, Some("shared".to_owned()));
    assert_eq!(targets, [&to(0), &to(1)]);
    let html = link(&sites, &book, shared, "<a href");
    assert_eq!(html.kind, LinkKind::Html);
    assert_eq!(html.readings[1].target, Target::Chapter(0, Some("one".into())));
    let above = Target::File(book.path("one.md"), Some("one".into()));
    assert_eq!(html.readings[0].target, above, "from the page at the root, it leads above the book");
    let by_label = link(&sites, &book, shared, "[one]");
    assert_eq!((by_label.kind, by_label.written.is_none()), (LinkKind::Reference, true));
    let definition = link(&sites, &book, shared, "[o]:");
    assert_eq!(definition.kind, LinkKind::Definition);
    assert_eq!(&book.text(shared)[definition.written.clone().unwrap().path], "../one.html");
}

#[test]
fn ids_are_found_in_the_files_that_hold_them() {
    let book = book();
    let sites = Sites::of(&book.view());
    let at = |path: &str, words: &str| sites.id_at(&book.path(path), book.find(path, words)).unwrap();
    assert_eq!(at("src/one.md", "One").id, "one");
    let deep = at("src/part/two three.md", "deep .x");
    let IdKind::Heading { own_id: Some(own_id), level: 2, .. } = &deep.kind else { panic!("{deep:?}") };
    assert_eq!(&book.text("src/part/two three.md")[own_id.clone()], "deep");
    let places: Vec<_> = sites.ids.iter().filter(|id| id.id == "mark").map(|id| (id.chapter, &id.path)).collect();
    let shared = book.path("src/part/shared.inc.md");
    assert_eq!(places, [(0, &shared), (1, &shared)]);
    assert_eq!(sites.links_to(0, "one").count(), 1);
    assert_eq!(sites.links_to_page(0).count(), 4);
}

#[test]
fn directives_name_files_from_the_folder_of_their_file() {
    let book = book();
    let sites = Sites::of(&book.view());
    let shown: Vec<_> = sites.includes.iter().map(|include| (include.path.clone(), include.file.clone())).collect();
    let shared = book.path("src/part/shared.inc.md");
    let two = book.path("src/part/two three.md");
    assert_eq!(
        shown,
        [
            (book.path("code/a.rs"), book.path("code/b.rs")),
            (book.path("src/one.md"), shared.clone()),
            (two.clone(), shared.clone()),
            (two, book.path("code/a.rs")),
        ]
    );
    let text = book.text("src/one.md");
    let include = sites.includes_of(&shared).next().unwrap();
    assert_eq!(&text[include.span.clone()], "{{#include part/shared.inc.md:a}}");
    assert_eq!((&text[include.target.clone()], &text[include.part.clone().unwrap()]), ("part/shared.inc.md", "a"));
}

#[test]
fn entries_of_the_table_of_contents_have_parts() {
    let mut book = book();
    let sites = Sites::of(&book.view());
    let text = book.text("src/SUMMARY.md");
    let names: Vec<_> = sites.entries.iter().map(|entry| (&text[entry.name.clone()], entry.chapter)).collect();
    assert_eq!(names, [("One", Some(0)), ("Two `x`", Some(1)), ("Draft", None), ("New", Some(2))]);
    let two = &sites.entries[1];
    assert_eq!(two.file, Some(book.path("src/part/two three.md")));
    assert_eq!(&text[two.written.clone().unwrap().path], "part/two three.md");
    book.set_text("src/SUMMARY.md", "# Summary\n\n- [Two](part/two%20three.md)\n");
    let sites = Sites::of(&book.view());
    assert_eq!(sites.entries.len(), 1, "unsaved texts count");
    assert_eq!(sites.entries[0].chapter, Some(0));
}

//! Every feature at every place of texts that are still being written.

use proptest::prelude::*;
use redline_lsp::navigation::{completion, definition, document_links, hover, references};
use redline_lsp::view::{BookView, Location};

use super::fixture::Fixture;

/// Pieces of which texts are made.
const PIECES: &str = r"([a é😀\[\](){}<>#`|:^*_!~=.,/\\\n-]|\]\(|\{\{#include |\]: |\[\^|<!-- |-->|<a href='|```\n|b\.md|_p\.md|redline-disable |API to|\r\n|\u{feff}){0,30}";

fn is_valid(view: BookView<'_>, places: &[Location]) -> bool {
    places.iter().all(|place| {
        let file = view.file(&place.path).expect("a place in a file that can be read");
        file.text().get(place.span.0..place.span.1).is_some()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn nothing_panics_and_places_are_true(page in PIECES, part in PIECES, table in r#"([\[\]{}=".# \n]|preprocessor\.redline|rules|terms|fail-on){0,12}"#) {
        let mut book = Fixture::new(&[
            ("book.toml", "[[preprocessor.redline.terms]]\nterm = \"API token\"\n"),
            ("src/a.md", "# A\n"),
            ("src/b.md", "# B\n\n{{#include _p.md}}\n\n[a](a.md)\n"),
            ("src/_p.md", "## P\n"),
        ]);
        book.view();
        book.set_text("src/a.md", &page);
        book.set_text("src/_p.md", &part);
        book.set_text("book.toml", &table);
        let paths = ["src/a.md", "src/_p.md", "book.toml", "src/SUMMARY.md"].map(|path| book.path(path));
        let view = book.view();
        for path in paths {
            let len = view.file(&path).expect("it can be read").text().len();
            for offset in 0..=len + 1 {
                prop_assert!(is_valid(view, &definition(view, &path, offset)));
                prop_assert!(is_valid(view, &references(view, &path, offset, true)));
                for found in completion(view, &path, offset) {
                    let file = view.file(&path).expect("it can be read");
                    prop_assert!(file.text().get(found.replace.clone()).is_some() && found.replace.start <= offset);
                }
                if let Some(found) = hover(view, &path, offset) {
                    let file = view.file(&path).expect("it can be read");
                    prop_assert!(file.text().get(found.span).is_some());
                }
            }
            document_links(view, &path);
        }
    }
}

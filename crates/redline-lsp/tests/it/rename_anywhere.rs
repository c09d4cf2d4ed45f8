//! New names at any place of arbitrary Markdown.

use proptest::prelude::*;
use redline_document::edit::edited;
use redline_lint::book::Target;
use redline_lsp::rename::{create_missing_chapter, prepare_rename, rename};
use redline_lsp::sites::Sites;

use crate::books::TempBook;

/// Markdown that is full of links, labels, ids and includes.
const PARTS: &str = r#"([a-cé ]{1,3}|\n|\n\n|# |## |\{#a\}|\[|\]|\(|\)|<|>|\[a\]|\[a\]\[b\]|\[a\]\[\]|\[b\]: one\.md#a|\n\[a\]: <two\.md>|\(two\.md#a\)|\(#a\)|!\[|<a href="one\.md#a" id=b>|<i id='a'>|\[\^a\]|\n\[\^a\]: |`|```\n|> |- |\{\{#include part\.md\}\}|\\|&amp;|\r\n|<!--|-->){0,14}"#;

fn book() -> TempBook {
    TempBook::new(&[
        ("src/SUMMARY.md", "# Summary\n\n- [One](one.md)\n- [Two](two.md)\n"),
        ("src/one.md", "# One\n"),
        ("src/two.md", "# Two\n\n[x](one.md#one) [y](one.md#a)\n\n{{#include part.md}}\n"),
        ("src/part.md", "## Part\n\n[z](one.md#b)\n"),
    ])
}

/// How many links lead to ids that their pages have.
fn working(book: &TempBook) -> usize {
    let sites = Sites::of(&book.view());
    let leads = |chapter: usize, id: &str| sites.ids_on(chapter, id).next().is_some();
    let readings = sites.links.iter().flat_map(|link| &link.readings);
    readings
        .filter(|reading| match &reading.target {
            Target::Chapter(chapter, Some(id)) => leads(*chapter, id),
            _ => false,
        })
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_new_name_breaks_no_link_and_nothing_panics(text in PARTS, new_name in "[a-d`*\\[\\]# é]{1,4}") {
        let mut book = book();
        book.set_text("src/one.md", &text);
        let path = book.path("src/one.md");
        for offset in 0..=text.len() {
            let _ = create_missing_chapter(&book.view(), &path, offset);
            let Ok(prepared) = prepare_rename(&book.view(), &path, offset) else { continue };
            prop_assert!(text.get(prepared.span.clone()).is_some());
            let Ok(changes) = rename(&book.view(), &path, offset, &new_name) else { continue };
            let texts: Vec<_> = changes
                .edits
                .iter()
                .map(|(path, edits)| (path.clone(), edited(book.view().file(path).expect("it is there").text(), edits)))
                .collect();
            if !changes.renamed.is_empty() {
                continue;
            }
            let mut after = self::book();
            for (path, text) in &texts {
                let name = path.file_name().expect("a file").to_string_lossy();
                after.set_text(&format!("src/{name}"), text);
            }
            if !texts.iter().any(|(changed, _)| *changed == path) {
                after.set_text("src/one.md", &text);
            }
            prop_assert!(
                working(&after) >= working(&book),
                "{offset} {new_name:?}: {texts:#?}"
            );
        }
    }
}

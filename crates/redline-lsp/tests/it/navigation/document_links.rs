//! The links of a file.

use redline_lsp::navigation::{LinkTarget, document_links};

use super::definition::book;

fn links(path: &str, text: &str) -> Vec<String> {
    let mut book = book();
    let found = book.at(path, text, |view, path, _| document_links(view, path));
    let text = book.text(path);
    let shown = |link: &redline_lsp::navigation::DocumentLink| {
        let target = match &link.target {
            LinkTarget::File(path, id) => {
                format!("{}{}", book.name(path), id.as_ref().map_or_else(String::new, |id| format!("#{id}")))
            }
            LinkTarget::Url(address) => address.clone(),
        };
        format!("{} -> {target}", &text[link.span.clone()])
    };
    found.iter().map(shown).collect()
}

#[test]
fn links_directives_and_definitions_have_targets() {
    let text = "# One‸\n\n[x](sub/b.md#own) [y][l] ![z](fig.png) <https://a.b/> `[c](d.md)`\n\n[l]: <sub/b.html>\n\n\
                ```rust\n{{#include ../code/main.rs:body}}\n```\n\n<a href='https://e.f'>g</a>\n";
    assert_eq!(
        links("src/a.md", text),
        [
            "sub/b.md#own -> src/sub/b.md#own",
            "fig.png -> src/fig.png",
            "https://a.b/ -> https://a.b/",
            "sub/b.html -> src/sub/b.md",
            "../code/main.rs:body -> code/main.rs",
            "https://e.f -> https://e.f",
        ]
    );
}

#[test]
fn included_files_and_the_table_of_contents_have_links() {
    assert_eq!(
        links("src/SUMMARY.md", "# Summary‸\n\n- [One](./a.md)\n- [Draft]()\n- [New](new.md)\n"),
        ["./a.md -> src/a.md", "new.md -> src/new.md"]
    );
    assert_eq!(links("src/_part.md", "[x](a.md)‸\n"), ["a.md -> src/a.md"]);
}

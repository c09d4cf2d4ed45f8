//! Definitions and completions of the language server in five real books, compared with the pages of both mdBooks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use redline_document::document::{Dialect, Document, HtmlKind, html_pieces};
use redline_document::source::FileStore;
use redline_lint::book::{Chapter, page_path};
use redline_lint::workspace::{LiveBook, OpenOptions};
use redline_lsp::navigation::{completion, definition_among};
use redline_lsp::sites::Sites;
use redline_lsp::view::{BookView, Location};

use crate::books::{BOOKS, corpus, toml_of};
use crate::support::files;
use crate::support::mdbooks::Version;

/// The ids of a rendered page, each with the text of its heading; of another element, with nothing.
type Ids = BTreeMap<String, Option<String>>;

/// A book that is open in the server, and its rendered pages.
struct OpenBook {
    name: &'static str,
    files: FileStore,
    live: LiveBook,
    pages: BTreeMap<String, Vec<u8>>,
}

impl OpenBook {
    fn new(name: &'static str, version: Version) -> Self {
        let (root, out) = (corpus(name), tempfile::tempdir().expect("a folder"));
        version.render(&root, &toml_of(&root), out.path()).expect("the book builds");
        let variable = ("MDBOOK_PREPROCESSOR__REDLINE__MDBOOK".to_owned(), version.name().to_owned());
        let options = OpenOptions { variables: vec![variable], ..OpenOptions::default() };
        let files_of_book = FileStore::default();
        let mut live = LiveBook::open(&root, &options, &files_of_book).expect("the book can be opened");
        live.load(&files_of_book);
        Self { name, files: files_of_book, live, pages: files(out.path()) }
    }

    fn view(&self) -> BookView<'_> {
        BookView { live: &self.live, files: &self.files }
    }

    /// The ids of the page of a chapter.
    fn ids(&self, chapter: &Chapter) -> Ids {
        let page = page_path(&chapter.path).replace(".md", ".html");
        let page = self.pages.get(&page).or_else(|| self.pages.get(&format!("html/{page}")));
        let page = page.unwrap_or_else(|| panic!("{}: {} has no page", self.name, chapter.path));
        ids_of(std::str::from_utf8(page).expect("a page is UTF-8"))
    }
}

/// The ids in the main part of a page.
fn ids_of(page: &str) -> Ids {
    let main = page.split_once("<main>").and_then(|(_, rest)| rest.split_once("</main>")).expect("a main part").0;
    let mut found = Ids::new();
    let mut heading: Option<(String, String)> = None;
    for piece in html_pieces(main) {
        match piece.kind {
            HtmlKind::Open(tag) => {
                let is_heading = is_heading(&tag.name);
                for id in ["id", "name"].iter().filter_map(|name| tag.attributes.get(*name)) {
                    if is_heading {
                        heading = Some((id.clone(), String::new()));
                    } else {
                        found.entry(id.clone()).or_insert(None);
                    }
                }
            }
            HtmlKind::Close(name) if is_heading(&name) => {
                found.extend(heading.take().map(|(id, text)| (id, Some(text))));
            }
            HtmlKind::Text => {
                if let Some((_, text)) = &mut heading {
                    text.push_str(&main[piece.span]);
                }
            }
            _ => {}
        }
    }
    found
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The letters and digits of a text, without references to characters.
fn letters(text: &str) -> String {
    let text = text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").replace("&quot;", "");
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn ids_that_are_offered_are_those_of_the_pages() {
    for name in BOOKS {
        for version in Version::BOTH {
            let book = OpenBook::new(name, version);
            let scratch = book.view().book().src.join("scratch-of-a-test.md");
            let links: Vec<String> =
                book.view().book().chapters.iter().map(|chapter| format!("[x](<{}#>)\n\n", chapter.path)).collect();
            book.files.set_text(&scratch, links.concat());
            let (mut offset, mut headings) = (0, 0);
            for (chapter, link) in book.view().book().chapters.iter().zip(&links) {
                let at = offset + link.len() - ">)\n\n".len();
                offset += link.len();
                let offered: BTreeSet<String> =
                    completion(book.view(), &scratch, at).into_iter().map(|it| it.label).collect();
                let ids = book.ids(chapter);
                // mdBook takes front matter for a heading.
                let front_matter = letters(front_matter(&book, chapter).as_deref().unwrap_or_default());
                let is_own = |title: &String| !front_matter.contains(&letters(title)) || front_matter.is_empty();
                let titles = ids.iter().filter(|(_, title)| title.as_ref().is_some_and(is_own)).map(|(id, _)| id);
                for id in titles {
                    assert!(offered.contains(id), "{name} {version:?} {}: {id} is not offered", chapter.path);
                    headings += 1;
                }
                let unknown: Vec<_> = offered.iter().filter(|id| !ids.contains_key(*id)).collect();
                assert!(unknown.is_empty(), "{name} {version:?} {}: {unknown:?} is on no page", chapter.path);
            }
            assert!(headings > 100, "{name} has only {headings} headings");
        }
    }
}

/// The front matter of a chapter, which a preprocessor of the book removes.
fn front_matter(book: &OpenBook, chapter: &Chapter) -> Option<String> {
    let file = book.files.read(chapter.file.as_deref()?).ok()?;
    let (front_matter, _) = file.text().strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(front_matter.to_owned())
}

/// How links to ids lead.
#[derive(Default)]
struct Outcome {
    links: usize,
    faults: Vec<String>,
}

#[test]
fn links_lead_to_the_line_of_the_id() {
    let mut links = 0;
    for name in BOOKS {
        for version in Version::BOTH {
            let book = OpenBook::new(name, version);
            let outcome = follow_links(&book);
            let faults = &outcome.faults;
            assert!(
                faults.is_empty(),
                "{name} {version:?}: {} of {}:\n{}",
                faults.len(),
                outcome.links,
                faults.join("\n")
            );
            links += outcome.links;
        }
    }
    // One of the books has none.
    assert!(links > 4000, "only {links} links");
}

/// Follows every Markdown link to a page, and to an id that the page has.
fn follow_links(book: &OpenBook) -> Outcome {
    let view = book.view();
    let sites = Sites::of(&view);
    let pages: Vec<Ids> = view.book().chapters.iter().map(|chapter| book.ids(chapter)).collect();
    let mut outcome = Outcome::default();
    for parsed in view.chapters() {
        let chapter = &view.book().chapters[parsed.index];
        for link in &parsed.document().links {
            let (path, id) = link.destination.split_once('#').unwrap_or((&link.destination, ""));
            let Some(page) = page_of(view, chapter, path) else { continue };
            let id = percent_encoding::percent_decode_str(id).decode_utf8_lossy();
            let title = pages[page].get(&*id);
            if title.is_none() && !id.is_empty() {
                continue;
            }
            let at = parsed.expansion().fragment.locate(link.span.start..link.span.start + 1).expect("text of a file");
            outcome.links += 1;
            let found = definition_among(view, &sites, at.file.path(), at.span.start);
            let is_right = |place: &Location| {
                let file = book.files.read(&place.path).expect("it can be read");
                let text = &file.text()[place.span.0..place.span.1];
                match title {
                    Some(Some(title)) => letters(&shown(text)) == letters(title),
                    Some(None) => text == id,
                    None => view.book().chapters[page].file.as_ref() == Some(&place.path) && text.is_empty(),
                }
            };
            if !found.iter().any(is_right) {
                outcome.faults.push(format!("{}: {} leads to {found:?}", chapter.path, link.destination));
            }
        }
    }
    outcome
}

/// The index of the chapter that a path in a chapter leads to; by another way than that of the linter.
fn page_of(view: BookView<'_>, chapter: &Chapter, path: &str) -> Option<usize> {
    if path.contains("://") {
        return None;
    }
    let folder = Path::new(&chapter.path).parent().expect("a chapter is in a folder");
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let path = path.strip_suffix(".html").map_or_else(|| path.to_string(), |stem| format!("{stem}.md"));
    let target = match &*path {
        "" => chapter.path.clone(),
        path => redline_document::source::normalize(&folder.join(path)).to_string_lossy().into_owned(),
    };
    view.book().chapters.iter().position(|chapter| chapter.path == target || page_path(&chapter.path) == target)
}

/// The words of the source of a heading.
fn shown(source: &str) -> String {
    let document = Document::of_text(&format!("# {}\n", source.replace('\n', " ")), &Dialect::default());
    document.headings.first().map_or_else(|| source.to_owned(), |heading| heading.title.clone())
}

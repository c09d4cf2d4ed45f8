//! Destinations of links, resolved as mdBook and browsers resolve them.

use std::borrow::Cow;

use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use redline_document::source::normalize;

use super::{Book, Chapter, key, page_path};

/// Marks what follows as instructions for the browser: `#id:~:text=words`.
const DIRECTIVE: &str = ":~:";

/// Destination of a link, in its parts as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination<'a> {
    /// Path of the page, without a query; empty for the page of the link itself.
    pub path: &'a str,
    /// Fragment without instructions for the browser; `None` if there is no fragment.
    pub id: Option<&'a str>,
}

impl<'a> Destination<'a> {
    /// Parts of a destination.
    pub fn new(destination: &'a str) -> Self {
        let (path, fragment) =
            destination.split_once('#').map_or((destination, None), |(path, fragment)| (path, Some(fragment)));
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let id = fragment.map(|fragment| fragment.split_once(DIRECTIVE).map_or(fragment, |(id, _)| id));
        Self { path, id }
    }

    /// The id without percent encoding.
    pub fn decoded_id(&self) -> Option<Cow<'a, str>> {
        Some(percent_decode_str(self.id?).decode_utf8_lossy())
    }

    /// Path of the chapter that it leads to, or of its page, if that may be one of the book.
    pub fn page(&self, from: &Chapter) -> Option<String> {
        let path = self.path;
        if path.is_empty() {
            return Some(from.path.clone());
        }
        if has_scheme(path) || path.starts_with("//") {
            return None;
        }
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (folder, path) = path.strip_prefix('/').map_or((folder, &*path), |path| ("", path));
        let is_folder = matches!(path.rsplit('/').next(), None | Some("" | "." | ".."));
        let file = if is_folder { "index.html" } else { "" };
        let path = key(&format!("{folder}/{path}/{file}"));
        let path = path.trim_start_matches('/');
        let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".md"))?;
        Some(format!("{stem}.md"))
    }
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The page of a chapter, by its index in the book, and an id on it without percent encoding.
    Chapter(usize, Option<String>),
    /// Another file, which need not exist, and what follows `#`.
    File(PathBuf, Option<String>),
    /// Something outside the book.
    External,
}

impl Target {
    /// What a destination leads to that is read in `chapter`.
    pub fn of(book: &Book, chapter: &Chapter, destination: &str) -> Self {
        let link = Destination::new(destination);
        if has_scheme(link.path) || link.path.starts_with("//") {
            return Self::External;
        }
        let id = link.decoded_id().map(Cow::into_owned);
        if let Some(index) = page_index(book, chapter, &link) {
            return Self::Chapter(index, id);
        }
        let path = percent_decode_str(link.path).decode_utf8_lossy();
        let path = match path.strip_prefix('/') {
            Some(path) => book.src.join(path),
            None => book.folder(chapter).join(&*path),
        };
        Self::File(normalize(&path), id)
    }
}

/// Whether a destination begins with a scheme, such as `https:`.
fn has_scheme(destination: &str) -> bool {
    let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let scheme = destination.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_of_scheme)
}

/// Index of the chapter that a link in `chapter` leads to.
fn page_index(book: &Book, chapter: &Chapter, link: &Destination<'_>) -> Option<usize> {
    let page = link.page(chapter)?;
    let find = |matches: &dyn Fn(&Chapter) -> bool| book.chapters.iter().position(matches);
    find(&|chapter| chapter.path == page).or_else(|| find(&|chapter| page_path(&chapter.path) == page))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(link: &str) -> Option<String> {
        let chapter = Chapter { path: "guide/a.md".to_owned(), ..Chapter::default() };
        Destination::new(link).page(&chapter)
    }

    #[test]
    fn a_destination_has_a_path_a_query_and_a_fragment() {
        let parts = |link: &'static str| {
            let Destination { path, id } = Destination::new(link);
            (path, id)
        };
        assert_eq!(parts("b.md#here:~:text=foo"), ("b.md", Some("here")));
        assert_eq!(parts("#:~:text=x"), ("", Some("")));
        assert_eq!(parts("b.md?x=1&y#nope?z#w"), ("b.md", Some("nope?z#w")));
        assert_eq!(parts("?x#id"), ("", Some("id")));
        assert_eq!(parts("b.md"), ("b.md", None));
        assert_eq!(Destination::new("#%C3%BC").decoded_id().as_deref(), Some("ü"));
    }

    #[test]
    fn targets_are_chapters_files_or_outside() {
        let chapter = |path: &str| Chapter { path: path.to_owned(), ..Chapter::default() };
        let chapters = vec![chapter("guide/a.md"), chapter("b c.md"), chapter("part/README.md")];
        let book = Book { src: "/book/src".into(), chapters, ..Book::default() };
        let of = |link: &str| Target::of(&book, &book.chapters[0], link);
        let file = |path: &str| Target::File(path.into(), None);
        assert_eq!(of("#x%20y"), Target::Chapter(0, Some("x y".into())));
        assert_eq!(of("../b%20c.html"), Target::Chapter(1, None));
        assert_eq!(of("../part/#z"), Target::Chapter(2, Some("z".into())));
        assert_eq!(of("img/d%20e.png"), file("/book/src/guide/img/d e.png"));
        assert_eq!(of("/img/d.png"), file("/book/src/img/d.png"));
        assert_eq!(of("../../f.rs"), file("/book/f.rs"));
        assert_eq!(of("new.md"), file("/book/src/guide/new.md"));
        for link in ["https://x.y/a.md", "//x.y", "mailto:a@b.c"] {
            assert_eq!(of(link), Target::External, "{link}");
        }
    }

    #[test]
    fn paths_are_resolved_from_the_page_or_from_the_root() {
        for (link, expected) in [
            ("", "guide/a.md"),
            ("?x=1", "guide/a.md"),
            ("b.md", "guide/b.md"),
            ("./b.html", "guide/b.md"),
            ("../b.md", "b.md"),
            ("/b.md", "b.md"),
            ("/guide/b.html?x", "guide/b.md"),
            ("b%20c.md", "guide/b c.md"),
            ("./b:c.md", "guide/b:c.md"),
            ("part/", "guide/part/index.md"),
            (".", "guide/index.md"),
            ("..", "index.md"),
            ("/", "index.md"),
            ("../part/index.html", "part/index.md"),
        ] {
            assert_eq!(page(link).as_deref(), Some(expected), "{link}");
        }
        for link in ["https://x.y/b.md", "mailto:b.md", "//x.y/b.md", "b.png", "part", "b.md/x", "%ff.md"] {
            assert_eq!(page(link), None, "{link}");
        }
    }
}

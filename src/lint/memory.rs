//! What earlier runs over a served book found out about its chapters, and what this one did.

use std::time::SystemTime;

use super::origin::Origin;
use super::reader::{Identity, Reading};
use super::said::{KeptPatterns, KeptSaid, PatternsSaid, Said};
use crate::book::{Book, Content};
use crate::cache::Cache;
use crate::config::{Scope, Settings};
use crate::diagnostic::Severity;
use crate::digest::{Digest, Digester};
use crate::index::{BookIndex, ChapterFacts};
use crate::isolation::Fault;
use crate::source::FileStore;

/// What is kept of a served book.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory<'a> {
    cache: &'a Cache,
    book: &'a Book,
    settings: &'a Settings,
    /// When the run began.
    begun: SystemTime,
    /// Whether all that is said of chapters is kept, and not only what patterns of packs say.
    holds_chapters: bool,
}

impl<'a> Memory<'a> {
    pub(crate) fn new(cache: &'a Cache, book: &'a Book, settings: &'a Settings) -> Self {
        // Styles are files of their own, and which template a page has, its document says.
        let holds_chapters = settings.styles.is_empty() && settings.templates.own().is_empty();
        Self { cache, book, settings, begun: SystemTime::now(), holds_chapters }
    }

    /// Whether so much is known of a chapter that it need not be parsed before somebody asks.
    pub(crate) fn knows(&self, reading: &Reading) -> bool {
        self.facts_key(reading).is_some_and(|key| self.cache.knows(key))
    }

    /// How the chapter at `index` in the book came from its file, of which mdBook sent `content` now and before.
    pub(super) fn origin(&self, index: usize, content: &Content<'_>) -> Option<Origin> {
        self.cache.recall(self.origin_key(index, content))
    }

    /// Keeps how a chapter came from its file, of which mdBook sent `content`.
    pub(super) fn keep_origin(&self, reading: &Reading, files: &FileStore, content: &Content<'_>) {
        if let Some(origin) = Origin::of(reading, files, self.begun) {
            self.cache.keep(self.origin_key(reading.chapter, content), &origin);
        }
    }

    fn origin_key(&self, index: usize, content: &Content<'_>) -> Digest {
        let mut key = self.cache.key("origin");
        key.add(format!("{:?}", self.book.chapters[index]));
        content.add_to(&mut key);
        key.digest()
    }

    /// What a chapter adds to the index.
    pub(super) fn facts(&self, reading: &Reading) -> Option<ChapterFacts> {
        self.cache.recall(self.facts_key(reading)?)
    }

    /// What a chapter adds to the index, which is kept if it was not; `None` if nothing can be kept of it.
    pub(super) fn facts_by(&self, reading: &Reading, index: &BookIndex) -> Option<ChapterFacts> {
        let key = self.facts_key(reading)?;
        if let Some(facts) = self.facts(reading).filter(|facts| index.is_current(facts)) {
            return Some(facts);
        }
        let facts = index.facts_of(reading.document());
        self.cache.keep(key, &facts);
        Some(facts)
    }

    /// What rules say of a chapter that sees this of the book.
    pub(super) fn said(&self, reading: &Reading, view: Digest) -> Option<Said> {
        let said: KeptSaid = self.cache.recall(self.said_key(reading, view)?)?;
        let said = said.said(reading.text())?;
        // Where the view changes, what patterns said still holds.
        if let Some(key) = said.patterns {
            self.cache.keep_on(key);
        }
        Some(said)
    }

    /// Keeps what rules said of a chapter.
    pub(super) fn keep_said(&self, reading: &Reading, view: Digest, said: &Said) {
        if let (Some(key), Some(said)) = (self.said_key(reading, view), KeptSaid::of(said)) {
            self.cache.keep(key, &said);
        }
    }

    fn said_key(&self, reading: &Reading, view: Digest) -> Option<Digest> {
        let mut key = self.key("said", reading)?;
        key.add(format!("{:?}", self.book.chapters[reading.chapter]));
        key.add(view.0);
        Some(key.digest())
    }

    fn facts_key(&self, reading: &Reading) -> Option<Digest> {
        Some(self.key("facts", reading)?.digest())
    }

    /// What tells a text from others, and from what it was; `None` if nothing is kept of it.
    fn key(&self, kind: &str, reading: &Reading) -> Option<Digester> {
        let Identity { digest, is_whole } = reading.identity();
        if !self.holds_chapters || !is_whole {
            return None;
        }
        let mut key = self.cache.key(kind);
        key.add(digest.0);
        Some(key)
    }

    /// Where it is kept what the patterns of packs say of a chapter.
    pub(super) fn patterns_key(&self, scope: Scope<'_>, reading: &Reading) -> Digest {
        let mut key = self.cache.key("patterns");
        for (rule, level) in self.settings.pattern_rules().iter().zip(self.settings.pattern_levels(scope)) {
            key.add(rule.name);
            key.add(level.map_or("off", Severity::as_str));
        }
        key.add(reading.identity().digest.0);
        key.digest()
    }

    /// What the patterns of packs say of a chapter: what is kept, or else what `find` finds.
    pub(super) fn patterns(
        &self,
        scope: Scope<'_>,
        reading: &Reading,
        find: impl FnOnce() -> Result<PatternsSaid, Fault>,
    ) -> Result<PatternsSaid, Fault> {
        let key = self.patterns_key(scope, reading);
        let kept = self.cache.recall(key).and_then(|kept: KeptPatterns| kept.said(reading.text()));
        kept.map_or_else(
            || {
                let said = find()?;
                if let Some(kept) = KeptPatterns::of(&said) {
                    self.cache.keep(key, &kept);
                }
                Ok(said)
            },
            Ok,
        )
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;
    use crate::book::{Chapter, WireContext};
    use crate::config::ConfigFile;
    use crate::document::Dialect;
    use crate::lint::{Linter, Reader};

    /// Reads and checks chapters in a run of its own; tells of each whether it was parsed, and whether it was known what
    /// patterns say of it.
    fn looked_at(folder: &Path, table: &serde_json::Value, texts: &[&str]) -> Vec<(bool, bool)> {
        let (root, config) = (Path::new("/book"), json!({ "preprocessor": { "redline": table } }));
        let context = WireContext {
            root: root.to_owned(),
            config: config.clone(),
            renderer: "html".to_owned(),
            mdbook_version: "0.5.4".to_owned(),
        };
        let cache = Cache::open(folder, &context).expect("the folder is outside the book");
        let file = ConfigFile::from_mdbook(root, config);
        let settings = file.settings(file.table().expect("a table"), &file).expect("settings");
        let chapter = |number: usize| Chapter { path: format!("{number}.md"), ..Chapter::default() };
        let book =
            Book { root: root.to_owned(), src: root.join("src"), chapters: (0..texts.len()).map(chapter).collect() };
        let memory = Memory::new(&cache, &book, &settings);
        let (files, dialect) = (FileStore::default(), Dialect::default());
        let reader = Reader::new(&files, &dialect);
        let contents: Vec<Content<'_>> = texts.iter().map(|text| Content::plain(*text)).collect();
        let (readings, _) = reader.read_sent(&book, &contents.iter().collect::<Vec<_>>(), Some(memory));
        Linter::with_memory(&book, &readings, &settings, Some(memory)).lint(&readings);
        cache.save();
        let knows_patterns = |reading: &Reading| {
            let scope = Scope::of_path(&book.chapters[reading.chapter].path);
            cache.knows(memory.patterns_key(scope, reading))
        };
        readings.iter().map(|reading| (reading.is_parsed(), knows_patterns(reading))).collect()
    }

    fn parsed(folder: &Path, texts: &[&str]) -> Vec<bool> {
        looked_at(folder, &json!({ "packs": ["recommended"], "ignore": ["2.md"] }), texts)
            .into_iter()
            .map(|(is_parsed, _)| is_parsed)
            .collect()
    }

    #[test]
    fn what_patterns_said_is_kept_where_rules_see_more_of_the_book() {
        let folder = tempfile::tempdir().unwrap();
        let table = json!({ "packs": ["recommended", "consistency"] });
        let look = || looked_at(folder.path(), &table, &["# One\n\nFirst i see.\n"]);
        assert_eq!([look(), look()], [[(true, false)], [(true, true)]]);
    }

    #[test]
    fn chapters_that_nothing_touched_are_not_parsed() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = ("# One\n\nFirst i see [two](1.md#part).\n", "# Two\n\n## Part\n\nSome text.\n");
        assert_eq!(parsed(folder.path(), &[one, two]), [true, true]);
        assert_eq!(parsed(folder.path(), &[one, two]), [false, false]);
        let more = format!("{two}\nA sentence more.\n");
        assert_eq!(parsed(folder.path(), &[one, &more]), [false, true]);
        let other = more.replace("## Part", "## Some part");
        assert_eq!(parsed(folder.path(), &[one, &other]), [true, true], "a link sees the page that it leads to");
        let ignored = "# One\n\nSome text.\n";
        assert_eq!(parsed(folder.path(), &[one, &other, ignored]), [false, false, true]);
        assert_eq!(parsed(folder.path(), &[one, &other, ignored]), [false, false, false]);
    }
}

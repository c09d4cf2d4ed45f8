//! Books to put a mutated chapter into: their configuration, made ready once, and the chapters beside it.

use std::path::{Path, PathBuf};

use redline_document::document::Dialect;
use redline_document::source::FileStore;
use redline_lint::book::{Book, Chapter};
use redline_lint::catalogue;
use redline_lint::chapter::{ChapterLoader, ParsedChapter};
use redline_lint::config::ConfigFile;
use redline_lint::fix::{OldIds, held_ids};
use redline_lint::settings::Settings;
use semver::Version;
use serde_json::{Map, Value, json};

/// What chapters of the book include.
pub(crate) const PART: &str = "A apple is *included* here, and the the text goes on.\n\nSecond line.\n<!-- ANCHOR: a -->\n## Part\n\nIt is teh part.\n<!-- ANCHOR_END: a -->\n";

/// The chapters beside the mutated one: conventions of a book, and ids that links may lead to.
const OTHERS: [&str; 2] = [
    "# First things\n\nWe say API token, and don't say “so”. Colours, sizes, and forms — all of them — are set.\n\n## What you need\n\n- A token\n- A file\n\n## Use the `file`\n\nSee [there](other.md#deeper-things), e.g., or [here](chapter.md#title). About 10% is left.\n\n> [!NOTE]\n> It is short.\n",
    "# Other things\n\nColours and sizes. The *National Aeronautics and Space Administration* (NASA) is far.\n\n## Deeper things\n\nWords, words, and words; 20% of them — no more — are long, e.g., “colour”.\n\n### Next steps\n\nGo on.\n",
];

/// A way to configure a book.
pub(crate) struct Variant {
    pub(crate) name: &'static str,
    pub(crate) config: Value,
    pub(crate) settings: Settings,
    /// The Markdown that the book is checked as.
    pub(crate) dialect: Dialect,
    /// The Markdown of every mdBook that may build it.
    pub(crate) dialects: Vec<Dialect>,
    pub(crate) book: Book,
    pub(crate) is_rewriting: bool,
    reads_ids: bool,
    files: FileStore,
}

/// Tables of the preprocessor, each with its name, the language of the book and the folder of the chapter.
const TABLES: &[(&str, &str, &str)] = &[
    ("everything", "en", ""),
    ("guide", "en-GB", "guides/"),
    ("held", "en", "concepts/"),
    ("german", "de", ""),
    ("defaults", "en", ""),
    ("unspelled", "en", ""),
];

/// All variants, with styles from `styles`.
pub(crate) fn variants() -> Vec<Variant> {
    let variants = TABLES.iter().map(|&(name, language, folder)| {
        let smart = name == "held" || name == "guide";
        let mut output = json!({ "html": { "smart-punctuation": smart, "curly-quotes": smart } });
        if name == "held" {
            // A renderer that does not read ids, so headings must keep theirs.
            output["other"] = json!({});
        }
        let table = if name == "defaults" { json!({}) } else { table(name) };
        let config = json!({
            "book": { "title": "Fuzz", "src": "src", "language": language },
            "output": output,
            "preprocessor": { "redline": table },
        });
        Variant::new(name, folder, config)
    });
    variants.collect()
}

fn table(name: &str) -> Value {
    let rules: Map<String, Value> = catalogue::ALL.iter().map(|rule| (rule.name.to_owned(), json!({}))).collect();
    let mut table = json!({
        "packs": ["recommended", "consistency", "plain-language", "technical-terms", "inclusive", "strict"],
        "rules": rules,
        "require-reason": true,
        "mdbook": if name == "held" { "0.4" } else { "0.5" },
        "old-ids": if name == "guide" { "rewrite" } else { "keep" },
        "styles": { "path": styles(), "use": style_names() },
        "terms": [
            { "term": "API token", "not": ["API key", "access key"], "note": "A key is something else.", "except": ["API key ring"] },
            { "term": "GitHub", "not": ["git hub"] },
            { "term": "sign in", "not": ["log in"], "verb": true },
            { "term": "PostgreSQL", "not": ["postgres"], "in-quotes": true },
        ],
        "templates": [
            {
                "name": "guide",
                "for": ["guides/**"],
                "title": "^[A-Z]",
                "sections": [
                    { "title": "What you need", "also": ["Prerequisites"], "body": "list", "first": true },
                    { "title": "Cost", "optional": true, "columns": ["Plan", "Price"] },
                    { "title": "Example", "repeatable": true, "optional": true, "body": "code" },
                    { "any": true },
                    { "title": "Deep", "level": 3, "optional": true, "min-words": 5 },
                    { "title": "Next steps", "last": true, "note": "Where to go -- from here" },
                ],
            },
            { "name": "concept", "for": ["concepts/**"] },
        ],
    });
    if name == "unspelled" {
        for rule in ["spelling", "misspelling"] {
            table["rules"][rule] = json!("off");
        }
    }
    if name == "everything" {
        table["change-report"] = json!(true);
        table["style-report"] = json!(true);
    }
    table
}

/// The folder of the styles: `REDLINE_FUZZ_STYLES`, or the tests' own.
fn styles() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/styles");
    std::env::var_os("REDLINE_FUZZ_STYLES").map_or_else(own, PathBuf::from)
}

fn style_names() -> Vec<String> {
    let folders = std::fs::read_dir(styles()).expect("the folder of styles can be read").flatten();
    let folders = folders.filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

impl Variant {
    fn new(name: &'static str, folder: &str, config: Value) -> Self {
        let root = std::env::temp_dir().join("redline-fuzz");
        let file = ConfigFile::from_mdbook(&root, config.clone());
        let table = file.table().expect("the table is right");
        let settings = file.settings(table, &file, &FileStore::default()).expect("the settings are right");
        settings.patterns();
        let version = settings.table.mdbook_version().expect("the version is right");
        let dialect = Dialect::new(version, &config);
        let mut dialects = vec![dialect.clone()];
        dialects.extend([Version::new(0, 4, 52), Version::new(0, 5, 4)].map(|version| Dialect::new(version, &config)));
        dialects.dedup();
        let src = root.join("src");
        let chapter = |path: String| Chapter {
            name: path.trim_end_matches(".md").to_owned(),
            file: Some(src.join(&path)),
            path,
            ..Chapter::default()
        };
        let chapters = ["chapter.md", "first.md", "other.md"].map(|name| chapter(format!("{folder}{name}")));
        let files = FileStore::default();
        files.set_text(&src.join(format!("{folder}part.md")), PART.to_owned());
        for (chapter, text) in chapters[1..].iter().zip(OTHERS) {
            files.set_text(chapter.file.as_ref().expect("it has a file"), text.to_owned());
        }
        let is_rewriting = settings.table.old_ids == redline_lint::config::OldIdsSetting::Rewrite;
        let reads_ids = settings.table.heading_attributes || file.renders_only_html();
        let book = Book { root, src, chapters: chapters.into(), ..Book::default() };
        Self { name, config, settings, dialect, dialects, book, is_rewriting, reads_ids, files }
    }

    /// The file that is mutated.
    pub(crate) fn path(&self) -> &Path {
        self.book.chapters[0].file.as_deref().expect("it has a file")
    }

    /// The files of the book with a text for that file.
    pub(crate) fn files(&self, text: &str) -> FileStore {
        self.files.with_texts([(self.path(), text)])
    }

    /// All chapters, the mutated one first, and what could not be read.
    pub(crate) fn read(&self, files: &FileStore) -> (Vec<ParsedChapter>, Vec<redline_document::diagnostic::RunError>) {
        ChapterLoader::new(files, &self.dialect).with_options(self.settings.parse_options()).load(&self.book)
    }

    pub(crate) fn old_ids(&self, files: &FileStore) -> OldIds {
        match (self.is_rewriting, self.reads_ids) {
            (true, _) => OldIds::Follow(held_ids(&self.book, &self.read(files).0, |_| true)),
            (false, true) => OldIds::Pin,
            (false, false) => OldIds::Hold,
        }
    }
}

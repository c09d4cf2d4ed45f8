//! What a book costs: parsing it, checking what was parsed, and a whole run as mdBook's preprocessor.
//!
//! The book is the one that `REDLINE_BOOK` names, else the example book.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mdbook_redline::preprocess::run;
use redline_document::document::{Dialect, Document};
use redline_document::source::FileStore;
use redline_lint::book::Book;
use redline_lint::chapter::ChapterLoader;
use redline_lint::config::{BookContext, ConfigFile};
use redline_lint::lint::lint;
use redline_lint::settings::Settings;
use redline_lint::workspace::load_book;
use serde_json::json;

fn book() -> (PathBuf, Book, Settings) {
    let root = std::env::var_os("REDLINE_BOOK")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example"), PathBuf::from);
    let config = ConfigFile::book(&root.join("book.toml"), []).expect("a book.toml");
    let book = load_book(&root, &config, &FileStore::default()).expect("a table of contents");
    let settings =
        Settings::new(config.table().expect("a valid table"), Arc::default(), Arc::default(), BookContext::default())
            .expect("valid globs");
    (root, book, settings)
}

fn bench(criterion: &mut Criterion) {
    let (root, book, settings) = book();
    let dialect = Dialect::default();
    let texts: Vec<String> =
        book.chapters.iter().filter_map(|chapter| std::fs::read_to_string(chapter.file.as_ref()?).ok()).collect();
    let mut group = criterion.benchmark_group("book");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("parse", |bencher| {
        bencher.iter(|| texts.iter().map(|text| Document::of_text(text, &dialect).blocks.len()).sum::<usize>());
    });
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            ChapterLoader::new(&FileStore::default(), &dialect)
                .with_options(settings.parse_options())
                .load(&book)
                .0
                .len()
        });
    });
    let files = FileStore::default();
    let (parsed_chapters, _) = ChapterLoader::new(&files, &dialect).with_options(settings.parse_options()).load(&book);
    group.bench_function("lint", |bencher| bencher.iter(|| lint(&book, &parsed_chapters, &settings).findings.len()));
    let input = input(&root, &book, &texts);
    group.bench_function("preprocess", |bencher| {
        bencher.iter(|| run(&input).expect("a valid book").book.len());
    });
    group.finish();
}

/// The book as mdBook 0.5 sends it before `links`.
fn input(root: &Path, book: &Book, texts: &[String]) -> String {
    let chapter = |(chapter, text): (&redline_lint::book::Chapter, &String)| {
        json!({ "Chapter": {
            "name": chapter.name, "content": text, "number": null, "sub_items": [],
            "path": chapter.path, "source_path": chapter.path, "parent_names": [],
        } })
    };
    let items: Vec<_> = book.chapters.iter().zip(texts).map(chapter).collect();
    let config = json!({ "book": { "title": null }, "preprocessor": { "redline": { "fail-on": "never" } } });
    json!([{ "root": root, "config": config, "renderer": "html", "mdbook_version": "0.5.4" }, { "items": items }])
        .to_string()
}

criterion_group!(benches, bench);
criterion_main!(benches);

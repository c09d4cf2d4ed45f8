//! Reports and the guide in a real browser: five themes at three widths, by measure and by axe-core.
//!
//! `REDLINE_CHROMIUM` names the browser (by default `chromium`), `REDLINE_AXE` the file `axe.min.js` of axe-core.
#![cfg(unix)]

#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use support::{Run, redline};

/// The pages to check: the book, the page, and the part of it that is measured.
const PAGES: [(&str, &str, &str); 8] = [
    ("book-example", "api-tokens.html", ".redline-report"),
    ("book-example", "headings.html", ".redline-report"),
    ("book-example", "style-report.html", "main"),
    ("guide", "introduction.html", "main"),
    ("guide", "formats.html", "main"),
    ("guide", "configuration.html", "main"),
    ("guide", "rules/heading-case.html", "main"),
    ("guide", "this-guide.html", "main"),
];

fn build(book: &str, folder: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(book);
    Run::of(redline().arg("build").arg(source).arg("--dest-dir").arg(folder.join(book))).exits(0);
}

/// A page without scripts and with its styles in it, so that it needs no other file.
fn alone(out: &Path, page: &str) -> String {
    let html = std::fs::read_to_string(out.join(page)).expect("the page was built");
    let script = regex::Regex::new(r"(?s)<script\b.*?</script>").expect("an expression");
    let style = regex::Regex::new(r#"<link rel="stylesheet" href="([^"]+)"[^>]*>"#).expect("an expression");
    let html = script.replace_all(&html, "");
    let css = |link: &regex::Captures<'_>| {
        let is_print = link[0].contains("media=\"print\"");
        let css = std::fs::read_to_string(out.join(&link[1])).unwrap_or_default();
        if is_print { String::new() } else { format!("<style>{css}</style>") }
    };
    style.replace_all(&html, css).into_owned()
}

/// JSON that may be embedded in a script.
fn embedded(value: &Value) -> String {
    value.to_string().replace("</", "<\\/")
}

/// The page as it is printed: what holds for print holds on the screen.
fn printed(html: &str) -> String {
    html.replace("@media print", "@media all")
}

/// Measures pages in the browser and asserts that none has a fault.
fn assert_no_faults(folder: &Path, pages: Vec<Value>) {
    let axe = std::env::var_os("REDLINE_AXE").expect("REDLINE_AXE must name axe.min.js of axe-core");
    let axe = std::fs::read_to_string(axe).expect("axe-core can be read");
    let harness = include_str!("harness.html")
        .replace("@PAGES@", &embedded(&pages.into()))
        .replace("@AXE@", &embedded(&axe.into()));
    let path = folder.join("harness.html");
    std::fs::write(&path, harness).expect("it can be written");
    let browser = std::env::var_os("REDLINE_CHROMIUM").unwrap_or_else(|| "chromium".into());
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args([
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--virtual-time-budget=600000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg("--window-size=1500,4000")
        .arg(format!("file://{}", path.display()))
        .output()
        .expect("the browser runs: REDLINE_CHROMIUM names it");
    let dom = String::from_utf8_lossy(&output.stdout);
    let result = dom.split_once("<pre id=\"result\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let lines = result.unwrap_or_else(|| panic!("no result: {}", String::from_utf8_lossy(&output.stderr))).0;
    let lines = lines.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let lines: Vec<String> = serde_json::from_str(&lines).unwrap_or_else(|error| panic!("{error}: {lines}"));
    assert_eq!(lines, ["looked"], "{lines:#?}");
}

#[test]
fn pages_fit_every_theme_and_width_and_are_accessible() {
    let folder = tempfile::tempdir().expect("a folder");
    for book in ["book-example", "guide"] {
        build(book, folder.path());
    }
    let html = |book: &str, name: &str| alone(&folder.path().join(book), name);
    let page = |&(book, name, report): &(&str, &str, &str)| json!({ "name": format!("{book}: {name}"), "report": report, "html": html(book, name) });
    let mut pages: Vec<Value> = PAGES.iter().map(page).collect();
    // The script of the style report, without which a page is looked at otherwise.
    let style = html("book-example", "style-report.html");
    let source = std::fs::read_to_string(folder.path().join("book-example/style-report.html")).expect("the page");
    let script = source.split("<script>").find(|part| part.contains("redline-explorer:not")).expect("its script");
    let script = script.split("</script>").next();
    pages.push(json!({
        "name": "scripted", "report": "main", "html": style, "script": script, "wider": [1000], "measured": [1000],
    }));
    let print = printed(&html("book-example", "style-report.html"));
    pages.push(
        json!({ "name": "printed style", "report": "main", "html": print, "printed": true, "themes": ["light"] }),
    );
    let (book, name, report) = PAGES[0];
    let print = printed(&html(book, name));
    pages.push(json!({ "name": "printed", "report": report, "html": print, "printed": true, "themes": ["light"] }));
    // Where the column is wide, the versions are shown side by side.
    let wide = html(book, name).replace("--content-max-width: 750px", "--content-max-width: 1200px");
    assert!(wide.contains("1200px") && wide.contains("redline-old"));
    pages.push(json!({ "name": "wide", "report": report, "html": wide, "wide": true }));
    assert_no_faults(folder.path(), pages);
}

/// Chapters of real books with much in them, as a book of their own with reports.
#[cfg(feature = "corpora-tests")]
#[test]
fn reports_of_real_chapters_fit_as_well() {
    use support::TestBook;
    use support::random::Random;
    use support::revision::revised;

    const CHAPTERS: [(&str, &str); 4] = [
        ("book/src/ch03-02-data-types.md", "types.md"),
        ("mdbook-guide/src/format/markdown.md", "markdown.md"),
        ("comprehensive-rust/src/android/interoperability/java.md", "java.md"),
        ("reference/src/tokens.md", "tokens.md"),
    ];
    let corpora = std::env::var_os("REDLINE_CORPORA").expect("REDLINE_CORPORA must name the folder with real books");
    let mut book = TestBook::of("# Guide\n")
        .file("redline.css", redline_report::STYLESHEET)
        .redline("fail-on = \"never\"\nnormalize = false\nchange-report = { against = \"dir:old\" }");
    let toml = format!("{}\n[output.html]\nadditional-css = [\"redline.css\"]\n", book.read("book.toml"));
    book = book.file("book.toml", toml);
    let mut random = Random(11);
    for (source, name) in CHAPTERS {
        let text = std::fs::read_to_string(Path::new(&corpora).join(source)).expect("the chapter");
        book = book.file(&format!("old/{name}"), revised(&text, &mut random)).chapter(name, &text);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    Run::of(redline().arg("build").arg(book.root()).arg("--dest-dir").arg(&out)).exits(0);
    let pages = CHAPTERS.iter().flat_map(|(_, name)| {
        let page = name.replace(".md", ".html");
        let html = alone(&out, &page);
        let print = printed(&html);
        [
            json!({ "name": page, "report": ".redline-report", "html": html, "measured": [320, 1400] }),
            json!({
                "name": format!("printed {page}"), "report": ".redline-report", "html": print, "printed": true,
                "themes": ["light"], "measured": [320, 750, 1400],
            }),
        ]
    });
    assert_no_faults(folder.path(), pages.collect());
}

/// The style report of each of five real books.
#[cfg(feature = "corpora-tests")]
#[test]
fn style_reports_of_real_books_fit_as_well() {
    use support::{TestBook, files};

    const BOOKS: [&str; 5] = ["book", "rust-by-example", "reference", "comprehensive-rust", "mdbook-guide"];
    let corpora = std::env::var_os("REDLINE_CORPORA").expect("REDLINE_CORPORA must name the folder with real books");
    let folder = tempfile::tempdir().expect("a folder");
    let mut pages = Vec::new();
    for name in BOOKS {
        let mut book = TestBook::new();
        for (path, bytes) in files(&Path::new(&corpora).join(name)) {
            book = book.file(&path, bytes);
        }
        let toml = format!("{}\n[preprocessor.redline]\nstyle-report = true\n", book.read("book.toml"));
        let book = book.file("book.toml", toml);
        let out = folder.path().join(name);
        Run::of(redline().arg("build").arg(book.root()).arg("--dest-dir").arg(&out)).exits(0);
        let bytes = std::fs::metadata(out.join("style-report.html")).expect("the page").len();
        assert!(bytes < 1 << 20, "the page of {name} has {bytes} bytes");
        let html = alone(&out, "style-report.html");
        pages.push(json!({
            "name": name, "report": "main", "html": html, "wider": [1000], "measured": [320, 1000, 1400],
        }));
    }
    assert_no_faults(folder.path(), pages);
}

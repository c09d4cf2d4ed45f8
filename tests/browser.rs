//! Reports and the guide in a real browser: five themes at three widths, by measure and by axe-core.
//!
//! `REDLINE_CHROMIUM` names the browser (by default `chromium`), `REDLINE_AXE` the file `axe.min.js` of axe-core.
#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::Command;

use support::{Run, redline};

/// The pages that are looked at: the book, the page, and what is looked at in it.
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
        let css = std::fs::read_to_string(out.join(page).with_file_name("").join(&link[1])).unwrap_or_default();
        if is_print { String::new() } else { format!("<style>{css}</style>") }
    };
    style.replace_all(&html, css).into_owned()
}

/// JSON that can stand in a script.
fn embedded(value: &serde_json::Value) -> String {
    value.to_string().replace("</", "<\\/")
}

#[test]
fn pages_fit_every_theme_and_width_and_say_all_to_everybody() {
    let folder = tempfile::tempdir().expect("a folder");
    for book in ["book-example", "guide"] {
        build(book, folder.path());
    }
    let axe = std::env::var_os("REDLINE_AXE").expect("REDLINE_AXE must name axe.min.js of axe-core");
    let axe = std::fs::read_to_string(axe).expect("axe-core can be read");
    let pages: Vec<serde_json::Value> = PAGES
        .iter()
        .map(|(book, name, report)| {
            let html = alone(&folder.path().join(book), name);
            serde_json::json!({ "name": format!("{book}: {name}"), "report": report, "html": html })
        })
        .collect();
    let harness = include_str!("browser/harness.html")
        .replace("@PAGES@", &embedded(&pages.into()))
        .replace("@AXE@", &embedded(&axe.into()));
    let path = folder.path().join("harness.html");
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
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
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

//! Sessions over the real books in the folder that `REDLINE_CORPORA` names.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::positions::compare;
use crate::session::{Session, plain, uri};

/// How many times the time that an author notices nothing of a test may take: machines differ, and others work on them.
const SLOWNESS: u32 = 4;

fn books() -> Vec<PathBuf> {
    let corpora = std::env::var_os("REDLINE_CORPORA").expect("REDLINE_CORPORA names the folder of the books");
    let corpora = PathBuf::from(corpora).canonicalize().expect("the folder of the books exists");
    let names = ["book", "reference", "rust-by-example", "mdbook-guide", "comprehensive-rust"];
    names.iter().map(|name| corpora.join(name)).collect()
}

#[test]
fn the_text_under_each_diagnostic_is_that_of_its_finding() {
    let counts: Vec<usize> = books().iter().flat_map(|root| [compare(root, true), compare(root, false)]).collect();
    assert!(counts.iter().sum::<usize>() > 400, "{counts:?}");
}

/// Waits for the next list of a document, and returns how long that took.
fn next_list(session: &mut Session, path: &Path, since: Instant) -> Duration {
    let address = uri(path);
    session.received.clear();
    session.wait(
        |session| session.received.iter().any(|(_, params)| params["uri"] == address.as_str()),
        "the list of a document",
    );
    since.elapsed()
}

#[test]
#[expect(clippy::print_stderr, reason = "figures to read")]
fn an_author_does_not_wait() {
    let root = &books()[0];
    let (typed, other) =
        (root.join("src/ch04-01-what-is-ownership.md"), root.join("src/ch04-02-references-and-borrowing.md"));
    let mut session = Session::start(&plain());
    session.open_file(&typed);
    let text = std::fs::read_to_string(&other).unwrap();
    session.open(&other, &format!("{text}\nSee [it](ch04-01-what-is-ownership.html#typed-heading).\n"));
    session.rest();
    let (mut chapter, mut book) = (Vec::new(), Vec::new());
    for round in 0..40 {
        let at = json!({ "line": 0, "character": 0 });
        // Every other change makes the id that the other chapter links to, or takes it away.
        let (end, text) = if round % 2 == 0 {
            (at.clone(), "# Typed heading\n\n")
        } else {
            (json!({ "line": 2, "character": 0 }), "")
        };
        let start = Instant::now();
        session.change_by(&typed, &json!([{ "range": { "start": at, "end": end }, "text": text }]));
        chapter.push(next_list(&mut session, &typed, start));
        book.push(next_list(&mut session, &other, start));
        session.rest();
    }
    let percentile = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() * 95 / 100]
    };
    let (chapter, book) = (percentile(chapter), percentile(book));
    eprintln!("95th percentile: chapter {} ms, book {} ms", chapter.as_millis(), book.as_millis());
    assert!(chapter <= Duration::from_millis(60) * SLOWNESS, "{chapter:?}");
    assert!(book <= Duration::from_millis(300) * SLOWNESS, "{book:?}");
}

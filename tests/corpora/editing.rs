//! Sessions of the language server over real books.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::books::{BOOKS, corpus};
use crate::positions::compare;
use crate::session::{Session, plain, uri};

/// How many times the time that an author notices nothing of a test may take: machines differ, and others work on them.
const SLOWNESS: u32 = 4;

#[test]
fn the_text_under_each_diagnostic_is_that_of_its_finding() {
    let compared = |name| [compare(&corpus(name), true), compare(&corpus(name), false)];
    let counts: Vec<usize> = BOOKS.into_iter().flat_map(compared).collect();
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
    let root = corpus("book");
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

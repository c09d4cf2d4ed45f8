//! A check of XML by a parser that is independent of the writer.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// Asserts that a document is one element whose end tags match, with characters and references that XML 1.0 allows.
#[track_caller]
pub(crate) fn assert_well_formed(document: &str) {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    assert!(document.chars().all(is_allowed), "a character that XML 1.0 forbids: {document:?}");
    let mut reader = Reader::from_str(document);
    let (mut depth, mut roots) = (0, 0);
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error}\n{document}"));
        if let Event::Start(start) | Event::Empty(start) = &event {
            roots += usize::from(depth == 0);
            assert_attributes(start);
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::GeneralRef(name) => assert!(unescape(&format!("&{};", &*name)).is_ok(), "unknown: {name:?}"),
            Event::Eof => break,
            Event::Empty(_) | Event::Text(_) | Event::Decl(_) => {}
            other => panic!("unexpected: {other:?}"),
        }
    }
    assert_eq!((depth, roots), (0, 1), "a document is one element: {document}");
}

fn assert_attributes(start: &BytesStart<'_>) {
    for attribute in start.attributes() {
        let attribute = attribute.expect("attributes are well-formed and unique");
        assert!(!attribute.value.contains(['\n', '\r', '\t', '<']), "{attribute:?} is normalised by XML");
        assert!(unescape(&attribute.value).is_ok(), "{attribute:?}");
    }
}

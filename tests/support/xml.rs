//! XML read into a tree by a parser that is independent of the writer.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// An element with its content.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// The one element of a document, whose end tags must match.
    #[track_caller]
    pub(crate) fn root(document: &str) -> Self {
        let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
        assert!(document.chars().all(is_allowed), "a character that XML 1.0 forbids: {document:?}");
        let mut reader = Reader::from_str(document);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{error}\n{document}"));
            let top = open.last_mut().expect("the root is open");
            match event {
                Event::Start(start) => open.push(Self::new(&start)),
                Event::Empty(start) => top.children.push(Self::new(&start)),
                Event::Text(text) => top.text.push_str(&text),
                Event::GeneralRef(name) => top.text.push_str(&unescape(&format!("&{};", &*name)).expect("it is known")),
                Event::End(_) => {
                    let closed = open.pop().expect("one is open");
                    open.last_mut().expect("the document is open").children.push(closed);
                }
                Event::Eof => break,
                Event::Decl(_) => {}
                other => panic!("nobody writes {other:?}"),
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        let mut elements = open.remove(0).children;
        assert_eq!(elements.len(), 1, "a document is one element");
        elements.remove(0)
    }

    fn new(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("attributes are well-formed and none is there twice");
            assert!(!attribute.value.contains(['\n', '\r', '\t', '<']), "{attribute:?} is read otherwise by XML");
            (attribute.key.as_ref().to_owned(), unescape(&attribute.value).expect("it is escaped").into_owned())
        });
        Self { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Self::default() }
    }

    /// An attribute that must be there.
    #[track_caller]
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).unwrap_or_else(|| panic!("no `{name}` in {self:#?}"))
    }

    /// An attribute that is a count.
    #[track_caller]
    pub(crate) fn count(&self, name: &str) -> usize {
        self.get(name).parse().unwrap_or_else(|_| panic!("`{name}` is no number in {self:#?}"))
    }
}

//! Writing XML that is well-formed for any text.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// The writer of a document.
pub(super) type Xml = Writer<Vec<u8>>;

/// A document with the root element written by `write`.
pub(super) fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| write(&mut xml))
        .expect("a vector can be written to");
    let mut text = String::from_utf8(xml.into_inner()).expect("strings are UTF-8");
    text.push('\n');
    text
}

/// An attribute whose value is preserved, including line breaks and tabs.
pub(super) fn attribute<'a>(name: &'a str, value: &'a str) -> Attribute<'a> {
    Attribute::from((name, allowed(value)))
}

/// Text between tags.
pub(super) fn text(value: &str) -> BytesText<'_> {
    BytesText::from_escaped(quick_xml::escape::escape(allowed(value)))
}

/// `value` with U+FFFD for characters that XML 1.0 forbids even as references.
fn allowed(value: &str) -> Cow<'_, str> {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if value.contains(is_forbidden) { value.replace(is_forbidden, "\u{fffd}").into() } else { value.into() }
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;

    use super::*;

    #[test]
    fn text_survives_a_round_trip() {
        for odd in ["a]]>b", "<&\"'>", "one\ntwo\tthree\r\nfour", "\u{0}\u{8}\u{b}\u{1b}[0m\u{fffe}", "a𐐀b", "&#0;", ""]
        {
            let document = document(|xml| {
                xml.create_element("e").with_attribute(attribute("a", odd)).write_text_content(text(odd)).map(|_| ())
            });
            let mut reader = Reader::from_str(&document);
            let (mut value, mut content) = (String::new(), String::new());
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(start) => {
                        let attribute = start.attributes().next().unwrap().unwrap();
                        // Parsers normalise these to spaces unless they are references.
                        assert!(!attribute.value.contains(['\n', '\t', '\r']), "{document}");
                        content.clear();
                        value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
                    }
                    Event::Text(text) => content.push_str(&text),
                    Event::GeneralRef(reference) => {
                        content.push_str(&quick_xml::escape::unescape(&format!("&{};", &*reference)).unwrap());
                    }
                    Event::End(_) => break,
                    _ => {}
                }
            }
            let expected = allowed(odd);
            assert_eq!(value, expected);
            assert_eq!(content, expected);
        }
        assert_eq!(allowed("\u{0}a\u{1f}\u{ffff}"), "\u{fffd}a\u{fffd}\u{fffd}");
    }
}

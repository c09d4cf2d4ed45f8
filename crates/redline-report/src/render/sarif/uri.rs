//! Paths as URI references of RFC 3986.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters to encode in a path. A colon is allowed there, but the first one would end a scheme.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// A path with `/` between its parts: a relative reference, or a `file` URI if it is absolute.
pub(super) fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, RESERVED);
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else if path.as_bytes().get(1) == Some(&b':') {
        format!("file:///{encoded}")
    } else {
        encoded.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded_as_references() {
        assert_eq!(uri("src/a b, 100%.md"), "src/a%20b,%20100%25.md");
        assert_eq!(uri("../ä#x.md"), "../%C3%A4%23x.md");
        assert_eq!(uri("/srv/a.md"), "file:///srv/a.md");
        assert_eq!(uri("a b:c.md"), "a%20b%3Ac.md");
    }
}

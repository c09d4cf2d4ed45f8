//! Addresses of documents and paths of files.
//!
//! Clients write one file in several ways (`file:///c%3A/a.md`, `file:///C:/a.md`), so documents are known by their path, and
//! the client's own address is used in everything that goes out about an open document.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use redline_document::source::normalize;

/// What a path cannot contain as it is, by RFC 3986; clients also encode `:` in their own way.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The folder of documents that are in no file. It does not exist, so nothing beside such a document can be read.
const UNSAVED_FOLDER: &str = "/\u{fffd}unsaved";

/// The path of a document: that of its file, normalised, or one in a folder that does not exist for `untitled:` and other
/// schemes.
pub(crate) fn path_of(uri: &str) -> PathBuf {
    let scheme = uri.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("file://"));
    if let Some(scheme) = scheme {
        return file_path(&uri[scheme.len()..]);
    }
    let name = utf8_percent_encode(uri, NON_ALPHANUMERIC);
    Path::new(UNSAVED_FOLDER).join(format!("{name}.md"))
}

/// The path behind `file://`, with a host where there is one.
fn file_path(rest: &str) -> PathBuf {
    let decoded = percent_decode_str(rest).decode_utf8_lossy();
    let path = decoded.split_once('/').map_or("", |(_, path)| path);
    let host = decoded.split('/').next().unwrap_or_default();
    let has_drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    let path = if cfg!(windows) && has_drive {
        // `c:` and `C:` are one drive.
        format!("{}{}", path[..1].to_uppercase(), &path[1..])
    } else if cfg!(windows) && !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        format!("//{host}/{path}")
    } else {
        format!("/{path}")
    };
    normalize(Path::new(&path))
}

/// The address of a file.
pub(crate) fn uri_of(path: &Path) -> String {
    let text = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let text = text.strip_prefix("//?/").unwrap_or(&text);
    let encoded = utf8_percent_encode(text, ENCODED);
    match text.strip_prefix("//") {
        Some(unc) => format!("file://{}", utf8_percent_encode(unc, ENCODED)),
        None if text.starts_with('/') => format!("file://{encoded}"),
        None => format!("file:///{encoded}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_survives_its_address() {
        for path in ["/a/b.md", "/a b/c#d%e?.md", "/é/e\u{301}.md", "/日本/[x]{y}.md", "/a/\u{1f600}.md"] {
            let uri = uri_of(Path::new(path));
            assert!(uri.starts_with("file:///") && !uri.contains([' ', '#', '?']), "{uri}");
            assert_eq!(path_of(&uri), Path::new(path), "{uri}");
        }
    }

    #[test]
    fn one_file_has_one_path() {
        for uri in ["file:///a/b.md", "FILE:///a/%62.md", "file://localhost/a/b.md", "file:///a/./c/../b.md"] {
            assert_eq!(path_of(uri), Path::new("/a/b.md"), "{uri}");
        }
    }

    #[test]
    fn other_schemes_have_a_path_where_nothing_is() {
        let path = path_of("untitled:Untitled-1");
        assert!(path.starts_with(UNSAVED_FOLDER) && !path.exists());
        assert_ne!(path, path_of("untitled:Untitled.1"));
    }
}

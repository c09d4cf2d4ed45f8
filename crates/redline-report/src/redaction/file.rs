//! Decoding the text of files.

/// The decoded text of a file.
#[derive(Debug)]
pub struct FileText {
    text: String,
    encoding: Encoding,
}

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    /// One byte per character.
    Latin1,
    Utf16,
}

/// The extensions of text files, which are searched even if they contain a zero byte.
const TEXT: &[&str] = &[
    "atom", "cjs", "css", "csv", "htm", "html", "js", "json", "map", "markdown", "md", "mjs", "rs", "rss", "svg",
    "toml", "txt", "xhtml", "xml", "yaml", "yml",
];

/// The extensions of markup files.
const MARKUP: &[&str] = &["atom", "htm", "html", "rss", "svg", "xhtml", "xml"];

/// Whether a file name has one of these extensions.
fn has_extension(name: &str, known: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| known.contains(&extension.to_ascii_lowercase().as_str()))
}

impl FileText {
    /// The text of the file called `name`; `None` if it is binary.
    pub fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        let wide = |read: fn([u8; 2]) -> u16| {
            let (units, _) = bytes.as_chunks::<2>();
            let text = String::from_utf16_lossy(&units.iter().map(|unit| read(*unit)).collect::<Vec<_>>());
            Self { text, encoding: Encoding::Utf16 }
        };
        match bytes {
            [0xff, 0xfe, ..] => return Some(wide(u16::from_le_bytes)),
            [0xfe, 0xff, ..] => return Some(wide(u16::from_be_bytes)),
            _ => {}
        }
        if bytes.contains(&0) && !has_extension(name, TEXT) {
            return None;
        }
        let utf8 = std::str::from_utf8(bytes).map(|text| Self { text: text.to_owned(), encoding: Encoding::Utf8 });
        let latin = || Self { text: bytes.iter().copied().map(char::from).collect(), encoding: Encoding::Latin1 };
        Some(utf8.unwrap_or_else(|_| latin()))
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the file called `name` is HTML or other markup.
    pub fn is_markup(name: &str) -> bool {
        has_extension(name, MARKUP)
    }

    /// The offset in the file of an offset in the text.
    pub fn offset(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or(&self.text);
        match self.encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Latin1 => before.chars().count(),
            Encoding::Utf16 => 2 * before.encode_utf16().count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_and_binary_files_are_rejected() {
        let of =
            |name: &str, bytes: &[u8]| FileText::of(name, bytes).map(|file| (file.text().to_owned(), file.offset(4)));
        assert_eq!(of("a.html", "Zÿx".as_bytes()), Some(("Zÿx".to_owned(), 4)));
        assert_eq!(of("a.txt", b"\xfc Zyx"), Some(("ü Zyx".to_owned(), 3)));
        assert_eq!(of("a", &[0xff, 0xfe, b'Z', 0, b'y', 0]), Some(("\u{feff}Zy".to_owned(), 4)));
        assert_eq!(of("a.woff2", b"wOF2\0Zyx"), None);
        assert_eq!(of("a.HTML", b"Z\0yx"), Some(("Z\0yx".to_owned(), 4)));
        assert!(FileText::is_markup("a.svg") && !FileText::is_markup("html"));
    }
}

//! The form in which texts are compared.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in the form in which it is compared: composed, and with typographic punctuation as it is typed if `fold`.
pub(crate) fn normalized(text: &str, fold: bool) -> String {
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    };
    if !fold || composed.is_ascii() {
        return composed;
    }
    composed
        .replace(['‘', '’'], "'")
        .replace(['“', '”'], "\"")
        .replace('—', "---")
        .replace('–', "--")
        .replace('…', "...")
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn typography_is_folded_on_request() {
        assert_eq!(normalized("“it’s”—…", true), "\"it's\"---...");
        assert_eq!(normalized("“it’s”", false), "“it’s”");
        assert_eq!(normalized("e\u{301}", false), "é");
    }
}

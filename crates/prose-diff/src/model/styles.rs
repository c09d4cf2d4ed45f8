//! Formatting of words.

use bitflags::bitflags;
use serde::Serialize;

bitflags! {
    /// Formatting of words.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Styles: u8 {
        /// Bold.
        const STRONG = 1;
        /// Italic.
        const EMPHASIS = 2;
        /// Struck through.
        const STRIKETHROUGH = 4;
        /// Code.
        const CODE = 8;
        /// Alternative text of an image.
        const IMAGE = 16;
        /// A tag or a comment.
        const HTML = 32;
        /// A formula.
        const MATH = 64;
        /// Only a part of a word has the other styles.
        const PARTIAL = 128;
    }
}

impl Styles {
    /// The styles a reader sees as formatting; the others are kinds of content.
    pub(crate) const FORMATTING: Self =
        Self::STRONG.union(Self::EMPHASIS).union(Self::STRIKETHROUGH).union(Self::CODE).union(Self::PARTIAL);

    /// Names of the styles in it.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        const NAMES: [(Styles, &str); 8] = [
            (Styles::STRONG, "strong"),
            (Styles::EMPHASIS, "emphasis"),
            (Styles::STRIKETHROUGH, "strikethrough"),
            (Styles::CODE, "code"),
            (Styles::IMAGE, "image"),
            (Styles::HTML, "html"),
            (Styles::MATH, "math"),
            (Styles::PARTIAL, "part-of-a-word"),
        ];
        NAMES.into_iter().filter(move |(style, _)| self.contains(*style)).map(|(_, name)| name)
    }
}

impl Serialize for Styles {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

//! How words look.

use serde::Serialize;

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Styles(pub(super) u8);

impl Styles {
    /// Bold.
    pub const STRONG: Self = Self(1);
    /// Italic.
    pub const EMPHASIS: Self = Self(2);
    /// Struck through.
    pub const STRIKETHROUGH: Self = Self(4);
    /// Code.
    pub const CODE: Self = Self(8);
    /// An image, by its alternative text.
    pub const IMAGE: Self = Self(16);
    /// A tag or a comment.
    pub const HTML: Self = Self(32);
    /// A formula.
    pub const MATH: Self = Self(64);
    /// Only a part of a word looks so.
    pub const PARTIAL: Self = Self(128);

    /// Whether nothing is special.
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Whether it has all of `other`.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The names of what it has.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        const NAMES: [&str; 8] =
            ["strong", "emphasis", "strikethrough", "code", "image", "html", "math", "part-of-a-word"];
        NAMES.into_iter().enumerate().filter(move |(bit, _)| self.0 >> bit & 1 == 1).map(|(_, name)| name)
    }
}

impl Serialize for Styles {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

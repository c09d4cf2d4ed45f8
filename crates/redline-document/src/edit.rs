//! Changes to text: edits, fixes made of them, and the applicability of fixes.

use crate::source::Span;

/// Replaces the bytes of `span`; an empty span inserts, an empty text deletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The replaced bytes.
    pub span: Span,
    /// The replacement.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Deletes `span`.
    pub fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}

/// The trust in a fix, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// Needs review; applied only on request.
    Unsafe,
    /// The meaning cannot change; applied by `fix`, and in builds as far as `normalize` selects.
    Safe,
}

impl Applicability {
    /// The name in configuration and output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// The part of a text that a fix changes: `normalize` selects the parts that a build fixes in its pages.
///
/// A rule has one aspect for all of its fixes. Only the rules of terms set it for each fix: it depends on whether the
/// term is the book's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aspect {
    /// Headings and sections.
    Structure,
    /// Terms that the book defines.
    Terms,
    /// Everything else: spelling, grammar, punctuation, built-in names, styles.
    #[default]
    Wording,
}

/// What a fix changes. The proof demands that everything else stays the same to the byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The words of the blocks it edits.
    Text,
    /// The emphasis in the headings it edits.
    Markup,
    /// The level of the headings it edits.
    Level,
    /// The kind of the block it edits: a paragraph that becomes a heading.
    Block,
    /// The form of the callout it edits: a quote with a label becomes one with a marker.
    Callout,
    /// A comment that controls rules, which no reader sees.
    Comment,
    /// Inserts a section: a heading, and a comment in place of the text.
    Section,
    /// The order of sections: moves one.
    Order,
}

/// Edits that are applied together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The title, as a command: `remove the comment`.
    pub title: String,
    /// The trust in it.
    pub applicability: Applicability,
    /// What it changes.
    pub change: Change,
    /// The part of the text that it is about.
    pub aspect: Aspect,
    /// Invariant: not empty, ascending, disjoint.
    edits: Vec<Edit>,
}

impl Fix {
    /// A fix of these edits, in any order.
    ///
    /// # Panics
    /// If there is no edit or two of them overlap: a fault of the rule, not of the text.
    pub fn new(
        title: impl Into<String>,
        applicability: Applicability,
        change: Change,
        edits: impl Into<Vec<Edit>>,
    ) -> Self {
        let mut edits = edits.into();
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        assert!(!edits.is_empty(), "a fix has an edit");
        assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "the edits of a fix are disjoint");
        Self { title: title.into(), applicability, change, aspect: Aspect::default(), edits }
    }

    /// The same fix with this aspect.
    #[must_use]
    pub fn about(self, aspect: Aspect) -> Self {
        Self { aspect, ..self }
    }

    /// The edits, ascending and disjoint.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The bytes from the first edit to the last.
    pub fn span(&self) -> Span {
        let end = self.edits.last().map_or(0, |edit| edit.span.end);
        self.edits[0].span.start..end
    }

    /// The same fix with this applicability.
    #[must_use]
    pub fn with_applicability(self, applicability: Applicability) -> Self {
        Self { applicability, ..self }
    }

    /// The same fix with every edit at the span that `place` returns; `None` if it returns none for an edit.
    pub fn relocate(&self, mut place: impl FnMut(&Edit) -> Option<Span>) -> Option<Self> {
        let edits = self
            .edits
            .iter()
            .map(|edit| Some(Edit { span: place(edit)?, text: edit.text.clone() }))
            .collect::<Option<Vec<_>>>()?;
        let ordered = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        ordered.then(|| Self { edits, ..self.clone() })
    }
}

/// A text after edits of it, which are ascending and disjoint.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.span.start]);
        out.push_str(&edit.text);
        done = edit.span.end;
    }
    out.push_str(&text[done..]);
    out
}

/// Applies the fixes that do not touch an earlier one, and returns them with the new text.
///
/// Fixes are applied in the order of their first byte. Those left out are found again by the next pass over the new text.
pub fn apply<'a>(source: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, Vec<&'a Fix>) {
    let mut fixes: Vec<&Fix> = fixes.into_iter().collect();
    fixes.sort_by_key(|fix| (fix.span().start, fix.span().end));
    let mut text = String::with_capacity(source.len());
    let mut cursor = 0;
    let mut applied: Vec<&Fix> = Vec::new();
    for fix in fixes {
        if !applied.is_empty() && fix.span().start <= cursor {
            continue;
        }
        for edit in fix.edits() {
            text.push_str(&source[cursor..edit.span.start]);
            text.push_str(&edit.text);
            cursor = edit.span.end;
        }
        applied.push(fix);
    }
    text.push_str(&source[cursor..]);
    (text, applied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(edits: &[(Span, &str)]) -> Fix {
        let edits: Vec<Edit> = edits.iter().map(|(span, text)| Edit::replace(span.clone(), *text)).collect();
        Fix::new("fix", Applicability::Safe, Change::Comment, edits)
    }

    #[test]
    fn fixes_that_touch_an_earlier_one_are_left_out() {
        let fixes = [fix(&[(4..5, "E")]), fix(&[(0..1, "A"), (2..3, "C")]), fix(&[(3..4, "D")])];
        let (text, applied) = apply("abcdef", &fixes);
        assert_eq!(text, "AbCdEf");
        assert_eq!(applied.len(), 2);
    }

    #[test]
    fn a_fix_is_not_relocated_if_an_edit_has_no_place() {
        let fix = fix(&[(0..1, "A"), (2..3, "C")]);
        assert!(fix.relocate(|edit| (edit.span.start > 0).then(|| edit.span.clone())).is_none());
        assert_eq!(fix.relocate(|edit| Some(edit.span.start + 5..edit.span.end + 5)).unwrap().span(), 5..8);
    }
}

//! The proof: but for what the fixes declare, a text says after them what it said before.

use super::outline::{OutlineBlock, outline};
use crate::document::{Dialect, Document};
use crate::edit::{Change, Fix};
use crate::source::Span;

/// A text before and after some fixes.
pub(super) struct Proof<'a> {
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    pub(super) fixes: &'a [&'a Fix],
    pub(super) dialects: &'a [Dialect],
}

impl Proof<'_> {
    /// Whether nothing changed that no fix declared.
    ///
    /// # Errors
    /// What changed, in words that end `would change …`.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        for dialect in self.dialects {
            self.check_blocks(dialect)?;
        }
        Ok(())
    }

    fn check_blocks(&self, dialect: &Dialect) -> Result<(), &'static str> {
        let (before, after) = (outline(self.before, dialect), outline(self.after, dialect));
        if before.len() != after.len() {
            return Err("how the text falls into blocks");
        }
        for (old, new) in before.iter().zip(&after) {
            check_block(old, new, &self.declared(&old.span))?;
        }
        let headings = before.iter().zip(&after).filter(|(_, new)| new.level.is_some());
        let is_new: Vec<bool> = headings.map(|(old, _)| old.level.is_none()).collect();
        self.check_ids(dialect, &is_new)
    }

    /// What the fixes that touch a block declare. A level is declared for every heading.
    fn declared(&self, span: &Span) -> Vec<Change> {
        let end = span.end + usize::from(span.end == self.before.len());
        let holds = |at: &Span| at.start < end && (span.start < at.end || (at.is_empty() && span.start <= at.start));
        let touches = |fix: &Fix| fix.edits().iter().any(|edit| holds(&edit.span));
        self.fixes.iter().filter(|fix| touches(fix)).map(|fix| fix.change).collect()
    }

    /// Old headings keep their ids; new ones, which `is_new` tells of, take none of them.
    fn check_ids(&self, dialect: &Dialect, is_new: &[bool]) -> Result<(), &'static str> {
        let (before, after) = (ids(self.before, dialect), ids(self.after, dialect));
        let pick = |new: bool| after.iter().zip(is_new).filter(move |(_, is_new)| **is_new == new).map(|(id, _)| id);
        let kept = is_new.len() == after.len() && before.iter().eq(pick(false));
        if kept && !pick(true).any(|id| before.contains(id)) {
            Ok(())
        } else {
            Err("the id of a heading, and links to it would break")
        }
    }
}

fn check_block(old: &OutlineBlock, new: &OutlineBlock, declared: &[Change]) -> Result<(), &'static str> {
    let has = |change| declared.contains(&change);
    let becomes_heading = has(Change::Block) && old.kind.starts_with("Paragraph") && new.level.is_some();
    if !becomes_heading {
        if old.kind != new.kind {
            return Err("the kind of a block");
        }
        if old.level != new.level && !has(Change::Level) {
            return Err("the level of a heading");
        }
    }
    if old.fixed(false) != new.fixed(false) {
        return Err("code, a link or a tag");
    }
    let words_may_change = has(Change::Text) || becomes_heading;
    if !words_may_change && old.words() != new.words() {
        return Err("the words");
    }
    let markup_may_change = has(Change::Markup) || becomes_heading;
    if !markup_may_change && old.fixed(true) != new.fixed(true) {
        return Err("emphasis");
    }
    let untouched = !words_may_change && !markup_may_change;
    if untouched && !has(Change::Comment) && old.items != new.items { Err("the words") } else { Ok(()) }
}

/// The ids of all headings, as mdBook gives them.
pub(super) fn ids(text: &str, dialect: &Dialect) -> Vec<String> {
    let document = Document::of_text(text.strip_prefix('\u{feff}').unwrap_or(text), dialect);
    document.headings.into_iter().map(|heading| heading.id.unwrap_or_default()).collect()
}

/// Whether taking our comments out of `before` to get `after` changes nothing that is rendered.
pub(crate) fn is_same_without_comments(before: &str, after: &str, dialect: &Dialect) -> bool {
    let span = 0..before.len();
    let everywhere = Fix::new("", crate::edit::Applicability::Safe, Change::Comment, [crate::edit::Edit::delete(span)]);
    Proof { before, after, fixes: &[&everywhere], dialects: std::slice::from_ref(dialect) }.check().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Applicability, Edit};

    fn same(before: &str, after: &str) -> bool {
        is_same_without_comments(before, after, &Dialect::default())
    }

    fn proved(before: &str, after: &str, change: Change, span: Span) -> Result<(), &'static str> {
        let fix = Fix::new("mend", Applicability::Safe, change, [Edit::delete(span)]);
        Proof { before, after, fixes: &[&fix], dialects: &[Dialect::default()] }.check()
    }

    #[test]
    fn taking_a_comment_out_is_proved_only_if_nothing_else_changes() {
        assert!(same("a\n\n<!-- redline-disable -->\n\nb\n", "a\n\nb\n"));
        assert!(same("a <!-- redline-enable --> b", "a b"));
        assert!(!same("a\n<!-- redline-disable -->\nb\n", "a\nb\n"), "two paragraphs become one");
        assert!(!same("- a\n\n<!-- redline-disable -->\n\n- b\n", "- a\n\n- b\n"), "two lists become one");
        assert!(!same("a\n\n<!-- other -->\n\nb\n", "a\n\nb\n"));
        assert!(!same("a `b` c", "a `d` c"));
    }

    #[test]
    fn only_what_is_declared_may_change() {
        assert_eq!(proved("# A.\n\nb\n", "# A\n\nb\n", Change::Text, 3..4), Ok(()));
        assert_eq!(proved("# A.\n\nb\n", "# A\n\nb\n", Change::Markup, 3..4), Err("the words"));
        assert_eq!(proved("# A.\n\nb\n", "# A\n\nc\n", Change::Text, 3..4), Err("the words"));
        assert_eq!(proved("# **A**\n", "# A\n", Change::Markup, 2..7), Ok(()));
        assert_eq!(proved("# **A**\n", "# A\n", Change::Text, 2..7), Err("emphasis"));
        assert_eq!(proved("### A\n", "## A\n", Change::Level, 0..1), Ok(()));
        assert_eq!(proved("### A\n", "## A\n", Change::Text, 0..1), Err("the level of a heading"));
        assert_eq!(proved("##A\n", "## A\n", Change::Block, 2..2), Ok(()));
        assert_eq!(proved("# `a`.\n", "# `b`.\n", Change::Text, 3..4), Err("code, a link or a tag"));
        assert_eq!(
            proved("# 1. A\n", "# A\n", Change::Text, 2..5),
            Err("the id of a heading, and links to it would break")
        );
    }
}

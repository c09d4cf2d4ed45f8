//! Proof that fixes change only what they declare.

use std::collections::HashSet;

use super::declared::{DeclaredChanges, in_new_order};
use super::outline::{OutlineBlock, outline};
use super::page::Page;
use redline_document::document::Dialect;
use redline_document::edit::{Change, Fix};

/// Text before and after some fixes.
#[derive(Clone, Copy)]
pub(super) struct Proof<'a> {
    /// Text before the first pass, whose ids must be kept.
    pub(super) original: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    pub(super) fixes: &'a [&'a Fix],
    pub(super) dialects: &'a [Dialect],
}

/// Old ids of headings, each with the new one.
pub(super) type RenamedIds = Vec<(String, String)>;

/// Failure where the id of a heading would change.
pub(super) const ID_CHANGES: &str = "the id of a heading, and links to it would break";

/// Failure where another id would change, which cannot be pinned.
const OTHER_ID_CHANGES: &str = "the id of a definition or a tag, and links to it would break";

/// Failure where an edit starts or ends inside an indivisible range.
const CUTS: &str = "a part of an entity, an escape, a tag or an address";

impl Proof<'_> {
    /// Checks that nothing changed but what a fix declares.
    ///
    /// # Errors
    /// What changed, in words that complete `would change …`.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        for dialect in self.dialects {
            let is_new = self.check_blocks(dialect)?;
            let pages = self.check_indivisible(dialect)?;
            self.check_ids(dialect, &pages, &is_new)?;
            if self.is_dialect_independent(&pages.0) {
                break;
            }
        }
        Ok(())
    }

    /// Whether a proof in one dialect holds in all: the texts have no syntax of one dialect, and no fix edits a heading,
    /// whose id depends on the dialect.
    fn is_dialect_independent(&self, before: &Page) -> bool {
        let is_wording = |fix: &&Fix| matches!(fix.change, Change::Text | Change::Comment);
        self.fixes.iter().all(is_wording)
            && !before.has_edited_heading(self.fixes)
            && ![self.before, self.after].into_iter().any(has_dialect_syntax)
    }

    /// Checks that indivisible ranges were neither cut, changed nor added, and returns the page before and after.
    fn check_indivisible(&self, dialect: &Dialect) -> Result<(Page, Page), &'static str> {
        let (before, after) = (Page::of(self.before, dialect), Page::of(self.after, dialect));
        if before.is_cut_by(self.fixes) {
            return Err(CUTS);
        }
        let is_wording = |fix: &&Fix| matches!(fix.change, Change::Text | Change::Markup | Change::Level);
        if self.fixes.iter().all(is_wording) && before.opaque_texts(self.fixes) != after.opaque_texts(&[]) {
            return Err("an address, a formula or a directive");
        }
        if before.other_ids() != after.other_ids() {
            return Err(OTHER_ID_CHANGES);
        }
        Ok((before, after))
    }

    /// Checks the same as [`Self::check`], but lets ids of headings change, if they change alike in every dialect and
    /// to ids that are new on the page.
    ///
    /// # Errors
    /// What changed, in words that complete `would change …`.
    pub(super) fn check_but_ids(&self) -> Result<RenamedIds, &'static str> {
        let mut renamed: Option<RenamedIds> = None;
        for dialect in self.dialects {
            let is_new = self.check_blocks(dialect)?;
            let (before, after) = self.check_indivisible(dialect)?;
            let (before, after) = (self.ids_in_new_order(&before), heading_ids(&after));
            let kept: Vec<&String> =
                after.iter().zip(&is_new).filter(|(_, is_new)| !**is_new).map(|(id, _)| id).collect();
            let others = after.iter().zip(&is_new).filter(|(_, is_new)| **is_new).map(|(id, _)| id);
            let changed = before.iter().zip(&kept).filter(|(old, new)| old != *new);
            let changed: RenamedIds = changed.map(|(old, new)| (old.clone(), (*new).clone())).collect();
            let known: HashSet<&String> = before.iter().collect();
            let taken = changed.iter().map(|(_, new)| new).chain(others).any(|id| known.contains(id) || id.is_empty());
            let lost = changed.iter().any(|(old, _)| old.is_empty());
            if before.len() != kept.len() || taken || lost || renamed.as_ref().is_some_and(|known| *known != changed) {
                return Err(ID_CHANGES);
            }
            renamed = Some(changed);
        }
        Ok(renamed.unwrap_or_default())
    }

    /// Checks the blocks, and returns for each heading of the new text whether it is new.
    fn check_blocks(&self, dialect: &Dialect) -> Result<Vec<bool>, &'static str> {
        let (before, after) = (outline(self.before, dialect), outline(self.after, dialect));
        let before = in_new_order(self.fixes, before, |block| block.span.start);
        let declared_changes = DeclaredChanges::new(self.fixes, self.before.len());
        let mut rest = after.as_slice();
        let mut is_new = Vec::new();
        let mut inserted = self.inserted(dialect).into_iter().peekable();
        for old in &before {
            while let Some((_, blocks)) = inserted.next_if(|(at, _)| *at <= old.span.start) {
                rest = check_inserted(&blocks, rest, &mut is_new)?;
            }
            let declared = declared_changes.of_block(&old.span);
            let becomes_heading = declared.contains(&Change::Block) && old.kind.is_paragraph();
            let (parts, others) = rest.split_at(if becomes_heading { split_len(old, rest) } else { 1.min(rest.len()) });
            rest = others;
            if becomes_heading {
                check_split(old, parts)?;
            } else {
                check_block(old, parts.first().ok_or("how the text falls into blocks")?, &declared)?;
            }
            is_new.extend(parts.iter().filter(|new| new.level.is_some()).map(|_| old.level.is_none()));
        }
        for (_, blocks) in inserted {
            rest = check_inserted(&blocks, rest, &mut is_new)?;
        }
        if rest.is_empty() { Ok(is_new) } else { Err("how the text falls into blocks") }
    }

    /// Sections that fixes insert: position and blocks of each.
    fn inserted<'d>(&'d self, dialect: &'d Dialect) -> Vec<(usize, Vec<OutlineBlock<'d>>)> {
        let edits = self.fixes.iter().filter(|fix| fix.change == Change::Section).flat_map(|fix| fix.edits());
        let mut inserted: Vec<_> = edits.map(|edit| (edit.span.start, outline(&edit.text, dialect))).collect();
        inserted.sort_by_key(|(at, _)| *at);
        inserted
    }

    /// Ids of the old headings, in the order that they have once sections are moved.
    fn ids_in_new_order(&self, before: &Page) -> Vec<String> {
        in_new_order(self.fixes, before.heading_ids(), |(at, _)| *at).into_iter().map(|(_, id)| id).collect()
    }

    /// Checks that old headings keep the ids that they had in the original, and that new ones take none of them.
    fn check_ids(
        &self,
        dialect: &Dialect,
        (before, after): &(Page, Page),
        is_new: &[bool],
    ) -> Result<(), &'static str> {
        let (before, after) = (self.ids_in_new_order(before), heading_ids(after));
        if is_new.len() != after.len() {
            return Err(ID_CHANGES);
        }
        let original: Option<HashSet<String>> =
            (self.original != self.before).then(|| ids(self.original, dialect).into_iter().collect());
        let is_required = |id: &String| original.as_ref().is_none_or(|ids| ids.contains(id));
        let pick = |new: bool| after.iter().zip(is_new).filter(move |(_, is_new)| **is_new == new).map(|(id, _)| id);
        let kept: Vec<&String> = pick(false).collect();
        let is_kept = |(old, new): (&String, &&String)| old == *new || !is_required(old);
        let are_kept = before.len() == kept.len() && before.iter().zip(&kept).all(is_kept);
        let known: HashSet<&String> = before.iter().collect();
        if are_kept && !pick(true).any(|id| known.contains(id)) { Ok(()) } else { Err(ID_CHANGES) }
    }
}

/// Whether a text may have an alert or a definition, which only mdBook 0.5 parses.
fn has_dialect_syntax(text: &str) -> bool {
    let opens_definition = |line: &str| line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).starts_with(':');
    text.contains("[!") || text.split(['\n', '\r']).any(opens_definition)
}

fn heading_ids(page: &Page) -> Vec<String> {
    page.heading_ids().into_iter().map(|(_, id)| id).collect()
}

/// Checks that inserted blocks come next, and returns the blocks that follow them.
fn check_inserted<'r, 't>(
    blocks: &[OutlineBlock<'_>],
    rest: &'r [OutlineBlock<'t>],
    is_new: &mut Vec<bool>,
) -> Result<&'r [OutlineBlock<'t>], &'static str> {
    if rest.len() < blocks.len() || !blocks.iter().zip(rest).all(|(block, found)| block.is_equal(found)) {
        return Err("how the text falls into blocks");
    }
    is_new.extend(blocks.iter().filter(|block| block.level.is_some()).map(|_| true));
    Ok(&rest[blocks.len()..])
}

fn check_block(old: &OutlineBlock<'_>, new: &OutlineBlock<'_>, declared: &[Change]) -> Result<(), &'static str> {
    let has = |change| declared.contains(&change);
    let becomes_callout = has(Change::Callout) && old.kind.is_quote() && new.kind.is_quote();
    if old.kind != new.kind && !becomes_callout {
        return Err("how the text falls into blocks");
    }
    if has(Change::Callout) {
        let is_same =
            callout_words(&old.words()) == callout_words(&new.words()) && old.invariants() == new.invariants();
        return if is_same { Ok(()) } else { Err("the words") };
    }
    if old.level != new.level && !has(Change::Level) {
        return Err("the level of a heading");
    }
    if old.invariants() != new.invariants() {
        return Err("code, a link or a tag");
    }
    if !has(Change::Text) && old.words() != new.words() {
        return Err("the words");
    }
    if !has(Change::Markup) && old.markup() != new.markup() {
        return Err("emphasis");
    }
    let untouched = [Change::Text, Change::Markup, Change::Comment].iter().all(|change| !has(*change));
    if untouched && old.items != new.items { Err("the words") } else { Ok(()) }
}

/// Words of a callout without its label or marker, which mdBook 0.4 renders as words.
fn callout_words(words: &str) -> &str {
    let words = words.trim_start();
    let label = words.split([':', ' ']).next().unwrap_or_default();
    if let Some(rest) = words.strip_prefix("[!").and_then(|rest| rest.split_once(']')) {
        return rest.1.trim_start();
    }
    match words[label.len()..].strip_prefix(':') {
        Some(rest) if crate::convention::is_callout_label(label) => rest.trim_start(),
        _ => words,
    }
}

/// Number of blocks in `rest` that a paragraph with headings in it is split into.
fn split_len(old: &OutlineBlock<'_>, rest: &[OutlineBlock<'_>]) -> usize {
    let wanted = title_words(&old.words()).len();
    let mut found = 0;
    for (index, block) in rest.iter().enumerate() {
        found += block.words().split_whitespace().count();
        if found >= wanted {
            return index + 1;
        }
    }
    rest.len()
}

/// Checks that blocks hold what the paragraph held, and that one of them is a heading.
fn check_split(old: &OutlineBlock<'_>, parts: &[OutlineBlock<'_>]) -> Result<(), &'static str> {
    let kinds = parts.iter().all(|block| block.level.is_some() || block.kind.is_paragraph());
    if !kinds || !parts.iter().any(|block| block.level.is_some()) {
        return Err("how the text falls into blocks");
    }
    let words: Vec<String> = parts.iter().map(OutlineBlock::words).collect();
    let words = words.join(" ");
    if !title_words(&old.words()).iter().copied().eq(words.split_whitespace()) {
        return Err("the words");
    }
    let invariants: Vec<_> = parts.iter().flat_map(OutlineBlock::invariants).collect();
    if old.invariants() == invariants { Ok(()) } else { Err("code, a link or a tag") }
}

/// Words of a paragraph without the hashes of headings that lack a space.
fn title_words(words: &str) -> Vec<&str> {
    let is_marked = |word: &str| (2..=6).contains(&word.bytes().take_while(|&byte| byte == b'#').count());
    let words = words.split_whitespace().map(|word| if is_marked(word) { word.trim_start_matches('#') } else { word });
    words.filter(|word| !word.is_empty()).collect()
}

/// Ids of all headings, as mdBook computes them.
pub(super) fn ids(text: &str, dialect: &Dialect) -> Vec<String> {
    heading_ids(&Page::of(text, dialect))
}

/// Whether `after` renders as `before` does, from which our comments were deleted.
pub fn is_same_without_comments(before: &str, after: &str, dialect: &Dialect) -> bool {
    let span = 0..before.len();
    let everywhere = Fix::new(
        "",
        redline_document::edit::Applicability::Safe,
        Change::Comment,
        [redline_document::edit::Edit::delete(span)],
    );
    let dialects = std::slice::from_ref(dialect);
    Proof { original: before, before, after, fixes: &[&everywhere], dialects }.check().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::edit::{Applicability, Edit};
    use redline_document::source::Span;

    fn same(before: &str, after: &str) -> bool {
        is_same_without_comments(before, after, &Dialect::default())
    }

    fn proved(before: &str, after: &str, change: Change, span: Span) -> Result<(), &'static str> {
        let fix = Fix::new("fix", Applicability::Safe, change, [Edit::delete(span)]);
        Proof { original: before, before, after, fixes: &[&fix], dialects: &[Dialect::default()] }.check()
    }

    #[test]
    fn deleting_a_comment_is_proved_only_if_nothing_else_changes() {
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
        assert_eq!(proved("a\n##B\nc\n", "a\n## B\nc\n", Change::Block, 4..4), Ok(()));
        assert_eq!(proved("a\n##B\nc\n", "a\n## B\nd\n", Change::Block, 4..4), Err("the words"));
        assert_eq!(
            proved("##A\n\n# A\n", "## A\n\n# A\n", Change::Block, 2..2),
            Err("the id of a heading, and links to it would break")
        );
        assert_eq!(proved("# `a`.\n", "# `b`.\n", Change::Text, 3..4), Err("code, a link or a tag"));
        assert_eq!(
            proved("# 1. A\n", "# A\n", Change::Text, 2..5),
            Err("the id of a heading, and links to it would break")
        );
    }

    #[test]
    fn indivisible_ranges_are_not_cut() {
        let text = |before: &str, after: &str, span: Span| proved(before, after, Change::Text, span);
        assert_eq!(text("# C&#35;\n", "# C&#35\n", 7..8), Err(CUTS));
        assert_eq!(text("a &amp; b\n", "a b\n", 2..8), Ok(()), "a whole one may be deleted");
        assert_eq!(text("a \\* b\n", "a * b\n", 2..3), Err(CUTS));
        assert_eq!(text(":warning: a\n", ":warning a\n", 8..9), Err(CUTS));
        assert_eq!(text("see https://a.teh/ x\n", "see https://a.the/ x\n", 14..17), Err(CUTS));
        assert_eq!(text("a :b c: d\n", "a :bc: d\n", 4..5), Err("an address, a formula or a directive"));
    }

    #[test]
    fn every_id_of_the_page_is_kept() {
        let text = |before: &str, after: &str| proved(before, after, Change::Text, 0..3);
        assert_eq!(text("Teh term\n: Meaning.\n", "The term\n: Meaning.\n"), Err(OTHER_ID_CHANGES));
        assert_eq!(text("Teh <a id=\"x\"></a>\n", "The <a id=\"x\"></a>\n"), Ok(()));
    }

    #[test]
    fn an_id_of_an_earlier_pass_need_not_be_kept() {
        let fix = Fix::new("fix", Applicability::Safe, Change::Text, [Edit::replace(3..6, "The")]);
        let proof = |original| {
            let (before, after) = ("## Teh end\n", "## The end\n");
            Proof { original, before, after, fixes: &[&fix], dialects: &[Dialect::default()] }.check()
        };
        assert_eq!(proof("##Teh end\n"), Ok(()));
        assert_eq!(proof("## Teh end\n"), Err(ID_CHANGES));
    }

    #[test]
    fn other_dialects_are_checked_where_they_differ() {
        let both = [Dialect::default(), Dialect::new(semver::Version::new(0, 4, 52), &serde_json::Value::Null)];
        let proof = |before: &str, after: &str, span: Span| {
            let fix = Fix::new("fix", Applicability::Safe, Change::Text, [Edit::delete(span)]);
            Proof { original: before, before, after, fixes: &[&fix], dialects: &both }.check()
        };
        assert_eq!(proof("# Ü -- a\n\nTeh b\n", "# Ü -- a\n\nThe b\n", 11..14), Ok(()));
        // Only mdBook 0.4 keeps the case of letters beyond ASCII.
        assert_eq!(proof("# ÜA\n", "# üA\n", 2..4), Err(ID_CHANGES));
    }

    fn renamed(before: &str, after: &str, span: Span) -> Result<RenamedIds, &'static str> {
        let fix = Fix::new("fix", Applicability::Safe, Change::Text, [Edit::delete(span)]);
        let old = Dialect::new(semver::Version::new(0, 4, 52), &serde_json::Value::Null);
        Proof { original: before, before, after, fixes: &[&fix], dialects: &[old, Dialect::default()] }.check_but_ids()
    }

    #[test]
    fn an_id_may_change_to_a_new_one_that_all_dialects_agree_on() {
        let pair = ("1-a".to_owned(), "a".to_owned());
        assert_eq!(renamed("# 1. A\n", "# A\n", 2..5), Ok(vec![pair]));
        assert_eq!(renamed("# 1. A\n\n# A\n", "# A\n\n# A\n", 2..5), Err(ID_CHANGES), "the id was another's");
        assert_eq!(renamed("# 1. Über\n", "# Über\n", 2..5), Err(ID_CHANGES), "0.4 and 0.5 differ");
    }
}

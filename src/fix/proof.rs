//! The proof: but for what the fixes declare, a text says after them what it said before.

use super::outline::{OutlineBlock, outline};
use super::page::Page;
use crate::document::Dialect;
use crate::edit::{Change, Fix};
use crate::source::Span;

/// A text before and after some fixes.
#[derive(Clone, Copy)]
pub(super) struct Proof<'a> {
    /// The text as its author left it, before any pass: the ids of this one must live on.
    pub(super) original: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    pub(super) fixes: &'a [&'a Fix],
    pub(super) dialects: &'a [Dialect],
}

/// Old ids of headings, each with the new one.
pub(super) type RenamedIds = Vec<(String, String)>;

/// Why a proof fails where the id of a heading would change.
pub(super) const ID_CHANGES: &str = "the id of a heading, and links to it would break";

/// Why a proof fails where another id would change, which cannot be written out.
const OTHER_ID_CHANGES: &str = "the id of a definition or a tag, and links to it would break";

/// Why a proof fails where an edit begins or ends inside of what is whole or nothing.
const CUTS: &str = "a part of an entity, an escape, a tag or an address";

impl Proof<'_> {
    /// Whether nothing changed that no fix declared.
    ///
    /// # Errors
    /// What changed, in words that end `would change …`.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        for dialect in self.dialects {
            let is_new = self.check_blocks(dialect)?;
            let pages = self.check_atoms(dialect)?;
            self.check_ids(dialect, &pages, &is_new)?;
            if self.is_alike_in_all_dialects(&pages.0) {
                break;
            }
        }
        Ok(())
    }

    /// Whether what holds in one dialect holds in all: the texts have nothing that only some of them read, and no fix
    /// edits a heading, whose id each makes in its own way.
    fn is_alike_in_all_dialects(&self, before: &Page) -> bool {
        let is_wording = |fix: &&Fix| matches!(fix.change, Change::Text | Change::Comment);
        self.fixes.iter().all(is_wording)
            && !before.has_edited_heading(self.fixes)
            && ![self.before, self.after].into_iter().any(has_syntax_of_some_dialects)
    }

    /// Whether what is whole or nothing was neither cut nor changed, and nothing new of the kind came up; also the page
    /// before and after.
    fn check_atoms(&self, dialect: &Dialect) -> Result<(Page, Page), &'static str> {
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

    /// Whether nothing changed that no fix declared, but for the ids of headings: those that change
    /// must do so alike in every dialect, and none may become one that was there before.
    ///
    /// # Errors
    /// What changed, in words that end `would change …`.
    pub(super) fn check_but_ids(&self) -> Result<RenamedIds, &'static str> {
        let mut renamed: Option<RenamedIds> = None;
        for dialect in self.dialects {
            let is_new = self.check_blocks(dialect)?;
            let (before, after) = self.check_atoms(dialect)?;
            let (before, after) = (self.ids_in_new_order(&before), heading_ids(&after));
            let kept: Vec<&String> =
                after.iter().zip(&is_new).filter(|(_, is_new)| !**is_new).map(|(id, _)| id).collect();
            let others = after.iter().zip(&is_new).filter(|(_, is_new)| **is_new).map(|(id, _)| id);
            let changed = before.iter().zip(&kept).filter(|(old, new)| old != *new);
            let changed: RenamedIds = changed.map(|(old, new)| (old.clone(), (*new).clone())).collect();
            let taken = changed.iter().map(|(_, new)| new).chain(others).any(|id| before.contains(id) || id.is_empty());
            let lost = changed.iter().any(|(old, _)| old.is_empty());
            if before.len() != kept.len() || taken || lost || renamed.as_ref().is_some_and(|known| *known != changed) {
                return Err(ID_CHANGES);
            }
            renamed = Some(changed);
        }
        Ok(renamed.unwrap_or_default())
    }

    /// Whether the blocks say what they did; also which of the headings after are new.
    fn check_blocks(&self, dialect: &Dialect) -> Result<Vec<bool>, &'static str> {
        let (before, after) = (outline(self.before, dialect), outline(self.after, dialect));
        let before = self.in_new_order(before, |block| block.span.start);
        let mut rest = after.as_slice();
        let mut is_new = Vec::new();
        let mut inserted = self.inserted(dialect).into_iter().peekable();
        for old in &before {
            while let Some((_, blocks)) = inserted.next_if(|(at, _)| *at <= old.span.start) {
                rest = check_inserted(&blocks, rest, &mut is_new)?;
            }
            let declared = self.declared(&old.span);
            let becomes_heading = declared.contains(&Change::Block) && old.kind.starts_with("Paragraph");
            let (these, others) = rest.split_at(if becomes_heading { split_of(old, rest) } else { 1.min(rest.len()) });
            rest = others;
            if becomes_heading {
                check_split(old, these)?;
            } else {
                check_block(old, these.first().ok_or("how the text falls into blocks")?, &declared)?;
            }
            is_new.extend(these.iter().filter(|new| new.level.is_some()).map(|_| old.level.is_none()));
        }
        for (_, blocks) in inserted {
            rest = check_inserted(&blocks, rest, &mut is_new)?;
        }
        if rest.is_empty() { Ok(is_new) } else { Err("how the text falls into blocks") }
    }

    /// The sections that fixes put in: where, and the blocks of each.
    fn inserted(&self, dialect: &Dialect) -> Vec<(usize, Vec<OutlineBlock>)> {
        let edits = self.fixes.iter().filter(|fix| fix.change == Change::Section).flat_map(|fix| fix.edits());
        let mut inserted: Vec<_> = edits.map(|edit| (edit.span.start, outline(&edit.text, dialect))).collect();
        inserted.sort_by_key(|(at, _)| *at);
        inserted
    }

    /// Things of the old text, each at a byte of it, in the order that they have after sections were moved.
    fn in_new_order<T>(&self, items: Vec<T>, at: impl Fn(&T) -> usize) -> Vec<T> {
        let mut items = items;
        for fix in self.fixes.iter().filter(|fix| fix.change == Change::Order) {
            let Some(from) = fix.edits().iter().find(|edit| edit.text.is_empty()) else { continue };
            let Some(to) = fix.edits().iter().find(|edit| edit.span.is_empty()) else { continue };
            let (moved, mut rest): (Vec<T>, Vec<T>) = items.into_iter().partition(|item| from.span.contains(&at(item)));
            let place = rest.iter().position(|item| at(item) >= to.span.start).unwrap_or(rest.len());
            rest.splice(place..place, moved);
            items = rest;
        }
        items
    }

    /// The ids of the headings before, in the order that they have after.
    fn ids_in_new_order(&self, before: &Page) -> Vec<String> {
        self.in_new_order(before.heading_ids(), |(at, _)| *at).into_iter().map(|(_, id)| id).collect()
    }

    /// What the fixes that touch a block declare. A level is declared for every heading.
    fn declared(&self, span: &Span) -> Vec<Change> {
        let end = span.end + usize::from(span.end == self.before.len());
        let holds = |at: &Span| at.start < end && (span.start < at.end || (at.is_empty() && span.start <= at.start));
        let touches = |fix: &Fix| fix.edits().iter().any(|edit| holds(&edit.span));
        self.fixes.iter().filter(|fix| touches(fix)).map(|fix| fix.change).collect()
    }

    /// Old headings keep the ids that they had in the original; new ones, which `is_new` names, take none of them.
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
        let original = (self.original != self.before).then(|| ids(self.original, dialect));
        let must_live = |id: &String| original.as_ref().is_none_or(|ids| ids.contains(id));
        let pick = |new: bool| after.iter().zip(is_new).filter(move |(_, is_new)| **is_new == new).map(|(id, _)| id);
        let kept: Vec<&String> = pick(false).collect();
        let is_kept = |(old, new): (&String, &&String)| old == *new || !must_live(old);
        let lives = before.len() == kept.len() && before.iter().zip(&kept).all(is_kept);
        if lives && !pick(true).any(|id| before.contains(id)) { Ok(()) } else { Err(ID_CHANGES) }
    }
}

/// Whether a text may have an alert or a definition, which mdBook 0.5 alone reads.
fn has_syntax_of_some_dialects(text: &str) -> bool {
    let opens_definition = |line: &str| line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).starts_with(':');
    text.contains("[!") || text.split(['\n', '\r']).any(opens_definition)
}

fn heading_ids(page: &Page) -> Vec<String> {
    page.heading_ids().into_iter().map(|(_, id)| id).collect()
}

/// What follows the blocks that were put in, if they are there as they were meant.
fn check_inserted<'b>(
    blocks: &[OutlineBlock],
    rest: &'b [OutlineBlock],
    is_new: &mut Vec<bool>,
) -> Result<&'b [OutlineBlock], &'static str> {
    let is_same = |(one, other): (&OutlineBlock, &OutlineBlock)| {
        one.kind == other.kind && one.level == other.level && one.items == other.items
    };
    if rest.len() < blocks.len() || !blocks.iter().zip(rest).all(is_same) {
        return Err("how the text falls into blocks");
    }
    is_new.extend(blocks.iter().filter(|block| block.level.is_some()).map(|_| true));
    Ok(&rest[blocks.len()..])
}

fn check_block(old: &OutlineBlock, new: &OutlineBlock, declared: &[Change]) -> Result<(), &'static str> {
    let has = |change| declared.contains(&change);
    let is_quote = |block: &OutlineBlock| block.kind.trim_start_matches("end of ").starts_with("BlockQuote");
    let becomes_callout = has(Change::Callout) && is_quote(old) && is_quote(new);
    if old.kind != new.kind && !becomes_callout {
        return Err("how the text falls into blocks");
    }
    if has(Change::Callout) {
        let is_same =
            callout_words(&old.words()) == callout_words(&new.words()) && old.fixed(false) == new.fixed(false);
        return if is_same { Ok(()) } else { Err("the words") };
    }
    if old.level != new.level && !has(Change::Level) {
        return Err("the level of a heading");
    }
    if old.fixed(false) != new.fixed(false) {
        return Err("code, a link or a tag");
    }
    if !has(Change::Text) && old.words() != new.words() {
        return Err("the words");
    }
    if !has(Change::Markup) && old.fixed(true) != new.fixed(true) {
        return Err("emphasis");
    }
    let untouched = [Change::Text, Change::Markup, Change::Comment].iter().all(|change| !has(*change));
    if untouched && old.items != new.items { Err("the words") } else { Ok(()) }
}

/// The words of a callout without its label or marker; mdBook 0.4 shows the marker as words.
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

/// How many of the blocks in `rest` a paragraph becomes that a heading stood in: the text before
/// it, the heading, the text after it.
fn split_of(old: &OutlineBlock, rest: &[OutlineBlock]) -> usize {
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

/// Whether the blocks say what the paragraph said, and one of them or more are headings.
fn check_split(old: &OutlineBlock, these: &[OutlineBlock]) -> Result<(), &'static str> {
    let kinds = these.iter().all(|block| block.level.is_some() || block.kind.starts_with("Paragraph"));
    if !kinds || !these.iter().any(|block| block.level.is_some()) {
        return Err("how the text falls into blocks");
    }
    let words: Vec<String> = these.iter().map(OutlineBlock::words).collect();
    let words = words.join(" ");
    if !title_words(&old.words()).iter().copied().eq(words.split_whitespace()) {
        return Err("the words");
    }
    let fixed: Vec<_> = these.iter().flat_map(|block| block.fixed(false)).collect();
    if old.fixed(false) == fixed { Ok(()) } else { Err("code, a link or a tag") }
}

/// The words of a paragraph without the hashes that were meant to make headings of them.
fn title_words(words: &str) -> Vec<&str> {
    let is_marked = |word: &str| (2..=6).contains(&word.bytes().take_while(|&byte| byte == b'#').count());
    let words = words.split_whitespace().map(|word| if is_marked(word) { word.trim_start_matches('#') } else { word });
    words.filter(|word| !word.is_empty()).collect()
}

/// The ids of all headings, as mdBook gives them.
pub(super) fn ids(text: &str, dialect: &Dialect) -> Vec<String> {
    heading_ids(&Page::of(text, dialect))
}

/// Whether taking our comments out of `before` to get `after` changes nothing that is rendered.
pub(crate) fn is_same_without_comments(before: &str, after: &str, dialect: &Dialect) -> bool {
    let span = 0..before.len();
    let everywhere = Fix::new("", crate::edit::Applicability::Safe, Change::Comment, [crate::edit::Edit::delete(span)]);
    let dialects = std::slice::from_ref(dialect);
    Proof { original: before, before, after, fixes: &[&everywhere], dialects }.check().is_ok()
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
        Proof { original: before, before, after, fixes: &[&fix], dialects: &[Dialect::default()] }.check()
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
    fn what_is_whole_is_not_cut() {
        let text = |before: &str, after: &str, span: Span| proved(before, after, Change::Text, span);
        assert_eq!(text("# C&#35;\n", "# C&#35\n", 7..8), Err(CUTS));
        assert_eq!(text("a &amp; b\n", "a b\n", 2..8), Ok(()), "a whole one may go");
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
    fn an_id_of_an_earlier_pass_need_not_live() {
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
        let fix = Fix::new("mend", Applicability::Safe, Change::Text, [Edit::delete(span)]);
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

#![doc = include_str!("misspelling.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{BlockKind, BlockProse};
use redline_document::edit::{Applicability, Change, Fix};
use redline_document::source::Span;
use redline_english::rewording::reworded;
use redline_english::spelling::judge::{Capitals, Source};
use redline_english::spelling::{Misspelled, Usage, capitals, is_in_label, is_mostly_unknown, usage};
use redline_text::{cased_as, opens_sentence};

pub(super) static RULE: Rule = Rule { meta: &catalogue::MISSPELLING, check };

fn check(cx: &mut Context<'_>) {
    let (document, misspelled) = (cx.document, &cx.book.misspelled);
    for block in &document.prose {
        let in_heading = document.blocks[block.block].kind == BlockKind::Heading;
        let mut is_foreign = None;
        for span in misspelled.places(block) {
            let place = Place::new(block, span, in_heading);
            let Some(found) = misspelled.find(place.word(), place.capitals) else { continue };
            if place.is_word(found)
                && !is_in_own_link(cx, &place)
                && !*is_foreign.get_or_insert_with(|| is_mostly_unknown(block))
            {
                report(cx, &place, found);
            }
        }
    }
}

/// A place of a misspelled word.
struct Place<'a> {
    block: &'a BlockProse,
    span: Span,
    usage: Usage,
    capitals: Capitals,
}

impl<'a> Place<'a> {
    fn new(block: &'a BlockProse, span: Span, in_heading: bool) -> Self {
        let text = block.prose.text();
        let (usage, capitals) = (usage(text, &span), capitals(text, &span, in_heading));
        Self { block, span, usage, capitals }
    }

    fn text(&self) -> &'a str {
        self.block.prose.text()
    }

    fn word(&self) -> &'a str {
        &self.text()[self.span.clone()]
    }

    fn before(&self) -> &'a str {
        &self.text()[..self.span.start]
    }

    /// Whether the word is used as one, and not as a name.
    fn is_word(&self, found: &Misspelled) -> bool {
        let is_of_lists = matches!(found.judgement.source, Source::Closed | Source::Listed);
        let may_be = match self.usage {
            Usage::Word | Usage::Doubtful => true,
            Usage::InCompound => is_of_lists,
            Usage::Mentioned | Usage::Identifier => false,
        };
        // A word that code has is a name, unless it is clearly the verb of a sentence.
        may_be
            && !is_contraction(found)
            && (found.judgement.source != Source::Name || self.has_the_capitals_of(&found.judgement.corrections))
            && (!found.is_in_code || is_after_subject(self.before()))
            && !found
                .judgement
                .corrections
                .iter()
                .any(|correction| is_named_beside(self.text(), self.before(), correction))
    }

    /// Whether it has as many capitals as one of these names, if it has any inside: `NixOps` is not `NixOS`.
    fn has_the_capitals_of(&self, names: &[String]) -> bool {
        let capitals = |word: &str| word.bytes().filter(u8::is_ascii_uppercase).count();
        self.capitals != Capitals::Inner || names.iter().any(|name| capitals(name) == capitals(self.word()))
    }

    /// Whether nothing suggests that the word is a name, or part of one. An item of a list may be a name alone.
    fn is_plain(&self) -> bool {
        let after = &self.text()[self.span.end..];
        let is_followed_by_name =
            || after.strip_prefix([' ', '\n']).is_some_and(|next| next.starts_with(char::is_uppercase));
        self.usage == Usage::Word
            && self.block.tokens().len() > 1
            && match self.capitals {
                Capitals::None => true,
                Capitals::Opening => opens_sentence(self.before()) && !is_followed_by_name(),
                Capitals::Initial | Capitals::Inner => false,
            }
    }
}

/// Whether a word lacks an apostrophe, which has a rule of its own.
fn is_contraction(found: &Misspelled) -> bool {
    found.judgement.source == Source::RunTogether && found.judgement.corrections.iter().any(|one| one.contains('\''))
}

/// Whether a misspelling is named beside its correction: *hierarchy, not heirarchy*.
fn is_named_beside(text: &str, before: &str, correction: &str) -> bool {
    let last = before.trim_end_matches([' ', '\n', '"', '“', '\'', '‘', '*', '_', '(']);
    let last = last.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(last, "not" | "than" | "of" | "or" | "as") && text.to_lowercase().contains(&correction.to_lowercase())
}

/// Whether what follows is a verb: *we recieve*, *has occured*.
fn is_after_subject(before: &str) -> bool {
    const SUBJECTS: [&str; 15] = [
        "been", "can", "could", "had", "has", "have", "i", "may", "might", "must", "should", "they", "we", "would",
        "you",
    ];
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    SUBJECTS.binary_search(&last.as_str()).is_ok()
}

/// Whether a word is in the text of a link whose address has it too, so that it is a name.
fn is_in_own_link(cx: &Context<'_>, place: &Place<'_>) -> bool {
    let source = place.block.prose.source(place.span.clone());
    let first = cx.document.links.partition_point(|link| link.span.end <= source.start);
    let around = cx.document.links[first..].iter().take_while(|link| link.span.start <= source.start);
    let word = place.word().to_lowercase();
    around.filter(|link| source.end <= link.span.end).any(|link| {
        let address = link.destination.split('#').next().unwrap_or_default();
        address.to_lowercase().contains(&word)
    })
}

fn report(cx: &mut Context<'_>, place: &Place<'_>, found: &Misspelled) {
    let (word, prose) = (place.word(), &place.block.prose);
    let corrections: Vec<String> =
        found.judgement.corrections.iter().map(|correction| cased_as(word, correction)).collect();
    let Some(best) = corrections.first() else { return };
    let edits = reworded(cx.document, prose, &place.span, best);
    let is_label = is_in_label(prose.text(), &place.span);
    let is_safe = found.judgement.is_safe && !found.is_in_code && place.is_plain();
    let applicability = if is_safe { Applicability::Safe } else { Applicability::Unsafe };
    let diagnostic = cx
        .report(prose.source(place.span.clone()), message(word, best, found.judgement.source, corrections.len() == 1));
    if is_label {
        diagnostic.help("tests and links may name this label, so it is left to you");
    } else if corrections.len() > 1 {
        let list: Vec<String> = corrections.iter().map(|correction| format!("`{correction}`")).collect();
        diagnostic.help(format!("did you mean {}?", list.join(" or ")));
    } else if found.is_in_code {
        diagnostic.help("code or an address has this word too: if it is a name, mark it as code");
    }
    if let Some(edits) = edits.filter(|_| !is_label) {
        diagnostic.fix(Fix::new(format!("write `{best}`"), applicability, Change::Text, edits));
    }
}

/// A message that names the source of a judgement, whose best correction may be the only one.
fn message(word: &str, best: &str, source: Source, is_only: bool) -> String {
    match source {
        Source::Closed if is_only => format!("`{word}` is a misspelling of `{best}`"),
        Source::Closed | Source::Listed => format!("`{word}` is a misspelling of `{best}` or another word"),
        Source::Lexicon => format!("`{word}` is most likely a misspelling of `{best}`"),
        Source::Name => format!("`{word}` is most likely `{best}`, a name that the book uses often"),
        Source::RunTogether => format!("`{word}` is two words: `{best}`"),
    }
}

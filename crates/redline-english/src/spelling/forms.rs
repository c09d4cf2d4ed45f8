//! The forms in which sentences have unknown words, and in which they mostly have names.

use rustc_hash::{FxHashMap, FxHashSet};

use redline_document::document::{BlockKind, Document};
use redline_text::{Span, WordFilter, WordHash};

use super::book_words::{in_parts, plain};
use super::in_code::for_each_part;
use super::judge::Capitals;
use super::label::is_in_label;
use super::usage::{Usage, capitals, usage};

/// The least number of letters in a word of a label.
const MIN_LETTERS_IN_LABEL: usize = 6;

/// An unknown word in a form that a sentence has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownForm {
    /// The word in lower case.
    pub word: String,
    /// The capitals of the form.
    pub capitals: Capitals,
}

/// The forms of unknown words and names.
#[derive(Debug, Default)]
pub(super) struct Forms<'a> {
    /// Those of unknown words in sentences.
    pub(super) in_sentences: FxHashSet<UnknownForm>,
    /// The number of uses of unknown words in identifiers.
    pub(super) in_identifiers: FxHashMap<String, u32>,
    /// The number of uses of each form of a name.
    pub(super) of_names: FxHashMap<WordHash, FxHashMap<&'a str, u32>>,
}

impl<'a> Forms<'a> {
    /// Finds the forms of unknown words and counts those of names.
    pub(super) fn of(documents: &[&'a Document], unknown: &FxHashSet<String>, names: &FxHashSet<WordHash>) -> Self {
        let search = Search { unknown, names, filter: unknown.iter().map(String::as_str).collect() };
        in_parts(
            documents,
            |documents| {
                let mut forms = Self::default();
                for document in documents {
                    search.add(document, &mut forms);
                }
                forms
            },
            Self::merged,
        )
    }

    #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
    fn merged(mut self, later: Self) -> Self {
        self.in_sentences.extend(later.in_sentences);
        for (word, uses) in later.in_identifiers {
            *self.in_identifiers.entry(word).or_default() += uses;
        }
        for (name, forms) in later.of_names {
            let known = self.of_names.entry(name).or_default();
            for (form, uses) in forms {
                *known.entry(form).or_default() += uses;
            }
        }
        self
    }
}

/// The words to look for.
struct Search<'s> {
    unknown: &'s FxHashSet<String>,
    names: &'s FxHashSet<WordHash>,
    filter: WordFilter,
}

impl Search<'_> {
    fn add<'a>(&self, document: &'a Document, forms: &mut Forms<'a>) {
        for (_, block) in document.english_prose() {
            let text = block.prose.text();
            let in_heading = document.blocks[block.block].kind == BlockKind::Heading;
            for word in block.tokens() {
                if !word.class.is_lower() {
                    self.add_parts(&text[word.span.clone()], forms);
                }
                let Some((span, hash)) = plain(text, word) else { continue };
                if !word.class.is_lower() && self.names.contains(&hash) {
                    *forms.of_names.entry(hash).or_default().entry(&text[span.clone()]).or_default() += 1;
                }
                if self.filter.may_hold(hash) {
                    self.add_form(text, &span, in_heading, forms);
                }
            }
        }
    }

    /// Counts the unknown words in a name with digits or capitals inside.
    fn add_parts(&self, name: &str, forms: &mut Forms<'_>) {
        let is_plain = name.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
        if is_plain || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return;
        }
        for_each_part(name, |part, hash| {
            if part.len() < name.len() && self.filter.may_hold(hash) {
                let lower = name[part].to_ascii_lowercase();
                if self.unknown.contains(&lower) {
                    *forms.in_identifiers.entry(lower).or_default() += 1;
                }
            }
        });
    }

    /// Adds a word of a text, if it is unknown.
    fn add_form(&self, text: &str, span: &Span, in_heading: bool, forms: &mut Forms<'_>) {
        let word = text[span.clone()].to_ascii_lowercase();
        if !self.unknown.contains(&word) {
            return;
        }
        match usage(text, span) {
            Usage::Identifier => *forms.in_identifiers.entry(word).or_default() += 1,
            Usage::Mentioned => {}
            Usage::Word | Usage::Doubtful | Usage::InCompound => {
                if word.len() >= MIN_LETTERS_IN_LABEL || !is_in_label(text, span) {
                    let capitals = capitals(text, span, in_heading);
                    forms.in_sentences.insert(UnknownForm { word, capitals });
                }
            }
        }
    }
}

//! Documents as lists of leaf blocks: containers become attributes of the blocks they hold.

mod blocks;
mod builder;
mod inline;
mod leaf;

use std::ops::Range;

use crate::text::{Interner, sentences};
use redline_document::document::Document;

pub(crate) use leaf::{CodeLine, Content, Leaf, joined, row_words};

/// One version of a text, ready to be compared.
#[derive(Debug)]
pub(crate) struct Version<'a> {
    pub(crate) document: &'a Document,
    pub(crate) leaves: Vec<Leaf>,
    /// The text before the first heading, then the sections of the document in order.
    pub(crate) sections: Vec<SectionLeaves>,
}

/// The leaf blocks of a section.
#[derive(Debug, Default)]
pub(crate) struct SectionLeaves {
    /// The enclosing section.
    pub(crate) parent: Option<usize>,
    /// Index of its heading among the leaves.
    pub(crate) heading: Option<usize>,
    /// The leaves below the heading, without those of nested sections.
    pub(crate) own: Range<usize>,
}

impl<'a> Version<'a> {
    /// Flattens a document.
    pub(crate) fn new(document: &'a Document, interner: &mut Interner) -> Self {
        let mut leaves = blocks::leaves(document, interner);
        leaves.sort_by_key(|leaf| leaf.span.start);
        let mut sections = vec![SectionLeaves::default()];
        for section in &document.sections {
            let parent = section.parent.map_or(0, |parent| parent + 1);
            sections.push(SectionLeaves { parent: Some(parent), ..SectionLeaves::default() });
        }
        let mut current = 0;
        for (index, leaf) in leaves.iter_mut().enumerate() {
            // A section extends from its heading to the next.
            while document.sections.get(current).is_some_and(|section| section.span.start <= leaf.span.start) {
                current += 1;
                sections[current].own = index..index;
            }
            leaf.section = current;
            let section = &mut sections[current];
            if current > 0 && section.heading.is_none() && section.own.is_empty() {
                section.heading = Some(index);
                section.own = index + 1..index + 1;
            } else {
                section.own.end = index + 1;
            }
        }
        Self { document, leaves, sections }
    }

    /// The leaves of a section, with its heading and nested sections.
    pub(crate) fn leaves_of_section(&self, index: usize) -> Range<usize> {
        let section = &self.sections[index];
        let end = index.checked_sub(1).map_or(usize::MAX, |index| self.document.sections[index].span.end);
        let end = self.leaves.partition_point(|leaf| leaf.span.start < end);
        section.heading.unwrap_or(section.own.start)..end
    }

    /// Number of words.
    pub(crate) fn words(&self) -> usize {
        self.leaves.iter().map(|leaf| leaf.words).sum()
    }

    /// Number of sentences.
    pub(crate) fn sentences(&self) -> usize {
        let texts = self.leaves.iter().flat_map(|leaf| leaf.content.texts());
        texts.map(|text| sentences(&[text], &[0]).len()).sum()
    }

    /// Number of lines of code, HTML and front matter.
    pub(crate) fn lines(&self) -> usize {
        let lines =
            self.leaves.iter().map(|leaf| if let Content::Lines(lines) = &leaf.content { lines.len() } else { 0 });
        lines.sum()
    }

    /// The source.
    pub(crate) fn text(&self) -> &'a str {
        self.document.text()
    }
}

//! What the rules see of the index in one chapter.
//!
//! Where the view of a chapter is the same as before, and its text too, what rules say of it is the same.

use super::{BookIndex, ChapterFacts};
use crate::book::Chapter;
use crate::config::Settings;
use crate::convention::ShownHeading;
use crate::digest::{Digest, Digester};
use crate::document::Document;

impl BookIndex {
    /// What is seen from `chapter`, which stands at `position` in its book and has these `facts`. `None` if rules see
    /// more than can be told apart.
    pub(crate) fn view(&self, chapter: &Chapter, position: usize, facts: &ChapterFacts) -> Option<Digest> {
        let mut view = Digester::default();
        view.add(self.common?.0);
        if self.heading_case.first_minority() == Some(position) {
            // The one chapter where the book as a whole is told of.
            view.add(format!("{:?}", self.heading_case.verdict(1)));
        }
        let evidence = &self.heading_case.evidence;
        for word in facts.headings.iter().flat_map(ShownHeading::words) {
            view.add(evidence.is_name_or_common(word).map(u8::from));
        }
        let mut slips: Vec<_> = self.slips.iter().filter(|(slip, _)| facts.words.contains(slip)).collect();
        slips.sort_unstable();
        view.add_number(slips.len());
        for (slip, meant) in slips {
            view.add(slip);
            view.add(meant);
        }
        for link in &facts.linked {
            let page = self.page(chapter, link);
            view.add_number(page.map_or(usize::MAX, |page| page.ids.len()));
            page.into_iter().flat_map(|page| &page.ids).for_each(|id| view.add(id));
        }
        Some(view.digest())
    }

    /// Whether what rules see of the index can be told apart.
    pub(crate) fn has_views(&self) -> bool {
        self.common.is_some()
    }

    /// What is seen from every chapter.
    pub(super) fn common_view(&self, settings: &Settings) -> Digest {
        let mut view = Digester::default();
        view.add([self.is_english, self.knows_heading_case, self.tells_misspellings].map(u8::from));
        let mut in_code: Vec<&String> = self.misspellings_in_code.iter().collect();
        in_code.sort_unstable();
        view.add(format!("{in_code:?}"));
        view.add(format!("{:?}", self.heading_case.small_words()));
        view.add([self.usual_start.unwrap_or_default()]);
        for level in 1..=6 {
            view.add(format!("{:?}", self.heading_case.enforced(level)));
        }
        for name in settings.terms.words_by_majority() {
            view.add([u8::from(self.heading_case.evidence.is_settled_name(&name))]);
        }
        view.add(format!("{:?}", settings.terms.own()));
        view.digest()
    }

    /// Whether what was kept of a chapter still tells all that is asked.
    pub(crate) fn is_current(&self, facts: &ChapterFacts) -> bool {
        facts.asked == self.asked_words
    }

    /// What a chapter adds to the index.
    pub(crate) fn facts_of(&self, document: &Document) -> ChapterFacts {
        ChapterFacts::of(document, &self.heading_case.evidence, self.asked_words)
    }
}

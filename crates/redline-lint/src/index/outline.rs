//! Heading levels at which the chapters of a book start, and at which their sections do.

use redline_document::document::Document;

/// Minimum number of chapters whose first headings show what is usual.
const MIN_CHAPTERS: usize = 20;

/// Minimum number of chapters that make a skipped level a habit.
const MIN_SKIPPING: usize = 8;

/// Level at which sections of many chapters start, although the one above them is higher by more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkippingLevel {
    /// Level of the heading above.
    pub above: u8,
    /// Level of the sections.
    pub level: u8,
    /// Number of chapters whose sections start at it.
    pub count: usize,
    /// Index of the first chapter of them.
    pub first: usize,
}

/// The level at or above which three quarters of the chapters start.
pub(super) fn usual_start(documents: &[&Document]) -> Option<u8> {
    let start = |document: &&Document| Some(document.headings[document.sections.first()?.heading].level);
    let starts: Vec<u8> = documents.iter().filter_map(start).collect();
    let share = |level: u8| starts.iter().filter(|&&start| start <= level).count() * 4 >= starts.len() * 3;
    (starts.len() >= MIN_CHAPTERS).then(|| (1..=6).find(|&level| share(level)))?
}

/// Levels that many chapters skip to for all of their sections, of which each has two or more. Each chapter is given with its
/// index in the book.
pub(super) fn skipping_levels<'a>(chapters: impl Iterator<Item = (usize, &'a Document)>) -> Vec<SkippingLevel> {
    let mut found: Vec<(SkippingLevel, usize)> = Vec::new();
    for (index, document) in chapters {
        let mut outline = document.headings.iter().filter(|heading| document.is_top_level(heading.block));
        let Some(title) = outline.next() else { continue };
        let sections: Vec<u8> = outline.map(|section| section.level).collect();
        let Some(&level) = sections.first().filter(|level| **level > title.level + 1) else { continue };
        let highest = sections.iter().filter(|other| **other > title.level).min();
        let is_throughout = highest == Some(&level) && sections[1..].contains(&level);
        let at = found.iter().position(|(known, _)| (known.above, known.level) == (title.level, level));
        let at = at.unwrap_or_else(|| {
            found.push((SkippingLevel { above: title.level, level, count: 0, first: index }, 0));
            found.len() - 1
        });
        found[at].0.count += 1;
        found[at].1 += usize::from(is_throughout);
    }
    found.into_iter().filter(|(_, throughout)| *throughout >= MIN_SKIPPING).map(|(skipping, _)| skipping).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    fn skipping(texts: &[&str]) -> Vec<(u8, u8, usize, usize)> {
        let documents: Vec<Document> = texts.iter().map(|text| Document::of_text(text, &Dialect::default())).collect();
        let found = skipping_levels(documents.iter().enumerate());
        found.into_iter().map(|found| (found.above, found.level, found.count, found.first)).collect()
    }

    #[test]
    fn eight_chapters_make_a_skipped_level_a_habit() {
        let (steps, once, skips) = ("# A\n\n## B\n", "# A\n\n### B\n", "# A\n\n### B\n\n### C\n");
        let book = |count: usize| [&[steps, once][..], &vec![skips; count], &[steps]].concat();
        assert_eq!(skipping(&book(8)), [(1, 3, 9, 1)]);
        assert_eq!(skipping(&book(7)), []);
        assert_eq!(skipping(&[once; 9]), []);
        assert_eq!(skipping(&["# A\n\n### B\n\n### C\n\n## D\n"; 9]), []);
    }
}

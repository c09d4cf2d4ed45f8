//! Two records compared: what is new, what is fixed, and whether the book became better.
//!
//! Findings of one rule in one chapter are the same if their flagged words are, so that edits of the text around them
//! change nothing. What the records lack this for is compared by numbers: there a new finding hides a fixed one of the
//! same rule.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::model::{Change, ChapterChange, Marks, Record, RecordedChapter, RuleChange, Step, TrendVerdict};
use super::record::{date, weighted};
use crate::readability::{number, rounded};

/// The relative change of the weighted density below which a book is about the same.
const MIN_CHANGE: f64 = 0.05;

/// The change in weight below which a book is about the same: one warning.
const MIN_WEIGHT: f64 = 2.0;

/// The factor from which on a book has another size.
const RESIZED: f64 = 1.5;

/// Numbers of findings by rule.
type Counts = BTreeMap<String, usize>;

/// Findings of a chapter by rule.
type Findings = BTreeMap<String, Marks>;

/// The comparison of a state with an earlier one under the same rules.
pub(super) fn change(earlier: &Record, now: &Record) -> Change {
    let differences = Differences::of(earlier, now);
    let mut rules: Vec<RuleChange> = differences
        .rules
        .iter()
        .map(|(rule, &(new, fixed))| RuleChange { rule: rule.clone(), by: difference(new, fixed), new, fixed })
        .collect();
    rules.sort_by_key(|change| Reverse(change.by));
    let mut chapters = differences.chapters.clone();
    chapters.sort_by_key(|change| Reverse(difference(change.new, change.fixed)));
    Change {
        commit: earlier.commit.clone(),
        date: date(earlier),
        words: earlier.words,
        counts: earlier.counts,
        weighted_density: earlier.metrics.weighted_density,
        grade: earlier.metrics.grade,
        silenced: earlier.silenced,
        step: differences.step(earlier, now),
        by_chapter: differences.by_chapter,
        rules,
        chapters,
    }
}

/// The difference between two states alone.
pub(super) fn step(earlier: &Record, now: &Record) -> Step {
    Differences::of(earlier, now).step(earlier, now)
}

/// The signed difference of two counts.
pub(super) fn difference(now: usize, before: usize) -> i64 {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    whole(now) - whole(before)
}

/// New and fixed findings.
struct Differences {
    /// New and fixed findings per rule.
    rules: BTreeMap<String, (usize, usize)>,
    chapters: Vec<ChapterChange>,
    by_chapter: bool,
}

impl Differences {
    fn of(earlier: &Record, now: &Record) -> Self {
        let by_chapter = earlier.has_rules_per_chapter() && now.has_rules_per_chapter();
        let mut differences = Self { rules: BTreeMap::new(), chapters: Vec::new(), by_chapter };
        let (mut rest_before, mut rest_now) = (earlier.findings.clone(), now.findings.clone());
        if by_chapter {
            for (page, before, after) in paired_chapters(earlier, now) {
                subtract(&mut rest_before, before);
                subtract(&mut rest_now, after);
                let (mut new, mut fixed) = (0, 0);
                for rule in all_keys(before, after) {
                    let marks = |findings: &Findings| findings.get(rule).cloned().unwrap_or_default();
                    let of_rule = marks(after).new_and_fixed(&marks(before));
                    differences.add(rule, of_rule);
                    (new, fixed) = (new + of_rule.0, fixed + of_rule.1);
                }
                if new + fixed > 0 {
                    differences.chapters.push(ChapterChange { page: page.to_owned(), new, fixed });
                }
            }
        }
        // Findings in no chapter, such as those in the table of contents; all findings if chapters are not comparable.
        for rule in all_keys(&rest_before, &rest_now) {
            let count = |counts: &Counts| counts.get(rule).copied().unwrap_or(0);
            let (before, after) = (count(&rest_before), count(&rest_now));
            differences.add(rule, (after.saturating_sub(before), before.saturating_sub(after)));
        }
        differences
    }

    /// Adds new and fixed findings of a rule.
    fn add(&mut self, rule: &str, (new, fixed): (usize, usize)) {
        if new + fixed > 0 {
            let of_rule = self.rules.entry(rule.to_owned()).or_default();
            *of_rule = (of_rule.0 + new, of_rule.1 + fixed);
        }
    }

    fn step(&self, earlier: &Record, now: &Record) -> Step {
        let (new, fixed) =
            self.rules.values().fold((0, 0), |(new, fixed), of_rule| (new + of_rule.0, fixed + of_rule.1));
        let weight_before = weighted(earlier.counts);
        // The weight that the book of the present size would have at the earlier density.
        let expected = match earlier.words {
            0 => 0.0,
            words => weight_before * number(now.words) / number(words),
        };
        let by = weighted(now.counts) - expected;
        let is_small = by.abs() < MIN_CHANGE * expected || by.abs() < MIN_WEIGHT;
        let verdict = match by {
            _ if is_small || new + fixed == 0 => TrendVerdict::AboutTheSame,
            by if by < 0.0 => TrendVerdict::Better,
            _ => TrendVerdict::Worse,
        };
        let factor = (earlier.words > 0).then(|| number(now.words) / number(earlier.words));
        Step {
            verdict,
            density_change: (expected > 0.0).then(|| rounded(by / expected)),
            new,
            fixed,
            resized: factor.filter(|factor| !(1.0 / RESIZED..RESIZED).contains(factor)).map(rounded),
        }
    }
}

/// The keys of two maps, each once.
fn all_keys<'a, T>(one: &'a BTreeMap<String, T>, other: &'a BTreeMap<String, T>) -> impl Iterator<Item = &'a str> {
    one.keys().chain(other.keys().filter(|key| !one.contains_key(*key))).map(String::as_str)
}

/// Takes the findings of a chapter from those of the whole.
fn subtract(whole: &mut Counts, chapter: &Findings) {
    for (rule, marks) in chapter {
        if let Some(rest) = whole.get_mut(rule) {
            *rest = rest.saturating_sub(marks.len());
        }
    }
}

/// The chapters of two records, each with its findings before and after: by page, then those that were renamed, then those
/// that are new or gone.
fn paired_chapters<'a>(earlier: &'a Record, now: &'a Record) -> Vec<(&'a str, &'a Findings, &'a Findings)> {
    const NONE: &Findings = &Findings::new();
    let mut gone: Vec<&RecordedChapter> = Vec::new();
    let mut added: HashMap<&str, &RecordedChapter> =
        now.chapters.iter().map(|chapter| (chapter.page.as_str(), chapter)).collect();
    let mut pairs = Vec::new();
    for before in &earlier.chapters {
        match added.remove(before.page.as_str()) {
            Some(after) => pairs.push((after.page.as_str(), &before.findings, &after.findings)),
            None => gone.push(before),
        }
    }
    for after in now.chapters.iter().filter(|chapter| added.contains_key(chapter.page.as_str())) {
        let renamed = gone.iter().position(|before| is_renamed(before, after)).map(|at| gone.remove(at));
        pairs.push((after.page.as_str(), renamed.map_or(NONE, |before| &before.findings), &after.findings));
    }
    pairs.extend(gone.into_iter().map(|before| (before.page.as_str(), &before.findings, NONE)));
    pairs
}

/// Whether a new chapter is a former one under another name: in another folder, or with as many words.
fn is_renamed(before: &RecordedChapter, after: &RecordedChapter) -> bool {
    let name = |chapter: &RecordedChapter| chapter.page.rsplit('/').next().map(str::to_owned);
    let is_same_name = name(before) == name(after) && name(before).as_deref() != Some("index.md");
    is_same_name || (before.words == after.words && after.words > 0)
}

#[cfg(test)]
mod tests {
    use super::super::record::tests::record;
    use super::*;

    /// A record with these chapters: page, words, findings of `a` and `b`; each finding is a warning.
    fn with_chapters(chapters: &[(&str, usize, usize, usize)]) -> Record {
        let mut record = record("commit", "2026-01-01", "one");
        record.words = chapters.iter().map(|chapter| chapter.1).sum();
        for &(page, words, a, b) in chapters {
            let counts = [("a", a), ("b", b)].into_iter().filter(|(_, count)| *count > 0);
            let mut findings = Findings::new();
            for (rule, count) in counts {
                *record.findings.entry(rule.to_owned()).or_default() += count;
                let marks = findings.entry(rule.to_owned()).or_default();
                (0..count).for_each(|_| marks.add(rule));
            }
            let mut chapter = RecordedChapter { page: page.to_owned(), words, findings, ..RecordedChapter::default() };
            chapter.counts.warnings = a + b;
            record.counts.warnings += a + b;
            record.chapters.push(chapter);
        }
        record
    }

    fn new_and_fixed(before: &Record, after: &Record) -> (usize, usize) {
        let step = step(before, after);
        (step.new, step.fixed)
    }

    #[test]
    fn new_and_fixed_findings_are_counted_apart() {
        let before = with_chapters(&[("one.md", 500, 3, 1), ("two.md", 500, 0, 2)]);
        let after = with_chapters(&[("one.md", 500, 1, 4), ("two.md", 500, 2, 2)]);
        let change = change(&before, &after);
        assert_eq!((change.step.new, change.step.fixed), (5, 2), "not the net of three");
        assert!(change.by_chapter);
        let rule = |rule: &str, by, new, fixed| RuleChange { rule: rule.to_owned(), by, new, fixed };
        assert_eq!(change.rules, [rule("b", 3, 3, 0), rule("a", 0, 2, 2)]);
        let chapter = |page: &str, new, fixed| ChapterChange { page: page.to_owned(), new, fixed };
        assert_eq!(change.chapters, [chapter("two.md", 2, 0), chapter("one.md", 3, 2)]);
        assert_eq!(new_and_fixed(&after, &before), (2, 5));
        let mut other = before.clone();
        let marks = other.chapters[0].findings.entry("a".to_owned()).or_default();
        *marks = Marks::default();
        for words in ["a", "other", "words"] {
            marks.add(words);
        }
        assert_eq!(new_and_fixed(&before, &other), (2, 2), "as many findings, but other ones");
    }

    #[test]
    fn records_without_rules_per_chapter_are_compared_by_rule() {
        let mut before = with_chapters(&[("one.md", 500, 3, 0), ("two.md", 500, 0, 1)]);
        before.chapters.iter_mut().for_each(|chapter| chapter.findings.clear());
        let after = with_chapters(&[("one.md", 500, 0, 0), ("two.md", 500, 2, 1)]);
        let change = change(&before, &after);
        assert_eq!((change.step.new, change.step.fixed, change.by_chapter), (0, 1, false));
        assert!(change.chapters.is_empty());
    }

    #[test]
    fn renamed_chapters_keep_their_findings() {
        let before = with_chapters(&[("old/one.md", 500, 3, 0), ("index.md", 300, 1, 0), ("two.md", 400, 2, 0)]);
        let after = with_chapters(&[("new/one.md", 550, 3, 0), ("part/index.md", 100, 1, 0), ("three.md", 400, 2, 0)]);
        assert_eq!(new_and_fixed(&before, &after), (1, 1), "the two index pages are different ones");
    }

    #[test]
    fn findings_outside_of_chapters_count_too() {
        let mut after = with_chapters(&[("one.md", 500, 1, 0)]);
        let before = after.clone();
        after.findings.insert("a".to_owned(), 3);
        assert_eq!(new_and_fixed(&before, &after), (2, 0));
    }

    #[test]
    fn small_differences_are_about_the_same() {
        let of = |words, a| with_chapters(&[("one.md", words, a, 0)]);
        let verdict = |before: (usize, usize), after: (usize, usize)| {
            step(&of(before.0, before.1), &of(after.0, after.1)).verdict.words()
        };
        assert_eq!(verdict((1000, 3), (1000, 2)), "better", "one warning of three is fixed");
        assert_eq!(verdict((1000, 0), (1000, 1)), "worse");
        assert_eq!(verdict((10_000, 100), (10_000, 96)), "about the same", "4 %");
        assert_eq!(verdict((10_000, 100), (10_000, 95)), "better", "5 %");
        assert_eq!(verdict((1000, 3), (1200, 3)), "about the same", "nothing was fixed");
        assert_eq!(verdict((1000, 10), (10_000, 100)), "about the same", "ten times the text and the findings");
        assert_eq!(verdict((0, 0), (0, 0)), "about the same");
        assert_eq!(verdict((0, 0), (100, 2)), "worse");
        let mut suggestion = of(1000, 0);
        suggestion.counts.suggestions = 1;
        suggestion.findings.insert("a".to_owned(), 1);
        assert_eq!(step(&of(1000, 0), &suggestion).verdict, TrendVerdict::AboutTheSame, "a single suggestion");
    }

    #[test]
    fn a_book_of_another_size_is_marked() {
        let of = |words| with_chapters(&[("one.md", words, 2, 0)]);
        let resized = |before, after| step(&of(before), &of(after)).resized;
        assert_eq!(resized(1000, 10_000), Some(10.0));
        assert_eq!(resized(1000, 500), Some(0.5));
        assert_eq!(resized(1000, 1400), None);
        assert_eq!(step(&of(1000), &of(2000)).density_change, Some(-0.5));
    }
}

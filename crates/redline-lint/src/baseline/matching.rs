//! Findings of the baseline found again.
//!
//! In turn, each finding and each entry at most once:
//!
//! 1. the same rule, words and sentence in the same file;
//! 2. the same in another file, if the old one is gone or the sentence is long enough to be no coincidence: text was moved;
//! 3. the same rule and words in a sentence that shares half of its words, the most alike first: the sentence was edited.

use std::collections::{BTreeMap, HashMap};

use super::Entry;

/// How many words a sentence needs to be known again in another file.
const MIN_WORDS: usize = 5;
/// The least share of words, in hundredths, that an edited sentence has in common with what it was (Dice's coefficient).
const MIN_SHARE: usize = 50;
/// How many pairs of sentences are compared for one rule and words: more alike findings than that are matched by equal
/// sentences alone.
const MAX_PAIRS: usize = 40_000;

/// The entry that matches each of `found`. `is_there` is true for files that were checked.
pub(super) fn matched(entries: &[Entry], found: &[Entry], is_there: impl Fn(&str) -> bool) -> Vec<Option<usize>> {
    let mut pairs = Pairs { known: vec![None; found.len()], taken: vec![false; entries.len()] };
    pairs.pair_equal(entries, found, |entry| Some((entry.file.as_str(), entry.alike.as_str())));
    let is_long = |entry: &Entry| entry.sentence.split(' ').count() >= MIN_WORDS;
    pairs.pair_equal(entries, found, |entry| {
        (is_long(entry) || !is_there(&entry.file)).then_some(("", entry.alike.as_str()))
    });
    let renamed = pairs.renamed_files(entries, found, &is_there);
    pairs.pair_similar(entries, found, &renamed);
    pairs.known
}

/// Entries and findings of one rule and words in one file.
#[derive(Default)]
struct Group {
    olds: Vec<usize>,
    news: Vec<usize>,
}

impl Group {
    fn is_small(&self) -> bool {
        self.olds.len() * self.news.len() <= MAX_PAIRS
    }
}

struct Pairs {
    known: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    /// Pairs findings with entries of an equal key, in order.
    fn pair_equal<'a, K: Eq + std::hash::Hash>(
        &mut self,
        entries: &'a [Entry],
        found: &'a [Entry],
        key: impl Fn(&'a Entry) -> Option<K>,
    ) {
        let mut free: HashMap<K, Vec<usize>> = HashMap::new();
        for (at, entry) in entries.iter().enumerate().rev().filter(|(at, _)| !self.taken[*at]) {
            if let Some(key) = key(entry) {
                free.entry(key).or_default().push(at);
            }
        }
        for (at, finding) in found.iter().enumerate() {
            if self.known[at].is_some() {
                continue;
            }
            let entry = key(finding).and_then(|key| free.get_mut(&key)).and_then(Vec::pop);
            if let Some(entry) = entry {
                self.known[at] = Some(entry);
                self.taken[entry] = true;
            }
        }
    }

    /// The files that are gone, each with the one that most of its findings are in now.
    fn renamed_files<'a>(
        &self,
        entries: &'a [Entry],
        found: &'a [Entry],
        is_there: &impl Fn(&str) -> bool,
    ) -> HashMap<&'a str, &'a str> {
        let mut moved: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (finding, entry) in found.iter().zip(&self.known).filter_map(|(finding, known)| Some((finding, (*known)?)))
        {
            let old = entries[entry].file.as_str();
            if !is_there(old) {
                *moved.entry((old, finding.file.as_str())).or_default() += 1;
            }
        }
        let mut best: HashMap<&str, (&str, usize)> = HashMap::new();
        for ((old, new), count) in moved {
            if best.get(old).is_none_or(|(_, most)| count > *most) {
                best.insert(old, (new, count));
            }
        }
        best.into_iter().map(|(old, (new, _))| (old, new)).collect()
    }

    /// Pairs findings with entries of the same rule and words in the same file, by how alike their sentences are.
    fn pair_similar<'a>(&mut self, entries: &'a [Entry], found: &'a [Entry], renamed: &HashMap<&'a str, &'a str>) {
        let mut groups: BTreeMap<(&str, &str, &str), Group> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate().filter(|(at, _)| !self.taken[*at]) {
            let file = renamed.get(entry.file.as_str()).copied().unwrap_or(&entry.file);
            groups.entry((file, &entry.rule, &entry.text)).or_default().olds.push(at);
        }
        for (at, finding) in found.iter().enumerate().filter(|(at, _)| self.known[*at].is_none()) {
            groups.entry((&finding.file, &finding.rule, &finding.text)).or_default().news.push(at);
        }
        for Group { olds, news } in groups.into_values().filter(Group::is_small) {
            let mut alike: Vec<(usize, usize, usize)> = Vec::new();
            for &old in &olds {
                for &new in &news {
                    let share = share(&entries[old].sentence, &found[new].sentence);
                    if share >= MIN_SHARE {
                        alike.push((share, old, new));
                    }
                }
            }
            alike.sort_by_key(|&(share, old, new)| (std::cmp::Reverse(share), old, new));
            for (_, old, new) in alike {
                if !self.taken[old] && self.known[new].is_none() {
                    self.taken[old] = true;
                    self.known[new] = Some(old);
                }
            }
        }
    }
}

/// How many of the words of two sentences are common, in hundredths.
fn share(one: &str, other: &str) -> usize {
    let mut words: HashMap<&str, usize> = HashMap::new();
    let (mut of_one, mut of_other, mut common) = (0, 0, 0);
    for word in one.split(' ') {
        *words.entry(word).or_default() += 1;
        of_one += 1;
    }
    for word in other.split(' ') {
        of_other += 1;
        if let Some(count) = words.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    200 * common / (of_one + of_other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::diagnostic::Severity;

    fn entry(file: &str, text: &str, sentence: &str) -> Entry {
        Entry {
            file: file.to_owned(),
            rule: "a-rule".to_owned(),
            level: Severity::Warning,
            alike: format!("{text}/{sentence}"),
            text: text.to_owned(),
            sentence: sentence.to_owned(),
        }
    }

    fn known(old: &[Entry], new: &[Entry], there: &[&str]) -> Vec<Option<usize>> {
        matched(old, new, |file| there.contains(&file))
    }

    #[test]
    fn what_stands_where_it_stood_is_known_as_often_as_it_did() {
        let old = [entry("a.md", "x", "an x here"), entry("a.md", "x", "an x here")];
        let new = [old[0].clone(), old[0].clone(), old[0].clone()];
        assert_eq!(known(&old, &new, &["a.md"]), [Some(0), Some(1), None]);
    }

    #[test]
    fn text_is_followed_to_another_file() {
        let old = [entry("a.md", "x", "an x"), entry("a.md", "x", "this x is in a long sentence")];
        let moved = [entry("b.md", "x", "an x"), entry("b.md", "x", "this x is in a long sentence")];
        assert_eq!(known(&old, &moved, &["a.md", "b.md"]), [None, Some(1)], "two words may be a coincidence");
        assert_eq!(known(&old, &moved, &["b.md"]), [Some(0), Some(1)], "the file was renamed");
    }

    #[test]
    fn an_edited_sentence_is_known_by_its_words() {
        let old = [entry("a.md", "x", "this is an x that will stay here"), entry("a.md", "x", "quite another x")];
        let new = [entry("a.md", "x", "here stands a new x"), entry("a.md", "x", "this is an x that stays here")];
        assert_eq!(known(&old, &new, &["a.md"]), [None, Some(0)]);
        let renamed: Vec<Entry> = new.iter().map(|it| Entry { file: "b.md".to_owned(), ..it.clone() }).collect();
        assert_eq!(known(&old, &renamed, &["b.md"]), [None, None], "nothing tells what became of a.md");
    }
}

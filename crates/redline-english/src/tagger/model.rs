//! The model of the tagger: the weights of features.

use std::sync::LazyLock;

use super::Tag;
use super::layout::{BIAS, END, HERE, SECOND_START, SLOT_LEN, SLOTS, TAG, UNAMBIGUOUS, first_slot};

/// The bytes of a weight and its tag.
const WEIGHT_LEN: usize = 3;

/// The slots of the hash table, and its entries.
static HASH_TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/parts_of_speech.slots"));
static ENTRIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/parts_of_speech.entries"));

/// The embedded model.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model {
    tags: (0..=SECOND_START).map(|tag| Record::of(TAG, &[tag])).collect(),
    bias: Record::of(BIAS, &[]),
});

/// The records that each word needs; those of others are found when they are needed.
pub(super) struct Model {
    tags: Vec<Record>,
    bias: Record,
}

/// The weights of the features of a key.
#[derive(Clone, Copy, Default)]
pub(super) struct Record(&'static [u8]);

/// The sum of the weights for each tag, by its number.
pub(super) struct Scores([i32; Tag::ALL.len()]);

impl Record {
    /// The record of a key; an empty one if the key has no weights.
    pub(super) fn of(kind: u8, text: &[u8]) -> Self {
        let first = first_slot(kind, text);
        for slot in (first..SLOTS).chain(0..first) {
            let Some(offset) = HASH_TABLE[slot * SLOT_LEN..].first_chunk() else { break };
            let offset = usize::try_from(u32::from_le_bytes(*offset)).unwrap_or_default();
            if offset == 0 {
                break;
            }
            if let Some([len, rest @ ..]) = ENTRIES.get(offset..)
                && let Some(([found_kind, found_text @ ..], record)) = rest.split_at_checked(usize::from(*len))
                && (*found_kind, found_text) == (kind, text)
            {
                return Self(record);
            }
        }
        Self::default()
    }
}

/// The tag of a word that has only one.
pub(super) fn only_tag(word: &str) -> Option<Tag> {
    let number = *Record::of(UNAMBIGUOUS, word.as_bytes()).0.first()?;
    Tag::ALL.get(usize::from(number)).copied()
}

impl Model {
    /// The record of a tag, by its number.
    pub(super) fn tag(&self, number: u8) -> Record {
        self.tags.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Scores to which only the weights that any word has are added.
    pub(super) fn scores(&self) -> Scores {
        let mut scores = Scores([0; Tag::ALL.len()]);
        scores.add(self.bias, HERE);
        scores
    }
}

impl Scores {
    /// Adds the weights of a feature.
    pub(super) fn add(&mut self, record: Record, feature: u8) {
        let mut rest = record.0;
        while let [found, count, tail @ ..] = rest {
            if *found > feature || *found == END {
                return;
            }
            let Some((row, next)) = tail.split_at_checked(usize::from(*count) * WEIGHT_LEN) else { return };
            if *found == feature {
                return self.add_row(row);
            }
            rest = next;
        }
    }

    fn add_row(&mut self, row: &[u8]) {
        for weight in row.chunks_exact(WEIGHT_LEN) {
            let &[tag, low, high] = weight else { continue };
            if let Some(score) = self.0.get_mut(usize::from(tag)) {
                *score += i32::from(i16::from_le_bytes([low, high]));
            }
        }
    }

    /// The tag with the highest score, the first of equal ones; none if no score is positive.
    pub(super) fn best(&self) -> Tag {
        let mut best = (0, Tag::None);
        for (&score, &tag) in self.0.iter().zip(Tag::ALL) {
            if score > best.0 {
                best = (score, tag);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_has_all_weights_of_the_original() {
        let (mut words, mut features, mut weights) = (0, 0, 0);
        for slot in HASH_TABLE.chunks(SLOT_LEN).filter(|slot| **slot != [0; SLOT_LEN]) {
            let offset = usize::try_from(u32::from_le_bytes(slot.try_into().unwrap())).unwrap();
            let (key, mut rest) = ENTRIES[offset + 1..].split_at(usize::from(ENTRIES[offset]));
            assert_eq!(Record::of(key[0], &key[1..]).0.len(), rest.len(), "{key:?}");
            if key[0] == UNAMBIGUOUS {
                words += 1;
                continue;
            }
            while rest[0] != END {
                let count = usize::from(rest[1]);
                assert!(rest[2..2 + count * WEIGHT_LEN].chunks(WEIGHT_LEN).is_sorted_by_key(|weight| weight[0]));
                (features, weights) = (features + 1, weights + count);
                rest = &rest[2 + count * WEIGHT_LEN..];
            }
        }
        // The original has 11 more features, without weights, and one of its weights is two here.
        assert_eq!((words, features, weights), (1549, 75_436, 271_207));
        assert!(only_tag("no such word").is_none() && only_tag("").is_none());
    }
}

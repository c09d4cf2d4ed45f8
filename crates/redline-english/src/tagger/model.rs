//! The model of the tagger: the weights of features.

use std::sync::LazyLock;

use fst::Map;

use super::Tag;
use super::layout::{BIAS, END, SECOND_START, TAG, TAG_BITS, UNAMBIGUOUS, WEIGHT_LEN, ZERO};

/// The embedded model, which is read where it lies; `None` only if it is damaged.
pub(super) static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| {
    Model::new(
        include_bytes!(concat!(env!("OUT_DIR"), "/parts_of_speech.fst")),
        include_bytes!(concat!(env!("OUT_DIR"), "/parts_of_speech.rows")),
    )
});

/// The weights of features, by their keys.
pub(super) struct Model {
    index: Map<&'static [u8]>,
    records: &'static [u8],
    /// The records of tags by their numbers, which each word needs.
    tags: Vec<Record>,
    bias: Record,
}

/// The weights of the features of a key.
#[derive(Clone, Copy, Default)]
pub(super) struct Record(&'static [u8]);

/// The sum of the weights for each tag, by its number.
pub(super) struct Scores([i32; 1 << TAG_BITS]);

impl Model {
    fn new(index: &'static [u8], records: &'static [u8]) -> Option<Self> {
        let index = Map::new(index).ok()?;
        let mut model = Self { index, records, tags: Vec::new(), bias: Record::default() };
        let mut key = Vec::new();
        model.tags = (0..=SECOND_START).map(|tag| model.record(TAG, &[tag], &mut key)).collect();
        model.bias = model.record(BIAS, &[], &mut key);
        Some(model)
    }

    /// The record of a key; an empty one if the key has no weights. The `buffer` saves allocations.
    pub(super) fn record(&self, kind: u8, key: &[u8], buffer: &mut Vec<u8>) -> Record {
        let offset = self.value(kind, key, buffer).and_then(|offset| usize::try_from(offset).ok());
        Record(offset.and_then(|offset| self.records.get(offset..)).unwrap_or_default())
    }

    /// The tag of a word that has only one.
    pub(super) fn only_tag(&self, word: &str, buffer: &mut Vec<u8>) -> Option<Tag> {
        let number = self.value(UNAMBIGUOUS, word.as_bytes(), buffer)?;
        usize::try_from(number).ok().and_then(|number| Tag::ALL.get(number)).copied()
    }

    fn value(&self, kind: u8, key: &[u8], buffer: &mut Vec<u8>) -> Option<u64> {
        buffer.clear();
        buffer.push(kind);
        buffer.extend_from_slice(key);
        self.index.get(&*buffer)
    }

    /// The record of a tag, by its number.
    pub(super) fn tag(&self, number: u8) -> Record {
        self.tags.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Scores to which only the weights that any word has are added.
    pub(super) fn scores(&self) -> Scores {
        let mut scores = Scores([0; 1 << TAG_BITS]);
        scores.add(self.bias, super::layout::HERE);
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
            let &[low, middle, high] = weight else { continue };
            let bits = i32::from_le_bytes([low, middle, high, 0]);
            let tag = usize::from(low) & ((1 << TAG_BITS) - 1);
            self.0[tag] += (bits >> TAG_BITS) - ZERO;
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
    use fst::Streamer as _;

    use super::*;

    #[test]
    fn the_model_has_all_weights_of_the_original() {
        let model = MODEL.as_ref().unwrap();
        let (mut words, mut features, mut weights) = (0, 0, 0);
        let mut keys = model.index.stream();
        while let Some((key, value)) = keys.next() {
            if key[0] == UNAMBIGUOUS {
                words += 1;
                continue;
            }
            let mut rest = &model.records[usize::try_from(value).unwrap()..];
            while rest[0] != END {
                let count = usize::from(rest[1]);
                assert!(rest[2..2 + count * WEIGHT_LEN].chunks(WEIGHT_LEN).is_sorted_by_key(|weight| weight[0] & 63));
                (features, weights) = (features + 1, weights + count);
                rest = &rest[2 + count * WEIGHT_LEN..];
            }
        }
        // The original has 11 more features without weights.
        assert_eq!((words, features, weights), (1549, 75_436, 271_206));
    }
}

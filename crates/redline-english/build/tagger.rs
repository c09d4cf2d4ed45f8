//! The model of the tagger, written as the tagger reads it.

use std::collections::BTreeMap;
use std::error::Error;

use fst::MapBuilder;

use crate::layout::{
    AFTER, AFTER_TAG, BEFORE, BIAS, END, HERE, INITIAL, SECOND_AFTER, SECOND_BEFORE, SECOND_START, START, SUFFIX, TAG,
    TAG_BITS, UNAMBIGUOUS, WEIGHT_LEN, WORD, ZERO,
};
use crate::tag::Tag;

/// The transducer from keys to offsets, and the records.
pub(crate) struct Model {
    pub(crate) index: Vec<u8>,
    pub(crate) records: Vec<u8>,
}

/// Reads the model in the form of a text: a key on each line, then its rows, separated by tabs.
pub(crate) fn read(text: &str) -> Result<Model, Box<dyn Error>> {
    let mut index = BTreeMap::new();
    let mut records = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let fault = || format!("the model of the tagger has an unsupported line: {line}");
        let mut fields = line.split('\t');
        let (kind, key) = fields.next().and_then(|key| key.split_once(' ')).ok_or_else(fault)?;
        let (key, value) = if kind == "dictionary" {
            let tag = fields.next().and_then(tag_number).ok_or_else(fault)?;
            (key_of(UNAMBIGUOUS, key.as_bytes()), u64::from(tag))
        } else {
            let offset = u64::try_from(records.len())?;
            records.extend(record(fields).ok_or_else(fault)?);
            let key = match kind {
                "bias" => key_of(BIAS, b""),
                "word" => key_of(WORD, key.as_bytes()),
                "suffix" => key_of(SUFFIX, key.as_bytes()),
                "initial" => key_of(INITIAL, key.as_bytes()),
                "tag" => key_of(TAG, &[tag_number(key).ok_or_else(fault)?]),
                _ => return Err(fault().into()),
            };
            (key, offset)
        };
        index.insert(key, value);
    }
    let mut builder = MapBuilder::memory();
    builder.extend_iter(index)?;
    Ok(Model { index: builder.into_inner()?, records })
}

fn key_of(kind: u8, key: &[u8]) -> Vec<u8> {
    [&[kind], key].concat()
}

/// The number of a tag, or of what is before the first word.
fn tag_number(name: &str) -> Option<u8> {
    match name {
        "-START-" => Some(START),
        "-START2-" => Some(SECOND_START),
        _ => Tag::ALL.iter().find(|tag| tag.penn() == name).map(|&tag| tag as u8),
    }
}

/// The bytes of a record with these rows.
fn record<'a>(rows: impl Iterator<Item = &'a str>) -> Option<Vec<u8>> {
    let rows: Option<BTreeMap<u8, Vec<u8>>> = rows.map(row).collect();
    let mut record = Vec::new();
    for (feature, weights) in rows? {
        record.push(feature);
        record.extend(weights);
    }
    record.push(END);
    Some(record)
}

/// The feature of a row, and the number of its weights with the weights.
fn row(row: &str) -> Option<(u8, Vec<u8>)> {
    let mut fields = row.split(' ');
    let feature = match fields.next()? {
        "0" => HERE,
        "-1" => BEFORE,
        "-2" => SECOND_BEFORE,
        "+1" => AFTER,
        "+2" => SECOND_AFTER,
        tag => AFTER_TAG + tag_number(tag)?,
    };
    let mut weights = vec![0];
    while let Some(tag) = fields.next() {
        let weight = fields.next()?.parse::<i32>().ok()?;
        let bits = u32::try_from(weight + ZERO).ok()? << TAG_BITS | u32::from(tag_number(tag)?);
        let bytes = bits.to_le_bytes();
        let (used, unused) = bytes.split_at(WEIGHT_LEN);
        if unused.iter().any(|&byte| byte != 0) {
            return None;
        }
        weights.extend(used);
        weights[0] += 1;
    }
    Some((feature, weights))
}

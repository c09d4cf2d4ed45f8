//! The model of the tagger, written as the tagger reads it.

use std::collections::BTreeMap;
use std::error::Error;

use crate::layout::{
    AFTER, AFTER_TAG, BEFORE, BIAS, END, HERE, INITIAL, SECOND_AFTER, SECOND_BEFORE, SECOND_START, SLOT_LEN, SLOTS,
    START, SUFFIX, TAG, UNAMBIGUOUS, WORD, first_slot,
};
use crate::tag::Tag;

/// The hash table of the model, and its entries.
pub(crate) struct Model {
    pub(crate) slots: Vec<u8>,
    pub(crate) entries: Vec<u8>,
}

impl Model {
    /// Reads the form of a text: a key on each line, then its rows, separated by tabs.
    pub(crate) fn parse(text: &str) -> Result<Self, Box<dyn Error>> {
        // No entry has the offset 0.
        let mut model = Self { slots: vec![0; SLOTS * SLOT_LEN], entries: vec![0] };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let fault = || format!("the model of the tagger has an unsupported line: {line}");
            model.insert(entry(line).ok_or_else(fault)?)?;
        }
        Ok(model)
    }

    fn insert(&mut self, entry: Entry) -> Result<(), Box<dyn Error>> {
        let first = first_slot(entry.kind, &entry.text);
        let offset = u32::try_from(self.entries.len())?.to_le_bytes();
        let mut slots = (first..SLOTS).chain(0..first).map(|slot| slot * SLOT_LEN);
        let free = slots.find(|&at| self.slots[at..at + SLOT_LEN] == [0; SLOT_LEN]);
        let at = free.ok_or("the hash table of the tagger is full")?;
        self.slots[at..at + SLOT_LEN].copy_from_slice(&offset);
        self.entries.push(u8::try_from(entry.text.len() + 1)?);
        self.entries.push(entry.kind);
        self.entries.extend(entry.text);
        self.entries.extend(entry.record);
        Ok(())
    }
}

struct Entry {
    kind: u8,
    text: Vec<u8>,
    record: Vec<u8>,
}

/// The entry of a line.
fn entry(line: &str) -> Option<Entry> {
    let mut fields = line.split('\t');
    let (kind, text) = fields.next()?.split_once(' ')?;
    let text = if kind == "tag" { vec![tag_number(text)?] } else { text.as_bytes().to_vec() };
    if kind == "dictionary" {
        return Some(Entry { kind: UNAMBIGUOUS, text, record: vec![tag_number(fields.next()?)?] });
    }
    let kind = match kind {
        "bias" => BIAS,
        "word" => WORD,
        "suffix" => SUFFIX,
        "initial" => INITIAL,
        "tag" => TAG,
        _ => return None,
    };
    Some(Entry { kind, text, record: record(fields)? })
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
    let mut weights = vec![0_u8];
    while let Some(tag) = fields.next() {
        let mut rest = fields.next()?.parse::<i32>().ok()?;
        while rest != 0 {
            let weight = i16::try_from(rest).unwrap_or(if rest < 0 { i16::MIN } else { i16::MAX });
            let [low, high] = weight.to_le_bytes();
            weights.extend([tag_number(tag)?, low, high]);
            weights[0] += 1;
            rest -= i32::from(weight);
        }
    }
    Some((feature, weights))
}

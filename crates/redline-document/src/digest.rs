//! What tells texts, answers and programs apart: hashes of 128 bits.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

/// The hash of some parts in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct Digest(pub [u8; 16]);

impl Digest {
    /// The hash of these parts.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut digester = Digester::default();
        for part in parts {
            digester.add(part);
        }
        digester.digest()
    }
}

/// Hashes parts in a row.
#[derive(Default)]
pub struct Digester(Xxh3);

impl Digester {
    /// Adds a part, after its length, so that none runs into the next.
    pub fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// Adds a number.
    pub fn add_number(&mut self, number: usize) {
        self.0.update(&(number as u64).to_le_bytes());
    }

    /// The hash of what was added.
    pub fn digest(&self) -> Digest {
        Digest(self.0.digest128().to_le_bytes())
    }
}

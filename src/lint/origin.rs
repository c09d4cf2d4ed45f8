//! How a chapter that includes code came from its file.
//!
//! To know whether what mdBook sent is what a file reads, and whether what it includes is there, everything that it
//! includes must be read. Where mdBook sent the same before, the file reads the same, and nothing that it includes has
//! been written since, the answer is the same. Whether something was written, a text with its includes expanded tells
//! itself if each of them gave some of it; where not, the stamps of what it includes tell it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::Reading;
use crate::digest::Digest;
use crate::source::{Expansion, FileStore, Fragment, SourceFile, Stamp};

/// Where a chapter came from, of which the prose is all in its own file: only code is included.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Origin {
    /// The text of its file.
    digest: Digest,
    /// Whether mdBook sent it with its includes expanded.
    pub(super) sent_expanded: bool,
    /// The files that it includes.
    targets: Vec<Target>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Target {
    path: PathBuf,
    /// `None` if what mdBook sent holds the text.
    stamp: Option<Stamp>,
}

impl Origin {
    /// The origin of a chapter that was read in a run that has `begun` then; `None` if its text is not that of its file,
    /// or something is wrong with what it includes, or the stamps are asked and some of that was just written.
    pub(super) fn of(reading: &Reading, files: &FileStore, begun: SystemTime) -> Option<Self> {
        let expansion = reading.expansion();
        let is_own = reading.text() == &reading.file.text()[reading.file.body()];
        if !(reading.on_disk && is_own && expansion.problems.is_empty()) {
            return None;
        }
        let tells_itself = reading.sent_expanded && !expansion.has_blank_part;
        let target = |path: &PathBuf| {
            let stamp =
                if tells_itself { None } else { Some(files.stamp(path).filter(|stamp| stamp.is_settled(begun))?) };
            Some(Target { path: path.clone(), stamp })
        };
        let targets = expansion.targets.iter().map(target).collect::<Option<_>>()?;
        Some(Self { digest: own_text(&reading.file).digest(), sent_expanded: reading.sent_expanded, targets })
    }

    /// What the chapter reads, if its file and the stamps that are asked are as they were.
    pub(super) fn expansion(&self, file: &Arc<SourceFile>, files: &FileStore) -> Option<Expansion> {
        let fragment = own_text(file);
        let is_same = |target: &Target| target.stamp.is_none_or(|stamp| files.stamp(&target.path) == Some(stamp));
        let holds = fragment.digest() == self.digest && self.targets.iter().all(is_same);
        let targets = || self.targets.iter().map(|target| target.path.clone()).collect();
        holds.then(|| Expansion { fragment, targets: targets(), ..Expansion::default() })
    }
}

fn own_text(file: &Arc<SourceFile>) -> Fragment {
    Fragment::of_file(file, file.body())
}

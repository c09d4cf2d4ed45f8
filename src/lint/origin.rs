//! How a chapter that includes code came from its file.
//!
//! To know whether what mdBook sent is what a file reads, and whether what it includes is there, everything that it
//! includes must be read. Where mdBook sent the same before, the file reads the same, and nothing that it includes has
//! been written since, as its stamp tells, the answer is the same.

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
    stamp: Stamp,
}

impl Origin {
    /// The origin of a chapter that was read in a run that has `begun` then; `None` if its text is not that of its file,
    /// or something is wrong with what it includes, or some of that was just written.
    pub(super) fn of(reading: &Reading, files: &FileStore, begun: SystemTime) -> Option<Self> {
        let expansion = reading.expansion();
        let is_own = reading.text() == &reading.file.text()[reading.file.body()];
        if !(reading.on_disk && is_own && expansion.problems.is_empty()) {
            return None;
        }
        let target = |path: &PathBuf| {
            let stamp = files.stamp(path).filter(|stamp| stamp.is_settled(begun))?;
            Some(Target { path: path.clone(), stamp })
        };
        let targets = expansion.targets.iter().map(target).collect::<Option<_>>()?;
        Some(Self { digest: own_text(&reading.file).digest(), sent_expanded: reading.sent_expanded, targets })
    }

    /// What the chapter reads, if its file and what that includes are as they were.
    pub(super) fn expansion(&self, file: &Arc<SourceFile>, files: &FileStore) -> Option<Expansion> {
        let fragment = own_text(file);
        let is_same = |target: &Target| files.stamp(&target.path) == Some(target.stamp);
        let holds = fragment.digest() == self.digest && self.targets.iter().all(is_same);
        let targets = || self.targets.iter().map(|target| target.path.clone()).collect();
        holds.then(|| Expansion { fragment, problems: Vec::new(), targets: targets() })
    }
}

fn own_text(file: &Arc<SourceFile>) -> Fragment {
    Fragment::of_file(file, file.body())
}

//! How a chapter came from its file, where mdBook had put what the file includes in its place.
//!
//! To know whether what mdBook sent is what a file reads, everything that the file includes must be read. Where mdBook
//! sent the same before, the file reads the same, and no file that it includes has been written since, the answer is
//! the same.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::Reading;
use crate::digest::Digest;
use crate::source::{Expansion, Fragment, SourceFile};

/// Where a chapter came from, of which the prose is all in its own file: only code is included.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Origin {
    /// The text of its file.
    digest: Digest,
    /// The files that it includes.
    targets: Vec<Target>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Target {
    path: PathBuf,
    stamp: Stamp,
}

/// What tells that a file was written.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
struct Stamp {
    /// Bytes.
    len: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Origin {
    /// The origin of a chapter; `None` if its prose does not all come from its own file, or something is wrong with what
    /// it includes.
    pub(super) fn of(reading: &Reading) -> Option<Self> {
        let expansion = reading.expansion();
        let is_own = reading.text() == &reading.file.text()[reading.file.body()];
        if !(reading.sent_expanded && is_own && expansion.problems.is_empty()) {
            return None;
        }
        let target = |path: &PathBuf| Some(Target { path: path.clone(), stamp: Stamp::of(path)? });
        let targets = expansion.targets.iter().map(target).collect::<Option<_>>()?;
        Some(Self { digest: own_text(&reading.file).digest(), targets })
    }

    /// What the chapter reads, if its file and what that includes are as they were.
    pub(super) fn expansion(self, file: &Arc<SourceFile>) -> Option<Expansion> {
        let fragment = own_text(file);
        let is_same = |target: &Target| Stamp::of(&target.path).is_some_and(|stamp| stamp == target.stamp);
        let holds = fragment.digest() == self.digest && self.targets.iter().all(is_same);
        let targets = || self.targets.into_iter().map(|target| target.path).collect();
        holds.then(|| Expansion { fragment, problems: Vec::new(), targets: targets() })
    }
}

fn own_text(file: &Arc<SourceFile>) -> Fragment {
    Fragment::of_file(file, file.body())
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let metadata: Metadata = std::fs::metadata(path).ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Self { len: metadata.len(), modified: modified.try_into().ok()? })
    }
}

//! How a chapter that includes code came from its file.
//!
//! To know whether what mdBook sent is what a file reads, and whether what it includes is there, everything that it
//! includes must be read. Where mdBook sent the same before, the file reads the same, and nothing that it includes has
//! been written since, as its stamp tells, the answer is the same.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::Reading;
use crate::digest::Digest;
use crate::source::{Expansion, Fragment, SourceFile};

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

/// What tells that a file was written or replaced, as `git` tells it.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
struct Stamp {
    /// Bytes.
    len: u64,
    /// Nanoseconds since 1970.
    modified: u64,
    /// Where the system knows them: the device, the file's number on it, and when its data or its rights were changed, in
    /// seconds and nanoseconds.
    changed: Option<(u64, u64, i64, i64)>,
}

/// How long a file must have been left alone before its stamp is trusted: some systems count whole seconds, and a file
/// that is written while a run looks at it is looked at again.
const SETTLED: Duration = Duration::from_secs(2);

impl Origin {
    /// The origin of a chapter that was read in a run that has `begun` then; `None` if its text is not that of its file,
    /// or something is wrong with what it includes, or some of that was just written.
    pub(super) fn of(reading: &Reading, begun: SystemTime) -> Option<Self> {
        let expansion = reading.expansion();
        let is_own = reading.text() == &reading.file.text()[reading.file.body()];
        if !(reading.on_disk && is_own && expansion.problems.is_empty()) {
            return None;
        }
        let target = |path: &PathBuf| {
            let stamp = Stamp::of(path).filter(|stamp| stamp.is_settled(begun))?;
            Some(Target { path: path.clone(), stamp })
        };
        let targets = expansion.targets.iter().map(target).collect::<Option<_>>()?;
        Some(Self { digest: own_text(&reading.file).digest(), sent_expanded: reading.sent_expanded, targets })
    }

    /// What the chapter reads, if its file and what that includes are as they were.
    pub(super) fn expansion(&self, file: &Arc<SourceFile>) -> Option<Expansion> {
        let fragment = own_text(file);
        let is_same = |target: &Target| Stamp::of(&target.path).is_some_and(|stamp| stamp == target.stamp);
        let holds = fragment.digest() == self.digest && self.targets.iter().all(is_same);
        let targets = || self.targets.iter().map(|target| target.path.clone()).collect();
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
        Some(Self { len: metadata.len(), modified: modified.try_into().ok()?, changed: changed(&metadata) })
    }

    fn is_settled(&self, begun: SystemTime) -> bool {
        let modified = UNIX_EPOCH.checked_add(Duration::from_nanos(self.modified) + SETTLED);
        modified.is_some_and(|settled| settled < begun)
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems do not know it")]
fn changed(metadata: &Metadata) -> Option<(u64, u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec()))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<(u64, u64, i64, i64)> {
    None
}

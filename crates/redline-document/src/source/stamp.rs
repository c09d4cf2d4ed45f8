//! Whether a file is as it was.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// What tells that a file was written or replaced, as `git` tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Stamp {
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

impl Stamp {
    /// That of the file at `path`; `None` if there is none, or the system does not tell.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata: Metadata = std::fs::metadata(path).ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Self { len: metadata.len(), modified: modified.try_into().ok()?, changed: changed(&metadata) })
    }

    /// Whether the file was left alone for so long when a run had `begun` that a later change would have another stamp.
    pub fn is_settled(&self, begun: SystemTime) -> bool {
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

//! Attributes of files.

use std::fs::{File, Metadata, Permissions};
use std::io;
use std::path::Path;

/// Copies the owner, the mode and the extended attributes of the file at `path` to `new`.
///
/// Only the mode is an error: a user without permission to change the owner becomes the owner.
pub(super) fn copy(path: &Path, old: &Metadata, new: &File) -> io::Result<()> {
    #[cfg(unix)]
    copy_owner(old, new);
    // After the owner, since changing that clears bits of the mode.
    new.set_permissions(old.permissions())?;
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    system::copy_extended(path, new);
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    let _ = path;
    Ok(())
}

#[cfg(unix)]
fn copy_owner(old: &Metadata, new: &File) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is_same = new.metadata().is_ok_and(|new| (new.uid(), new.gid()) == (old.uid(), old.gid()));
    if !is_same && fchown(new, Some(old.uid()), Some(old.gid())).is_err() {
        // Members of the group may keep it.
        drop(fchown(new, None, Some(old.gid())));
    }
}

/// Mode of new files, before the umask is applied.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no modes")]
pub(super) fn of_new_files() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
pub(super) fn of_new_files() -> Option<Permissions> {
    None
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) use system::{check_folder, lock};

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn check_folder(folder: &Path) -> io::Result<()> {
    folder.metadata().map(drop)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn lock(_: &File) -> bool {
    true
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod system {
    use super::{File, Path, io};
    use rustix::fs::{Access, FlockOperation, XattrFlags, access, flock, fsetxattr, getxattr, listxattr};

    /// Maximum length of a value, or of the list of names, on Linux. Longer ones are not copied.
    const MAX_BYTES: usize = 1 << 16;

    /// Checks that a file can be created in a folder.
    pub(in super::super) fn check_folder(folder: &Path) -> io::Result<()> {
        Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
    }

    /// Locks a file until it is closed. Returns `false` if it is locked already.
    pub(in super::super) fn lock(file: &File) -> bool {
        flock(file, FlockOperation::NonBlockingLockExclusive).is_ok()
    }

    /// Copies extended attributes. Errors are ignored: a user may lack permissions, and a file system may not support them.
    pub(super) fn copy_extended(path: &Path, new: &File) {
        let mut names = vec![0; MAX_BYTES];
        let Ok(len) = listxattr(path, names.as_mut_slice()) else { return };
        let mut value = vec![0; if len == 0 { 0 } else { MAX_BYTES }];
        for name in names[..len].split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            if let Ok(len) = getxattr(path, name, value.as_mut_slice()) {
                let _ = fsetxattr(new, name, &value[..len], XattrFlags::empty());
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn extended_attributes_are_kept() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.md");
            std::fs::write(&path, "old").unwrap();
            let file = File::open(&path).unwrap();
            if fsetxattr(&file, "user.redline", b"kept", XattrFlags::empty()).is_err() {
                // This file system has no attributes.
                return;
            }
            crate::replace::replace(&path, b"new").unwrap();
            let mut value = [0; 8];
            assert_eq!(getxattr(&path, "user.redline", value.as_mut_slice()), Ok(4));
            assert_eq!(&value[..4], b"kept");
            assert_eq!(std::fs::read(&path).unwrap(), b"new");
        }
    }
}

//! Where the system keeps what can be made again.

use std::ffi::OsString;
use std::path::PathBuf;

/// The folder for our files among those that a user's programs keep; `None` if the environment does not tell.
pub fn user_folder() -> Option<PathBuf> {
    folder(|name| std::env::var_os(name)).map(|folder| folder.join(env!("CARGO_PKG_NAME")))
}

/// `XDG_CACHE_HOME` where it is set, else what is the custom of the system.
fn folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let customary = || {
        if cfg!(windows) {
            absolute("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            Some(absolute("HOME")?.join("Library/Caches"))
        } else {
            Some(absolute("HOME")?.join(".cache"))
        }
    };
    absolute("XDG_CACHE_HOME").or_else(customary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_set_comes_first_and_none_is_made_up() {
        let root = std::env::temp_dir();
        let set = |wanted: &'static str| {
            let value = root.clone().into_os_string();
            move |name: &str| (name == wanted).then(|| value.clone())
        };
        assert_eq!(folder(set("XDG_CACHE_HOME")), Some(root.clone()));
        assert_eq!(folder(|_| None), None);
        assert_eq!(folder(|_| Some("relative".into())), None);
        let home = if cfg!(windows) { "LOCALAPPDATA" } else { "HOME" };
        assert!(folder(set(home)).is_some_and(|folder| folder.starts_with(&root)));
    }
}

//! The pages of rules as files, to which diagnostics link.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use redline_lint::TOOL_NAME;
use redline_lint::catalogue;

use crate::uri::uri_of;

/// The pages of rules as files in the user's cache, written when they are first linked to.
#[derive(Debug)]
pub(crate) struct RulePages {
    /// `None` if the user has no cache.
    folder: Option<PathBuf>,
    /// The pages that were written, or could not be.
    written: Mutex<BTreeMap<&'static str, Option<PathBuf>>>,
}

impl RulePages {
    /// Pages in the user's cache, as `variables` name it.
    pub(crate) fn in_cache(variables: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = variables.iter().find(|(known, value)| known == name && Path::new(value).is_absolute());
            found.map(|(_, value)| PathBuf::from(value))
        };
        let cache = value("XDG_CACHE_HOME")
            .or_else(|| value("LOCALAPPDATA"))
            .or_else(|| value("HOME").map(|home| home.join(".cache")));
        let folder = cache.map(|cache| cache.join(TOOL_NAME).join(env!("CARGO_PKG_VERSION")));
        Self { folder, written: Mutex::default() }
    }

    /// The folder for files that the server makes; `None` if the user has no cache.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The address of the page of a rule; `None` for a rule of a style, or if the page cannot be written.
    pub(crate) fn address(&self, rule: &str) -> Option<String> {
        self.path(rule).map(|path| uri_of(&path))
    }

    /// The file with the page of a rule.
    pub(crate) fn path(&self, rule: &str) -> Option<PathBuf> {
        let rule = catalogue::find(rule)?;
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.entry(rule.name).or_insert_with(|| self.write(rule.name, rule.page)).clone()
    }

    fn write(&self, name: &str, page: &str) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?.join("rules");
        let path = folder.join(format!("{name}.md"));
        if fs::read_to_string(&path).is_ok_and(|known| known == page) {
            return Some(path);
        }
        fs::create_dir_all(&folder).ok()?;
        fs::write(&path, page).ok()?;
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_written_when_it_is_linked_to() {
        let cache = tempfile::tempdir().unwrap();
        let variables = vec![("XDG_CACHE_HOME".to_owned(), cache.path().display().to_string())];
        let pages = RulePages::in_cache(&variables);
        let path = pages.path("heading-case").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), catalogue::find("heading-case").unwrap().page);
        assert!(pages.address("heading-case").unwrap().starts_with("file:///"));
        assert_eq!(pages.path("Google.We"), None);
        assert_eq!(RulePages::in_cache(&[]).path("heading-case"), None);
    }
}

//! Links to lines in the repository.

use std::path::Path;

use serde_json::Value;

use redline_lint::config::Table;

/// Links to lines of files; there are none without a template.
#[derive(Clone, Debug, Default)]
pub struct SourceLinks {
    template: Option<String>,
}

impl SourceLinks {
    /// The links of the book at `root`, from `source-url-template` in our table or `git-repository-url` in `book.toml`.
    pub fn new(table: &Table, book: &Value, root: &Path) -> Self {
        if let Some(template) = &table.source_url_template {
            return Self { template: Some(with_commit(template, root)) };
        }
        let repository = book.pointer("/output/html/git-repository-url").and_then(Value::as_str);
        Self { template: repository.map(|repository| repository_template(repository, root)) }
    }

    /// The link to lines of the file at `path`, relative to the root of the book.
    pub(super) fn link(&self, path: &str, line: usize, end_line: usize) -> Option<String> {
        let template = self.template.as_ref().filter(|_| !path.starts_with("../"))?;
        let filled = template.replace("{path}", &redline_text::escape::path(path)).replace("{line}", &line.to_string());
        Some(filled.replace("{end-line}", &end_line.to_string()))
    }
}

/// The template of a forge for a line of Markdown. `HEAD` stands for the default branch.
fn repository_template(repository: &str, root: &Path) -> String {
    let repository = repository.trim_end_matches('/').trim_end_matches(".git");
    let folder = folder_in_repository(root);
    if repository.contains("gitlab") {
        format!("{repository}/-/blob/HEAD/{folder}{{path}}?plain=1#L{{line}}")
    } else {
        format!("{repository}/blob/HEAD/{folder}{{path}}?plain=1#L{{line}}")
    }
}

/// The folder of the book in its repository, with a trailing `/`.
fn folder_in_repository(root: &Path) -> String {
    let Some(repository) = root.ancestors().find(|folder| folder.join(".git").exists()) else { return String::new() };
    let folder = root.strip_prefix(repository).unwrap_or(Path::new(""));
    let folder = folder.to_string_lossy().replace('\\', "/");
    if folder.is_empty() { folder } else { format!("{}/", redline_text::escape::path(&folder)) }
}

/// The template with `{commit}` filled in: `HEAD` if no repository can be read.
fn with_commit(template: &str, root: &Path) -> String {
    if !template.contains("{commit}") {
        return template.to_owned();
    }
    template.replace("{commit}", commit(root).as_deref().unwrap_or("HEAD"))
}

#[cfg(feature = "git")]
fn commit(root: &Path) -> Option<String> {
    crate::history::Snapshot::at(root, "HEAD").ok().map(|snapshot| snapshot.commit)
}

#[cfg(not(feature = "git"))]
fn commit(_: &Path) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn link(table: &Value, book: &Value) -> Option<String> {
        let root = tempfile::tempdir().unwrap();
        let links = SourceLinks::new(&Table::read(table).unwrap(), book, root.path());
        links.link("src/a b.md", 3, 5)
    }

    #[test]
    fn lines_are_linked_where_the_repository_is_known() {
        let book = json!({ "output": { "html": { "git-repository-url": "https://github.com/me/book/" } } });
        assert_eq!(link(&json!({}), &json!({})), None);
        assert_eq!(
            link(&json!({}), &book).as_deref(),
            Some("https://github.com/me/book/blob/HEAD/src/a%20b.md?plain=1#L3")
        );
        let table = json!({ "source-url-template": "https://x.y/{commit}/{path}#{line}-{end-line}" });
        assert_eq!(link(&table, &book).as_deref(), Some("https://x.y/HEAD/src/a%20b.md#3-5"));
    }

    #[test]
    fn the_folder_of_a_book_in_its_repository_is_found() {
        let repository = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(repository.path().join("docs/book")).unwrap();
        std::fs::create_dir(repository.path().join(".git")).unwrap();
        assert_eq!(folder_in_repository(&repository.path().join("docs/book")), "docs/book/");
    }
}

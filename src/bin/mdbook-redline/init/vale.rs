//! `init`: the Vale configuration that a book has already.

use std::path::{Path, PathBuf};

use redline_lint::NAME;
use redline_lint::config::edit::table_at;
use toml_edit::{DocumentMut, value};

use super::Wiring;

/// The environment variable that names Vale's configuration.
const VARIABLE: &str = "VALE_CONFIG_PATH";

/// The names that Vale looks for, in its order.
const NAMES: [&str; 5] = [".vale", "_vale", "vale.ini", ".vale.ini", "_vale.ini"];

impl Wiring {
    /// Adds the Vale configuration at the book's root, or the one that the environment names.
    pub(super) fn use_vale(&mut self, document: &mut DocumentMut) -> anyhow::Result<()> {
        let Some(file) = configuration(&self.root) else { return Ok(()) };
        let styles = table_at(document, &["preprocessor", NAME, "styles"])?;
        if styles.contains_key("vale-ini") {
            return Ok(());
        }
        let file = file.to_string_lossy().replace('\\', "/");
        styles.insert("vale-ini", value(&file));
        self.changes.push(format!("added `vale-ini = \"{file}\"` to `[preprocessor.{NAME}.styles]`"));
        Ok(())
    }
}

/// Vale's configuration for the book at `root`, relative to it if it lies below.
fn configuration(root: &Path) -> Option<PathBuf> {
    let named = std::env::var_os(VARIABLE).map(PathBuf::from).filter(|file| file.is_file());
    let named = named.map(|file| {
        let file = std::path::absolute(&file).unwrap_or(file);
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        file.strip_prefix(root).map(Path::to_owned).unwrap_or(file)
    });
    named.or_else(|| NAMES.iter().map(PathBuf::from).find(|name| root.join(name).is_file()))
}

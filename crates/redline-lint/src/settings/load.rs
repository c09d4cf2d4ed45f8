//! From a configuration file to settings: styles, terms, the baseline and dictionaries are loaded.

use std::sync::Arc;

use super::Settings;
use crate::baseline::Baseline;
use crate::config::{BookContext, ConfigError, ConfigFile, Language, Table};
use crate::strict::Issue;
use crate::terms::{TermBase, TermsError};
use redline_document::source::FileStore;
use redline_english::spelling::{Dictionary, Hyphens};
use vale_style::Styles;

impl ConfigFile {
    /// The settings of `table`, which this file holds, for the book that `book` configures: the styles
    /// that it names are loaded. `files` may hold unsaved texts of terms and the baseline.
    ///
    /// # Errors
    /// If a style cannot be used, or a glob or a rule is not one.
    pub fn settings(&self, table: Table, book: &Self, files: &FileStore) -> Result<Settings, ConfigError> {
        let styles = Styles::load(&table.styles, self.folder())?;
        let terms =
            TermBase::load_in(files, &table.terms, &table.terms_files, self.folder()).map_err(|error| match error {
                TermsError::Term { index, message } => {
                    self.invalid(Issue::new(message).under(index.to_string()).under("terms"))
                }
                other => ConfigError::Terms(other),
            })?;
        let book_context = BookContext {
            foreign_ids: book.has_other_preprocessors(),
            language: Language::of(table.language.as_deref().or(book.language())),
            title: book.title().map(str::to_owned),
            book_language: book.language().map(str::to_owned),
            text_decides: table.language.is_none(),
        };
        let settings = Settings::new(table, Arc::new(styles), Arc::new(terms), book_context);
        let mut settings = settings.map_err(|issue| self.invalid(issue))?;
        if let Some(path) = &settings.table.baseline {
            let baseline = Baseline::load_in(files, &self.folder().join(path))?;
            settings = settings.with_baseline(baseline);
        }
        match settings.spelling_options().dictionary {
            Some(path) => Ok(settings.with_dictionary(Dictionary::read(&self.folder().join(path), Hyphens::Split)?)),
            None => Ok(settings),
        }
    }
}

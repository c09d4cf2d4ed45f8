//! Changes of the files that configure a book: `book.toml`, and the baseline.

use std::path::Path;

use redline_document::diagnostic::Finding;
use redline_document::source::relative_path;
use redline_lint::baseline::Baseline;
use redline_lint::catalogue::{ACRONYM_UNDEFINED, MISSPELLING, SPELLING, STALE_BASELINE};
use redline_lint::config::edit::{EditError, TomlEditor};
use redline_lint::settings::RuleScope;

use super::text_edits::edits_between;
use crate::changes::FileChanges;
use crate::view::BookView;

/// Whether the book has a file with its configuration.
pub(super) fn has_config(view: &BookView<'_>) -> bool {
    view.files.read(&view.live.open_book().config_file).is_ok()
}

/// The name of the file with the configuration, for titles.
pub(super) fn config_name(view: &BookView<'_>) -> String {
    let name = view.live.open_book().config_file.file_name();
    name.map_or_else(|| "book.toml".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The word of a finding that says that it is no word.
pub(super) fn unknown_word(finding: &Finding) -> Option<&str> {
    let is_about_words = [SPELLING.name, MISSPELLING.name].contains(&&*finding.rule);
    Some(finding.text()).filter(|text| is_about_words && !text.contains(char::is_whitespace))
}

/// The word of a finding that may be a name: it has a capital or a digit.
pub(super) fn possible_term(finding: &Finding) -> Option<&str> {
    let is_acronym = finding.rule == ACRONYM_UNDEFINED.name;
    let word = if is_acronym { Some(finding.text()) } else { unknown_word(finding) };
    word.filter(|word| word.contains(|c: char| c.is_uppercase() || c.is_numeric()))
}

/// Adds a word to those that the book accepts.
pub(super) fn accept_word(view: &BookView<'_>, word: &str) -> Result<FileChanges, String> {
    let words = [word.to_lowercase()];
    edit(view, |editor, is_plain| editor.accept_words(is_plain, &words).map(drop))
}

/// Adds a term to the book's own.
pub(super) fn add_term(view: &BookView<'_>, term: &str) -> Result<FileChanges, String> {
    if view.live.open_book().settings.terms.own().iter().any(|known| known.term == term) {
        return Err(format!("`{term}` is a term of the book already"));
    }
    edit(view, |editor, is_plain| editor.add_term(is_plain, term))
}

/// Turns a rule off.
pub(super) fn turn_off(view: &BookView<'_>, rule: &str) -> Result<FileChanges, String> {
    edit(view, |editor, is_plain| editor.turn_off(is_plain, rule))
}

/// Whether a rule can be turned off for a file by the rules of the whole book: nothing sets its level for some chapter.
pub(super) fn may_turn_off(view: &BookView<'_>, path: &Path, rule: &str) -> bool {
    let open = view.live.open_book();
    let is_overridden = |path: &str| open.settings.is_overridden(rule, RuleScope::of_path(path));
    let showing = view.chapters().iter().filter(|parsed| parsed.shows(path));
    !is_overridden(&relative_path(&open.book.src, path))
        && !showing.map(|parsed| &open.book.chapters[parsed.index].path).any(|path| is_overridden(path))
}

fn edit(
    view: &BookView<'_>,
    change: impl FnOnce(&mut TomlEditor, bool) -> Result<(), EditError>,
) -> Result<FileChanges, String> {
    let open = view.live.open_book();
    let path = &open.config_file;
    let file = view.files.read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let new_text = || {
        let mut editor = TomlEditor::new(file.text())?;
        change(&mut editor, open.has_plain_config())?;
        Ok::<String, EditError>(editor.finish())
    };
    let after = new_text().map_err(|error| format!("{} cannot be edited: {error}", path.display()))?;
    Ok(FileChanges { edits: [(path.clone(), edits_between(file.text(), &after))].into(), ..FileChanges::default() })
}

/// Whether the finding can be put into a baseline.
pub(super) fn fits_baseline(view: &BookView<'_>, finding: &Finding) -> bool {
    view.live.open_book().settings.baseline.is_some() && finding.on_disk && finding.rule != STALE_BASELINE.name
}

/// Puts a finding into the baseline.
pub(super) fn add_to_baseline(view: &BookView<'_>, finding: &Finding) -> Result<FileChanges, String> {
    let known = view.live.open_book().settings.baseline.as_ref().ok_or("the book has no baseline")?;
    let path = known.path();
    let baseline = Baseline::load_in(view.files, path).map_err(|error| error.to_string())?;
    let before = view.files.read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let after = baseline.with_finding(finding).to_json();
    Ok(FileChanges {
        edits: [(path.to_owned(), edits_between(before.text(), &after))].into(),
        ..FileChanges::default()
    })
}

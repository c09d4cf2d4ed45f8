//! The script of a rule: in the rule's file, or in one of its own.

use std::path::{Component, Path, PathBuf};

use super::definition::DefinitionError;
use super::script::{Script, ScriptError};
use redline_document::source::read_text;

/// The end of the names of script files.
const EXTENSION: &str = ".tengo";

/// Reads a script that is `written` in a rule's file at this line: the text of the script, or the name of its file
/// below the styles paths.
///
/// # Errors
/// If the file cannot be read or the script is invalid.
pub(super) fn load(written: &str, (file, line): (&Path, usize), paths: &[PathBuf]) -> Result<Script, DefinitionError> {
    let located = |file: &Path, first: usize| {
        let file = file.to_owned();
        move |ScriptError { line, message }| DefinitionError { file, line: first + line - 1, message }
    };
    let name = written;
    if !name.ends_with(EXTENSION) || name.contains('\n') {
        // The line is that of the first text; blank lines before it belong to the script.
        let blank = written.len() - written.trim_start_matches('\n').len();
        return Script::parse(written).map_err(located(file, line.saturating_sub(blank).max(1)));
    }
    let failed = |message: String| DefinitionError { file: file.to_owned(), line, message };
    let is_below = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let places = paths.iter().map(|path| path.join("config").join("scripts").join(name));
    let found = places.filter(|_| is_below).find(|path| path.is_file());
    let path = found.ok_or_else(|| failed(format!("there is no script `{name}` in `config/scripts`")))?;
    let text = read_text(&path).map_err(|_| failed(format!("the script `{name}` cannot be read")))?;
    Script::parse(&text).map_err(located(&path, 1))
}

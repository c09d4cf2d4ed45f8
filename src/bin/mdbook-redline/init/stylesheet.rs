//! The stylesheet of reports, beside `book.toml`.

use std::path::PathBuf;

use redline_document::source::read_text;
use redline_lint::NAME;
use redline_lint::config::edit::list_at;
use redline_report::STYLESHEET;
use toml_edit::DocumentMut;

use super::Wiring;
use super::search::has_html;
use crate::output;

/// The name of the stylesheet.
const STYLE_FILE: &str = "redline.css";

/// What is to become of the stylesheet.
pub(super) enum Stylesheet {
    /// It is left as it is.
    Kept,
    /// It is written to this file.
    ToWrite(PathBuf),
}

impl Wiring {
    /// Adds the line of the stylesheet for the HTML renderer, where pages have reports that need it.
    pub(super) fn style(&mut self, document: &mut DocumentMut, update: bool) -> anyhow::Result<Option<Stylesheet>> {
        if !has_reports(document) || !has_html(document) {
            return Ok(None);
        }
        let list = list_at(document, &["output", "html"], "additional-css")?;
        if !list.iter().any(|known| known.as_str().is_some_and(|known| known.ends_with(STYLE_FILE))) {
            list.push(STYLE_FILE);
            self.changes.push(format!("added \"{STYLE_FILE}\" to `additional-css` in `[output.html]`"));
        }
        let path = self.root.join(STYLE_FILE);
        let verb = match read_text(&path) {
            Ok(text) if text == STYLESHEET => return Ok(Some(Stylesheet::Kept)),
            Ok(_) if !update => {
                output::note(&format!("{STYLE_FILE} is not the one of this version; `init --update` writes it anew"));
                return Ok(Some(Stylesheet::Kept));
            }
            Ok(_) => "updated",
            Err(_) => "wrote",
        };
        self.changes.push(format!("{verb} {STYLE_FILE}, the stylesheet of change reports"));
        Ok(Some(Stylesheet::ToWrite(path)))
    }
}

/// Whether pages have reports that need a stylesheet.
fn has_reports(document: &DocumentMut) -> bool {
    let ours = document.get("preprocessor").and_then(|table| table.get(NAME));
    let is_on = |key: &str| ours.and_then(|ours| ours.get(key)).is_some_and(|item| item.as_bool() != Some(false));
    is_on("change-report")
}

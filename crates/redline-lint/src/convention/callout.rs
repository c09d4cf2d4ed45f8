//! Forms of callouts: alerts, quotes with a label, paragraphs with a label.

use redline_document::document::{BlockKind, Document};
use redline_document::edit::Edit;
use redline_document::source::Span;

/// Labels that make a paragraph or a quote a callout, with the corresponding alert.
const LABELS: &[(&str, &str)] = &[
    ("note", "NOTE"),
    ("tip", "TIP"),
    ("hint", "TIP"),
    ("important", "IMPORTANT"),
    ("warning", "WARNING"),
    ("caution", "CAUTION"),
    ("danger", "CAUTION"),
];

/// Form of a callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutForm {
    /// `> [!NOTE]`
    Alert,
    /// `> **Note:**`
    Quote,
    /// `**Note:**`
    Paragraph,
}

/// Callout of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callout {
    /// Form of the callout.
    pub form: CalloutForm,
    /// Label with its markup and the space after it; of an alert, the marker line.
    pub label: Span,
    /// The label without trailing white space.
    pub words: Span,
    /// Corresponding alert; `NOTE` for an alert.
    pub alert: &'static str,
}

/// Whether a word is the label of a callout.
pub fn is_callout_label(word: &str) -> bool {
    LABELS.iter().any(|(label, _)| label.eq_ignore_ascii_case(word))
}

/// Callouts of a chapter, in order.
pub fn callouts(document: &Document) -> Vec<Callout> {
    let mut found = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let source = &document.text()[block.span.clone()];
        match block.kind {
            BlockKind::Alert => {
                let end = block.span.start + source.find('\n').unwrap_or(source.len());
                let label = block.span.start..end;
                found.push(Callout { form: CalloutForm::Alert, words: label.clone(), label, alert: "NOTE" });
            }
            BlockKind::Paragraph => {
                let Some((len, alert)) = label(source) else { continue };
                let parent = block.parent.map(|parent| (parent, document.blocks[parent].kind));
                let is_first = |parent: usize| parent + 1 == index;
                let form = match parent {
                    None => CalloutForm::Paragraph,
                    Some((parent, BlockKind::Quote)) if is_first(parent) => CalloutForm::Quote,
                    _ => continue,
                };
                let start = block.span.start;
                let words = start..start + source[..len].trim_end().len();
                found.push(Callout { form, label: start..start + len, words, alert });
            }
            _ => {}
        }
    }
    found
}

/// Edit that turns a quote with a label into an alert, whose marker is on its own line.
pub fn alert_edit(document: &Document, callout: &Callout) -> Option<Edit> {
    let text = document.text();
    let line = text[..callout.label.start].rfind('\n').map_or(0, |at| at + 1);
    let prefix = &text[line..callout.label.start];
    if callout.form != CalloutForm::Quote || !prefix.trim_end().ends_with('>') {
        return None;
    }
    let line_end = text[line..].find('\n').map_or(text.len(), |at| line + at);
    let ending = if text[..line_end].ends_with('\r') { "\r\n" } else { "\n" };
    let fills_line = text[callout.label.end..].starts_with(['\n', '\r']);
    let marker =
        if fills_line { format!("[!{}]", callout.alert) } else { format!("[!{}]{ending}{prefix}", callout.alert) };
    Some(Edit::replace(callout.label.clone(), marker))
}

/// Length of the label at the start of a paragraph, and its alert: `**Note:** `, `**Note**: `, `Note: `.
fn label(source: &str) -> Option<(usize, &'static str)> {
    let marks = source.len() - source.trim_start_matches(['*', '_']).len();
    let inner = &source[marks..];
    let word = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (_, alert) = LABELS.iter().find(|(label, _)| label.eq_ignore_ascii_case(&inner[..word]))?;
    let after = &inner[word..];
    let rest = after.trim_start_matches(['*', '_', ':']);
    let tail = &after[..after.len() - rest.len()];
    let closes = tail.matches(['*', '_']).count() == marks;
    // A label may end with its line.
    let text = rest.trim_start_matches(' ');
    let is_separated = text.len() < rest.len() || text.starts_with(['\n', '\r']);
    let is_label = tail.matches(':').count() == 1 && closes && is_separated && !text.trim().is_empty();
    is_label.then_some((source.len() - text.len(), *alert))
}

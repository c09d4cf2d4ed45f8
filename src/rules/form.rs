//! What the rules about conventions share: places in another form than nearly all others, or than the one wanted.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::config::{Issue, read_options};
use crate::convention::Convention;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::Context;

/// What `form` says when the book decides.
const AUTO: &str = "auto";

/// The options of these rules.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The name of the form wanted, or `auto`.
    form: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { form: AUTO.to_owned() }
    }
}

/// The form that the options want; `None` if the book decides.
///
/// # Errors
/// If the convention has no such form.
fn wanted(options: &Map<String, Value>, convention: &Convention) -> Result<Option<usize>, Issue> {
    let Options { form } = read_options(options)?;
    if form == AUTO {
        return Ok(None);
    }
    let index = convention.names.iter().position(|name| *name == form);
    let known = convention.names.iter().chain([&AUTO]);
    index.map(Some).ok_or_else(|| Issue::unknown("form", &form, known).under("form"))
}

/// Whether the options name a form of the convention.
///
/// # Errors
/// If they do not, or have another key.
pub(super) fn check_options(options: &Map<String, Value>, convention: &Convention) -> Result<(), Issue> {
    wanted(options, convention).map(drop)
}

/// Reports the places of a convention that are not in the form wanted, which is the book's unless options name another.
pub(super) fn check(cx: &mut Context<'_>, convention: &Convention) {
    let (document, book) = (cx.document, cx.book);
    let chosen = wanted(cx.options, convention).ok().flatten();
    let Some(form) = chosen.or_else(|| book.habits.settled(convention)) else { return };
    let wanted = convention.forms[form];
    let reason = match book.habits.verdict(convention).filter(|_| chosen.is_none()) {
        Some(verdict) => format!("{} of {} are `{wanted}`", verdict.count, verdict.total),
        None => format!("`{wanted}` is wanted"),
    };
    for found in convention.uses(document).into_iter().filter(|found| found.form != form) {
        let prose = &document.prose[found.prose].prose;
        let words = &prose.text()[found.span.clone()];
        let source = prose.source(found.span.clone());
        let message = format!("{}: `{}`, where {reason}", convention.title, convention.forms[found.form]);
        let is_fixable = prose.is_verbatim(found.span.clone()) && !document.touches_protected(&source);
        let edit = (convention.rewrite)(words, form).filter(|_| is_fixable);
        let edit = edit.map(|text| Edit::replace(source.clone(), text));
        let diagnostic = cx.report(source, message);
        if let Some(edit) = edit {
            diagnostic.fix(Fix::new(format!("write it as `{wanted}`"), Applicability::Unsafe, Change::Text, [edit]));
        }
    }
}

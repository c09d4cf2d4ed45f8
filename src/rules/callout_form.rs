#![doc = include_str!("callout_form.md")]

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::config::{Issue, Pack, read_options};
use crate::convention::{Callout, CalloutForm, callouts};
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "callout-form",
    summary: "A callout has another form than nearly all others.",
    page: include_str!("callout_form.md"),
    pack: Some(Pack::Consistency),
    level: Severity::Suggestion,
    fix: Some(Applicability::Safe),
    english: false,
    options: Some(check_options),
    check: Check::Chapter(check),
};

/// The options of the rule.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The form wanted.
    form: Wanted,
}

/// The form wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Wanted {
    /// `> [!NOTE]`
    Alert,
    /// `> **Note:**`
    Quote,
    /// `**Note:**`
    Paragraph,
    /// What the book does nearly everywhere.
    #[default]
    Auto,
}

fn check_options(options: &Map<String, Value>) -> Result<(), Issue> {
    read_options::<Options>(options).map(drop)
}

fn check(cx: &mut Context<'_>) {
    let options: Options = read_options(cx.options).unwrap_or_default();
    let wanted = match options.form {
        Wanted::Alert => CalloutForm::Alert,
        Wanted::Quote => CalloutForm::Quote,
        Wanted::Paragraph => CalloutForm::Paragraph,
        Wanted::Auto => match cx.book.callout_form {
            Some(form) => form,
            None => return,
        },
    };
    let document = cx.document;
    for callout in callouts(document).into_iter().filter(|callout| callout.form != wanted) {
        let form = match wanted {
            CalloutForm::Alert => format!("> [!{}]", callout.alert),
            CalloutForm::Quote => "> **Note:**".to_owned(),
            CalloutForm::Paragraph => "**Note:**".to_owned(),
        };
        let label = callout.label.start..callout.label.start + document.text()[callout.label.clone()].trim_end().len();
        let fix = if wanted == CalloutForm::Alert { as_alert(document, &callout) } else { None };
        let diagnostic = cx.report(label, format!("callouts are written `{form}` here"));
        if let Some(fix) = fix {
            diagnostic.fix(fix);
        }
    }
}

/// A quote with a label as an alert: the marker stands on a line of its own.
fn as_alert(document: &Document, callout: &Callout) -> Option<Fix> {
    let text = document.text();
    let line = text[..callout.label.start].rfind('\n').map_or(0, |at| at + 1);
    let prefix = &text[line..callout.label.start];
    let ending = if text[line..].lines().next().is_some_and(|found| text[line + found.len()..].starts_with("\r\n")) {
        "\r\n"
    } else {
        "\n"
    };
    let is_fixable = callout.form == CalloutForm::Quote && prefix.trim_end().ends_with('>');
    let fills_line = text[callout.label.end..].starts_with(['\n', '\r']);
    let marker =
        if fills_line { format!("[!{}]", callout.alert) } else { format!("[!{}]{ending}{prefix}", callout.alert) };
    let edit = [Edit::replace(callout.label.clone(), marker)];
    is_fixable.then(|| Fix::new(format!("write `> [!{}]`", callout.alert), Applicability::Safe, Change::Callout, edit))
}

#![doc = include_str!("callout_form.md")]

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::config::{Issue, Pack, read_options};
use crate::convention::{Callout, CalloutForm, alert_edit, callouts};
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::edit::{Applicability, Change, Fix};
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
        let fix = if wanted == CalloutForm::Alert { as_alert(document, &callout) } else { None };
        let diagnostic = cx.report(callout.words.clone(), format!("callouts are written `{form}` here"));
        if let Some(fix) = fix {
            diagnostic.fix(fix);
        }
    }
}

/// The fix that makes an alert of a quote with a label; `None` if the callout is no such quote.
fn as_alert(document: &Document, callout: &Callout) -> Option<Fix> {
    let edit = alert_edit(document, callout)?;
    Some(Fix::new(format!("write `> [!{}]`", callout.alert), Applicability::Safe, Change::Callout, [edit]))
}

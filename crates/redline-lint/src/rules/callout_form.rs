#![doc = include_str!("callout_form.md")]

use super::{Context, Rule};
use crate::catalogue::{self, CalloutChoice, CalloutFormOptions};
use crate::convention::{Callout, CalloutForm, alert_edit, callouts};
use crate::strict::read_options;
use redline_document::document::Document;
use redline_document::edit::{Applicability, Change, Fix};

pub(super) static RULE: Rule = Rule { meta: &catalogue::CALLOUT_FORM, check };

fn check(cx: &mut Context<'_>) {
    let options: CalloutFormOptions = read_options(cx.options).unwrap_or_default();
    let wanted = match options.form {
        CalloutChoice::Alert => CalloutForm::Alert,
        CalloutChoice::Quote => CalloutForm::Quote,
        CalloutChoice::Paragraph => CalloutForm::Paragraph,
        CalloutChoice::Auto => match cx.book.callout_form {
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

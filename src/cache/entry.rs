//! What was said of a chapter, as text.

use serde::{Deserialize, Serialize};

use super::Said;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::source::Span;

/// What was said of one chapter.
#[derive(Deserialize, Serialize)]
struct Entry {
    findings: Vec<Finding>,
    problems: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct Finding {
    rule: String,
    level: Severity,
    span: Span,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fix: Option<Mend>,
}

/// A fix of words.
#[derive(Deserialize, Serialize)]
struct Mend {
    title: String,
    is_safe: bool,
    edits: Vec<(Span, String)>,
}

/// What was said, as text; `None` if a text cannot say it.
pub(super) fn write((diagnostics, problems): &Said) -> Option<String> {
    let findings = diagnostics.iter().map(finding).collect::<Option<_>>()?;
    serde_json::to_string(&Entry { findings, problems: problems.clone() }).ok()
}

fn finding(diagnostic: &Diagnostic) -> Option<Finding> {
    let Diagnostic { rule, level, place: Place::Text(span), message, help, link, related: None, fix } = diagnostic
    else {
        return None;
    };
    let fix = match fix {
        Some(fix) if fix.change != Change::Text => return None,
        Some(fix) => Some(Mend {
            title: fix.title.clone(),
            is_safe: fix.applicability == Applicability::Safe,
            edits: fix.edits().iter().map(|edit| (edit.span.clone(), edit.text.clone())).collect(),
        }),
        None => None,
    };
    Some(Finding {
        rule: rule.to_string(),
        level: *level,
        span: span.clone(),
        message: message.clone(),
        help: help.clone(),
        link: link.clone(),
        fix,
    })
}

/// What a text says was said of a chapter; `None` if it cannot be true of it.
pub(super) fn read(entry: &str, text: &str) -> Option<Said> {
    let Entry { findings, problems } = serde_json::from_str(entry).ok()?;
    let diagnostics = findings.into_iter().map(|finding| diagnostic(finding, text)).collect::<Option<_>>()?;
    Some((diagnostics, problems))
}

fn diagnostic(finding: Finding, text: &str) -> Option<Diagnostic> {
    let Finding { rule, level, span, message, help, link, fix } = finding;
    text.get(span.clone())?;
    let fix = match fix {
        Some(mend) => Some(mend.fix(text)?),
        None => None,
    };
    Some(Diagnostic { rule: rule.into(), level, place: Place::Text(span), message, help, link, related: None, fix })
}

impl Mend {
    fn fix(self, text: &str) -> Option<Fix> {
        let is_in_text = self.edits.iter().all(|(span, _)| text.get(span.clone()).is_some());
        let is_ordered = self.edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        if self.edits.is_empty() || !is_in_text || !is_ordered {
            return None;
        }
        let applicability = if self.is_safe { Applicability::Safe } else { Applicability::Unsafe };
        let edits: Vec<Edit> = self.edits.into_iter().map(|(span, text)| Edit { span, text }).collect();
        Some(Fix::new(self.title, applicability, Change::Text, edits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_true_of_the_text_is_not_read() {
        let entry = |span: &str, edits: &str| {
            format!(
                r#"{{"findings":[{{"rule":"a","level":"error","span":{span},"message":"m","fix":{{"title":"t","is_safe":true,"edits":{edits}}}}}],"problems":[]}}"#
            )
        };
        let span = r#"{"start":0,"end":2}"#;
        let edit = format!(r#"[[{span},"x"]]"#);
        assert!(read(&entry(span, &edit), "é").is_some());
        assert!(read(&entry(span, &edit), "e").is_none());
        assert!(read(&entry(r#"{"start":0,"end":1}"#, &edit), "é").is_none());
        assert!(read(&entry(r#"{"start":2,"end":0}"#, &edit), "é").is_none());
        assert!(read(&entry(span, "[]"), "é").is_none());
        assert!(read(&entry(span, &format!(r#"[[{span},"x"],[{span},"y"]]"#)), "é").is_none());
        assert!(read("", "é").is_none());
    }
}

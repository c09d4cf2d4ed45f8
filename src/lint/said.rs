//! What rules said of a chapter, as text that is kept from run to run.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Place, Related, Severity};
use crate::digest::Digest;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::source::Span;

/// What rules said of one chapter.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// What was found, each with the headings above it.
    pub(super) found: Vec<(Diagnostic, Vec<String>)>,
    /// Words of prose.
    pub(super) words: usize,
    /// Where it is kept what patterns alone said.
    pub(super) patterns: Option<Digest>,
}

/// What patterns said of one chapter.
pub(super) type PatternsSaid = (Vec<Diagnostic>, Vec<String>);

#[derive(Deserialize, Serialize)]
struct Entry {
    findings: Vec<KeptDiagnostic>,
    words: usize,
    patterns: Option<Digest>,
}

#[derive(Deserialize, Serialize)]
struct PatternsEntry {
    findings: Vec<KeptDiagnostic>,
    problems: Vec<String>,
}

/// A diagnostic at a place of the text.
#[derive(Deserialize, Serialize)]
struct KeptDiagnostic {
    rule: String,
    level: Severity,
    span: Span,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    related: Option<(Span, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fix: Option<Mend>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    section: Vec<String>,
}

/// A fix.
#[derive(Deserialize, Serialize)]
struct Mend {
    title: String,
    applicability: Applicability,
    change: Change,
    edits: Vec<(Span, String)>,
}

impl Said {
    /// The same as text; `None` if a text cannot say it.
    pub(super) fn write(&self) -> Option<String> {
        let finding = |(diagnostic, section): &(Diagnostic, Vec<String>)| {
            Some(KeptDiagnostic { section: section.clone(), ..KeptDiagnostic::of(diagnostic)? })
        };
        let findings = self.found.iter().map(finding).collect::<Option<_>>()?;
        serde_json::to_string(&Entry { findings, words: self.words, patterns: self.patterns }).ok()
    }

    /// What an entry says was said of a chapter; `None` if it cannot be true of its text.
    pub(super) fn read(entry: &str, text: &str) -> Option<Self> {
        let Entry { findings, words, patterns } = serde_json::from_str(entry).ok()?;
        let found = |mut finding: KeptDiagnostic| {
            let section = std::mem::take(&mut finding.section);
            Some((finding.diagnostic(text)?, section))
        };
        Some(Self { found: findings.into_iter().map(found).collect::<Option<_>>()?, words, patterns })
    }
}

/// What patterns said, as text; `None` if a text cannot say it.
pub(super) fn write_patterns((diagnostics, problems): &PatternsSaid) -> Option<String> {
    let findings = diagnostics.iter().map(KeptDiagnostic::of).collect::<Option<_>>()?;
    serde_json::to_string(&PatternsEntry { findings, problems: problems.clone() }).ok()
}

/// What an entry says patterns said of a chapter; `None` if it cannot be true of its text.
pub(super) fn read_patterns(entry: &str, text: &str) -> Option<PatternsSaid> {
    let PatternsEntry { findings, problems } = serde_json::from_str(entry).ok()?;
    let diagnostics = findings.into_iter().map(|finding| finding.diagnostic(text)).collect::<Option<_>>()?;
    Some((diagnostics, problems))
}

impl KeptDiagnostic {
    fn of(diagnostic: &Diagnostic) -> Option<Self> {
        let Diagnostic { rule, level, place: Place::Text(span), message, help, link, related, fix } = diagnostic else {
            return None;
        };
        Some(Self {
            rule: rule.to_string(),
            level: *level,
            span: span.clone(),
            message: message.clone(),
            help: help.clone(),
            link: link.clone(),
            related: related.as_ref().map(|related| (related.span.clone(), related.message.clone())),
            fix: fix.as_ref().map(Mend::of),
            section: Vec::new(),
        })
    }

    fn diagnostic(self, text: &str) -> Option<Diagnostic> {
        let Self { rule, level, span, message, help, link, related, fix, section: _ } = self;
        text.get(span.clone())?;
        let related = match related {
            Some((span, message)) => {
                text.get(span.clone())?;
                Some(Related { span, message })
            }
            None => None,
        };
        let fix = match fix {
            Some(mend) => Some(mend.fix(text)?),
            None => None,
        };
        let place = Place::Text(span);
        Some(Diagnostic { rule: rule.into(), level, place, message, help, link, related, fix })
    }
}

impl Mend {
    fn of(fix: &Fix) -> Self {
        Self {
            title: fix.title.clone(),
            applicability: fix.applicability,
            change: fix.change,
            edits: fix.edits().iter().map(|edit| (edit.span.clone(), edit.text.clone())).collect(),
        }
    }

    fn fix(self, text: &str) -> Option<Fix> {
        let is_in_text = self.edits.iter().all(|(span, _)| text.get(span.clone()).is_some());
        let is_ordered = self.edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        if self.edits.is_empty() || !is_in_text || !is_ordered {
            return None;
        }
        let edits: Vec<Edit> = self.edits.into_iter().map(|(span, text)| Edit { span, text }).collect();
        Some(Fix::new(self.title, self.applicability, self.change, edits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_true_of_the_text_is_not_read() {
        let entry = |span: &str, edits: &str| {
            format!(
                r#"{{"findings":[{{"rule":"a","level":"error","span":{span},"message":"m","fix":{{"title":"t","applicability":"Safe","change":"Level","edits":{edits}}}}}],"problems":[]}}"#
            )
        };
        let span = r#"{"start":0,"end":2}"#;
        let edit = format!(r#"[[{span},"x"]]"#);
        assert!(read_patterns(&entry(span, &edit), "é").is_some());
        assert!(read_patterns(&entry(span, &edit), "e").is_none());
        assert!(read_patterns(&entry(r#"{"start":0,"end":1}"#, &edit), "é").is_none());
        assert!(read_patterns(&entry(r#"{"start":2,"end":0}"#, &edit), "é").is_none());
        assert!(read_patterns(&entry(span, "[]"), "é").is_none());
        assert!(read_patterns(&entry(span, &format!(r#"[[{span},"x"],[{span},"y"]]"#)), "é").is_none());
        assert!(read_patterns("", "é").is_none());
    }

    #[test]
    fn what_was_said_is_said_again() {
        let text = "Some text.";
        let edits = vec![Edit::replace(0..4, "More"), Edit::delete(9..10)];
        let diagnostic = Diagnostic {
            rule: "filler".into(),
            level: Severity::Warning,
            place: Place::Text(0..4),
            message: "one \"word\"\n".to_owned(),
            help: None,
            link: Some("https://example.org".to_owned()),
            related: Some(Related { span: 5..9, message: "here".to_owned() }),
            fix: Some(Fix::new("write `More`", Applicability::Safe, Change::Markup, edits)),
        };
        let found = vec![(diagnostic, vec!["A".to_owned(), "B".to_owned()])];
        let said = Said { found, words: 2, patterns: Some(Digest([7; 16])) };
        let again = Said::read(&said.write().expect("text can say it"), text).expect("it can be true");
        assert_eq!(format!("{again:?}"), format!("{said:?}"));
    }
}

//! What rules said of a chapter, as it is kept from run to run.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Place, Related, Severity};
use crate::digest::Digest;
use crate::edit::{Applicability, Aspect, Change, Edit, Fix};
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

/// What rules said of one chapter, as it is kept.
#[derive(Deserialize, Serialize)]
pub(super) struct KeptSaid {
    findings: Vec<KeptDiagnostic>,
    words: usize,
    patterns: Option<Digest>,
}

/// What patterns said of one chapter, as it is kept.
#[derive(Deserialize, Serialize)]
pub(super) struct KeptPatterns {
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
    help: Option<String>,
    link: Option<String>,
    related: Option<(Span, String)>,
    fix: Option<Mend>,
    section: Vec<String>,
}

/// A fix.
#[derive(Deserialize, Serialize)]
struct Mend {
    title: String,
    applicability: Applicability,
    change: Change,
    aspect: Aspect,
    edits: Vec<(Span, String)>,
}

impl KeptSaid {
    /// What is kept of this; `None` if something was found elsewhere than in the text.
    pub(super) fn of(said: &Said) -> Option<Self> {
        let finding = |(diagnostic, section): &(Diagnostic, Vec<String>)| {
            Some(KeptDiagnostic { section: section.clone(), ..KeptDiagnostic::of(diagnostic)? })
        };
        let findings = said.found.iter().map(finding).collect::<Option<_>>()?;
        Some(Self { findings, words: said.words, patterns: said.patterns })
    }

    /// What was said of a chapter; `None` if it cannot be true of its text.
    pub(super) fn said(self, text: &str) -> Option<Said> {
        let Self { findings, words, patterns } = self;
        let found = |mut finding: KeptDiagnostic| {
            let section = std::mem::take(&mut finding.section);
            Some((finding.diagnostic(text)?, section))
        };
        Some(Said { found: findings.into_iter().map(found).collect::<Option<_>>()?, words, patterns })
    }
}

impl KeptPatterns {
    /// What is kept of this; `None` if something was found elsewhere than in the text.
    pub(super) fn of((diagnostics, problems): &PatternsSaid) -> Option<Self> {
        let findings = diagnostics.iter().map(KeptDiagnostic::of).collect::<Option<_>>()?;
        Some(Self { findings, problems: problems.clone() })
    }

    /// What patterns said of a chapter; `None` if it cannot be true of its text.
    pub(super) fn said(self, text: &str) -> Option<PatternsSaid> {
        let diagnostics = self.findings.into_iter().map(|finding| finding.diagnostic(text)).collect::<Option<_>>()?;
        Some((diagnostics, self.problems))
    }
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
            aspect: fix.aspect,
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
        Some(Fix::new(self.title, self.applicability, self.change, edits).about(self.aspect))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_true_of_the_text_is_not_read() {
        let is_read = |span: Span, edits: &[(usize, usize)], text: &str| {
            let edits = edits.iter().map(|&(start, end)| (start..end, "x".to_owned())).collect();
            let (applicability, change, aspect) = (Applicability::Safe, Change::Level, Aspect::Structure);
            let finding = KeptDiagnostic {
                rule: "a".to_owned(),
                level: Severity::Error,
                span,
                message: "m".to_owned(),
                help: None,
                link: None,
                related: None,
                fix: Some(Mend { title: "t".to_owned(), applicability, change, aspect, edits }),
                section: Vec::new(),
            };
            KeptPatterns { findings: vec![finding], problems: Vec::new() }.said(text).is_some()
        };
        assert!(is_read(0..2, &[(0, 2)], "é"));
        assert!(!is_read(0..2, &[(0, 2)], "e"));
        assert!(!is_read(0..1, &[(0, 2)], "é"));
        #[expect(clippy::reversed_empty_ranges, reason = "such a span is what is tested")]
        let reversed = 2..0;
        assert!(!is_read(reversed, &[(0, 2)], "é"));
        assert!(!is_read(0..2, &[], "é"));
        assert!(!is_read(0..2, &[(0, 2), (0, 2)], "é"));
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
            fix: Some(Fix::new("write `More`", Applicability::Safe, Change::Markup, edits).about(Aspect::Terms)),
        };
        let found = vec![(diagnostic, vec!["A".to_owned(), "B".to_owned()])];
        let said = Said { found, words: 2, patterns: Some(Digest([7; 16])) };
        let entry = postcard::to_allocvec(&KeptSaid::of(&said).expect("it can be kept")).expect("it can be written");
        let kept: KeptSaid = postcard::from_bytes(&entry).expect("it can be read");
        let again = kept.said(text).expect("it can be true");
        assert_eq!(format!("{again:?}"), format!("{said:?}"));
    }
}

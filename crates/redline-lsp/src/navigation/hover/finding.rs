//! Descriptions of findings.

use redline_document::diagnostic::Finding;
use redline_document::source::Span;
use redline_lint::catalogue;

use super::description::{Description, message_in_markdown};
use crate::navigation::caret::Caret;

/// The findings at a caret that are not in the baseline. Those of another text than the present one are left out, since
/// their places are not true any more.
pub(super) fn describe(caret: &Caret<'_>) -> Vec<(Span, Description)> {
    let is_here = |finding: &&Finding| {
        !finding.is_known
            && finding.file.path() == caret.file.path()
            && finding.span.start <= caret.offset
            && caret.offset <= finding.span.end
            && finding.file.text() == caret.text()
    };
    let findings = caret.view.live.report().findings.iter().filter(is_here);
    findings.map(|finding| (finding.span.clone(), description(finding))).collect()
}

fn description(finding: &Finding) -> Description {
    let (rule, level, message) = (&finding.rule, finding.level.as_str(), &finding.message);
    let mut description = Description::default();
    description.paragraph(
        format!("**{rule}** ({level}): {}", message_in_markdown(message)),
        format!("{rule} ({level}): {message}"),
    );
    if let Some(help) = &finding.help {
        description.message(help);
    }
    if let Some(rule) = catalogue::find(rule) {
        description.message(rule.summary);
    }
    if let Some(link) = &finding.link {
        description.paragraph(format!("<{link}>"), link);
    }
    description
}

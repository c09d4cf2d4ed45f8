//! Suppressions that silenced nothing, in any of the chapters that show them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reading;
use crate::book::Chapter;
use crate::config::{Scope, Settings, nearest};
use crate::diagnostic::{Finding, Severity};
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::Rule;
use crate::rules;
use crate::source::{FileSpan, Span, mark_len};
use crate::suppress::{Entry, Suppressions, covers};
use crate::templates;

/// What one comment did in one chapter.
pub(super) struct CommentUse {
    at: FileSpan,
    entries: Vec<EntryUse>,
    /// Set if the comment does nothing whatever is found, or gives no reason where one is asked.
    faults: Vec<(&'static Rule, Severity, String)>,
    /// A misspelled directive in the file, with the one that was most likely meant.
    rename: Option<(Span, String)>,
    level: Option<Severity>,
    removal: Option<Applicability>,
    /// How far a fix may be trusted that corrects a name; `None` where the configuration wants none.
    correction: Option<Applicability>,
    on_disk: bool,
    chapter: String,
    section: Vec<String>,
}

struct EntryUse {
    /// The rule's name and where the file has it; `None` for all rules.
    rule: Option<(String, Span)>,
    used: bool,
    /// Set if no rule is called so: the nearest name, if there is one.
    unknown: Option<Option<String>>,
    /// Whether a rule that it names ran, so that its silence means something.
    ran: bool,
}

/// What the comments of a chapter did.
pub(super) fn comments(
    reading: &Reading,
    chapter: &Chapter,
    suppressions: &Suppressions,
    (scope, settings): (Scope<'_>, &Settings),
) -> Vec<CommentUse> {
    let fragment = &reading.expansion().fragment;
    let level = |rule: &'static Rule| settings.level(rule, scope);
    let unused = level(&rules::UNUSED_SUPPRESSION);
    let applicability = |best| settings.applicability(rules::UNUSED_SUPPRESSION.name, scope, best);
    let is_one_line = |span: &Span| !reading.document().text()[span.clone()].contains(['\n', '\r']);
    let is_known = |name: &str| name == crate::NAME || settings.rule_names().any(|known| covers(name, known));
    let make = |span: &Span| {
        Some(CommentUse {
            at: fragment.locate_exactly(span.clone())?,
            entries: Vec::new(),
            faults: Vec::new(),
            level: unused,
            rename: None,
            removal: applicability(Applicability::Safe).filter(|_| is_one_line(span)),
            correction: applicability(Applicability::Unsafe),
            on_disk: reading.on_disk,
            chapter: chapter.name.clone(),
            section: reading.document().section_path(span.start).into_iter().map(str::to_owned).collect(),
        })
    };
    let mut uses = Vec::new();
    for (index, comment) in suppressions.comments.iter().enumerate().filter(|(_, comment)| !comment.is_vale) {
        let Some(mut found) = make(&comment.span) else { continue };
        let first = suppressions.entries.partition_point(|entry| entry.comment < index);
        let entries = suppressions.entries[first..].iter().take_while(|entry| entry.comment == index);
        found.entries = entries.map(|entry| entry_use(entry, fragment, scope, settings)).collect();
        found.keep_what_was_written(comment.has_reason, found.entries.iter().all(|entry| entry.unknown.is_none()));
        if let Some(level) = level(&rules::SUPPRESSION_WITHOUT_REASON).filter(|_| !comment.has_reason) {
            let message = "this suppression does not say why".to_owned();
            found.faults.push((&rules::SUPPRESSION_WITHOUT_REASON, level, message));
        }
        uses.push(found);
    }
    let mut has_chosen = false;
    let templates = templates::comments(reading.document()).filter_map(|(comment, name)| {
        let message = match (settings.templates.find(name), has_chosen) {
            (Some(_), false) => {
                has_chosen = true;
                return None;
            }
            (Some(_), true) => "another comment has chosen the template of this page".to_owned(),
            (None, _) => {
                let near = nearest(name, settings.templates.names());
                let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                format!("no template is called `{name}`{hint}")
            }
        };
        Some((comment, message))
    });
    for (comment, message) in templates {
        if let (Some(mut found), Some(level)) = (make(&comment.span), unused) {
            // The author meant something by it: nothing takes it away.
            found.removal = None;
            found.faults.push((&rules::UNUSED_SUPPRESSION, level, message));
            uses.push(found);
        }
    }
    for idle in &suppressions.idle {
        if let (Some(mut found), Some(level)) = (make(&idle.span), unused) {
            found.faults.push((&rules::UNUSED_SUPPRESSION, level, idle.message.clone()));
            let rename = idle.rename.as_ref();
            found.rename =
                rename.and_then(|(span, name)| Some((fragment.locate_exactly(span.clone())?.span, name.clone())));
            let is_all_known = idle.is_directive && idle.rules.iter().all(|name| is_known(name));
            found.keep_what_was_written(idle.has_reason, is_all_known);
            uses.push(found);
        }
    }
    uses
}

fn entry_use(entry: &Entry, fragment: &crate::source::Fragment, scope: Scope<'_>, settings: &Settings) -> EntryUse {
    let runs = |name: &str| settings.runs(name, scope);
    let is_known = |name: &str| name == crate::NAME || settings.rule_names().any(|known| covers(name, known));
    EntryUse {
        rule: entry
            .rule
            .as_ref()
            .and_then(|(name, span)| Some((name.clone(), fragment.locate_exactly(span.clone())?.span))),
        unknown: entry
            .rule
            .as_ref()
            .filter(|(name, _)| !is_known(name))
            .map(|(name, _)| nearest(name, settings.rule_names())),
        used: entry.is_used(),
        ran: entry.rule.as_ref().is_none_or(|(name, _)| runs(name)),
    }
}

/// The findings: a comment that one chapter needs is not unused in another.
pub(super) fn findings(uses: Vec<CommentUse>) -> Vec<Finding> {
    let mut comments: BTreeMap<(std::path::PathBuf, usize), CommentUse> = BTreeMap::new();
    for found in uses {
        let key = (found.at.file.path().to_owned(), found.at.span.start);
        match comments.get_mut(&key) {
            None => drop(comments.insert(key, found)),
            Some(known) => {
                for (known, found) in known.entries.iter_mut().zip(found.entries) {
                    known.used |= found.used;
                }
            }
        }
    }
    comments.into_values().flat_map(CommentUse::findings).collect()
}

impl CommentUse {
    fn findings(self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (rule, level, message) in &self.faults {
            let fix = || self.rename().or_else(|| self.removal());
            let fix = (rule.name == rules::UNUSED_SUPPRESSION.name).then(fix).flatten();
            found.push(Finding { fix, ..self.finding(rule, *level, self.at.span.clone(), message.clone()) });
        }
        let Some(level) = self.level else { return found };
        let is_idle = |entry: &EntryUse| !entry.used && entry.ran;
        let all_idle = !self.entries.is_empty() && self.entries.iter().all(is_idle);
        for entry in self.entries.iter().filter(|entry| is_idle(entry)) {
            let span = entry.rule.as_ref().map_or_else(|| self.at.span.clone(), |(_, span)| span.clone());
            let fix = match (&entry.rule, &entry.unknown) {
                (Some((_, span)), Some(near)) => near.as_ref().and_then(|near| self.correction(span, near)),
                (Some((_, span)), None) if !all_idle => self.name_removal(span),
                _ => self.removal(),
            };
            found.push(Finding { fix, ..self.finding(&rules::UNUSED_SUPPRESSION, level, span, entry.message()) });
        }
        found
    }

    fn finding(&self, rule: &'static Rule, level: Severity, span: Span, message: String) -> Finding {
        Finding {
            rule: Cow::Borrowed(rule.name),
            level,
            message,
            help: None,
            link: None,
            file: Arc::clone(&self.at.file),
            on_disk: self.on_disk,
            span,
            related: None,
            chapter: self.chapter.clone(),
            section: self.section.clone(),
            fix: None,
            is_known: false,
        }
    }

    /// Trusts the removal of the comment less, or not at all, where it holds what its author may miss.
    fn keep_what_was_written(&mut self, has_reason: bool, names_are_known: bool) {
        let best = if has_reason { Applicability::Unsafe } else { Applicability::Safe };
        self.removal = self.removal.filter(|_| names_are_known).map(|removal| removal.min(best));
    }

    fn removal(&self) -> Option<Fix> {
        let span = comment_with_its_line(self.at.file.text(), &self.at.span);
        Some(Fix::new("remove the comment", self.removal?, Change::Comment, [Edit::delete(span)]))
    }

    /// Corrects a misspelled directive.
    fn rename(&self) -> Option<Fix> {
        let (span, name) = self.rename.as_ref()?;
        self.correction(span, name)
    }

    /// Corrects the name at `span`.
    fn correction(&self, span: &Span, name: &str) -> Option<Fix> {
        let edit = Edit::replace(span.clone(), name);
        Some(Fix::new(format!("write `{name}`"), self.correction?, Change::Comment, [edit]))
    }

    /// Takes one name out of the list, with the comma or the space before it.
    fn name_removal(&self, name: &Span) -> Option<Fix> {
        let text = &self.at.file.text()[..name.start];
        let before = text.len() - text.trim_end_matches([' ', '\t', ',']).len();
        Some(Fix::new(
            "remove the rule's name",
            self.removal?,
            Change::Comment,
            [Edit::delete(name.start - before.max(1)..name.end)],
        ))
    }
}

impl EntryUse {
    fn message(&self) -> String {
        match (&self.rule, &self.unknown) {
            (None, _) => "this suppression silences nothing".to_owned(),
            (Some((name, _)), None) => format!("`{name}` has nothing to say here"),
            (Some((name, _)), Some(near)) => {
                let hint = near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                format!("no rule is called `{name}`{hint}")
            }
        }
    }
}

/// A comment, and its line if it stands alone there, and a blank line that would be left double.
pub(crate) fn comment_with_its_line(text: &str, comment: &Span) -> Span {
    let line_start = text[..comment.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[comment.end..].find('\n').map_or(text.len(), |at| comment.end + at + 1);
    let alone = text[line_start..comment.start].trim().is_empty() && text[comment.end..line_end].trim().is_empty();
    if !alone {
        let spaced = text[..comment.start].ends_with(' ') && text[comment.end..].starts_with([' ', '\n', '\r']);
        return comment.start - usize::from(spaced)..comment.end;
    }
    let before = &text[..line_start];
    if line_end == text.len() && !text.ends_with('\n') {
        // The last line has no ending, and the text is to have none either.
        let ended = before.trim_end_matches(['\n', '\r']);
        return ended.len()..line_end;
    }
    let blank_before = before.len() == mark_len(before) || before.ends_with("\n\n") || before.ends_with("\n\r\n");
    let next_line = text[line_end..].find('\n').map(|at| line_end + at + 1);
    match next_line.filter(|&end| blank_before && text[line_end..end].trim().is_empty()) {
        Some(end) => line_start..end,
        None => line_start..line_end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        let start = text.find("<!--").unwrap();
        let end = text.find("-->").unwrap() + 3;
        let span = comment_with_its_line(text, &(start..end));
        format!("{}{}", &text[..span.start], &text[span.end..])
    }

    #[test]
    fn a_comment_goes_with_its_line() {
        assert_eq!(without("a\n\n<!-- x -->\n\nb\n"), "a\n\nb\n");
        assert_eq!(without("a\n\n<!-- x -->\nb\n"), "a\n\nb\n");
        assert_eq!(without("<!-- x -->\r\n\r\nb"), "b");
        assert_eq!(without("a <!-- x --> b"), "a b");
        assert_eq!(without("a <!-- x -->\nb"), "a\nb");
        assert_eq!(without("a\n<!-- x -->"), "a");
        assert_eq!(without("a\r\n<!-- x -->"), "a");
    }
}

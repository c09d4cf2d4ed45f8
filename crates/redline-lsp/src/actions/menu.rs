//! The list of actions.

use std::cell::OnceCell;
use std::path::Path;

use redline_document::diagnostic::{Finding, quoted};
use redline_document::document::Document;
use redline_document::edit::Applicability;
use redline_document::source::Span;
use redline_lint::fix::Policy;

use super::{Action, ActionKind, FindingKey, Request, Scope, Task, book_file, fixes, ignore, key, keyed_findings};
use crate::view::BookView;

/// Letters of a finding up to which a title quotes it.
const QUOTED: usize = 40;

/// The actions for the findings that touch `span`.
pub(super) fn actions(view: &BookView<'_>, path: &Path, span: &Span, request: &Request<'_>) -> Vec<Action> {
    let all = keyed_findings(view, path);
    let (policy, document) = (OnceCell::new(), OnceCell::new());
    let mut actions = Vec::new();
    if request.quick_fixes {
        let touches = |finding: &Finding| finding.span.start <= span.end && span.start <= finding.span.end;
        for (key, finding) in &all {
            if touches(finding) && (request.is_included)(key, finding) {
                for action in (Menu { view, all: &all, policy: &policy, document: &document, key, finding }).actions() {
                    add(&mut actions, action);
                }
            }
        }
    }
    if request.fix_all {
        actions.extend(fix_all(view, path));
    }
    actions
}

/// Adds an action, or its findings to an earlier one with the same effect.
fn add(actions: &mut Vec<Action>, action: Action) {
    match actions.iter_mut().find(|known| has_same_effect(&known.task, &action.task)) {
        Some(known) => {
            let new = action.findings.into_iter().filter(|key| !known.findings.contains(key)).collect::<Vec<_>>();
            known.findings.extend(new);
        }
        None => actions.push(action),
    }
}

fn has_same_effect(one: &Task, other: &Task) -> bool {
    let silenced_in_file = |task: &Task| match task {
        Task::Ignore { finding, scope: Scope::File } => Some((finding.path.clone(), finding.rule.clone())),
        _ => None,
    };
    one == other || silenced_in_file(one).is_some_and(|silenced| silenced_in_file(other) == Some(silenced))
}

/// All safe fixes of the file, if there is one. As `fix` does, it fixes what is in the baseline too.
fn fix_all(view: &BookView<'_>, path: &Path) -> Option<Action> {
    let all = key::all_findings(view, path);
    let safe: Vec<&(FindingKey, &Finding)> = all.iter().filter(|(_, finding)| fixes::is_safe(finding)).collect();
    let findings: Vec<&Finding> = safe.iter().map(|(_, finding)| *finding).collect();
    fixes::is_fixable(view, &findings).then(|| Action {
        title: "Apply all safe fixes in this file".to_owned(),
        kind: ActionKind::FixAll,
        findings: safe.iter().map(|(key, _)| key.clone()).collect(),
        is_preferred: false,
        task: Task::FixAll { path: path.to_owned() },
    })
}

/// The actions about one finding.
struct Menu<'a, 'b> {
    view: &'b BookView<'a>,
    /// All findings of the file.
    all: &'b [(FindingKey, &'a Finding)],
    /// The policy for fixes, and the file without its includes: made for the first finding that needs them.
    policy: &'b OnceCell<Policy>,
    document: &'b OnceCell<Document>,
    key: &'b FindingKey,
    finding: &'a Finding,
}

impl Menu<'_, '_> {
    /// In the fixed order.
    fn actions(&self) -> Vec<Action> {
        let mut actions = self.fixes();
        actions.extend(self.comments());
        actions.extend(self.book_edits());
        let (path, rule) = (self.key.path.clone(), self.key.rule.clone());
        let command = |title: String, task| Action { kind: ActionKind::Command, ..self.action(title, task) };
        actions.push(command(format!("Explain {rule}"), Task::Explain { path: path.clone(), rule }));
        if book_file::has_config(self.view) {
            actions.push(command("Open the style report".to_owned(), Task::OpenReport { path }));
        }
        actions
    }

    /// The fix of the finding, and those of its rule, as far as they are proved.
    fn fixes(&self) -> Vec<Action> {
        let Some(fix) = &self.finding.fix else { return Vec::new() };
        let open = self.view.live.open_book();
        let make_policy = || open.policy_over(Applicability::Unsafe, self.view.live.chapters());
        let is_proved =
            |finding: &Finding| redline_lint::fix::fix_one(self.policy.get_or_init(make_policy), finding).is_ok();
        let mut actions = Vec::new();
        if open.may_write(self.finding.file.path()) && is_proved(self.finding) {
            let task = Task::Fix { finding: self.key.clone() };
            let action = self.action(fixes::title(self.finding, fix), task);
            actions.push(Action { is_preferred: fixes::is_safe(self.finding), ..action });
        }
        let of_rule = self.all.iter().filter(|(key, finding)| key.rule == self.key.rule && fixes::is_safe(finding));
        let of_rule: Vec<FindingKey> = of_rule.map(|(key, _)| key.clone()).collect();
        if of_rule.len() > 1 && of_rule.contains(self.key) && !actions.is_empty() {
            let title = format!("Fix all {} findings of {} in this file", of_rule.len(), self.key.rule);
            let task = Task::FixRule { path: self.key.path.clone(), rule: self.key.rule.clone() };
            actions.push(Action { findings: of_rule, ..self.action(title, task) });
        }
        actions
    }

    /// The comments that silence the rule.
    fn comments(&self) -> Vec<Action> {
        let Self { view, key, finding, .. } = self;
        if !ignore::is_silenceable(view, finding) {
            return Vec::new();
        }
        let rule = &key.rule;
        let words = quoted(finding.text());
        let here = match words.chars().count() {
            1..=QUOTED => format!("Ignore \"{words}\" here ({rule})"),
            _ => format!("Ignore {rule} here"),
        };
        let ignore = |title: String, scope| self.action(title, Task::Ignore { finding: (*key).clone(), scope });
        let mut actions = vec![ignore(here, Scope::Here)];
        let document = self.document.get_or_init(|| ignore::parsed(view, &finding.file));
        if let Some(section) = ignore::section_title(finding, document) {
            actions.push(ignore(format!("Ignore {rule} in the section \"{section}\""), Scope::Section));
        }
        actions.push(ignore(format!("Ignore {rule} in this file"), Scope::File));
        actions
    }

    /// The changes of the book's configuration and of its baseline.
    fn book_edits(&self) -> Vec<Action> {
        let Self { view, key, finding, .. } = self;
        let (path, rule) = (&key.path, &key.rule);
        let mut actions = Vec::new();
        if book_file::has_config(view) {
            if let Some(word) = book_file::unknown_word(finding) {
                let task = Task::AcceptWord { path: path.clone(), word: word.to_owned() };
                actions.push(self.action(format!("Accept the word \"{word}\" in this book"), task));
            }
            if let Some(term) = book_file::possible_term(finding) {
                let task = Task::AddTerm { path: path.clone(), term: term.to_owned() };
                actions.push(self.action(format!("Add the term \"{term}\" to this book"), task));
            }
            if book_file::may_turn_off(view, path, rule) {
                let title = format!("Turn {rule} off in {}", book_file::config_name(view));
                actions.push(self.action(title, Task::TurnOff { path: path.clone(), rule: rule.clone() }));
            }
        }
        if book_file::fits_baseline(view, finding) {
            let title = format!("Put this finding of {rule} into the baseline");
            actions.push(self.action(title, Task::AddToBaseline { finding: (*key).clone() }));
        }
        actions
    }

    fn action(&self, title: String, task: Task) -> Action {
        let findings = vec![self.key.clone()];
        Action { title, kind: ActionKind::QuickFix, findings, is_preferred: false, task }
    }
}

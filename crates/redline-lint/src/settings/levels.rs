//! Where each rule runs, and at which level: the table, overrides, templates and a selection together.

use std::path::Path;

use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use super::{RuleScope, Settings};
use crate::catalogue::{self, Languages, RuleMeta};
use crate::config::{FixSetting, Level, RuleSetting};
use redline_document::diagnostic::Severity;
use redline_document::document::EnglishTexts;
use redline_document::edit::Applicability;

impl Settings {
    /// Whether a built-in rule may run in some chapter.
    pub fn may_run(&self, rule: &RuleMeta) -> bool {
        let is_on =
            |setting: &RuleSetting| setting.level != Some(Level::Off) && self.has_reason_to_run(rule, setting.level);
        let tables = self.table.overrides.iter().map(|entry| &entry.rules).chain([&self.table.rules]);
        let is_set = || tables.filter_map(|rules| rules.get(rule.name)).any(is_on);
        let templates = self.templates.own().iter().map(|template| RuleScope { path: "", template: Some(template) });
        let mut scopes = [RuleScope::default()].into_iter().chain(templates);
        self.is_selected(rule.name) && (scopes.any(|scope| self.running_level(rule, scope).is_some()) || is_set())
    }

    /// Whether the rule, or a rule of the style, called `name` runs in a chapter.
    pub fn runs(&self, name: &str, scope: RuleScope<'_>) -> bool {
        match catalogue::find(name) {
            Some(rule) => self.running_level(rule, scope).is_some(),
            None => self.is_selected(name),
        }
    }

    /// The level at which each rule of the styles runs over a chapter whose file is `file`: its own there, or that
    /// in some section of the template.
    pub fn style_levels(&self, scope: RuleScope<'_>, file: &Path) -> Vec<Option<Severity>> {
        let mut levels = self.own_style_levels(scope, file);
        if let Some(template) = scope.template {
            for (name, level) in self.styles.names().zip(&mut levels).filter(|(_, level)| level.is_none()) {
                *level = template.level_in_sections(name).filter(|_| self.is_selected(name));
            }
        }
        levels
    }

    fn own_style_levels(&self, scope: RuleScope<'_>, file: &Path) -> Vec<Option<Severity>> {
        let mut levels = self.styles.levels(file);
        let has_overrides = self.overrides.iter().any(|globs| globs.is_match(scope.path));
        if self.selected.is_none() && self.table.rules.is_empty() && !has_overrides && scope.template.is_none() {
            return levels;
        }
        for (definition, level) in self.styles.definitions().zip(&mut levels) {
            let is_selected = self.selected.as_ref().map(|selected| selected.contains(&definition.name));
            *level = match (is_selected, self.set_level(&definition.name, scope)) {
                (Some(false), _) => None,
                (Some(true), set) => set.and_then(Level::severity).or(*level).or(Some(definition.level)),
                (None, Some(set)) => set.severity(),
                (None, None) => *level,
            };
        }
        levels
    }

    /// Whether a rule may run: no others were selected.
    fn is_selected(&self, name: &str) -> bool {
        self.selected.as_ref().is_none_or(|selected| selected.iter().any(|known| known == name))
    }

    /// The level at which a rule runs over a chapter: its own there, or that in some section of the
    /// template, where alone its findings then count.
    pub fn running_level(&self, rule: &RuleMeta, scope: RuleScope<'_>) -> Option<Severity> {
        let in_sections = || {
            let level = scope.template?.level_in_sections(rule.name)?;
            Some(level).filter(|_| self.is_selected(rule.name) && self.has_reason_to_run(rule, None))
        };
        self.level(rule, scope).or_else(in_sections)
    }

    /// A test for names of rules that run over a whole chapter, not in some sections alone.
    pub(crate) fn runs_everywhere<'a>(&'a self, scope: RuleScope<'a>, file: &Path) -> impl Fn(&str) -> bool + use<'a> {
        let levels = self.own_style_levels(scope, file);
        let styles: FxHashSet<&str> =
            self.styles.names().zip(levels).filter(|(_, level)| level.is_some()).map(|(name, _)| name).collect();
        move |name| match catalogue::find(name) {
            Some(rule) => self.level(rule, scope).is_some(),
            None => styles.contains(name),
        }
    }

    /// The level of `rule` in a chapter; `None` if it does not run there.
    pub fn level(&self, rule: &RuleMeta, scope: RuleScope<'_>) -> Option<Severity> {
        if !self.is_selected(rule.name) {
            return None;
        }
        let set = self.set_level(rule.name, scope);
        let is_mentioned = || self.layers(rule.name, scope).any(|it| it.fix.is_some() || !it.options.is_empty());
        let level = match set {
            Some(level) if self.selected.is_none() => level.severity(),
            Some(level) => level.severity().or(Some(rule.level)),
            None => (self.selected.is_some() || self.is_in_packs(rule) || is_mentioned()).then_some(rule.level),
        };
        level.filter(|_| self.has_reason_to_run(rule, set))
    }

    /// Whether the level of a rule in a chapter comes from an override or a template of the book, so that `rules` does not
    /// decide on it.
    pub fn is_overridden(&self, rule: &str, scope: RuleScope<'_>) -> bool {
        let set = self.layers(rule, scope).filter(|setting| setting.level.is_some()).last();
        set.is_some_and(|set| self.table.rules.get(rule).is_none_or(|ours| !std::ptr::eq(set, ours)))
    }

    /// How the fix of `rule` is applied in a chapter, if the rule says `own`.
    pub fn applicability(&self, rule: &str, scope: RuleScope<'_>, own: Applicability) -> Option<Applicability> {
        let set = self.layers(rule, scope).filter_map(|setting| setting.fix).last();
        set.map_or(Some(own), FixSetting::applicability)
    }

    /// The options in a rule's table in a chapter.
    pub fn options(&self, rule: &RuleMeta, scope: RuleScope<'_>) -> Map<String, Value> {
        let mut options = Map::new();
        for setting in self.layers(rule.name, scope).filter(|setting| !setting.options.is_empty()) {
            options.extend(setting.options.clone());
        }
        options
    }

    fn is_in_packs(&self, rule: &RuleMeta) -> bool {
        rule.pack.is_some_and(|pack| self.table.packs.contains(&pack))
    }

    /// Some rules depend on more than their level, which is `set` or not.
    fn has_reason_to_run(&self, rule: &RuleMeta, set: Option<Level>) -> bool {
        if rule.languages == Languages::English && self.english_texts() == EnglishTexts::Nowhere {
            return false;
        }
        if rule.name == catalogue::SPELLING.name {
            return self.is_english() || self.own_dictionary.is_some();
        }
        if rule.name == catalogue::BROKEN_ANCHOR.name {
            return !self.book_context.foreign_ids || set.is_some() || self.selected.is_some();
        }
        rule.name != catalogue::SUPPRESSION_WITHOUT_REASON.name || self.table.require_reason
    }

    /// The level that is set for a rule in a chapter.
    fn set_level(&self, rule: &str, scope: RuleScope<'_>) -> Option<Level> {
        self.layers(rule, scope).filter_map(|setting| setting.level).last()
    }

    /// The settings of a rule in one chapter, each later one overriding the earlier: by a built-in template, by
    /// the table, by the book's own template, by overrides.
    fn layers<'a>(&'a self, rule: &'a str, scope: RuleScope<'a>) -> impl Iterator<Item = &'a RuleSetting> {
        let base = scope.template.and_then(|template| template.base_rules.get(rule));
        let own = scope.template.and_then(|template| template.own_rules.get(rule));
        let overrides = self
            .overrides
            .iter()
            .zip(&self.table.overrides)
            .filter_map(move |(globs, entry)| entry.rules.get(rule).filter(|_| globs.is_match(scope.path)));
        base.into_iter().chain(self.table.rules.get(rule)).chain(own).chain(overrides)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::{BookContext, Table};
    use serde_json::json;

    fn settings_in(value: &Value, book_context: BookContext) -> Settings {
        Settings::new(Table::read(value).unwrap(), Arc::default(), Arc::default(), book_context).unwrap()
    }

    fn settings(value: &Value) -> Settings {
        settings_in(value, BookContext::default())
    }

    fn level(settings: &Settings, rule: &str, path: &str) -> Option<Severity> {
        settings.level(catalogue::find(rule).unwrap(), RuleScope::of_path(path))
    }

    #[test]
    fn packs_rules_and_overrides_are_layers() {
        let set = settings(&json!({
            "packs": [],
            "rules": { "empty-section": "error" },
            "overrides": [{ "for": ["a/**"], "rules": { "empty-section": "off", "heading-increment": "suggestion" } }],
        }));
        assert_eq!(level(&set, "empty-section", "b.md"), Some(Severity::Error));
        assert_eq!(level(&set, "empty-section", "a/b/c.md"), None);
        assert_eq!(level(&set, "heading-increment", "a/b.md"), Some(Severity::Suggestion));
        assert_eq!(level(&set, "heading-increment", "b.md"), None);
    }

    #[test]
    fn a_rule_that_is_only_mentioned_runs_and_later_words_count() {
        let mut set = settings(&json!({
            "packs": [],
            "rules": { "a-an": { "fix": "off" }, "dash-form": { "form": "em" } },
            "overrides": [
                { "for": ["a/**"], "rules": { "a-an": { "fix": "unsafe" }, "dash-form": { "form": "spaced-en" } } },
                { "for": ["a/b/**"], "rules": { "a-an": { "level": "error", "fix": "off" } } },
            ],
        }));
        let fix = |set: &Settings, path| set.applicability("a-an", RuleScope::of_path(path), Applicability::Safe);
        let form = |path| set.options(catalogue::find("dash-form").unwrap(), RuleScope::of_path(path))["form"].clone();
        assert_eq!(
            ["c.md", "a/c.md", "a/b/c.md"].map(|path| fix(&set, path)),
            [None, Some(Applicability::Unsafe), None]
        );
        assert_eq!([form("c.md"), form("a/c.md"), form("a/b/c.md")], ["em", "spaced-en", "spaced-en"]);
        assert_eq!(level(&set, "a-an", "c.md"), Some(catalogue::find("a-an").unwrap().level), "by its table alone");
        assert_eq!(level(&set, "a-an", "a/b/c.md"), Some(Severity::Error));
        set.select(&["dash-form".to_owned()]).unwrap();
        assert_eq!((level(&set, "a-an", "a/b/c.md"), level(&set, "empty-section", "c.md")), (None, None));
    }

    #[test]
    fn an_override_decides_on_the_level_where_it_holds() {
        let set = settings(&json!({
            "rules": { "a-an": "error" },
            "overrides": [{ "for": ["a/**"], "rules": { "a-an": "warning", "passive": { "fix": "off" } } }],
        }));
        let is_overridden = |rule, path| set.is_overridden(rule, RuleScope::of_path(path));
        assert_eq!(["a/b.md", "b.md"].map(|path| is_overridden("a-an", path)), [true, false]);
        assert_eq!(["passive", "misspelling"].map(|rule| is_overridden(rule, "a/b.md")), [false, false]);
    }

    #[test]
    fn selecting_runs_nothing_else() {
        let mut set = settings(&json!({ "rules": { "empty-section": "off" } }));
        set.select(&["empty-section".to_owned()]).unwrap();
        assert_eq!(level(&set, "empty-section", "a.md"), Some(Severity::Suggestion));
        assert_eq!(level(&set, "heading-increment", "a.md"), None);
        assert_eq!(set.select(&["empty-sectoin".to_owned()]).unwrap_err().nearest.as_deref(), Some("empty-section"));
    }

    #[test]
    fn what_is_off_everywhere_cannot_run_and_what_is_on_somewhere_may() {
        let may_run = |settings: &Settings, rule: &str| settings.may_run(catalogue::find(rule).unwrap());
        let mut set = settings(&json!({
            "packs": ["recommended"],
            "rules": { "empty-section": "off", "a-an": "off", "spelling": "warning" },
            "overrides": [{ "for": ["a/**"], "rules": { "a-an": "warning" } }],
            "templates": [{ "name": "how-to", "for": ["**"], "rules": { "passive": "warning" } }],
        }));
        let ran = ["empty-section", "a-an", "spelling", "passive", "future"].map(|rule| may_run(&set, rule));
        assert_eq!(ran, [false, true, true, true, false]);
        set.select(&["empty-section".to_owned()]).unwrap();
        assert_eq!(["empty-section", "spelling"].map(|rule| may_run(&set, rule)), [true, false]);
        let german = BookContext { language: crate::config::Language::Other, ..BookContext::default() };
        let set = settings_in(&json!({ "rules": { "spelling": "warning", "passive": "warning" } }), german);
        assert_eq!(
            ["spelling", "passive"].map(|rule| may_run(&set, rule)),
            [false, false],
            "no rule knows the language"
        );
    }

    #[test]
    fn anchors_are_left_alone_beside_other_preprocessors_by_default() {
        let foreign = |value| settings_in(&value, BookContext { foreign_ids: true, ..BookContext::default() });
        assert_eq!(level(&foreign(json!({})), "broken-anchor", "a.md"), None);
        assert_eq!(
            level(&foreign(json!({ "rules": { "broken-anchor": "error" } })), "broken-anchor", "a.md"),
            Some(Severity::Error)
        );
    }
}

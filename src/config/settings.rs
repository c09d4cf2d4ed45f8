//! The table made ready: which rule runs at which level in which chapter.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde_json::{Map, Value};

use super::setting::FixSetting;
use super::{Issue, RuleSetting, Table};
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::rule::Rule;
use crate::rules;

/// What the engine asks of the configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The table as read.
    pub table: Table,
    /// Rules that run although the table is silent or says otherwise; `None` for all of them.
    selected: Option<Vec<&'static str>>,
    /// Whether other preprocessors may add ids that this one cannot see.
    foreign_ids: bool,
    ignored: GlobSet,
    overrides: Vec<GlobSet>,
}

impl Settings {
    /// Makes `table` ready. `foreign_ids` says that other preprocessors are configured.
    ///
    /// # Errors
    /// If a glob cannot be read.
    pub fn new(table: Table, foreign_ids: bool) -> Result<Self, Issue> {
        let ignored = globs(&table.ignore).map_err(|issue| issue.under("ignore"))?;
        let overrides = table
            .overrides
            .iter()
            .enumerate()
            .map(|(index, entry)| {
                globs(&entry.chapters).map_err(|issue| issue.under("for").under(index.to_string()).under("overrides"))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { table, selected: None, foreign_ids, ignored, overrides })
    }

    /// Runs only the rules named.
    ///
    /// # Errors
    /// If a name is not known.
    pub fn select(&mut self, names: &[String]) -> Result<(), Issue> {
        let known = || rules::ALL.iter().map(|rule| rule.name);
        let find = |name: &String| {
            rules::find(name).map(|rule| rule.name).ok_or_else(|| Issue::unknown("rule", name, known()))
        };
        self.selected = Some(names.iter().map(find).collect::<Result<_, _>>()?);
        Ok(())
    }

    /// Whether the chapter at `path`, relative to `src`, is left out.
    pub fn is_ignored(&self, path: &str) -> bool {
        self.ignored.is_match(path)
    }

    /// The level of `rule` in the chapter at `path`; `None` if it does not run there.
    pub fn level(&self, rule: &Rule, path: &str) -> Option<Severity> {
        let setting = self.setting(rule.name, path);
        let level = match &self.selected {
            Some(selected) if !selected.contains(&rule.name) => return None,
            Some(_) => setting.level.and_then(super::Level::severity).or(Some(rule.level)),
            None => match setting.level {
                Some(level) => level.severity(),
                None => (self.is_in_packs(rule) || setting != RuleSetting::default()).then_some(rule.level),
            },
        };
        level.filter(|_| self.has_reason_to_run(rule, &setting))
    }

    /// How the fix of `rule` is applied in the chapter at `path`, if the rule says `own`.
    pub fn applicability(&self, rule: &str, path: &str, own: Applicability) -> Option<Applicability> {
        self.setting(rule, path).fix.map_or(Some(own), FixSetting::applicability)
    }

    /// The options in a rule's table in the chapter at `path`.
    pub fn options(&self, rule: &Rule, path: &str) -> Map<String, Value> {
        self.setting(rule.name, path).options
    }

    fn is_in_packs(&self, rule: &Rule) -> bool {
        self.table.packs.contains(&rule.pack)
    }

    /// Two rules depend on more than their level.
    fn has_reason_to_run(&self, rule: &Rule, setting: &RuleSetting) -> bool {
        if rule.name == rules::BROKEN_ANCHOR.name {
            return !self.foreign_ids || setting.level.is_some() || self.selected.is_some();
        }
        rule.name != rules::SUPPRESSION_WITHOUT_REASON.name || self.table.require_reason
    }

    /// What the table says of a rule in one chapter: each later word over the earlier one.
    fn setting(&self, rule: &str, path: &str) -> RuleSetting {
        let mut setting = self.table.rules.get(rule).cloned().unwrap_or_default();
        for (globs, entry) in self.overrides.iter().zip(&self.table.overrides) {
            if let Some(later) = entry.rules.get(rule).filter(|_| globs.is_match(path)) {
                setting.level = later.level.or(setting.level);
                setting.fix = later.fix.or(setting.fix);
                setting.options.extend(later.options.clone());
            }
        }
        setting
    }
}

fn globs(patterns: &[String]) -> Result<GlobSet, Issue> {
    let mut set = GlobSetBuilder::new();
    for (index, pattern) in patterns.iter().enumerate() {
        let place = |error: globset::Error| {
            Issue::new(format!("`{pattern}` is not a glob: {}", error.kind())).under(index.to_string())
        };
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().map_err(place)?);
    }
    set.build().map_err(|error| Issue::new(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn settings(value: &serde_json::Value) -> Settings {
        Settings::new(Table::read(value).unwrap(), false).unwrap()
    }

    fn level(settings: &Settings, rule: &str, path: &str) -> Option<Severity> {
        settings.level(rules::find(rule).unwrap(), path)
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
    fn a_star_stops_at_a_slash() {
        let set = settings(&json!({ "ignore": ["vendor/*"] }));
        assert!(set.is_ignored("vendor/a.md"));
        assert!(!set.is_ignored("vendor/a/b.md"));
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
    fn anchors_are_left_alone_beside_other_preprocessors_unless_asked_for() {
        let foreign = |value| Settings::new(Table::read(&value).unwrap(), true).unwrap();
        assert_eq!(level(&foreign(json!({})), "broken-anchor", "a.md"), None);
        assert_eq!(
            level(&foreign(json!({ "rules": { "broken-anchor": "error" } })), "broken-anchor", "a.md"),
            Some(Severity::Error)
        );
    }
}

//! The settings in force: the table with its styles, terms and templates loaded.

mod levels;
mod load;
mod text_language;
mod unmatched;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use globset::GlobSet;

use crate::baseline::Baseline;
use crate::catalogue::{self, Needs, RuleMeta, SpellingOptions};
use crate::chapter::ParseOptions;
use crate::config::{BookContext, FormerName, RuleSetting, Table, globs};
use crate::strict::{Issue, nearest, read_options};
use crate::suppress::{RuleName, covers};
use crate::templates::{CompiledTemplate, Templates};
use crate::terms::TermBase;
use redline_document::diagnostic::Severity;
use redline_document::edit::Applicability;
use redline_english::spelling::Dictionary;
use text_language::TextLanguage;
use vale_style::{RuleSource, Styles};

pub use text_language::declared_language_note;

/// A chapter and the template of its page, on which settings depend.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleScope<'a> {
    /// The chapter's path relative to `src`.
    pub path: &'a str,
    /// The template of the page.
    pub template: Option<&'a CompiledTemplate>,
}

impl<'a> RuleScope<'a> {
    /// A chapter whose page has no template.
    pub fn of_path(path: &'a str) -> Self {
        Self { path, template: None }
    }
}

/// The settings of one book.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The table as read.
    pub table: Table,
    /// The styles that the table names, ready to run.
    pub styles: Arc<Styles>,
    /// Rules that run although the table is silent or says otherwise; `None` for all of them.
    selected: Option<Vec<String>>,
    /// The terms of the book and the names that every book shares.
    pub terms: Arc<TermBase>,
    /// The findings that the book lives with.
    pub baseline: Option<Arc<Baseline>>,
    /// The templates of the book, and the built-in ones.
    pub templates: Arc<Templates>,
    pattern_rules: OnceLock<Vec<&'static RuleMeta>>,
    /// The patterns of the packs, made ready when they are first asked for.
    patterns: OnceLock<Arc<Styles>>,
    /// The dictionary that the table names; `None` for the English one.
    own_dictionary: Option<Arc<Dictionary>>,
    book_context: BookContext,
    /// The language of the text, once it was detected.
    text_language: OnceLock<TextLanguage>,
    ignored: GlobSet,
    overrides: Vec<GlobSet>,
}

impl Settings {
    /// Makes `table` ready, with the styles that it names. `book_context` is what the book itself
    /// says.
    ///
    /// # Errors
    /// If a glob cannot be read, or a rule of a style is not known.
    pub fn new(
        table: Table,
        styles: Arc<Styles>,
        terms: Arc<TermBase>,
        book_context: BookContext,
    ) -> Result<Self, Issue> {
        check_style_rules(&table.rules, &styles).map_err(|issue| issue.under("rules"))?;
        for (index, entry) in table.overrides.iter().enumerate() {
            check_style_rules(&entry.rules, &styles)
                .map_err(|issue| issue.under("rules").under(index.to_string()).under("overrides"))?;
        }
        for (index, entry) in table.overrides.iter().enumerate() {
            if entry
                .rules
                .get(catalogue::SPELLING.name)
                .is_some_and(|setting| setting.options.contains_key("dictionary"))
            {
                let issue = Issue::new("one dictionary serves the whole book: set it under `rules`");
                let issue = issue.under(catalogue::SPELLING.name).under("rules").under(index.to_string());
                return Err(issue.under("overrides"));
            }
        }
        let templates = Templates::new(&table.templates).map_err(|issue| issue.under("templates"))?;
        for (index, template) in table.templates.iter().enumerate() {
            check_style_rules(&template.rules, &styles)
                .map_err(|issue| issue.under("rules").under(index.to_string()).under("templates"))?;
        }
        if table.baseline.is_none() && table.gate.as_ref().is_some_and(|gate| gate.density_increase.is_some()) {
            let issue = Issue::new("what has grown is told by a `baseline`, and none is set");
            return Err(issue.under("density-increase").under("gate"));
        }
        if let Some(gate) = &table.gate {
            gate.check().map_err(|issue| issue.under("gate"))?;
        }
        let ignored = globs(&table.ignore).map_err(|issue| issue.under("ignore"))?;
        let overrides = table
            .overrides
            .iter()
            .enumerate()
            .map(|(index, entry)| {
                globs(&entry.chapters).map_err(|issue| issue.under("for").under(index.to_string()).under("overrides"))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            table,
            styles,
            terms,
            baseline: None,
            templates: Arc::new(templates),
            selected: None,
            pattern_rules: OnceLock::new(),
            patterns: OnceLock::new(),
            own_dictionary: None,
            book_context,
            text_language: OnceLock::new(),
            ignored,
            overrides,
        })
    }

    /// Runs only the rules named.
    ///
    /// # Errors
    /// If a name is not known.
    pub fn select(&mut self, names: &[String]) -> Result<(), Issue> {
        let former = names.iter().filter_map(|name| Some((name, catalogue::current_name(name)?)));
        self.table.former_names.extend(former.map(|(name, current)| FormerName {
            place: "--select".to_owned(),
            former: name.clone(),
            current,
            is_ignored: false,
        }));
        let names: Vec<String> = names.iter().map(|name| catalogue::resolved(name).to_owned()).collect();
        for name in &names {
            if !self.rule_names().any(|known| known == name) {
                return Err(Issue::unknown("rule", name, self.rule_names()));
            }
        }
        self.selected = Some(names);
        (self.pattern_rules, self.patterns) = (OnceLock::new(), OnceLock::new());
        Ok(())
    }

    /// The names of all rules, those of styles included.
    pub fn rule_names(&self) -> impl Iterator<Item = &str> {
        catalogue::ALL.iter().map(|rule| rule.name).chain(self.styles.names())
    }

    /// What a name in a comment is. Those of styles may be names of rules that do not run here.
    pub(crate) fn check_rule_name(&self, name: &str) -> RuleName {
        if name == crate::NAME || self.rule_names().any(|known| covers(name, known)) {
            return RuleName::Known;
        }
        match nearest(name, self.rule_names()) {
            Some(near) => RuleName::Misspelled(near),
            None if name.starts_with(char::is_uppercase) => RuleName::Known,
            None => RuleName::Unknown,
        }
    }

    /// The rules of packs that are written as patterns, as far as they run in some chapter.
    pub(crate) fn pattern_rules(&self) -> &[&'static RuleMeta] {
        self.pattern_rules.get_or_init(|| {
            catalogue::ALL
                .iter()
                .filter(|rule| rule.pattern().is_some())
                .filter(|rule| self.may_run(rule))
                .copied()
                .collect()
        })
    }

    /// What the enabled rules need a parse to find.
    pub fn parse_options(&self) -> ParseOptions {
        // Rules that read words in parallel would wait for each other at each block if its words were not found before.
        let needs_words = |rule: &&&RuleMeta| rule.needs.contains(Needs::WORDS);
        let words = catalogue::ALL.iter().filter(needs_words).any(|rule| self.may_run(rule));
        ParseOptions { words }
    }

    /// The rules of packs that are written as patterns, as far as they run in some chapter, ready to run. They are
    /// made ready when they are first asked for, which takes a while: ask by the time that the chapters are read.
    ///
    /// # Panics
    /// If a rule of a pack is invalid, which tests rule out.
    pub fn patterns(&self) -> &Styles {
        self.patterns.get_or_init(|| {
            let rules: Vec<_> = self.pattern_rules().iter().filter_map(|rule| source_of(rule)).collect();
            Arc::new(Styles::from_sources(&rules).expect("the rules of packs are tested"))
        })
    }

    /// The level of each of [`Settings::pattern_rules`] in a chapter.
    pub(crate) fn pattern_levels(&self, scope: RuleScope<'_>) -> Vec<Option<Severity>> {
        self.pattern_rules().iter().map(|rule| self.running_level(rule, scope)).collect()
    }

    /// Takes the findings that the book lives with.
    pub(crate) fn with_baseline(self, baseline: Baseline) -> Self {
        Self { baseline: Some(Arc::new(baseline)), ..self }
    }

    /// Takes a dictionary instead of the English one.
    pub(crate) fn with_dictionary(self, dictionary: Dictionary) -> Self {
        Self { own_dictionary: Some(Arc::new(dictionary)), ..self }
    }

    /// The dictionary that the table names for the rule `spelling`; without one the lexicon of English is used.
    pub fn own_dictionary(&self) -> Option<&Dictionary> {
        self.own_dictionary.as_deref()
    }

    /// Words in lower case that are right although no dictionary has them.
    pub(crate) fn accepted_words(&self) -> HashSet<String> {
        let options = self.spelling_options();
        let phrases = self.terms.terms().iter().map(|term| term.term.as_str()).chain(self.styles.accepted_words());
        let all = phrases.chain(options.accept.iter().map(String::as_str));
        all.flat_map(|phrase| redline_text::words(phrase).map(|(_, word)| word.to_lowercase())).collect()
    }

    /// The path, relative to `src`, of the page that tells how the book stands, if there is to be one.
    pub fn report_page(&self) -> Option<String> {
        self.table.style_report.on().map(|report| crate::book::key(&report.page))
    }

    /// The options of the rule `spelling`.
    pub(crate) fn spelling_options(&self) -> SpellingOptions {
        let setting = self.table.rules.get(catalogue::SPELLING.name);
        setting.and_then(|setting| read_options(&setting.options).ok()).unwrap_or_default()
    }

    /// Whether the chapter at `path`, relative to `src`, is left out.
    pub fn is_ignored(&self, path: &str) -> bool {
        self.ignored.is_match(path)
    }
}

/// Names with a dot must be those of a rule that was loaded.
fn check_style_rules(settings: &BTreeMap<String, RuleSetting>, styles: &Styles) -> Result<(), Issue> {
    for (name, setting) in settings.iter().filter(|(name, _)| name.contains('.')) {
        if !styles.names().any(|known| known == name) {
            return Err(Issue::unknown("rule", name, styles.names()));
        }
        if let Some(key) = setting.options.keys().next() {
            return Err(Issue::unknown("key", key, ["level", "fix"]).under(name.as_str()));
        }
    }
    Ok(())
}

/// The YAML file of a rule, if it is written as a pattern.
fn source_of(rule: &RuleMeta) -> Option<RuleSource<'static>> {
    let text = rule.pattern()?;
    let file = PathBuf::from(format!("packs/{}/{}.yml", rule.pack_name(), rule.name));
    Some(RuleSource { name: rule.name, file, text, applicability: rule.fix.unwrap_or(Applicability::Unsafe) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_star_stops_at_a_slash() {
        let table = Table::read(&json!({ "ignore": ["vendor/*"] })).unwrap();
        let set = Settings::new(table, Arc::default(), Arc::default(), BookContext::default()).unwrap();
        assert!(set.is_ignored("vendor/a.md"));
        assert!(!set.is_ignored("vendor/a/b.md"));
    }
}

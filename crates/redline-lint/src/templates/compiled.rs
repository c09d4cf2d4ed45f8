//! Compiled templates: adapted, validated, and selected for a page.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use globset::GlobSet;
use regex::Regex;

use super::builtin;
use crate::book::Chapter;
use crate::catalogue;
use crate::config::{RuleSetting, globs};
use crate::config::{Slot, Template, title_key};
use crate::strict::Issue;
use redline_document::document::{Comment, Document};

/// Prefix of comments that select a template.
const COMMENT: &str = "redline-template";

/// Templates of a book and the built-in ones.
#[derive(Debug, Default)]
pub struct Templates {
    /// Own templates of the book, in the order of the configuration.
    own: Vec<CompiledTemplate>,
    /// Built-in templates, compiled lazily.
    built_in: [OnceLock<CompiledTemplate>; builtin::COUNT],
}

/// Template that can be compared with a page.
#[derive(Debug)]
pub struct CompiledTemplate {
    /// Template merged over the one that it adapts.
    pub template: Template,
    /// Slots of its sections.
    pub slots: Vec<CompiledSlot>,
    /// Pattern of the title of a page.
    pub title: Option<Regex>,
    /// Settings of rules in the template itself.
    pub own_rules: BTreeMap<String, RuleSetting>,
    /// Settings of rules in the template that it adapts.
    pub base_rules: BTreeMap<String, RuleSetting>,
    chapters: GlobSet,
}

/// Slot of a template with the keys of its sections.
#[derive(Debug)]
pub struct CompiledSlot {
    /// Slot as configured.
    pub slot: Slot,
    /// Key of its title, then those of its other names.
    pub keys: Vec<String>,
    /// Pattern of other titles.
    pub pattern: Option<Regex>,
    /// Slots of its subsections.
    pub slots: Vec<Self>,
}

/// Template of a page.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// Selected template.
    pub template: &'a CompiledTemplate,
    /// How it was selected.
    pub by: ChosenBy,
}

/// How the template of a page was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChosenBy {
    /// By a comment in the page.
    Comment,
    /// By a glob of the template.
    Path,
    /// By the part of the book that contains the page.
    Part,
}

impl ChosenBy {
    /// Words for messages: `by a comment`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "by a comment",
            Self::Path => "by its path",
            Self::Part => "by its part",
        }
    }
}

impl Templates {
    /// Compiles templates.
    ///
    /// # Errors
    /// If a template adapts an unknown one, or a name, a pattern or a level in it is invalid.
    pub fn new(own: &[Template]) -> Result<Self, Issue> {
        let mut compiled = Vec::new();
        for (index, template) in own.iter().enumerate() {
            let place = |issue: Issue| issue.under(index.to_string());
            if own[..index].iter().any(|other| other.name == template.name) {
                return Err(place(Issue::new(format!("two templates are called `{}`", template.name)).under("name")));
            }
            compiled.push(CompiledTemplate::new(template, own, index).map_err(place)?);
        }
        Ok(Self { own: compiled, ..Self::default() })
    }

    /// Template with this name; own templates of the book take precedence.
    pub fn find(&self, name: &str) -> Option<&CompiledTemplate> {
        let own = self.own.iter().find(|own| own.template.name == name);
        own.or_else(|| {
            let index = builtin::names().position(|known| known == name)?;
            Some(self.built_in[index].get_or_init(|| CompiledTemplate::built_in(name)))
        })
    }

    /// Names of all templates, those of the book first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let is_own = |name: &str| self.own.iter().any(|own| own.template.name == name);
        let built_in = builtin::names().filter(move |name| !is_own(name));
        self.own.iter().map(|own| own.template.name.as_str()).chain(built_in.map(|name| -> &str { name }))
    }

    /// Own templates of the book.
    pub fn own(&self) -> &[CompiledTemplate] {
        &self.own
    }

    /// Template of a page: the one named in a comment, otherwise the last whose glob or part matches.
    pub fn choose(&self, chapter: &Chapter, document: &Document) -> Option<Chosen<'_>> {
        let chosen = |by| move |template| Chosen { template, by };
        let named = comments(document).find_map(|(_, name)| self.find(name)).map(chosen(ChosenBy::Comment));
        let last = |fits: &dyn Fn(&&CompiledTemplate) -> bool| self.own.iter().rfind(fits);
        let by_path = || last(&|own| own.chapters.is_match(&chapter.path)).map(chosen(ChosenBy::Path));
        let by_part = || {
            let part = chapter.part.as_ref()?;
            last(&|own| own.template.parts.contains(part)).map(chosen(ChosenBy::Part))
        };
        named.or_else(by_path).or_else(by_part)
    }
}

/// Comments of a page that select a template, with the names in them.
pub(crate) fn comments(document: &Document) -> impl Iterator<Item = (&Comment, &str)> {
    document.comments.iter().filter_map(|comment| {
        let rest = document.text()[comment.body.clone()].strip_prefix(COMMENT)?;
        let name = rest.split_once("--").map_or(rest, |(name, _)| name);
        (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((comment, name.trim()))
    })
}

impl CompiledTemplate {
    fn new(own: &Template, all: &[Template], index: usize) -> Result<Self, Issue> {
        if own.name.trim().is_empty() {
            return Err(Issue::new("a template needs a `name`"));
        }
        let base = base_of(own, all, index, 0)?;
        check_removals(own, base.as_ref())?;
        let base_rules = base.as_ref().map(|base| base.rules.clone()).unwrap_or_default();
        let template = base.map_or_else(|| own.clone(), |base| own.over(&base));
        if template.sections.is_empty() {
            return Err(Issue::new(format!("the template `{}` has no sections", own.name)));
        }
        check_rules(&template).map_err(|issue| issue.under("rules"))?;
        let slots = compile_slots(&template.sections).map_err(|issue| issue.under("sections"))?;
        let title = template.title.as_deref().map(|text| pattern(text, "title")).transpose()?;
        let chapters = globs(&template.chapters).map_err(|issue| issue.under("for"))?;
        Ok(Self { template, slots, title, own_rules: own.rules.clone(), base_rules, chapters })
    }

    fn built_in(name: &str) -> Self {
        let own = Template { name: name.to_owned(), ..Template::default() };
        Self::new(&own, &[], 0).expect("built-in templates are compiled by a test")
    }

    /// Level of a rule in the first section of the template that enables it.
    pub fn level_in_sections(&self, rule: &str) -> Option<redline_document::diagnostic::Severity> {
        fn level(slots: &[CompiledSlot], rule: &str) -> Option<redline_document::diagnostic::Severity> {
            slots.iter().find_map(|slot| {
                let own = slot.slot.rules.get(rule).and_then(|level| level.severity());
                own.or_else(|| level(&slot.slots, rule))
            })
        }
        level(&self.slots, rule)
    }
}

/// Template that another one adapts, merged over those that it adapts itself.
fn base_of(own: &Template, all: &[Template], index: usize, depth: usize) -> Result<Option<Template>, Issue> {
    let name = match &own.extends {
        Some(name) => name.as_str(),
        None if own.sections.is_empty() => own.name.as_str(),
        None => return Ok(None),
    };
    // A template may adapt the built-in one of its own name, and templates of the book that are configured before it.
    let earlier = all[..index].iter().enumerate().find(|(_, other)| other.name == name);
    if let Some((at, other)) = earlier.filter(|_| depth < all.len()) {
        let base = base_of(other, all, at, depth + 1)?;
        return Ok(Some(base.map_or_else(|| other.clone(), |base| other.over(&base))));
    }
    match (builtin::find(name), &own.extends) {
        (Some(base), _) => Ok(Some(base.clone())),
        (None, None) => Ok(None),
        (None, Some(name)) => {
            let earlier = all[..index].iter().map(|other| other.name.as_str());
            let known: Vec<&str> = earlier.chain(builtin::names().map(|name| -> &str { name })).collect();
            Err(Issue::unknown("template", name, known).under("extends"))
        }
    }
}

fn check_removals(own: &Template, base: Option<&Template>) -> Result<(), Issue> {
    let known: Vec<String> = base
        .into_iter()
        .flat_map(|base| &base.sections)
        .flat_map(|slot| slot.title.iter().chain(&slot.also))
        .cloned()
        .collect();
    for (index, slot) in own.sections.iter().enumerate().filter(|(_, slot)| slot.remove && !slot.any) {
        let title = slot.title.as_deref().unwrap_or_default();
        if !known.iter().any(|name| title_key(name) == title_key(title)) {
            let names = known.iter().map(String::as_str);
            return Err(Issue::unknown("section", title, names).under(index.to_string()).under("sections"));
        }
    }
    Ok(())
}

fn check_rules(template: &Template) -> Result<(), Issue> {
    crate::config::check_rules(&template.rules)?;
    check_slot_rules(&template.sections)
}

fn check_slot_rules(slots: &[Slot]) -> Result<(), Issue> {
    for slot in slots {
        for name in slot.rules.keys().filter(|name| !name.contains('.')) {
            if catalogue::find(name).is_none() {
                return Err(Issue::unknown("rule", name, catalogue::ALL.iter().map(|rule| rule.name)));
            }
        }
        check_slot_rules(&slot.sections)?;
    }
    Ok(())
}

fn compile_slots(slots: &[Slot]) -> Result<Vec<CompiledSlot>, Issue> {
    let place = |index: usize| move |issue: Issue| issue.under(index.to_string());
    let mut compiled: Vec<CompiledSlot> = Vec::new();
    for (index, slot) in slots.iter().enumerate() {
        let place = place(index);
        let new = compile_slot(slot).map_err(place)?;
        if let Some(key) = new.keys.iter().find(|key| compiled.iter().any(|other| other.keys.contains(key))) {
            return Err(place(Issue::new(format!("two sections are known as `{key}`"))));
        }
        let is_misplaced =
            (slot.first == Some(true) && index > 0) || (slot.last == Some(true) && index + 1 < slots.len());
        if is_misplaced {
            let end = if slot.first == Some(true) { "first" } else { "last" };
            return Err(place(Issue::new(format!("a section that is `{end}` must be the {end} of its list"))));
        }
        compiled.push(new);
    }
    Ok(compiled)
}

fn compile_slot(slot: &Slot) -> Result<CompiledSlot, Issue> {
    if slot.title.iter().chain(&slot.also).any(|name| title_key(name).is_empty()) {
        return Err(Issue::new("the name of a section has letters").under("title"));
    }
    let is_named = slot.title.is_some() || slot.pattern.is_some();
    if is_named == slot.any {
        return Err(Issue::new("a section has a `title`, a `pattern` or `any = true`"));
    }
    if slot.level.is_some_and(|level| !(1..=6).contains(&level)) {
        return Err(Issue::new("a level is between 1 and 6").under("level"));
    }
    let pattern = slot.pattern.as_deref().map(|text| pattern(text, "pattern")).transpose()?;
    let slots = compile_slots(&slot.sections).map_err(|issue| issue.under("sections"))?;
    let keys = slot.title.iter().chain(&slot.also).map(|name| title_key(name)).collect();
    Ok(CompiledSlot { slot: slot.clone(), keys, pattern, slots })
}

fn pattern(text: &str, key: &str) -> Result<Regex, Issue> {
    Regex::new(text).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        Issue::new(format!("`{text}` is no regular expression: {reason}")).under(key)
    })
}

impl CompiledSlot {
    /// Name for messages.
    pub fn name(&self) -> &str {
        self.slot.title.as_deref().or(self.slot.pattern.as_deref()).unwrap_or("other sections")
    }

    /// Whether a section has its title, or matches its pattern.
    pub fn is_named(&self, title: &str, key: &str) -> bool {
        self.keys.first().is_some_and(|own| self.slot.title.is_some() && own == key)
            || self.pattern.as_ref().is_some_and(|pattern| pattern.is_match(title))
    }

    /// Whether a section has one of its other names.
    pub fn is_synonym(&self, key: &str) -> bool {
        let others = usize::from(self.slot.title.is_some());
        self.keys.iter().skip(others).any(|known| known == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;

    fn read(text: &str) -> Result<Templates, Issue> {
        #[derive(serde::Deserialize)]
        struct File {
            templates: Vec<Template>,
        }
        Templates::new(&toml::from_str::<File>(text).unwrap().templates)
    }

    fn chosen(templates: &Templates, path: &str, part: Option<&str>, text: &str) -> Option<(String, ChosenBy)> {
        let chapter = Chapter { path: path.into(), part: part.map(Into::into), ..Chapter::default() };
        let chosen = templates.choose(&chapter, &Document::of_text(text, &Dialect::default()))?;
        Some((chosen.template.template.name.clone(), chosen.by))
    }

    #[test]
    fn a_comment_precedes_a_path_and_a_path_precedes_a_part() {
        let templates = read(
            "[[templates]]\nname = \"guide\"\nextends = \"how-to\"\nfor = [\"guides/*\"]\n\
             [[templates]]\nname = \"concept\"\nparts = [\"Ideas\"]\n",
        )
        .unwrap();
        let by = |name: &str, by| Some((name.to_owned(), by));
        assert_eq!(chosen(&templates, "guides/a.md", Some("Ideas"), "# A\n"), by("guide", ChosenBy::Path));
        assert_eq!(chosen(&templates, "a.md", Some("Ideas"), "# A\n"), by("concept", ChosenBy::Part));
        let comment = "<!-- redline-template adr -->\n\n# A\n";
        assert_eq!(chosen(&templates, "guides/a.md", None, comment), by("adr", ChosenBy::Comment));
        assert_eq!(chosen(&templates, "a.md", None, "# A\n"), None);
        assert_eq!(chosen(&templates, "a.md", None, "`<!-- redline-template adr -->`\n"), None);
    }

    #[test]
    fn built_in_templates_enable_no_pattern_rules() {
        let templates = Templates::default();
        for name in builtin::names() {
            let template = templates.find(name).unwrap();
            // Patterns are compiled before any page has been read that could choose a built-in template.
            let is_pattern = |name: &str| catalogue::find(name).unwrap().pattern().is_some();
            let is_on = |setting: &RuleSetting| setting.level.is_some_and(|level| level.severity().is_some());
            assert!(!template.base_rules.iter().any(|(name, setting)| is_pattern(name) && is_on(setting)), "{name}");
        }
    }

    #[test]
    fn invalid_templates_are_reported() {
        let message = |text: &str| read(text).unwrap_err().to_string();
        let with = |rest: &str| message(&format!("[[templates]]\nname = \"x\"\n{rest}"));
        assert_eq!(
            with("extends = \"how-too\"\n"),
            "unknown template `how-too` in `0.extends`; did you mean `how-to`?"
        );
        assert_eq!(with(""), "the template `x` has no sections in `0`");
        assert_eq!(
            with("sections = [{ also = [\"A\"] }]\n"),
            "a section has a `title`, a `pattern` or `any = true` in `0.sections.0`"
        );
        assert_eq!(
            with("sections = [{ title = \"A\" }, { title = \"B\", also = [\"a\"] }]\n"),
            "two sections are known as `a` in `0.sections.1`"
        );
        assert_eq!(
            with("sections = [{ title = \"A\", last = true }, { any = true }]\n"),
            "a section that is `last` must be the last of its list in `0.sections.0`"
        );
        assert_eq!(
            with("extends = \"adr\"\nsections = [{ title = \"Statuss\", remove = true }]\n"),
            "unknown section `Statuss` in `0.sections.0`; did you mean `Status`?"
        );
        assert!(with("title = \"(\"\nsections = [{ any = true }]\n").contains("is no regular expression"));
    }
}

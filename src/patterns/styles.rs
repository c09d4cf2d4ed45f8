//! Styles found, read and made ready, and which of their rules run where.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::compile::{Compile, WORD_TEMPLATE};
use super::definition::{Definition, DefinitionError, Kind};
use super::expression::{Expression, ExpressionError};
use super::fields;
use super::ini::{Toggle, ValeIni};
use super::rule::{Check, Rule};
use super::scope::BlockScope;
use super::spelling::Spelling;
use super::styles_table::StylesTable;
use super::tags::TextOptions;
use super::vocabulary::{SPELLING, Vocabulary};
use super::wanted::Wanted;
use super::watch::Watch;
use super::word_index::WordIndex;
use crate::diagnostic::Severity;
use crate::edit::Applicability;
use crate::source::read_text;

/// Why styles cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// A rule is wrong.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// A style or a vocabulary is nowhere to be found.
    #[error("there is no {kind} `{name}` in {}{}", list(searched), hint(nearest.as_deref()))]
    Missing {
        /// Which of the two it is.
        kind: &'static str,
        /// Its name.
        name: String,
        /// Where it was looked for.
        searched: Vec<PathBuf>,
        /// The one that was most likely meant.
        nearest: Option<String>,
    },
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A Vale configuration is wrong.
    #[error("{}:{line}: {message}", file.display())]
    Ini {
        /// The file.
        file: PathBuf,
        /// The line, from one.
        line: usize,
        /// What is wrong.
        message: String,
    },
}

/// The rules about spelling among `definitions`, with their dictionaries.
fn spellings(
    definitions: &[Definition],
    paths: &[PathBuf],
    accepted: &[String],
) -> Result<HashMap<String, Arc<Spelling>>, StyleError> {
    let mut found = HashMap::new();
    for definition in definitions {
        let Kind::Spelling(keys) = &definition.kind else { continue };
        let spelling = if definition.name == SPELLING {
            Spelling::built_in(paths, accepted)?
        } else {
            Spelling::load(keys, &definition.file, paths, accepted)?
        };
        found.insert(definition.name.clone(), Arc::new(spelling));
    }
    Ok(found)
}

fn list(paths: &[PathBuf]) -> String {
    if paths.is_empty() {
        return "any styles path: `path` is not set".to_owned();
    }
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// The styles of a book, ready to run.
#[derive(Debug, Default)]
pub struct Styles {
    pub(super) rules: Vec<Rule>,
    pub(super) index: WordIndex,
    /// What texts the rules are run over.
    pub(super) reading: TextReading,
    /// The rules that may speak of a text in which none of their words was found.
    pub(super) watch: Watch,
    /// Whether some rule asks for sentences.
    pub(super) has_sentences: bool,
    /// The rules that look at copies of paragraphs and not at the texts themselves. Those that look at these have seen them.
    pub(super) of_paragraphs: Vec<usize>,
    /// What the vocabularies accept, as it is written.
    accepted: Vec<String>,
    not_run: Vec<(String, &'static str)>,
    remarks: Vec<String>,
    activation: Activation,
}

/// The texts that rules are run over.
#[derive(Debug)]
pub(super) enum TextReading {
    /// Put together as Vale does it.
    AsVale(TextOptions),
    /// The prose of each block, on one line.
    AsProse,
}

impl Default for TextReading {
    fn default() -> Self {
        Self::AsVale(TextOptions::default())
    }
}

/// Which rules run in which file.
#[derive(Debug, Default)]
enum Activation {
    /// All of them everywhere.
    #[default]
    Everywhere,
    /// As a Vale configuration says.
    Ini(Box<ValeIni>),
}

impl Styles {
    /// Reads what `table` names; its paths start from `folder`.
    ///
    /// # Errors
    /// If a style, a vocabulary or a file is missing, or one of them is wrong.
    pub fn load(table: &StylesTable, folder: &Path) -> Result<Self, StyleError> {
        let ini = table.vale_ini.as_ref().map(|path| ValeIni::read(&folder.join(path))).transpose()?;
        let mut paths: Vec<PathBuf> = table.path.iter().map(|path| folder.join(path)).collect();
        let mut vocabularies = table.vocab.clone();
        let mut wanted = Wanted::default();
        wanted.styles.extend(table.styles.iter().cloned());
        if let Some(ini) = &ini {
            paths.extend(ini.styles_paths.iter().cloned());
            vocabularies.extend(ini.vocabularies.iter().cloned());
            wanted.add(ini);
        }
        let vocabulary = Vocabulary::read(&vocabularies, &paths)?;
        let mut definitions = wanted.definitions(&paths)?;
        let house = !table.vocab.is_empty();
        let built_in = vocabulary.rules().into_iter().filter(|rule| wanted.wants_built_in(&rule.name, house));
        definitions.extend(built_in);
        let spellings = spellings(&definitions, &paths, &vocabulary.accepted)?;
        let template = ini.as_ref().and_then(|ini| ini.word_template.clone());
        let options = ini.as_ref().map(|ini| ini.text.clone()).unwrap_or_default();
        let mut styles = Self { reading: TextReading::AsVale(options), ..Self::default() };
        styles.accepted.clone_from(&vocabulary.accepted);
        let unknown_rules = wanted.unknown_rules(&definitions);
        styles.remarks = remarks(ini.as_ref(), &unknown_rules);
        styles.activation = ini.map_or(Activation::Everywhere, |ini| Activation::Ini(Box::new(ini)));
        styles.compile(
            definitions,
            &Compile {
                accepted: &vocabulary.accepted,
                word_template: template.as_deref().unwrap_or(WORD_TEMPLATE),
                spellings: &spellings,
            },
        )?;
        Ok(styles)
    }

    /// Rules of packs, all of them written as patterns, in their order.
    ///
    /// # Panics
    /// If one of them cannot be read, which tests rule out.
    pub(crate) fn of_packs(rules: &[&'static crate::catalogue::RuleMeta]) -> Self {
        let definitions: Vec<Definition> = rules.par_iter().filter_map(|rule| pack_rule(rule)).collect();
        let mut styles = Self { reading: TextReading::AsProse, ..Self::default() };
        let spellings = HashMap::new();
        let compile = Compile { accepted: &[], word_template: WORD_TEMPLATE, spellings: &spellings };
        styles.compile(definitions, &compile).expect("the rules of packs are tested");
        styles
    }

    fn compile(&mut self, definitions: Vec<Definition>, compile: &Compile<'_>) -> Result<(), StyleError> {
        for definition in &definitions {
            if let Kind::NotRun(kind) = definition.kind {
                self.not_run.push((definition.name.clone(), kind));
            }
        }
        let runnable: Vec<Definition> =
            definitions.into_iter().filter(|it| !matches!(it.kind, Kind::NotRun(_))).collect();
        let compiled: Vec<Result<_, DefinitionError>> = runnable
            .into_par_iter()
            .enumerate()
            .map(|(number, definition)| {
                let mut entries = Vec::new();
                let number = u32::try_from(number).unwrap_or(u32::MAX);
                let place = (definition.file.clone(), definition.name.clone());
                let rule = compile.rule(definition, number, &mut entries);
                rule.map(|rule| (rule, entries)).map_err(|error| located(&place.0, &place.1, &error))
            })
            .collect();
        let mut words = Vec::new();
        for compiled in compiled {
            let (rule, entries) = compiled?;
            self.rules.extend(rule);
            words.extend(entries);
        }
        let asks = |rule: &Rule| rule.definition.scope.iter().any(|it| it.asks_for("sentence"));
        self.has_sentences = self.rules.iter().any(asks);
        let of_paragraphs = self.of_scope(BlockScope::Paragraph).filter(|(_, rule)| !rule.selects(BlockScope::Text));
        self.of_paragraphs = of_paragraphs.map(|(number, _)| number).collect();
        self.index = WordIndex::new(words, self.has_sentences);
        Ok(())
    }

    /// The rules, in order of their names within their styles.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.rules.iter().map(|rule| &rule.definition)
    }

    /// What decides on what they find: what their files say, wherever these lie.
    pub fn content(&self) -> String {
        let without_place = |rule: &Definition| format!("{:?}\n", Definition { file: PathBuf::new(), ..rule.clone() });
        let mut content: String = self.definitions().map(without_place).collect();
        content.push_str(&self.accepted.join("\n"));
        if let Activation::Ini(ini) = &self.activation {
            content.push_str(&ini.said.join("\n"));
        }
        content
    }

    /// The names of all rules, those that are not run included.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.definitions()
            .map(|definition| definition.name.as_str())
            .chain(self.not_run.iter().map(|(name, _)| name.as_str()))
    }

    /// What the vocabularies accept.
    pub(crate) fn accepted_words(&self) -> impl Iterator<Item = &str> {
        self.accepted.iter().map(String::as_str)
    }

    /// What is worth saying once: rules that are not run, or without what they ask for, and keys that mean nothing here.
    pub fn remarks(&self) -> Vec<String> {
        let not_run = self.not_run.iter().map(|(name, kind)| format!("`{name}` ({kind})"));
        let without_fix = self.definitions().filter_map(|definition| {
            let verb = definition.action.as_ref()?.unknown_verb()?;
            Some(format!("`{}` (`edit` cannot `{verb}`)", definition.name))
        });
        let missing = self.rules.iter().flat_map(|rule| match &rule.check {
            Check::Spelling(spelling) => spelling.missing(),
            _ => &[],
        });
        let missing: BTreeSet<String> = missing.map(|list| format!("`{list}`")).collect();
        let said = [
            ("not run", not_run.collect::<Vec<_>>()),
            ("run without a fix", without_fix.collect()),
            ("no list of words", missing.into_iter().collect()),
        ];
        let said = said.into_iter().filter(|(_, names)| !names.is_empty());
        self.remarks.iter().cloned().chain(said.map(|(what, names)| format!("{what}: {}", names.join(", ")))).collect()
    }

    /// Whether there is nothing to run.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The level of each rule in the file at `path`; `None` where it does not run.
    pub(crate) fn levels(&self, path: &Path) -> Vec<Option<Severity>> {
        match &self.activation {
            Activation::Everywhere => self.definitions().map(|definition| Some(definition.level)).collect(),
            Activation::Ini(ini) => self.levels_by(ini, path),
        }
    }

    fn levels_by(&self, ini: &ValeIni, path: &Path) -> Vec<Option<Severity>> {
        let folder = ini.file.parent().unwrap_or(Path::new(""));
        let path = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let matching: Vec<_> = ini.sections.iter().filter(|section| section.matches(&path)).collect();
        let base = matching.iter().rev().find_map(|section| {
            // The last section that names styles replaces what was before it.
            section.base_styles.as_ref()
        });
        let level = |definition: &Definition| {
            let set = ini.sections.iter().flat_map(|section| &section.toggles);
            let level = set.filter(|(name, _)| *name == definition.name).filter_map(|(_, toggle)| match toggle {
                Toggle::Level(level) => Some(*level),
                _ => None,
            });
            let level = level.reduce(|_, later| later).unwrap_or(definition.level);
            let toggles = matching.iter().filter(|section| !section.is_global()).flat_map(|section| &section.toggles);
            let named = |(name, _): &&(String, Toggle)| *name == definition.name;
            let toggle = toggles.rev().find(named).or_else(|| {
                let global = matching.iter().filter(|section| section.is_global());
                global.flat_map(|section| &section.toggles).find(named)
            });
            let style = definition.name.split('.').next().unwrap_or_default();
            let runs = match toggle {
                Some((_, toggle)) => *toggle != Toggle::Off,
                None => base.is_some_and(|styles| styles.iter().any(|known| known == style)),
            };
            (runs && level >= ini.least).then_some(level)
        };
        self.definitions().map(level).collect()
    }

    /// Expressions for what is masked in the file at `path`.
    pub(super) fn ignores(&self, path: &Path) -> Vec<&Expression> {
        let Activation::Ini(ini) = &self.activation else { return Vec::new() };
        let folder = ini.file.parent().unwrap_or(Path::new(""));
        let path = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let matching = ini.sections.iter().filter(|section| section.matches(&path));
        matching.flat_map(|section| &section.ignores).collect()
    }

    /// The rules that look at texts of a scope.
    pub(super) fn of_scope(&self, scope: BlockScope) -> impl Iterator<Item = (usize, &Rule)> {
        self.rules.iter().enumerate().filter(move |(_, rule)| rule.selects(scope))
    }
}

/// The definition of a pack's rule, if it is written as a pattern.
fn pack_rule(rule: &'static crate::catalogue::RuleMeta) -> Option<Definition> {
    let crate::catalogue::Implementation::Pattern(text) = rule.implementation else { return None };
    let file = PathBuf::from(format!("packs/{}/{}.yml", rule.pack_name(), rule.name));
    let mut definition = fields::read(rule.name, &file, text).expect("the rules of packs are tested");
    definition.applicability = rule.fix.unwrap_or(Applicability::Unsafe);
    Some(definition)
}

/// What of a Vale configuration does nothing here.
fn remarks(ini: Option<&ValeIni>, unknown_rules: &[String]) -> Vec<String> {
    let Some(ini) = ini else { return Vec::new() };
    let mut remarks = Vec::new();
    let quoted = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let file = ini.file.display();
    if !ini.not_used.is_empty() {
        remarks.push(format!("{file}: without meaning here: {}", quoted(&ini.not_used)));
    }
    if !unknown_rules.is_empty() {
        remarks.push(format!("{file}: no rules are called {}", quoted(unknown_rules)));
    }
    remarks
}

/// The error for a rule whose expression is none, at the line that holds it if one can be told.
fn located(file: &Path, name: &str, error: &ExpressionError) -> DefinitionError {
    let text = read_text(file).unwrap_or_default();
    let is_faulty = |line: &str| {
        let item = line.trim().trim_start_matches("- ").trim_matches(['\'', '"']);
        let key = item.split(": ").next().unwrap_or(item).trim_matches(['\'', '"']);
        [item, key].iter().any(|part| Expression::new(part).is_err_and(|found| found.message == error.message))
    };
    let line = text.lines().position(is_faulty).map_or(1, |index| index + 1);
    DefinitionError {
        file: file.to_owned(),
        line,
        message: format!("the expression of `{name}` cannot be used: {error}"),
    }
}

//! Loading of styles, and which of their rules run where.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::compile::{Compile, WORD_TEMPLATE};
use super::definition::{Definition, DefinitionError, Kind};
use super::error::StyleError;
use super::ini::{Section, Toggle, ValeIni};
use super::regex::{Regex, RegexError};
use super::rule::{Check, Rule};
use super::rule_file;
use super::rule_prefilter::RulePrefilter;
use super::scope::BlockScope;
use super::spelling::Spelling;
use super::style_request::StyleRequest;
use super::styles_table::StylesTable;
use super::tags::TextOptions;
use super::vocabulary::{SPELLING, Vocabulary};
use super::word_index::WordIndex;
use redline_document::diagnostic::Severity;
use redline_document::edit::Applicability;
use redline_document::source::read_text;

/// The spelling rules among `definitions`, with their dictionaries.
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

/// Compiled styles.
#[derive(Debug, Default)]
pub struct Styles {
    pub(super) rules: Vec<Rule>,
    pub(super) index: WordIndex,
    /// Which texts the rules run on.
    pub(super) reading: TextReading,
    /// The prefilter for rules without hits of the word index.
    pub(super) prefilter: RulePrefilter,
    /// Whether a rule selects sentences.
    pub(super) has_sentences: bool,
    /// The rules that select copies of paragraphs and not the texts themselves.
    pub(super) of_paragraphs: Vec<usize>,
    /// The accepted vocabulary, as written.
    accepted: Vec<String>,
    not_run: Vec<(String, &'static str)>,
    notes: Vec<String>,
    activation: Activation,
}

/// A rule as the text of its file.
#[derive(Clone, Debug)]
pub struct RuleSource<'a> {
    /// Its name: `Style.Rule`.
    pub name: &'a str,
    /// The path of the file, for messages.
    pub file: PathBuf,
    /// The text of the file, YAML in Vale's format.
    pub text: &'a str,
    /// The applicability of its fixes.
    pub applicability: Applicability,
}

impl RuleSource<'_> {
    fn definition(&self) -> Result<Definition, DefinitionError> {
        let definition = rule_file::read(self.name, &self.file, self.text, &[])?;
        Ok(Definition { applicability: self.applicability, ..definition })
    }
}

/// Which texts rules run on.
#[derive(Debug)]
pub(super) enum TextReading {
    /// Assembled as Vale does.
    AsVale(TextOptions),
    /// The prose of each block, on one line.
    AsProse,
}

impl Default for TextReading {
    fn default() -> Self {
        Self::AsVale(TextOptions::default())
    }
}

/// Which rules run on which file.
#[derive(Debug, Default)]
enum Activation {
    /// All rules on every file.
    #[default]
    Everywhere,
    /// As a Vale configuration states.
    Ini(Box<ValeIni>),
}

impl Styles {
    /// Loads the styles of `table`, whose paths start from `folder`.
    ///
    /// # Errors
    /// If a style, a vocabulary or a file is missing or invalid.
    pub fn load(table: &StylesTable, folder: &Path) -> Result<Self, StyleError> {
        let ini = table.vale_ini.as_ref().map(|path| ValeIni::read(&folder.join(path))).transpose()?;
        let mut paths: Vec<PathBuf> = table.path.iter().map(|path| folder.join(path)).collect();
        let mut vocabularies = table.vocab.clone();
        let mut request = StyleRequest::default();
        request.styles.extend(table.styles.iter().cloned());
        if let Some(ini) = &ini {
            paths.extend(ini.styles_paths.iter().cloned());
            vocabularies.extend(ini.vocabularies.iter().cloned());
            request.add(ini);
        }
        let vocabulary = Vocabulary::read(&vocabularies, &paths)?;
        let mut definitions = request.definitions(&paths)?;
        let house = !table.vocab.is_empty();
        let built_in = vocabulary.rules().into_iter().filter(|rule| request.includes_built_in(&rule.name, house));
        definitions.extend(built_in);
        let spellings = spellings(&definitions, &paths, &vocabulary.accepted)?;
        let template = ini.as_ref().and_then(|ini| ini.word_template.clone());
        let options = ini.as_ref().map(|ini| ini.text.clone()).unwrap_or_default();
        let mut styles = Self { reading: TextReading::AsVale(options), ..Self::default() };
        styles.accepted.clone_from(&vocabulary.accepted);
        let unknown_rules = request.unknown_rules(&definitions);
        styles.notes = notes(ini.as_ref(), &unknown_rules);
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

    /// Rules given as text, in order. They run over the prose of each block, on one line, and on every file.
    ///
    /// # Errors
    /// If one of them is invalid.
    pub fn from_sources(sources: &[RuleSource<'_>]) -> Result<Self, StyleError> {
        let definitions: Vec<Result<Definition, DefinitionError>> =
            sources.par_iter().map(RuleSource::definition).collect();
        let definitions = definitions.into_iter().collect::<Result<_, _>>()?;
        let mut styles = Self { reading: TextReading::AsProse, ..Self::default() };
        let spellings = HashMap::new();
        styles.compile(definitions, &Compile { accepted: &[], word_template: WORD_TEMPLATE, spellings: &spellings })?;
        Ok(styles)
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
        let selects_sentences = |rule: &Rule| rule.definition.scope.iter().any(|it| it.requests("sentence"));
        self.has_sentences = self.rules.iter().any(selects_sentences);
        let of_paragraphs = self.of_scope(BlockScope::Paragraph).filter(|(_, rule)| !rule.selects(BlockScope::Text));
        self.of_paragraphs = of_paragraphs.map(|(number, _)| number).collect();
        self.index = WordIndex::new(words, self.has_sentences);
        Ok(())
    }

    /// The rules, in order of their names within their styles.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.rules.iter().map(|rule| &rule.definition)
    }

    /// The rule set fingerprint: everything that decides on the findings, wherever the files are. Records of a book
    /// are compared by it.
    pub fn content(&self) -> String {
        let without_place = |rule: &Definition| format!("{:?}\n", Definition { file: PathBuf::new(), ..rule.clone() });
        let mut content: String = self.definitions().map(without_place).collect();
        content.push_str(&self.accepted.join("\n"));
        if let Activation::Ini(ini) = &self.activation {
            content.push_str(&ini.settings.join("\n"));
        }
        content
    }

    /// The names of all rules, including unsupported ones.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.definitions()
            .map(|definition| definition.name.as_str())
            .chain(self.not_run.iter().map(|(name, _)| name.as_str()))
    }

    /// The accepted vocabulary.
    pub fn accepted_words(&self) -> impl Iterator<Item = &str> {
        self.accepted.iter().map(String::as_str)
    }

    /// Notes to the user: unsupported rules, missing word lists, ignored keys.
    pub fn notes(&self) -> Vec<String> {
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
        let details = [
            ("not run", not_run.collect::<Vec<_>>()),
            ("run without a fix", without_fix.collect()),
            ("no list of words", missing.into_iter().collect()),
        ];
        let details = details.into_iter().filter(|(_, names)| !names.is_empty());
        self.notes.iter().cloned().chain(details.map(|(what, names)| format!("{what}: {}", names.join(", ")))).collect()
    }

    /// Whether no rule is loaded.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The level of each rule on the file at `path`; `None` where it does not run.
    pub fn levels(&self, path: &Path) -> Vec<Option<Severity>> {
        match &self.activation {
            Activation::Everywhere => self.definitions().map(|definition| Some(definition.level)).collect(),
            Activation::Ini(ini) => self.levels_by(ini, path),
        }
    }

    fn levels_by(&self, ini: &ValeIni, path: &Path) -> Vec<Option<Severity>> {
        let matching: Vec<_> = self.sections(path).collect();
        let base = matching.iter().rev().find_map(|section| {
            // The last section with styles replaces the earlier ones.
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

    /// Regexes for masked text in the file at `path`.
    pub(super) fn ignores(&self, path: &Path) -> Vec<&Regex> {
        self.sections(path).flat_map(|section| &section.ignores).collect()
    }

    /// What encloses a comment in the file at `path`, besides `<!--` and `-->`: what opens it and what closes it.
    pub fn comment_delimiters(&self, path: &Path) -> Vec<(&str, &str)> {
        self.sections(path).filter_map(|section| section.comment.as_ref()).map(|(a, b)| (&**a, &**b)).collect()
    }

    /// The sections of the Vale configuration for the file at `path`.
    fn sections(&self, path: &Path) -> impl Iterator<Item = &Section> {
        let ini = match &self.activation {
            Activation::Ini(ini) => Some(ini),
            Activation::Everywhere => None,
        };
        let folder = ini.and_then(|ini| ini.file.parent()).unwrap_or(Path::new(""));
        let path = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        ini.into_iter().flat_map(|ini| &ini.sections).filter(move |section| section.matches(&path))
    }

    /// The rules that select a scope.
    pub(super) fn of_scope(&self, scope: BlockScope) -> impl Iterator<Item = (usize, &Rule)> {
        self.rules.iter().enumerate().filter(move |(_, rule)| rule.selects(scope))
    }
}

/// Ignored parts of a Vale configuration.
fn notes(ini: Option<&ValeIni>, unknown_rules: &[String]) -> Vec<String> {
    let Some(ini) = ini else { return Vec::new() };
    let mut notes = Vec::new();
    let quoted = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let file = ini.file.display();
    if !ini.not_used.is_empty() {
        notes.push(format!("{file}: without meaning here: {}", quoted(&ini.not_used)));
    }
    let missing = ini.missing_packages();
    if !missing.is_empty() {
        notes.push(format!("{file}: not installed: {}; run `vale sync`", quoted(&missing)));
    }
    if !unknown_rules.is_empty() {
        notes.push(format!("{file}: no rules are called {}", quoted(unknown_rules)));
    }
    notes
}

/// The error for an invalid regex, with its line if it can be found.
fn located(file: &Path, name: &str, error: &RegexError) -> DefinitionError {
    let text = read_text(file).unwrap_or_default();
    let is_faulty = |line: &str| {
        let item = line.trim().trim_start_matches("- ").trim_matches(['\'', '"']);
        let key = item.split(": ").next().unwrap_or(item).trim_matches(['\'', '"']);
        [item, key].iter().any(|part| Regex::new(part).is_err_and(|found| found.message == error.message))
    };
    let line = text.lines().position(is_faulty).map_or(1, |index| index + 1);
    DefinitionError {
        file: file.to_owned(),
        line,
        message: format!("the expression of `{name}` cannot be used: {error}"),
    }
}

//! From a rule's definition to a rule that can run.

use std::collections::HashMap;
use std::sync::Arc;

use super::capitalization::Capitalization;
use super::definition::{Action, ActionName, Definition, Existence, Kind};
use super::exception::Exceptions;
use super::matcher::Matcher;
use super::regex::{Regex, RegexError};
use super::rule::{Check, Rule};
use super::scope::BlockScope;
use super::sequence::Sequence;
use super::spelling::Spelling;
use super::swap::{Swap, ungrouped};
use super::word_index::Entry;

/// Settings shared by all rules.
#[derive(Clone, Debug)]
pub(super) struct Compile<'a> {
    /// Regexes of the accepted vocabulary.
    pub(super) accepted: &'a [String],
    /// The regex around word lists, with `%s` for the words.
    pub(super) word_template: &'a str,
    /// Spelling rules with their dictionaries, by name.
    pub(super) spellings: &'a HashMap<String, Arc<Spelling>>,
}

/// The default regex around word lists.
pub(super) const WORD_TEMPLATE: &str = r"(?m)\b(?:%s)\b";

impl Compile<'_> {
    /// Compiles a rule; `None` for unsupported kinds. Its literals are added to `index` under its `number`.
    ///
    /// # Errors
    /// If one of its regexes is invalid.
    pub(super) fn rule(
        &self,
        definition: Definition,
        number: u32,
        index: &mut Vec<Entry>,
    ) -> Result<Option<Rule>, RegexError> {
        let mut exceptions = Exceptions::default();
        let mut except = |written| {
            exceptions = Exceptions::new(written, self.accepted)?;
            Ok::<(), RegexError>(())
        };
        let check = match &definition.kind {
            Kind::Existence(rule) => {
                let mut written = rule.exceptions.clone();
                written.vocab &= !rule.nonword;
                except(&written)?;
                Check::Existence(Matcher::new(&self.existence(rule), number, index)?)
            }
            Kind::Substitution(rule) => {
                except(&rule.exceptions)?;
                let replaces = matches!(&definition.action, Some(Action { name: ActionName::Replace, params }) if params.is_empty());
                let swaps = Swap::all(rule, replaces);
                let keys: Vec<String> = swaps.iter().map(|swap| format!("({})", ungrouped(swap.key()))).collect();
                let source = cased(&self.wrapped(&keys.join("|"), rule.nonword), rule.ignore_case);
                // Without pairs the regex would match everywhere.
                let matcher = if keys.is_empty() { Matcher::default() } else { Matcher::new(&source, number, index)? };
                Check::Substitution(matcher, swaps)
            }
            Kind::Occurrence { token, min, max, ignore_case } => {
                let token = Regex::new(&cased(&format!("(?:{token})"), *ignore_case))?;
                Check::Occurrence { token, min: *min, max: *max }
            }
            Kind::Repetition { tokens, max, alpha, ignore_case, exceptions } => {
                except(exceptions)?;
                let token = Regex::new(&cased(&format!("(?:{})", tokens.join("|")), *ignore_case))?;
                let in_words = token.is_within_words();
                Check::Repetition { token, max: *max, alpha: *alpha, ignore_case: *ignore_case, in_words }
            }
            Kind::Consistency { either, ignore_case, nonword } => {
                Check::Consistency(self.variants(either, (*ignore_case, *nonword), number, index)?)
            }
            Kind::Conditional { first, second, exceptions } => {
                except(exceptions)?;
                let (first, second) = (Regex::new(first)?, Regex::new(second)?);
                let in_sentences = first.in_sentences();
                Check::Conditional { first, second, in_sentences }
            }
            Kind::Capitalization(rule) => Check::Capitalization(Box::new(Capitalization::new(rule, self.accepted)?)),
            Kind::Metric { formula, condition } => {
                Check::Metric { formula: formula.clone(), condition: condition.clone() }
            }
            Kind::Readability { metrics, grade } => Check::Readability { metrics: metrics.clone(), grade: *grade },
            Kind::Spelling(_) => match self.spellings.get(&definition.name) {
                Some(spelling) => Check::Spelling(Arc::clone(spelling)),
                None => return Ok(None),
            },
            Kind::Sequence { parts, ignore_case } => Check::Sequence(Sequence::new(parts, *ignore_case)?),
            Kind::Script(script) => Check::Script(script.clone()),
            Kind::NotRun(_) => return Ok(None),
        };
        let is_of_file = matches!(check, Check::Metric { .. } | Check::Readability { .. });
        let selects = BlockScope::ALL.map(|scope| {
            if is_of_file { scope == BlockScope::Summary } else { definition.scope.iter().any(|it| it.selects(scope)) }
        });
        Ok(Some(Rule { definition, check, exceptions, selects }))
    }

    /// The matcher for the variants of each pair, two groups a pair.
    fn variants(
        &self,
        either: &[(String, String)],
        (ignore_case, nonword): (bool, bool),
        number: u32,
        index: &mut Vec<Entry>,
    ) -> Result<Matcher, RegexError> {
        let variants = either.iter().flat_map(|(first, second)| [first, second]);
        let groups: Vec<String> = variants.map(|variant| format!("({})", ungrouped(variant))).collect();
        let source = cased(&self.wrapped(&groups.join("|"), nonword), ignore_case);
        // Without pairs the regex would match everywhere.
        if groups.is_empty() { Ok(Matcher::default()) } else { Matcher::new(&source, number, index) }
    }

    fn wrapped(&self, inside: &str, nonword: bool) -> String {
        if nonword { format!("(?m)(?:{inside})") } else { self.word_template.replacen("%s", inside, 1) }
    }

    fn existence(&self, rule: &Existence) -> String {
        let tokens = rule.tokens.join("|");
        let raw: String = rule.raw.concat();
        let tokens = self.wrapped(&tokens, rule.nonword || rule.tokens.is_empty());
        let source = if rule.append { format!("{tokens}{raw}") } else { format!("{raw}{tokens}") };
        cased(&source, rule.ignore_case)
    }
}

fn cased(source: &str, ignore_case: bool) -> String {
    if ignore_case { format!("(?i){source}") } else { source.to_owned() }
}

//! Replacements that a rule's action makes of matched text.

use std::borrow::Cow;

use regex::Regex;

use super::definition::{Action, ActionName};

/// The operations of `edit`.
const VERBS: &[&str] = &["regex", "trim", "trim_left", "trim_right", "truncate", "split"];

impl Action {
    /// The error in the parameters, if there is one.
    pub(super) fn fault(&self) -> Option<String> {
        let params: Vec<&str> = self.params.iter().map(String::as_str).collect();
        let edit = || match params.as_slice() {
            ["regex", pattern, _] => {
                Regex::new(pattern).err().map(|_| format!("`{pattern}` is no expression that `edit` can use"))
            }
            ["trim" | "trim_left" | "trim_right" | "truncate", _] => None,
            [verb, ..] if !VERBS.contains(verb) => None,
            ["split", _, index] => {
                index.parse::<usize>().err().map(|_| format!("`split` takes a number, not `{index}`"))
            }
            [verb, ..] => Some(format!("`edit` cannot `{verb}` with {} parameters", params.len() - 1)),
            [] => Some("`edit` needs parameters: what to do, and with what".to_owned()),
        };
        if self.name == ActionName::Edit { edit() } else { None }
    }

    /// An operation that `edit` does not know; Vale leaves the text unchanged in that case.
    pub(super) fn unknown_verb(&self) -> Option<&str> {
        let verb = self.params.first().filter(|_| self.name == ActionName::Edit)?;
        (!VERBS.contains(&verb.as_str())).then_some(verb)
    }
}

/// The replacements for `found`; empty if the action cannot be carried out.
pub(super) fn replacements(action: &Action, found: &str) -> Vec<String> {
    let params = &action.params;
    match action.name {
        ActionName::Replace => params.clone(),
        ActionName::Remove => vec![String::new()],
        ActionName::Edit => edited(params, found).into_iter().map(|text| text.trim().to_owned()).collect(),
        ActionName::Convert if params.first().is_some_and(|param| param == "simple") => vec![in_words(found)],
        ActionName::Convert | ActionName::Suggest => Vec::new(),
    }
}

fn edited(params: &[String], found: &str) -> Option<String> {
    let param = |index: usize| params.get(index).map(String::as_str);
    let in_set = |set: &str| {
        let chars: Vec<char> = set.chars().collect();
        move |c: char| chars.contains(&c)
    };
    Some(match (param(0)?, param(1)?) {
        ("regex", pattern) => {
            // Vale uses Go's regex engine here, where `$1` must not be followed by letters.
            let regex = Regex::new(pattern).ok()?;
            match regex.replace_all(found, param(2)?) {
                Cow::Borrowed(_) => return None,
                Cow::Owned(text) => text,
            }
        }
        ("trim", set) => found.trim_matches(in_set(set)).to_owned(),
        ("trim_left", set) => found.trim_start_matches(in_set(set)).to_owned(),
        ("trim_right", set) => found.trim_end_matches(in_set(set)).to_owned(),
        ("truncate", mark) => found.split(mark).next()?.to_owned(),
        ("split", mark) => found.split(mark).nth(param(2)?.parse().ok()?)?.to_owned(),
        _ => return None,
    })
}

/// A symbol split into words: `getUserName` becomes `get user name`.
fn in_words(symbol: &str) -> String {
    let mut words = String::new();
    for c in symbol.chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_edit_what_was_found() {
        let run = |name, params: &[&str], found| {
            replacements(&Action { name, params: params.iter().map(|&param| param.to_owned()).collect() }, found)
        };
        assert_eq!(run(ActionName::Replace, &["a", "b"], "x"), ["a", "b"]);
        assert_eq!(run(ActionName::Remove, &[], "x"), [""]);
        assert_eq!(run(ActionName::Edit, &["trim_right", "!"], "Hello! "), ["Hello!"], "the space comes last");
        assert_eq!(run(ActionName::Edit, &["trim", " "], " — "), ["—"]);
        assert_eq!(run(ActionName::Edit, &["regex", "-", " "], "newly-made"), ["newly made"]);
        assert_eq!(run(ActionName::Edit, &["split", " ", "1"], "very unique"), ["unique"]);
        assert_eq!(run(ActionName::Edit, &["truncate", " "], "the the"), ["the"]);
        assert_eq!(run(ActionName::Edit, &["split", " ", "9"], "a b"), Vec::<String>::new());
        assert_eq!(run(ActionName::Edit, &["remove", "(s)"], "a(s)"), Vec::<String>::new(), "no verb that Vale knows");
        assert_eq!(run(ActionName::Convert, &["simple"], "getUser_name"), ["get user name"]);
    }
}

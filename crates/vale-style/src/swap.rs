//! The pairs of a substitution: a key to match and its replacement.

use std::sync::OnceLock;

use super::definition::Substitution;
use super::message::either;
use super::regex::{Regex, Scratch};
use redline_text::{Span, capitalised};

/// One pair.
#[derive(Debug)]
pub(super) struct Swap {
    key: String,
    value: String,
    ignore_case: bool,
    capitalize: bool,
    /// Whether the value is a list of options of a `replace` action.
    pub(super) replaces: bool,
    /// The key compiled by itself, for the groups that the value refers to; `None` if it is not a valid regex.
    grouped: OnceLock<Option<Box<Regex>>>,
}

impl Swap {
    /// The pairs in the order in which they are tried: the longest key first.
    pub(super) fn all(rule: &Substitution, replaces: bool) -> Vec<Self> {
        let swap = |(key, value): &(String, String)| Self {
            key: key.clone(),
            value: value.clone(),
            ignore_case: rule.ignore_case,
            capitalize: rule.capitalize,
            replaces,
            grouped: OnceLock::new(),
        };
        let mut swaps: Vec<Self> = rule.swap.iter().map(swap).collect();
        swaps.sort_by_key(|swap| std::cmp::Reverse(swap.key.len()));
        swaps
    }

    /// The regex to match.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// The expected text in place of the match at `span`.
    pub(super) fn expected(&self, text: &str, span: &Span, scratch: &mut Scratch) -> Expected<'_> {
        let is_group = |pair: &[u8]| pair[0] == b'$' && (pair[1].is_ascii_digit() || pair[1] == b'{');
        let has_group = self.value.as_bytes().windows(2).any(is_group);
        let text = if has_group { self.expanded(text, span, scratch) } else { self.value.clone() };
        Expected { text, swap: self }
    }

    /// The value with `$1` and the like expanded: by matching the key in place, so that it sees its context, else
    /// against the words alone.
    fn expanded(&self, text: &str, span: &Span, scratch: &mut Scratch) -> String {
        let grouped = || {
            let source = if self.ignore_case { format!("(?i){}", self.key) } else { self.key.clone() };
            Regex::new(&source).ok().map(Box::new)
        };
        let Some(key) = self.grouped.get_or_init(grouped) else { return self.value.clone() };
        scratch.begin(text.len());
        let in_place = key.captures_at(text, span.start, scratch).ok().flatten();
        let in_place = in_place.filter(|captures| captures[0].as_ref() == Some(span));
        let (matched, captures) = if let Some(captures) = in_place {
            (text, captures)
        } else {
            let matched = text[span.clone()].trim();
            scratch.begin(matched.len());
            match key.captures(matched, 0, scratch) {
                Ok(Some(captures)) => (matched, captures),
                _ => return self.value.clone(),
            }
        };
        let mut out = String::new();
        let mut rest = self.value.as_str();
        while let Some(at) = rest.find('$') {
            out.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('$') {
                out.push('$');
                rest = after;
                continue;
            }
            let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
            let braced = rest.strip_prefix('{').filter(|inner| inner[digits(inner)..].starts_with('}'));
            let number = braced.map_or_else(|| &rest[..digits(rest)], |inner| &inner[..digits(inner)]);
            match number.parse::<usize>().ok().and_then(|group| captures.get(group)) {
                Some(group) => {
                    out.push_str(group.as_ref().map_or("", |group| &matched[group.clone()]));
                    rest = &rest[number.len() + if braced.is_some() { 2 } else { 0 }..];
                }
                None => out.push('$'),
            }
        }
        out + rest
    }

    /// The rule's message, in which options that are already quoted are not quoted again.
    pub(super) fn message(&self, message: &str) -> String {
        for quoted in ["'%s'", "\"%s\""] {
            if self.replaces && message.matches(quoted).count() == 2 {
                return message.replacen(quoted, "%s", 1);
            }
        }
        message.to_owned()
    }
}

/// A regex without capturing groups, so that one group a key tells several keys apart.
pub(super) fn ungrouped(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        match c {
            '\\' => out.extend(chars.next()),
            '(' if chars.peek() != Some(&'?') => out.push_str("?:"),
            _ => {}
        }
    }
    out
}

/// The expected text in place of a match.
#[derive(Debug)]
pub(super) struct Expected<'a> {
    text: String,
    swap: &'a Swap,
}

impl Expected<'_> {
    /// Whether the match is already as expected.
    pub(super) fn is_right(&self, matched: &str, scratch: &mut Scratch) -> bool {
        if self.swap.replaces {
            return split_options(&self.text).iter().any(|option| option == matched);
        }
        if self.text == matched || self.text.chars().all(is_plain) {
            return self.text == matched;
        }
        Regex::new(&format!("^(?:{})$", self.text)).is_ok_and(|it| it.is_match(matched, scratch))
    }

    /// The possible replacements.
    pub(super) fn options(&self, matched: &str) -> Vec<String> {
        if self.swap.replaces {
            let case = |option: String| if self.is_capital(matched) { capitalised(&option) } else { option };
            return split_options(&self.text).into_iter().map(case).collect();
        }
        if self.text.chars().all(is_plain) {
            vec![self.text.clone()]
        } else {
            spelling(&self.text, matched).into_iter().collect()
        }
    }

    /// The text for the message.
    pub(super) fn shown(&self, matched: &str) -> String {
        if !self.swap.replaces {
            return spelling(&self.text, matched).unwrap_or_else(|| self.text.clone());
        }
        let options = self.options(matched);
        match options.as_slice() {
            [one] => format!("'{one}'"),
            _ => either(&options),
        }
    }

    fn is_capital(&self, matched: &str) -> bool {
        self.swap.capitalize && matched.chars().next().is_some_and(|first| !first.is_lowercase())
    }
}

/// Whether a character has no special meaning in a regex.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’')
}

/// Splits options at `|`; `\|` is a literal bar.
fn split_options(text: &str) -> Vec<String> {
    let parts = text.replace("\\|", "\u{0}");
    parts.split('|').filter(|part| !part.is_empty()).map(|part| part.replace('\u{0}', "|")).collect()
}

/// The spelling that a simple regex accepts for a match, ignoring case: `OAuth2?` for `oauth2`.
fn spelling(regex: &str, matched: &str) -> Option<String> {
    let mut spellings = vec![String::new()];
    let mut chars = regex.chars().peekable();
    while let Some(c) = chars.next() {
        let literal = match c {
            '\\' => chars.next().filter(|c| !c.is_alphanumeric())?,
            '(' | ')' | '[' | ']' | '{' | '}' | '*' | '+' | '.' | '|' | '^' | '$' | '?' => return None,
            c => c,
        };
        let is_optional = chars.next_if_eq(&'?').is_some();
        let without = if is_optional { spellings.clone() } else { Vec::new() };
        for spelling in &mut spellings {
            spelling.push(literal);
        }
        spellings.extend(without);
        if spellings.len() > 16 {
            return None;
        }
    }
    spellings.into_iter().find(|spelling| spelling.to_lowercase() == matched.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swap(key: &str, value: &str, replaces: bool) -> Swap {
        let (key, value, grouped) = (key.into(), value.into(), OnceLock::new());
        Swap { key, value, ignore_case: true, capitalize: false, replaces, grouped }
    }

    #[test]
    fn values_are_options_spellings_or_regexes() {
        let mut scratch = Scratch::default();
        let options = swap("kill", "stop|exit", true);
        let expected = options.expected("kill", &(0..4), &mut scratch);
        assert_eq!(expected.shown("kill"), "'stop' or 'exit'");
        assert!(expected.is_right("exit", &mut scratch) && !expected.is_right("kill", &mut scratch));
        let simple = swap("oauth2?", "OAuth2?", false);
        let expected = simple.expected("oauth2", &(0..6), &mut scratch);
        assert_eq!(expected.shown("oauth2"), "OAuth2");
        assert!(expected.is_right("OAuth", &mut scratch) && !expected.is_right("oauth", &mut scratch));
        let contracted = swap("is not", "isn't", false);
        let expected = contracted.expected("is not", &(0..6), &mut scratch);
        assert!(expected.is_right("isn't", &mut scratch) && !expected.is_right("is not", &mut scratch));
        let grouped = swap("(cell|smart) phone", "$1phone", false);
        assert_eq!(grouped.expected("smart phone", &(0..11), &mut scratch).text, "smartphone");
        assert_eq!(ungrouped(grouped.key()), "(?:cell|smart) phone");
    }
}

//! The ids that mdBook assigns to headings.
//!
//! Both algorithms are facts of mdBook's source (0.4.52 `utils::id_from_content`, 0.5.4
//! `id_from_content` and `unique_id`), checked against rendered books in the tests.

use std::collections::{HashMap, HashSet};

/// The algorithm for ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdScheme {
    /// mdBook 0.4: ASCII lower case, a counter per id.
    V04,
    /// mdBook 0.5: Unicode lower case, the first id that is free.
    V05,
}

/// Assigns ids on one page.
#[derive(Debug)]
pub(super) struct IdCounter {
    scheme: IdScheme,
    name_empty: bool,
    counts: HashMap<String, usize>,
    used: HashSet<String>,
}

impl IdCounter {
    pub(super) fn new(scheme: IdScheme, name_empty: bool) -> Self {
        Self { scheme, name_empty, counts: HashMap::new(), used: HashSet::new() }
    }

    /// The id of the next heading without an explicit one.
    pub(super) fn next(&mut self, text: &str) -> String {
        let mut id = self.scheme.base(text);
        if id.is_empty() && self.name_empty {
            "section".clone_into(&mut id);
        }
        match self.scheme {
            IdScheme::V04 => {
                let count = self.counts.entry(id.clone()).or_insert(0);
                *count += 1;
                if *count == 1 { id } else { format!("{id}-{}", *count - 1) }
            }
            IdScheme::V05 => self.first_free(id),
        }
    }

    fn first_free(&mut self, id: String) -> String {
        if self.used.insert(id.clone()) {
            return id;
        }
        let count = self.counts.entry(id.clone()).or_insert(1);
        loop {
            let candidate = format!("{id}-{count}");
            *count += 1;
            if self.used.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

impl IdScheme {
    /// The id of a heading with this text, not yet unique.
    pub fn base(self, text: &str) -> String {
        match self {
            Self::V04 => {
                // 0.4 works on HTML and deletes the three characters that are escaped there.
                let text: String = text.chars().filter(|c| !matches!(c, '<' | '>' | '&')).collect();
                keep_id_characters(text.trim().trim_start_matches('#').trim().chars().map(|c| c.to_ascii_lowercase()))
            }
            Self::V05 => keep_id_characters(text.trim().to_lowercase().chars()),
        }
    }
}

fn keep_id_characters(text: impl Iterator<Item = char>) -> String {
    text.filter_map(|c| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    })
    .collect()
}

/// `text` with the runs of hyphens that smart punctuation turns into dashes left out; an id keeps
/// hyphens and drops dashes. `escaped`: a backslash precedes the first byte.
pub(super) fn without_dashes(text: &str, escaped: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let kept = text.chars().next().filter(|_| escaped).map_or(0, char::len_utf8);
    out.push_str(&text[..kept]);
    let mut rest = &text[kept..];
    while let Some(at) = rest.find('-') {
        let run = rest[at..].bytes().take_while(|&byte| byte == b'-').count();
        out.push_str(&rest[..at]);
        if run == 1 {
            out.push('-');
        }
        rest = &rest[at + run..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(scheme: IdScheme, texts: &[&str]) -> Vec<String> {
        let mut counter = IdCounter::new(scheme, false);
        texts.iter().map(|text| counter.next(text)).collect()
    }

    #[test]
    fn the_two_schemes_differ_where_mdbooks_differ() {
        let texts = ["Über", "# of items", "& x", "`--flag`: a"];
        assert_eq!(ids(IdScheme::V04, &texts), ["Über", "of-items", "x", "--flag-a"]);
        assert_eq!(ids(IdScheme::V05, &texts), ["über", "-of-items", "-x", "--flag-a"]);
    }

    #[test]
    fn duplicates_are_numbered_as_each_version_numbers_them() {
        let texts = ["Foo", "Foo", "Foo-1", "Foo"];
        assert_eq!(ids(IdScheme::V04, &texts), ["foo", "foo-1", "foo-1", "foo-2"]);
        assert_eq!(ids(IdScheme::V05, &texts), ["foo", "foo-1", "foo-1-1", "foo-2"]);
    }

    #[test]
    fn dashes_vanish_and_hyphens_stay() {
        assert_eq!(without_dashes("foo -- bar-baz --- x", false), "foo  bar-baz  x");
        assert_eq!(without_dashes("--", true), "--");
    }
}

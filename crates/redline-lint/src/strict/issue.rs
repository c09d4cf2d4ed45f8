//! What is wrong with a configuration value.

use std::fmt;

use redline_text::nearest;

/// A key or value that is not one that we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The keys that lead to it, inside our table.
    pub path: Vec<String>,
    /// What is wrong, without the place.
    pub message: String,
    /// The unknown name, if it is one.
    pub name: Option<String>,
    /// The known name nearest to it.
    pub nearest: Option<String>,
    /// Every name that would be known in its place.
    pub known: Vec<String>,
}

impl Issue {
    /// An issue whose place is not known yet.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: Vec::new(), message: message.into(), name: None, nearest: None, known: Vec::new() }
    }

    /// The unknown `name` of some `kind`, with the nearest of the `known` ones.
    pub fn unknown(kind: &str, name: &str, known: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let known: Vec<String> = known.into_iter().map(|known| known.as_ref().to_owned()).collect();
        Self {
            name: Some(name.to_owned()),
            nearest: nearest(name, &known),
            known,
            ..Self::new(format!("unknown {kind} `{name}`"))
        }
    }

    /// The same issue, one key further in.
    #[must_use]
    pub fn under(mut self, key: impl Into<String>) -> Self {
        self.path.insert(0, key.into());
        self
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.path.is_empty() {
            write!(f, " in `{}`", self.path.join("."))?;
        }
        match &self.nearest {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_reads_as_one_line() {
        let issue = Issue::unknown("rule", "heading-incremet", ["heading-increment"]).under("rules");
        assert_eq!(issue.to_string(), "unknown rule `heading-incremet` in `rules`; did you mean `heading-increment`?");
    }
}

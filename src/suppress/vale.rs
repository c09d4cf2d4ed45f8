//! What Vale's comments ask for.
//!
//! They are read as Vale reads them: in lower case, single spaces, to the end of the file.

/// What the text of a comment after `vale ` asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// `off`, `on`: everything.
    All { is_on: bool },
    /// `Style = NO`, `Style.Rule = YES`: a style, or one of its rules.
    Rule { name: String, is_on: bool },
    /// `Style.Rule["these", "words"] = NO`: a rule where it finds exactly these.
    Words { rule: String, words: Vec<String>, is_on: bool },
    /// `style = A`, `styles = A, B`: these styles and no others.
    Styles(Vec<String>),
}

impl Command {
    /// Reads a command; `None` if it is none of Vale's.
    pub(super) fn read(text: &str) -> Option<Self> {
        let Some((name, state)) = text.rsplit_once(" = ") else {
            let is_on = matches!(text, "on" | "off").then_some(text == "on")?;
            return Some(Self::All { is_on });
        };
        if matches!(name, "style" | "styles") {
            return Some(Self::Styles(state.split(", ").map(str::to_owned).collect()));
        }
        let (rule, words) = name.find('[').map_or((name, None), |at| (&name[..at], Some(&name[at..])));
        match words {
            Some(words) => {
                let is_on = matches!(state, "YES" | "NO").then_some(state == "YES")?;
                Some(Self::Words { rule: rule.to_owned(), words: serde_json::from_str(words).ok()?, is_on })
            }
            None => Some(Self::Rule { name: rule.to_owned(), is_on: is_on(state)? }),
        }
    }
}

fn is_on(state: &str) -> Option<bool> {
    match state {
        "on" | "YES" => Some(true),
        "off" | "NO" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_what_vale_documents() {
        let rule = |name: &str, is_on| Some(Command::Rule { name: name.to_owned(), is_on });
        assert_eq!(Command::read("off"), Some(Command::All { is_on: false }));
        assert_eq!(Command::read("Google.We = NO"), rule("Google.We", false));
        assert_eq!(Command::read("Google = on"), rule("Google", true));
        let words = vec!["=".to_owned(), "a \"b\" = NO".to_owned()];
        let read = Command::read(r#"Google.We["=", "a \"b\" = NO"] = YES"#);
        assert_eq!(read, Some(Command::Words { rule: "Google.We".to_owned(), words, is_on: true }));
        let styles = ["Google", "proselint"].map(str::to_owned).to_vec();
        assert_eq!(Command::read("styles = Google, proselint"), Some(Command::Styles(styles)));
        for other in ["", "maybe", "NO", "Google = maybe", r#"Google.We["a"] = on"#, "Google.We[a] = NO"] {
            assert_eq!(Command::read(other), None, "{other}");
        }
    }
}

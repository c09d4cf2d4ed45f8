//! Which texts a rule looks at.

use super::block::BlockScope;

/// One of the ways to choose texts: every part must agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selector {
    parts: Vec<Part>,
}

/// Words that a text's scope must hold, or must not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    words: Vec<String>,
    negated: bool,
}

/// Scopes that Vale once had and now refuses.
const GONE: &[&str] = &["code", "link", "strong", "emphasis"];

/// The selectors of a rule's `scope`; without any, all text.
pub(super) fn selectors(scope: &[String]) -> Result<Vec<Selector>, String> {
    let default = ["text".to_owned()];
    let scope = if scope.is_empty() { &default[..] } else { scope };
    scope.iter().map(|text| Selector::read(text)).collect()
}

impl Selector {
    fn read(text: &str) -> Result<Self, String> {
        let part = |part: &str| {
            let part = part.trim();
            let (negated, name) = part.strip_prefix('~').map_or((false, part), |name| (true, name.trim()));
            if GONE.contains(&name) {
                return Err(format!("the scope `{name}` is no longer supported; use `raw` instead"));
            }
            if name.contains(char::is_whitespace) {
                return Err(format!("`{name}` is no scope: parts are joined by `&`"));
            }
            Ok(Part { words: name.split('.').map(str::to_owned).collect(), negated })
        };
        Ok(Self { parts: text.split('&').map(part).collect::<Result<_, _>>()? })
    }

    /// Whether a text of this scope is looked at.
    pub(super) fn selects(&self, scope: BlockScope) -> bool {
        let is_whole = matches!(scope, BlockScope::Raw | BlockScope::Summary);
        self.parts.iter().all(|part| {
            let holds = part.words.iter().all(|word| scope.words().contains(&word.as_str()));
            if part.negated { !is_whole && !holds } else { holds }
        })
    }

    /// Whether the rule asks for copies of paragraphs by sentence or paragraph: only its first word
    /// counts, as in Vale.
    pub(super) fn asks_for(&self, word: &str) -> bool {
        self.parts.len() == 1
            && !self.parts[0].negated
            && self.parts[0].words.first().is_some_and(|first| first == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selects(selector: &str, scope: BlockScope) -> bool {
        Selector::read(selector).expect("a selector").selects(scope)
    }

    #[test]
    fn words_of_a_selector_stand_among_those_of_the_scope() {
        assert!(selects("text", BlockScope::Heading(2)) && selects("h2", BlockScope::Heading(2)));
        assert!(!selects("heading.h1", BlockScope::Heading(2)) && selects("heading", BlockScope::Heading(1)));
        assert!(selects("text", BlockScope::Sentence) && !selects("text", BlockScope::Raw));
        assert!(selects("~heading", BlockScope::List) && !selects("~heading", BlockScope::Raw));
        assert!(selects("text & ~heading", BlockScope::List) && !selects("text & ~heading", BlockScope::Heading(1)));
        assert!(Selector::read("strong").is_err() && Selector::read("a b").is_err());
    }
}

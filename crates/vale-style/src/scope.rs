//! Scopes of texts, and the selectors of rules.

/// The kind of a text, named as in a rule's `scope`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BlockScope {
    /// A paragraph, or anything not listed here.
    Text,
    /// A heading, by level.
    Heading(u8),
    /// An item of a list.
    List,
    /// The first paragraph of a quote.
    Quote,
    /// A cell in the head of a table.
    TableHeader,
    /// Any other cell.
    TableCell,
    /// The caption of a table.
    TableCaption,
    /// The caption of a figure.
    FigureCaption,
    /// The alternative text of an image.
    Alt,
    /// A paragraph once more, for rules that select `paragraph`.
    Paragraph,
    /// A sentence of a paragraph.
    Sentence,
    /// All prose of the file.
    Summary,
    /// The source.
    Raw,
}

impl BlockScope {
    /// Every scope.
    pub(crate) const ALL: [Self; 18] = [
        Self::Text,
        Self::Heading(1),
        Self::Heading(2),
        Self::Heading(3),
        Self::Heading(4),
        Self::Heading(5),
        Self::Heading(6),
        Self::List,
        Self::Quote,
        Self::TableHeader,
        Self::TableCell,
        Self::TableCaption,
        Self::FigureCaption,
        Self::Alt,
        Self::Paragraph,
        Self::Sentence,
        Self::Summary,
        Self::Raw,
    ];

    /// The index in [`BlockScope::ALL`].
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Text => 0,
            Self::Heading(level) => usize::from(level),
            other => Self::ALL[7..].iter().position(|scope| *scope == other).map_or(0, |index| 7 + index),
        }
    }

    /// The words of the scope; a selector must use a subset of them.
    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["text", "md"],
            Self::Heading(1) => &["text", "heading", "h1", "md"],
            Self::Heading(2) => &["text", "heading", "h2", "md"],
            Self::Heading(3) => &["text", "heading", "h3", "md"],
            Self::Heading(4) => &["text", "heading", "h4", "md"],
            Self::Heading(5) => &["text", "heading", "h5", "md"],
            Self::Heading(_) => &["text", "heading", "h6", "md"],
            Self::List => &["text", "list", "md"],
            Self::Quote => &["text", "blockquote", "md"],
            Self::TableHeader => &["text", "table", "header", "md"],
            Self::TableCell => &["text", "table", "cell", "md"],
            Self::TableCaption => &["text", "table", "caption", "md"],
            Self::FigureCaption => &["text", "figure", "caption", "md"],
            Self::Alt => &["text", "attr", "alt"],
            Self::Paragraph => &["paragraph", "text", "md"],
            Self::Sentence => &["sentence", "text", "md"],
            Self::Summary => &["summary", "md"],
            Self::Raw => &["raw", "md"],
        }
    }
}

/// A conjunction of scope conditions. Field names are part of the rule set fingerprint, see `Styles::content`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selector {
    parts: Vec<Part>,
}

/// Words that a scope must contain, or must not contain.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    words: Vec<String>,
    negated: bool,
}

/// Scopes that Vale has removed.
const GONE: &[&str] = &["code", "link", "strong", "emphasis"];

/// The selectors of a rule's `scope`, by default `text`.
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

    /// Whether a text of this scope is selected.
    pub(super) fn selects(&self, scope: BlockScope) -> bool {
        let is_whole = matches!(scope, BlockScope::Raw | BlockScope::Summary);
        self.parts.iter().all(|part| {
            let holds = part.words.iter().all(|word| scope.words().contains(&word.as_str()));
            if part.negated { !is_whole && !holds } else { holds }
        })
    }

    /// Whether the rule selects copies of paragraphs by sentence or paragraph. As in Vale, only the first word counts.
    pub(super) fn requests(&self, word: &str) -> bool {
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
    fn a_selector_is_a_subset_of_the_words_of_the_scope() {
        assert!(selects("text", BlockScope::Heading(2)) && selects("h2", BlockScope::Heading(2)));
        assert!(!selects("heading.h1", BlockScope::Heading(2)) && selects("heading", BlockScope::Heading(1)));
        assert!(selects("text", BlockScope::Sentence) && !selects("text", BlockScope::Raw));
        assert!(selects("~heading", BlockScope::List) && !selects("~heading", BlockScope::Raw));
        assert!(selects("text & ~heading", BlockScope::List) && !selects("text & ~heading", BlockScope::Heading(1)));
        assert!(Selector::read("strong").is_err() && Selector::read("a b").is_err());
    }
}

//! Whether a word denotes a product, a format or a protocol where it is written, or is something else: an identifier, a
//! value, a title that is quoted, or a part of another name.

use super::Context;
use super::term_case::is_mentioned;
use crate::terms::{Occurrence, is_quoted};
use redline_document::document::{ANNOTATION, BlockKind, BlockProse, Document, Link, OBJECT_REPLACEMENT};
use redline_document::edit::Applicability;
use redline_document::source::Span;
use redline_english::spelling::Dictionary;

/// What a word denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// The name.
    Name,
    /// The name, or something that is called so.
    Doubtful,
    /// Something that is called so.
    Identifier,
}

impl Sense {
    /// How far a fix may be trusted; `None` if there is nothing to report.
    pub(super) fn applicability(self) -> Option<Applicability> {
        match self {
            Self::Name => Some(Applicability::Safe),
            Self::Doubtful => Some(Applicability::Unsafe),
            Self::Identifier => None,
        }
    }
}

/// Nouns whose names are identifiers: `the oauth2 crate`.
const NAMED_BY_IDENTIFIER: &[&str] = &[
    "branch",
    "crate",
    "crates",
    "directory",
    "feature",
    "flag",
    "folder",
    "label",
    "module",
    "subcommand",
    "submodule",
];

/// Nouns whose names often are identifiers, and often are names.
const NAMED_EITHER_WAY: &[&str] = &[
    "action",
    "binary",
    "channel",
    "command",
    "dependencies",
    "dependency",
    "executable",
    "extra",
    "features",
    "field",
    "group",
    "image",
    "job",
    "key",
    "option",
    "package",
    "packages",
    "repo",
    "tag",
    "target",
    "user",
    "value",
];

/// Words that precede the name of something.
const NAMING: &[&str] = &[
    "branch",
    "called",
    "crate",
    "directory",
    "feature",
    "field",
    "flag",
    "folder",
    "key",
    "label",
    "module",
    "named",
    "option",
    "package",
    "type",
    "value",
];

/// What an occurrence of a built-in name denotes, which is one of those `found` in its block.
pub(super) fn sense(cx: &Context<'_>, block: &BlockProse, found: &[Occurrence], at: &Occurrence) -> Sense {
    let text = block.prose.text();
    let words = &text[at.span.clone()];
    let is_lower = !words.contains(char::is_uppercase);
    if is_in_identifier(text, &at.span)
        || is_quoted(text, &at.span)
        || is_other_plural(words, &at.expected)
        || is_in_naming_link(cx.document, block, at)
    {
        return Sense::Identifier;
    }
    if is_lower {
        // A chapter without the name may mean the word.
        let is_of_book = cx.terms.base.is_by_majority(at.term);
        if is_plain_word(words) && !is_of_book && !is_written_right(cx, at.term) {
            return Sense::Identifier;
        }
        let next = neighbour(&text[at.span.end..], true);
        let previous = neighbour(&text[..at.span.start], false);
        if is_mentioned(cx.document, block, at) || next.is_some_and(|next| NAMED_BY_IDENTIFIER.contains(&next)) {
            return Sense::Identifier;
        }
        let is_named = is_assigned(&text[..at.span.start])
            || next.is_some_and(|next| NAMED_EITHER_WAY.contains(&next))
            || previous.is_some_and(|previous| NAMING.contains(&previous));
        let is_doubtful = is_named
            // *githubs tokens* lacks an apostrophe, and the end of an address may look like the start of a sentence.
            || (at.expected.ends_with('s') && !cx.terms.base.terms()[at.term].term.ends_with('s'))
            || text[..at.span.start].trim_end().ends_with('.')
            || (is_plain_word(words) && !is_of_programming(cx, previous, next, at))
            // `sha256` and `utf8` are values too.
            || words.contains(|c: char| c.is_ascii_digit())
            || is_versioned(text, &at.span)
            || (!cx.terms.base.is_by_majority(at.term) && is_in_code(cx.document, words))
            || is_label(cx.document, block, &at.span)
            || is_in_mixed_list(cx, block, found, at);
        return if is_doubtful { Sense::Doubtful } else { Sense::Name };
    }
    let is_shouted = !words.contains(char::is_lowercase) && at.expected.contains(char::is_lowercase);
    let (previous, next) = (neighbour(&text[..at.span.start], false), neighbour(&text[at.span.end..], true));
    let is_in_shouted_text = is_shouted && [previous, next].into_iter().flatten().any(is_shouted_word);
    // *Dwarf Fortress* is another name, and so is what code has in the same form.
    let is_of_other_name = is_plain_word(&words.to_lowercase())
        && (next.is_some_and(|next| next.starts_with(char::is_uppercase) && next.contains(char::is_lowercase))
            || follows_other_name(text, &at.span));
    if is_in_shouted_text || is_of_other_name || (!is_shouted && is_in_code_span(cx.document, words)) {
        return Sense::Identifier;
    }
    // A dwarf may be one, and its capital another name's.
    let is_doubtful = is_shouted
        || is_plain_word(&words.to_lowercase())
        || follows_other_name(text, &at.span)
        || is_variant(cx.document, block, &at.span);
    if is_doubtful { Sense::Doubtful } else { Sense::Name }
}

/// Whether the words are a part of something that is written without spaces and is no word: `http(s)_PROXY`.
fn is_in_identifier(text: &str, span: &Span) -> bool {
    let start = text[..span.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let end = text[span.end..].find(char::is_whitespace).map_or(text.len(), |at| span.end + at);
    let around = [text.get(start..span.start), text.get(span.end..end)];
    around.into_iter().flatten().any(|part| ["_", "::", "://"].into_iter().any(|mark| part.contains(mark)))
        || text[..span.start].ends_with(['%', '=', '$', '@'])
        || text[..span.start].ends_with("= ")
}

/// Whether what follows is a value: *set the type to json*.
fn is_assigned(before: &str) -> bool {
    let clause = before.rfind(['.', ',', ';', ':']).map_or(before, |at| &before[at + 1..]).to_lowercase();
    let is_set =
        clause.split_whitespace().any(|word| matches!(word, "set" | "sets" | "setting" | "equals" | "defaults"));
    is_set && clause.trim_end().ends_with(" to")
}

/// Whether a version is next to the words, as beside the name of a package: `version 0.7 of openssl`, `openssl 0.7`.
fn is_versioned(text: &str, span: &Span) -> bool {
    let is_version = |word: &str| word.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
    let mut before = text[..span.start].split_whitespace().rev();
    let is_of = before.next() == Some("of") && before.next().is_some_and(is_version);
    is_of || text[span.end..].split_whitespace().next().is_some_and(is_version)
}

/// Whether the chapter has the words in code too, where they are a command, a package or a value. The language that a
/// block of code names does not count, nor does the scheme of an address.
fn is_in_code(document: &Document, words: &str) -> bool {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_whole = |code: &str, at: usize| {
        let (before, after) = (&code[..at], &code[at + words.len()..]);
        !before.ends_with(is_of_word) && !after.starts_with(is_of_word) && !after.starts_with("://")
    };
    document.code_texts().any(|code| {
        let code = code.split_once('\n').map_or(code, |(_, block)| block);
        code.match_indices(words).any(|(at, _)| is_whole(code, at))
    })
}

/// Whether a word of four letters or more is in capitals.
fn is_shouted_word(word: &str) -> bool {
    word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a code span of the chapter is just the words.
fn is_in_code_span(document: &Document, words: &str) -> bool {
    document.code_texts().any(|code| code == words)
}

/// Whether the words, capitalised as types are, name a variant: they open their text in bold and a dash follows, as in
/// `**Http** — daemons pull`, or they are a cell with a digit, as `Utf8` among types.
fn is_variant(document: &Document, block: &BlockProse, span: &Span) -> bool {
    let text = block.prose.text();
    let (words, before, after) = (&text[span.clone()], text[..span.start].trim(), text[span.end..].trim_start());
    let is_cell = document.blocks[block.block].kind == BlockKind::TableCell && after.is_empty();
    let has_digit = words.contains(|c: char| c.is_ascii_digit());
    let place = block.prose.source(span.clone());
    let is_bold =
        || document.emphasis.iter().any(|it| it.strong && it.span.start < place.start && place.end < it.span.end);
    before.is_empty() && ((is_cell && has_digit) || (after.starts_with(['-', '—', '–', ':']) && is_bold()))
}

/// Whether words are the plural of another acronym: `DNs`, which are not `DNS`.
fn is_other_plural(words: &str, expected: &str) -> bool {
    let stem = words.strip_suffix('s').unwrap_or_default();
    expected.ends_with('S') && stem.len() > 1 && stem.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Words behind which a name that is a word too is the name of a language or a tool: *in rust*.
const BEFORE_TOOLS: [&str; 6] = ["in", "of", "on", "to", "using", "with"];

/// What languages and tools have: *rust code*.
const OF_TOOLS: &str = "\
    api app application applications apps binary bindings book bytecode client code codebase community compiler container \
    containers core crate crates data developer developers ecosystem edition enum enums environment executable file files \
    function functions image images installation interface interpreter language libraries library macro macros memory \
    method methods module modules panic plugin program programmer programmers programming programs project projects repo \
    repository runtime script scripts server side source std string strings struct structs syntax toolchain tools trait \
    traits type types user users version versions wrapper";

/// Whether a noun of what languages and tools have follows.
pub(super) fn precedes_tool(text: &str, span: &Span) -> bool {
    neighbour(&text[span.end..], true).is_some_and(is_of_tools)
}

fn is_of_tools(word: &str) -> bool {
    OF_TOOLS.split_ascii_whitespace().any(|known| known == word)
}

/// Whether a name that the book nearly always writes with a capital, and that is a word too, is next to what languages
/// and tools have. *Rust marks* may be those of iron.
fn is_of_programming(cx: &Context<'_>, previous: Option<&str>, next: Option<&str>, at: &Occurrence) -> bool {
    let is_known = next.is_some_and(is_of_tools);
    let ends = next.is_none() && previous.is_some_and(|previous| BEFORE_TOOLS.contains(&previous));
    cx.terms.base.is_by_majority(at.term) && (is_known || ends)
}

/// Whether the chapter has a name in its own form.
fn is_written_right(cx: &Context<'_>, term: usize) -> bool {
    let mut occurrences = cx.terms.occurrences().flat_map(|(block, found)| found.iter().map(move |it| (block, it)));
    occurrences.any(|(block, it)| it.term == term && block.prose.text()[it.span.clone()] == it.expected)
}

/// Whether a name in small letters is an English word too: `homebrew`.
fn is_plain_word(words: &str) -> bool {
    let words = words.split(['\'', '’']).next().unwrap_or_default();
    words.bytes().all(|byte| byte.is_ascii_lowercase()) && Dictionary::AMERICAN.contains(words)
}

/// The word beside a place, with one space between them: behind it or before it.
fn neighbour(text: &str, is_behind: bool) -> Option<&str> {
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let word = if is_behind {
        let text = text.strip_prefix([' ', '\n'])?;
        &text[..text.len() - text.trim_start_matches(is_of_word).len()]
    } else {
        let text = text.strip_suffix([' ', '\n'])?;
        &text[text.trim_end_matches(is_of_word).len()..]
    };
    (!word.is_empty()).then_some(word)
}

/// Whether a word with a capital that is not an English word directly precedes: `Cisco IOS`.
fn follows_other_name(text: &str, span: &Span) -> bool {
    neighbour(&text[..span.start], false).is_some_and(|previous| {
        let is_capital = previous.starts_with(char::is_uppercase);
        is_capital && !Dictionary::BRITISH.contains(&previous.to_lowercase())
    })
}

/// Whether the words are in a link that shows what they name: an address that holds them, the title of an issue, or a
/// text that is an address or the name of a file.
fn is_in_naming_link(document: &Document, block: &BlockProse, at: &Occurrence) -> bool {
    let span = block.prose.source(at.span.clone());
    let words = &block.prose.text()[at.span.clone()];
    let is_around = |link: &&Link| link.span.start <= span.start && span.end <= link.span.end;
    let next = document.links.partition_point(|link| link.span.start <= span.start);
    let Some(link) = document.links[..next].iter().rev().take(2).find(is_around) else { return false };
    let (destination, _) = link.destination.split_once('#').unwrap_or((&link.destination, ""));
    let is_lower = !words.contains(char::is_uppercase);
    let path =
        destination.split_once("://").map_or(destination, |(_, rest)| rest.split_once('/').map_or("", |it| it.1));
    let label = document.link_label(link).map(|label| document.words_at(&label)).unwrap_or_default();
    let is_alone = label.trim_matches(['*', '_', '"']).eq_ignore_ascii_case(words);
    let is_address = !label.contains(char::is_whitespace) && label.contains(['.', '/']);
    let is_title = ["/issues/", "/pull/", "/commit/", "/discussions/"].iter().any(|part| destination.contains(part));
    is_title
        || (is_address && !is_alone)
        || (is_lower && (path.contains(words) || (is_alone && destination.contains(words))))
}

/// Whether words are all that a short text says, or are the label or the value of an item or a cell.
fn is_label(document: &Document, block: &BlockProse, span: &Span) -> bool {
    let text = block.prose.text();
    let is_in_item = |mut index: usize| loop {
        match document.blocks[index].kind {
            BlockKind::Item | BlockKind::TableCell | BlockKind::DefinitionTerm => return true,
            _ => match document.blocks[index].parent {
                Some(parent) => index = parent,
                None => return false,
            },
        }
    };
    let kind = &document.blocks[block.block].kind;
    // A heading that is one word in small letters may be the name of what it describes: a command, a key, a prefix.
    let most = if *kind == BlockKind::Heading { 1 } else { 3 };
    let is_short = !text.contains(char::is_uppercase)
        && text.split_whitespace().count() <= most
        && !text.ends_with(['.', '!', '?']);
    let opens = text[..span.start].trim_matches([OBJECT_REPLACEMENT, ANNOTATION, ' ', '[', '(']).is_empty();
    let after = text[span.end..].trim_start_matches(']');
    let ends_label = after.is_empty()
        || after.starts_with([':', '—', '–', '\n'])
        || after.starts_with(" -")
        || after.starts_with(" —")
        || after.starts_with(" –");
    // `Component: https` gives a value.
    let is_value = text[..span.start].trim_end().ends_with(':') && (after.is_empty() || after.starts_with('\n'));
    is_short || (((opens && ends_label) || is_value) && is_in_item(block.block))
}

/// Whether the words are in a list with others in small letters that would stay: `png, jpg and gif`.
fn is_in_mixed_list(cx: &Context<'_>, block: &BlockProse, found: &[Occurrence], at: &Occurrence) -> bool {
    let text = block.prose.text().replace('\n', " ");
    let siblings = siblings(&text, &at.span);
    let is_long = siblings.len() > 1;
    let stays = |item: &Span| {
        let word = &text[item.clone()];
        if word.contains(OBJECT_REPLACEMENT) {
            return true;
        }
        if word.starts_with(char::is_uppercase) || word.len() < 2 {
            return false;
        }
        match found.iter().find(|other| other.span.start <= item.start && item.end <= other.span.end) {
            Some(other) => {
                let base = cx.terms.base;
                let name = base.terms()[other.term].term.to_lowercase();
                let is_settled = cx.book.heading_case.capitalization.is_settled_name(&name);
                if base.is_by_majority(other.term) { !is_settled } else { is_in_code(cx.document, word) }
            }
            // Of three, a word may be a format as well: `csv, json and parquet`.
            None => is_long || !Dictionary::BRITISH.contains(word),
        }
    };
    siblings.iter().any(stays)
}

/// What joins the items of a list.
const JOINTS: &[&str] = &[", and ", ", or ", ", ", " and/or ", " and ", " or ", " & ", " / ", "/", "; "];

/// The text without an explanation in brackets at its start or its end, as that of an item: `csv (comma separated), ssv`.
fn without_brackets(text: &str, is_behind: bool) -> &str {
    if is_behind {
        let inner = text.strip_prefix(" (");
        return inner.and_then(|inner| Some(&inner[inner.find(')')? + 1..])).unwrap_or(text);
    }
    let inner = text.strip_suffix(')');
    inner.and_then(|inner| inner[..inner.rfind('(')?].strip_suffix(' ')).unwrap_or(text)
}

/// The single words that are coordinated with a range of a text that is on one line.
fn siblings(text: &str, span: &Span) -> Vec<Span> {
    let is_of_item =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '+' | '#' | '`' | OBJECT_REPLACEMENT);
    let mut found = Vec::new();
    let mut at = span.start;
    while let Some(rest) = JOINTS.iter().find_map(|joint| text[..at].strip_suffix(joint)) {
        let rest = without_brackets(rest, false);
        let start = rest.trim_end_matches(is_of_item).len();
        if start == rest.len() {
            break;
        }
        found.push(start..rest.len());
        at = start;
    }
    let mut at = span.end;
    loop {
        let behind = without_brackets(&text[at..], true);
        let Some(joint) = JOINTS.iter().find(|joint| behind.starts_with(**joint)) else { break };
        let start = text.len() - behind.len() + joint.len();
        let rest = text[start..].trim_start_matches(is_of_item);
        let end = text.len() - rest.len();
        let end = start + text[start..end].trim_end_matches('.').len();
        if end == start {
            break;
        }
        found.push(start..end);
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_a_list_are_found_on_both_sides() {
        let text = "Use png, jpg, gif, svg or webp. No more.";
        let at = text.find("gif").unwrap();
        let mut items: Vec<&str> = siblings(text, &(at..at + 3)).into_iter().map(|item| &text[item]).collect();
        items.sort_unstable();
        assert_eq!(items, ["jpg", "png", "svg", "webp"]);
        let text = "Valid are csv (commas), ssv (spaces) and array (json).";
        let words = |at: usize| siblings(text, &(at..at + 3)).into_iter().map(|item| &text[item]).collect::<Vec<_>>();
        assert_eq!(words(text.find("csv").unwrap()), ["ssv", "array"]);
        assert_eq!(words(text.find("ssv").unwrap()), ["csv", "array"]);
    }

    #[test]
    fn a_version_makes_a_package_of_a_name() {
        let is_versioned =
            |text: &str| is_versioned(text, &(text.find("openssl").unwrap()..text.find("openssl").unwrap() + 7));
        assert!(
            is_versioned("version 0.7 of openssl when")
                && is_versioned("use openssl v1.1")
                && is_versioned("openssl 3")
        );
        assert!(!is_versioned("the use of openssl in 2 books"));
    }

    #[test]
    fn code_of_the_chapter_has_the_word() {
        let text = "Run it.\n\n```json\n{ \"a\": \"csv\", \"b\": \"https://x.y\" }\n```\n\nAnd `brew install cmake`.\n";
        let document = Document::of_text(text, &redline_document::document::Dialect::default());
        assert!(is_in_code(&document, "csv") && is_in_code(&document, "cmake"));
        assert!(!is_in_code(&document, "json") && !is_in_code(&document, "https") && !is_in_code(&document, "sv"));
    }

    #[test]
    fn a_part_of_an_identifier_is_no_name() {
        let is_part = |text: &str| is_in_identifier(text, &(4..8));
        assert!(is_assigned("Set the type to ") && !is_assigned("We set it up. It goes to "));
        assert!(is_part("use http://") && is_part("a = http") && is_part("use%http"));
        assert!(is_part("use http(s)_PROXY") && is_part("use http::Uri"));
        assert!(!is_part("use http(s), some_thing") && !is_part("use http"));
    }

    #[test]
    fn a_plural_of_another_acronym_is_no_name() {
        assert!(is_other_plural("DNs", "DNS") && is_other_plural("CSs", "CSS"));
        assert!(!is_other_plural("Urls", "URLs") && !is_other_plural("dns", "DNS") && !is_other_plural("Dns", "DNS"));
    }
}

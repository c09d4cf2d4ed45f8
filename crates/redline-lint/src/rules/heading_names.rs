//! Names and identifiers in headings, whose case is not that of the heading.

use std::collections::HashSet;

use super::Context;
use crate::convention::{HeadingCase, HeadingWord};
use crate::terms::{Found, Occurrence};
use redline_document::document::{BlockKind, Document};
use redline_document::source::Span;
use redline_english::spelling::may_be_english;
use redline_text::opens_sentence;

/// Names of several words, whose words may be common ones.
pub(super) struct KnownNames<'a> {
    document: &'a Document,
    /// Words of the title of the book.
    title: Vec<&'a str>,
    /// Bytes of the chapter that are terms, written as they should be.
    terms: Vec<Span>,
}

impl<'a> KnownNames<'a> {
    pub(super) fn of(cx: &Context<'a>) -> Self {
        let mut terms = Vec::new();
        for (block, found) in cx.terms.occurrences() {
            let text = block.prose.text();
            let in_heading = cx.document.blocks[block.block].kind == BlockKind::Heading;
            let is_right = |it: &&Occurrence| it.found == Found::Term && text[it.span.clone()] == it.expected;
            let right = found.iter().filter(|it| in_heading && is_right(it));
            terms.extend(right.map(|it| block.prose.source(it.span.clone())));
        }
        let title = cx.book.title.as_deref().unwrap_or_default();
        Self { document: cx.document, title: title.split_whitespace().collect(), terms }
    }

    /// Whether a word with a capital is a part of a term, or of two words in a row of the book's title.
    pub(super) fn holds(&self, words: &[HeadingWord<'_>], index: usize) -> bool {
        let word = &words[index];
        let is_pair = |pair: Option<&[HeadingWord<'_>]>| {
            let Some([one, two]) = pair else { return false };
            let is_capital = one.is_capital() && two.is_capital();
            is_capital && self.title.windows(2).any(|title| title == [one.text, two.text])
        };
        let after = index.checked_sub(1).and_then(|before| words.get(before..=index));
        let in_term = |term: &Span| term.start <= word.span.start && word.span.end <= term.end;
        word.is_capital() && (self.terms.iter().any(in_term) || is_pair(after) || is_pair(words.get(index..index + 2)))
    }

    /// Whether the chapter writes a word with its capital within sentences too: *a Device* is the type.
    pub(super) fn are_in_prose(&self, word: &str) -> bool {
        let is_text = |block: usize| self.document.blocks[block].kind != BlockKind::Heading;
        self.document.prose.iter().filter(|block| is_text(block.block)).any(|block| {
            let text = block.prose.text();
            block.words().any(|(span, found)| found == word && !opens_sentence(&text[..span.start]))
        })
    }
}

/// Words that the chapter writes in code too: a keyword or a type keeps its form without the marks.
pub(super) fn words_in_code(document: &Document) -> HashSet<&str> {
    document.code_texts().collect()
}

/// Whether a word in small letters may be an identifier, an abbreviation that is never capitalised, or what the chapter
/// runs: a command, or its argument behind it (*cargo vet*).
pub(super) fn may_be_identifier(words: &[HeadingWord<'_>], index: usize, code: &HashSet<&str>) -> bool {
    let word = words[index].text;
    let is_argument = || {
        let command = index.checked_sub(1).map(|before| words[before].text);
        command.is_some_and(|command| is_small(command) && is_run(&format!("{command} {word}"), code))
    };
    word == "aka" || !may_be_english(word) || is_run(word, code) || is_path(word, code) || is_argument()
}

fn is_small(word: &str) -> bool {
    word.starts_with(|c: char| c.is_lowercase())
}

/// Whether code of the chapter names something in a module called `word`.
fn is_path(word: &str, code: &HashSet<&str>) -> bool {
    code.iter().any(|code| code.strip_prefix(word).is_some_and(|rest| rest.starts_with("::")))
}

/// What items of code are called by: *the Variants module*.
const KINDS_OF_ITEMS: [&str; 10] =
    ["class", "component", "crate", "enum", "macro", "module", "package", "plugin", "struct", "trait"];

/// Whether a word with a capital is the name of an item of code: such a noun follows, it is the plural of code, or names in code
/// begin with it.
fn is_item(words: &[HeadingWord<'_>], index: usize, code: &HashSet<&str>) -> bool {
    let word = words[index].text;
    let singular = word.strip_suffix('s');
    let begins = |code: &&str| code.strip_prefix(word).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    words.get(index + 1).is_some_and(|next| KINDS_OF_ITEMS.contains(&next.text))
        || code.iter().any(begins)
        || singular.is_some_and(|singular| code.contains(singular))
}

/// Whether a word with a capital may belong to a name: the book writes it with a capital in sentences at least as often
/// as without, a number, a name or an unknown word with a capital follows (*Phase 1*, *Josh Triplett*), or it follows a name
/// and is not a common word of the book (*GitHub Actions*), or it is an item of code.
pub(super) fn may_be_name(words: &[HeadingWord<'_>], index: usize, case: &HeadingCase, code: &HashSet<&str>) -> bool {
    let word = &words[index];
    let is_beside = |one: &HeadingWord<'_>, two: &HeadingWord<'_>| one.span.end + 1 == two.span.start;
    let capitals = words[index..].windows(2).take_while(|pair| pair[0].is_capital() && is_beside(&pair[0], &pair[1]));
    let is_numbered = capitals.map(|pair| &pair[1]).any(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
    let follows_name = index.checked_sub(1).is_some_and(|before| {
        let before = &words[before];
        let is_name = before.is_capital() && (before.fixed || case.capitalization.is_name(before.text));
        is_name && is_beside(before, word)
    });
    let precedes_name = words.get(index + 1).is_some_and(|next| {
        let is_name = || !may_be_english(&next.text.to_lowercase()) || case.capitalization.may_be_name(next.text);
        next.is_capital() && is_beside(word, next) && is_name()
    });
    case.capitalization.may_be_name(word.text)
        || is_numbered
        || precedes_name
        || (follows_name && !case.capitalization.is_common(word.text))
        || is_item(words, index, code)
}

/// Languages of code whose lines are commands.
const SHELLS: [&str; 6] = ["bash", "console", "fish", "sh", "shell", "zsh"];

/// Whether code of the chapter runs a command: a code span, a line of a shell, or one behind a prompt starts with it.
pub(super) fn is_run(command: &str, code: &HashSet<&str>) -> bool {
    let starts = |line: &str| line.strip_prefix(command).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    code.iter().any(|code| {
        let Some((language, lines)) = code.split_once('\n') else { return starts(code) };
        let is_shell = SHELLS.iter().any(|shell| language.starts_with(shell));
        lines.lines().map(str::trim_start).any(|line| {
            let command = line.strip_prefix("$ ");
            command.or_else(|| is_shell.then_some(line)).is_some_and(starts)
        })
    })
}

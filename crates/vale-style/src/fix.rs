//! Fixes made of the replacements of an alert.

use super::rule::Alert;
use redline_document::document::{Document, Prose};
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_english::is_any_participle;
use redline_english::rewording::{article, cased_like, is_same, with_the_apostrophes_of};
use redline_english::spelling::is_in_label;
use redline_text::{Span, opens_sentence};

/// Words whose place in the sentence decides on the replacement: a person has to reword the sentence.
const DEPENDENT: &[&str] =
    &["above", "below", "after", "before", "since", "once", "while", "as", "like", "above-mentioned"];

/// The fix for an alert about `range` of `prose`, if there is exactly one replacement and the source contains the
/// words verbatim.
pub(super) fn fix(
    document: &Document,
    prose: &Prose,
    range: &Span,
    alert: &Alert,
    applicability: Applicability,
) -> Option<Fix> {
    let [replacement] = alert.options.as_slice() else { return None };
    let text = prose.text();
    let replacement = &with_the_apostrophes_of(document, &text[range.clone()], replacement);
    // White space at the ends of a match belongs to the sentence, not to the words.
    let found = &text[range.clone()];
    let lead = found.len() - found.trim_start().len();
    let words = found.trim();
    let at = range.start + lead..range.start + lead + words.len();
    let span = prose.source(at.clone());
    let is_plain = prose.is_verbatim(at.clone()) && is_same(&document.text()[span.clone()], words);
    if words.is_empty() || !is_plain || document.touches_protected(&span) || *replacement == words {
        return None;
    }
    let is_left_to_people = DEPENDENT.contains(&words.to_lowercase().as_str())
        || is_advice(words, replacement)
        || loses_emphasis(words, replacement)
        || is_cut_short(text, &at, replacement)
        || cuts_a_word(text, &at, replacement)
        || is_joined(text, &at)
        || is_in_label(document.text(), &span)
        || (replacement.is_empty() && !is_removable(text, &at))
        || (applicability == Applicability::Safe && is_of_title(text, &at, replacement));
    if is_left_to_people {
        return None;
    }
    let edits = if replacement.is_empty() {
        vec![Edit::delete(with_a_space(document.text(), &span))]
    } else {
        let cased = cased_like(words, replacement, text[..at.start].trim_end());
        let cased = format!("{cased}{}", punctuation_after(document, &span, words, &cased));
        let mut edits = vec![Edit::replace(span, cased.as_str())];
        edits.extend(article(document, prose, at.start, words, &cased));
        edits
    };
    let title = title(words, replacement);
    Some(Fix::new(title, applicability, Change::Text, edits))
}

/// The title of a fix. An invisible no-break space is named.
fn title(words: &str, replacement: &str) -> String {
    let is_hidden = replacement.contains('\u{a0}') && !words.contains('\u{a0}');
    match replacement {
        "" => "remove it".to_owned(),
        _ if is_hidden => format!("write `{replacement}` with a no-break space"),
        _ => format!("write `{replacement}`"),
    }
}

/// Whether a replacement is advice: several options, or an instruction. Public styles have many: `by means of: by,
/// via`, `hangs: stops responding or freezes`, `the preceding [element]`.
fn is_advice(words: &str, replacement: &str) -> bool {
    let adds = |mark: &str| replacement.contains(mark) && !words.contains(mark);
    let in_order = || {
        let mut words_left = redline_text::words(replacement).map(|(_, word)| word.to_lowercase());
        redline_text::words(words).all(|(_, word)| words_left.any(|words_left| words_left == word.to_lowercase()))
    };
    // A replacement that keeps all words only adds punctuation or words.
    let is_quoted = replacement.starts_with(['\'', '‘', '’']) && !words.starts_with(['\'', '‘', '’']);
    is_quoted
        || ["\"", "“", ". ", "["].into_iter().any(adds)
        || ([", ", "; ", " or ", " ("].into_iter().any(adds) && !in_order())
}

/// Whether a word that is stressed by its capitals would lose them: *can NOT*.
fn loses_emphasis(words: &str, replacement: &str) -> bool {
    let is_stressed =
        |word: &str| ["ALL", "ALWAYS", "ANY", "MUST", "NEVER", "NO", "NOT", "ONLY", "VERY"].contains(&word);
    words.contains(char::is_lowercase)
        && redline_text::words(words).any(|(_, word)| is_stressed(word) && !replacement.contains(word))
}

/// Whether a part of a word would be removed: a rule that matches letters beside a space does not mean them.
fn cuts_a_word(text: &str, at: &Span, replacement: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(redline_text::is_of_word);
    let found = &text[at.clone()];
    let (first, last) = (found.chars().next(), found.chars().next_back());
    let starts_inside = is_word(text[..at.start].chars().next_back()) && is_word(first);
    let ends_inside = is_word(text[at.end..].chars().next()) && is_word(last);
    (starts_inside && replacement.chars().next() != first) || (ends_inside && replacement.chars().next_back() != last)
}

/// Whether the sentence is complete without the words: they do not open it, are not all of it, and no article or comma
/// belongs to them.
fn is_removable(text: &str, at: &Span) -> bool {
    let (before, after) = (text[..at.start].trim_end(), text[at.end..].trim_start());
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let has_letters = text[at.clone()].contains(char::is_alphabetic);
    has_letters
        && !opens_sentence(before)
        && !["a", "an"].contains(&last.as_str())
        && after.starts_with(char::is_alphanumeric)
}

/// Whether a capital would be lost inside a sentence: titles capitalise each word, and labels are names.
fn is_of_title(text: &str, at: &Span, replacement: &str) -> bool {
    let mut chars = text[at.clone()].chars();
    let is_capital = chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase);
    is_capital && replacement.starts_with(char::is_lowercase) && !opens_sentence(&text[..at.start])
}

/// Whether the words are part of a compound, a name or a path: `git-repository-url`.
fn is_joined(text: &str, at: &Span) -> bool {
    let joins = |c: char| matches!(c, '-' | '_' | '/' | '\\' | '@' | '#' | '$' | '=');
    let before = text[..at.start].chars().next_back();
    let mut after = text[at.end..].chars();
    let (next, second) = (after.next(), after.next());
    // `[VENDOR]-propriety`: a placeholder is not a name.
    let follows_placeholder = text[..at.start].ends_with("]-");
    before.is_some_and(|c| (joins(c) && !follows_placeholder) || c == '.')
        || next.is_some_and(|c| joins(c) || c == '(')
        || (next == Some('.') && second.is_some_and(char::is_alphanumeric))
}

/// Punctuation to add after the replacement: a full stop for an exclamation mark that ended a sentence, a comma after
/// `for example`.
fn punctuation_after(document: &Document, span: &Span, words: &str, replacement: &str) -> &'static str {
    let after = &document.text()[span.end..];
    let in_heading = document.headings.iter().any(|heading| heading.span.contains(&span.start));
    if words.ends_with('!') && !replacement.ends_with(['!', '.', '?']) {
        let ends = after.chars().next().is_none_or(char::is_whitespace);
        return if ends && !in_heading { "." } else { "" };
    }
    let is_aside =
        ["for example", "that is", "in other words", "namely"].contains(&replacement.to_lowercase().as_str());
    if is_aside && words.contains('.') && after.starts_with(char::is_whitespace) { "," } else { "" }
}

/// Whether a contraction would end its clause: `as it is.` is not `as it's.`
fn is_cut_short(text: &str, at: &Span, replacement: &str) -> bool {
    let contracted = ["'s", "'re", "'ve", "'m", "'d", "'ll"].iter().any(|ending| replacement.ends_with(ending));
    if !contracted {
        return false;
    }
    let after = text[at.end..].trim_start_matches(char::is_whitespace);
    let goes_on = text[at.end..].starts_with(char::is_whitespace) && after.starts_with(char::is_alphanumeric);
    let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let before =
        text[..at.start].trim_end().rsplit(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
    // `what it is to be`, `than it is in`, `where they are and why`.
    let openers =
        ["what", "where", "how", "who", "whatever", "wherever", "however", "than", "as", "which", "that", "when"];
    // `we have a book` is about possession; `(that is the label)` is an aside.
    if (replacement.ends_with("'ve") && !is_any_participle(&next.to_lowercase())) || text[..at.start].ends_with('(') {
        return true;
    }
    let closes = [
        "and", "or", "but", "to", "in", "on", "at", "for", "by", "when", "if", "because", "while", "until", "with",
        "from",
    ];
    !goes_on
        || (openers.contains(&before.to_lowercase().as_str()) && closes.contains(&next))
        || closes[..3].contains(&next)
}

/// The words with one of the spaces around them.
fn with_a_space(text: &str, span: &Span) -> Span {
    let (before, after) = (text[..span.start].ends_with(' '), &text[span.end..]);
    if before && after.starts_with([' ', '.', ',', ';', ':', '!', '?', '\n']) {
        return span.start - 1..span.end;
    }
    if after.starts_with(' ') && (span.start == 0 || text[..span.start].ends_with('\n')) {
        return span.start..span.end + 1;
    }
    span.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use redline_document::document::Dialect;
    use redline_document::edit::apply;

    /// The text after `words` are replaced.
    fn replaced(text: &str, words: &str, replacement: &str) -> Option<String> {
        let mut expansion = redline_document::source::Expansion::default();
        expansion.fragment.push_str(text);
        let document = Document::parse(expansion, &Dialect::default());
        let block = &super::super::assemble::blocks(&document, &super::super::tags::TextOptions::default(), &[])[0];
        let at = block.prose.text().find(words).expect("the words are there");
        let alert = Alert { span: 0..0, message: String::new(), options: vec![replacement.to_owned()] };
        let fix = fix(&document, &block.prose, &(at..at + words.len()), &alert, Applicability::Unsafe)?;
        Some(apply(text, [&fix]).0)
    }

    #[test]
    fn case_and_articles_are_adapted() {
        let becomes = |text, words, replacement| replaced(text, words, replacement).expect("a fix");
        assert_eq!(becomes("Access key here.", "Access key", "API token"), "API token here.");
        assert_eq!(becomes("Utilize it. Utilize it.", "Utilize", "use"), "Use it. Utilize it.");
        assert_eq!(becomes("An application and a b.", "application", "program"), "A program and a b.");
        assert_eq!(becomes("use a URL", "URL", "address"), "use an address");
        assert_eq!(becomes("Use the API key here.", "API key", "access token"), "Use the access token here.");
        assert_eq!(becomes("Plan A key is", "key", "API token"), "Plan A API token is");
        assert_eq!(becomes("It is very nice.", " very ", ""), "It is nice.");
        assert_eq!(becomes("Do cannot *x*", "cannot", "can't"), "Do can't *x*");
    }

    #[test]
    fn fixes_that_need_judgement_are_not_offered() {
        assert_eq!(replaced("as it is.", "it is", "it's"), None);
        assert_eq!(replaced("the code above", "above", "preceding"), None);
        assert_eq!(replaced("the *dev* key", "dev key", "API key"), None, "markup lies between");
        assert_eq!(replaced("that it is so", "it is", "it's").as_deref(), Some("that it's so"));
        assert_eq!(replaced("we have a vector", "we have", "we've"), None);
        assert_eq!(replaced("we have seen it", "we have", "we've").as_deref(), Some("we've seen it"));
        assert_eq!(replaced("(that is the label)", "that is", "that's"), None);
        assert_eq!(replaced("the end.  A start", "d.  A", ""), None, "letters are not spaces");
        assert_eq!(replaced("a, ..., b", "...", ""), None);
        assert_eq!(replaced("the git-repository-url key", "url", "URL"), None);
        assert_eq!(replaced("see key.rs", "key", "API token"), None);
        assert_eq!(replaced("see foo/key", "key", "API token"), None);
        assert_eq!(replaced("call key() now", "key", "API token"), None);
        assert_eq!(replaced("Basically, we go.", "Basically", ""), None);
        for advice in [
            "by, via",
            "'by' or 'via'",
            "by (not via)",
            "Do not use \"by means of\".",
            "Rewrite it. Or not",
            "the [way]",
            "’by’",
        ] {
            assert_eq!(replaced("done by means of it", "by means of", advice), None, "{advice}");
        }
        assert_eq!(replaced("it hangs now", "hangs", "stops or freezes"), None);
        let comma = replaced("It failed because", "failed because", "failed, because");
        assert_eq!(comma.as_deref(), Some("It failed, because"), "words are kept");
        assert_eq!(replaced("do or die", "or", "or else").as_deref(), Some("do or else die"));
        assert_eq!(replaced("an extremely big deal", "extremely", ""), None);
        assert_eq!(replaced("r[rule.fully-qualified]", "fully-qualified", "fully qualified"), None);
    }

    #[test]
    fn a_capital_within_a_title_is_left_to_people() {
        for (text, is_of_title) in [("Chains that Utilize", true), ("Utilize it", false), ("we utilize", false)] {
            let at = text.to_lowercase().find("utilize").expect("the word is there");
            assert_eq!(super::is_of_title(text, &(at..at + 7), "use"), is_of_title, "{text}");
        }
    }

    #[test]
    fn the_title_of_a_fix_names_a_no_break_space() {
        assert_eq!(title("4GB", "4\u{a0}GB"), "write `4\u{a0}GB` with a no-break space");
        assert_eq!(title("4GB", "4 GB"), "write `4 GB`");
        assert_eq!(title("very", ""), "remove it");
    }

    #[test]
    fn punctuation_is_adapted() {
        let becomes = |text, words, replacement| replaced(text, words, replacement).expect("a fix");
        assert_eq!(becomes("Well done! Next.", "done!", "done"), "Well done. Next.");
        assert_eq!(becomes("# Well done!", "done!", "done"), "# Well done");
        assert_eq!(becomes("loops, e.g. this", "e.g.", "for example"), "loops, for example, this");
        assert_eq!(becomes("loops (e.g., this)", "e.g.", "for example"), "loops (for example, this)");
    }
}

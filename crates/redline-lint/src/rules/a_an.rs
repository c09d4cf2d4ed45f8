#![doc = include_str!("a_an.md")]

use super::{Context, Rule};
use crate::catalogue;
use redline_document::document::{Document, OBJECT_REPLACEMENT, Prose};
use redline_document::edit::{Applicability, Change, Edit, Fix};
use redline_document::source::Span;
use redline_english::grammar::forms;
use redline_english::{Sound, certain_sound, is_verb};
use redline_text::{Word, WordHash};

pub(super) static RULE: Rule = Rule { meta: &catalogue::A_AN, check };

/// Words that no noun phrase begins with: an `a` before them is a name, a letter or a variable, an `an` a slip for *and*
/// or *any*, and *a other* lacks more than a letter.
const NOT_OF_NOUN_PHRASES: &str = "\
    also an and another any are as asked at be because been but by can could did do does each either every extends \
    for from had has have he her his if implements in into is it its may must my neither no not of on onto or \
    other others our over she should some than that the their then there these they this those to under up upon \
    was we were what when where which while who will with would you your";

/// Words behind which an article is the name of something: *the a element*.
const DETERMINERS: [&str; 10] = ["a", "an", "another", "any", "each", "every", "its", "no", "the", "this"];

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    let [a, an] = ["a", "an"].map(WordHash::of);
    for block in &document.prose {
        let prose = &block.prose;
        let text = prose.text();
        let words = block.tokens();
        for (index, Word { span, .. }) in words.iter().enumerate().filter(|(_, word)| word.hash == a || word.hash == an)
        {
            let span = span.clone();
            let article = &text[span.clone()];
            if !matches!(article, "a" | "an" | "An" | "A") {
                continue;
            }
            if let Some(code) = code_after(document, prose, span.end) {
                if let Some(right) = fault_before_code(article, code) {
                    report(cx, prose, code, span, right);
                }
                continue;
            }
            let Some(Word { span: after, .. }) = words.get(index + 1) else { continue };
            let word = &text[after.clone()];
            if let Some(right) = fault(text, &span, after, word) {
                report(cx, prose, word, span, right);
            }
        }
    }
}

/// The correct article for `span`, if the present one is wrong before `word`.
fn fault(text: &str, span: &Span, after: &Span, word: &str) -> Option<&'static str> {
    let article = &text[span.clone()];
    let gap = &text[span.end..after.start];
    let stands_alone = !text[..span.start].ends_with(['-', '/', '.', '_', '’', '\'', '`', '=', '*', '<', '+']);
    let is_word = !text[after.end..].starts_with(['_', '(', '=', '/', ':', '@']);
    if !is_gap(gap) || !stands_alone || !is_word {
        return None;
    }
    let wants_an = certain_sound(word)? == Sound::Vowel;
    let has_an = article.len() == 2;
    // Nearly all articles are right.
    if wants_an == has_an
        || !opens_noun_phrase(text, span, after, word)
        || (text[after.end..].starts_with('.') && is_name(text, after))
    {
        return None;
    }
    // A capital in the middle of a sentence is a name or a letter.
    let is_letter = article.starts_with('A') && !redline_text::opens_sentence(&text[..span.start]);
    (!is_letter).then_some(match (article.starts_with('A'), wants_an) {
        (true, true) => "An",
        (true, false) => "A",
        (false, true) => "an",
        (false, false) => "a",
    })
}

/// Whether a noun phrase can begin with the article at `span` and the `word` behind it.
fn opens_noun_phrase(text: &str, span: &Span, after: &Span, word: &str) -> bool {
    let (article, rest) = (&text[span.clone()], &text[after.end..]);
    // *In* begins no phrase, *in-memory* does.
    if rest.starts_with('-') {
        return true;
    }
    let before = text[..span.start].strip_suffix([' ', '\n']).unwrap_or_default();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let small = last.to_lowercase();
    let is_acronym = last.len() > 1 && last.chars().all(|c| c.is_ascii_uppercase());
    let is_plural = word.ends_with('s') && !["as", "is", "os", "ss", "us"].iter().any(|end| word.ends_with(end));
    // *To control an manage it*, *go ahead an run it*, *a prompt to a enter*.
    let joins_verbs = is_verb(word) && (small == "to" || article == "an");
    // *It is an expressive and productive enough that* has an article too many.
    let is_enough = rest.split_whitespace().take(3).any(|word| word == "enough");
    // *destroying it an gaining*, for *and*.
    let follows_object =
        article == "an" && matches!(&*small, "it" | "them" | "him" | "us" | "me" | "themselves" | "itself");
    // *1,100* is eleven hundred or one thousand.
    let is_thousand = word == "1" && rest.starts_with([',', '.']);
    let is_name = DETERMINERS.contains(&&*small) || is_acronym;
    let opens = !NOT_OF_NOUN_PHRASES.split_ascii_whitespace().any(|known| known == word);
    opens && !follows_object && !is_name && !is_plural && !joins_verbs && !is_enough && !is_thousand
}

/// Whether nothing but space, or a bracket or quotation mark after it, parts two words.
fn is_gap(gap: &str) -> bool {
    gap.starts_with([' ', '\n']) && gap.trim_matches([' ', '\n', '[', '“', '"']).is_empty()
}

/// The code after a space at `at`.
fn code_after<'a>(document: &'a Document, prose: &Prose, at: usize) -> Option<&'a str> {
    let rest = prose.text()[at..].strip_prefix([' ', '\n'])?;
    let token = at + 1..at + 1 + OBJECT_REPLACEMENT.len_utf8();
    rest.starts_with(OBJECT_REPLACEMENT).then(|| document.code_span(&prose.source(token)))?
}

/// The article before code that is read as a word: keywords and names in lower case that begin with a
/// vowel, or with a consonant and a vowel.
fn fault_before_code(article: &str, code: &str) -> Option<&'static str> {
    let bytes = code.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let is_vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    if letters < 2 || bytes.get(letters).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let word = &code[..letters];
    let wants_an = match certain_sound(word)? {
        Sound::Vowel => true,
        Sound::Consonant if !is_vowel(bytes[0]) && letters > 2 && is_vowel(bytes[1]) => false,
        Sound::Consonant => return None,
    };
    match (article, wants_an) {
        ("a", true) => Some("an"),
        ("an", false) => Some("a"),
        _ => None,
    }
}

/// Whether a word goes on after a full stop: `foo.rs`.
fn is_name(text: &str, word: &Span) -> bool {
    text[word.end + 1..].starts_with(char::is_alphanumeric)
}

/// Whether `an` may be a slip for *and*: a noun precedes it, or a gerund follows.
fn may_be_and(text: &str, article: &Span, word: &str) -> bool {
    let before = text[..article.start].strip_suffix([' ', '\n']).unwrap_or_default();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let known = forms(&last);
    let is_verb =
        known.base.is_some() || known.third_person.is_some() || known.past.is_some() || known.gerund.is_some();
    let is_noun = (known.singular.is_some() || known.plural.is_some()) && !is_verb;
    text[article.clone()].len() == 2 && (is_noun || word.ends_with("ing"))
}

/// Reports the article at a place of the prose, unless the source differs from the prose there.
fn report(cx: &mut Context<'_>, prose: &Prose, word: &str, article: Span, right: &str) {
    let is_verbatim = prose.is_verbatim(article.clone());
    let applicability =
        if may_be_and(prose.text(), &article, word) { Applicability::Unsafe } else { Applicability::Safe };
    let article = prose.source(article);
    if !is_verbatim || cx.document.touches_protected(&article) {
        return;
    }
    let title = format!("write `{right}`");
    let word = word.replace(['\n', '\r'], " ");
    let message = format!("`{right} {word}`: the article goes with the sound");
    cx.report(article.clone(), message).fix(Fix::new(
        title,
        applicability,
        Change::Text,
        [Edit::replace(article, right)],
    ));
}

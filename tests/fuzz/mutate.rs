//! Real text with a few changes where programs are weak: at the borders of blocks, lines and characters.

use crate::random::Random;

/// Pieces with a meaning to Markdown, to mdBook or to a rule, and characters that are easily miscounted.
#[rustfmt::skip] // One a line is hundreds of lines.
const FRAGMENTS: &[&str] = &[
    "\u{a0}", "\u{85}", "\u{2028}", "\u{2029}", "\u{3000}", "\u{b}", "\u{c}", "\r", "\r\n", "\n", "\n\n", "\t",
    "\u{feff}", "\u{200b}", "\u{200d}", "\u{ad}", "\u{0}", "\u{1f}", " ", "  ", "   ", "    ", "  \n", "\\\n", "\\",
    "\\\\", "<!-->", "<!--->", "<!-", "<!--", "-->", "--!>", "<!---->", "<!-- -->", "<!-- a\nb -->",
    "<!-- a\n\nb -->", "<", ">", "</", "<a>", "<br>", "<br/>", "<b>", "</b>", "<div>", "</div>", "<div id=\"a\">",
    "<a name='b'>", "<pre>", "</pre>", "<script>", "<?x", "?>", "<![CDATA[", "]]>", "<!X>", "<http://a.b>",
    "https://example.com/a_b", "{{#include part.md}}", "{{#include part.md:2:}}", "{{#include part.md:a}}",
    "{{#include chapter.md}}", "{{#include gone.md}}", "{{#title T}}", "{{#rustdoc_include part.md}}",
    "{{#playground part.md}}", "\\{{#include part.md}}", "\\{{", "{{", "}}", "{{#", "$$", "$", "\\(", "\\)", "\\[",
    "$$\nx\n$$", "[^1]", "[^1]: Note", "^[", "[!NOTE]", "> [!NOTE]\n> ", "> [!WARNING]\n", "> **Note:** ",
    "**Note:** ", "#", "##", "###", "######", "#######", "# ", "## ", "\n# ", "\n## ", "\n#", "\n##", " ##",
    "{#id}", " {#id}", "{.class", "{.class}", "{#a .b c=d}", "{", "}", " { a }", "*", "**", "***", "_", "__", "~~",
    "~", "`", "``", "```", "\n```\n", "\n~~~\n", "\n```rust\n", "\n    ", "\n\t", "|", "||", "\n|---|\n", "|---|",
    "\n| a | b |\n|---|---|\n| c | d |\n", ": def", "\n: def\n", "\nTerm\n: Definition\n", "&#35;", "&#x41;",
    "&amp;", "&nbsp;", "&lt;", "&quot;", "&", "&;", "&#0;", "&nosuch;", "&CounterClockwiseContourIntegral;",
    ":smile:", ":tada:", "\u{1f980}", "\u{1f468}\u{200d}\u{1f469}", "e\u{301}", "\u{301}", "\u{fe0f}",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd}", "\u{202e}", "\u{65e5}\u{672c}\u{8a9e}", "\u{3002}", "\u{df}", "\u{1e9e}",
    "\u{130}", "\u{fb01}", "\u{1c4}", "\u{3c2}", "\u{2019}", "\u{2018}", "\u{201c}", "\u{201d}", "\u{2014}",
    "\u{2013}", "\u{2026}", "'", "\"", "--", "---", "...", "..", "<!-- redline-disable -->",
    "<!-- redline-enable -->", "<!-- redline-disable-line -->",
    "<!-- redline-disable-next-line heading-increment -- why -->", "<!-- redline-disable-file empty-section -->",
    "<!-- redline-disable a-an, misspelling -->", "<!-- redline-disabel -->", "<!-- redline-template: guide -->",
    "<!-- redline-", "<!-- redline-original gone.md -->", "<!-- redline-report -->", "<!-- vale off -->",
    "<!-- vale on -->", "<!-- vale Fuzz.Swap = NO -->", "<!-- vale Fuzz.Swap = YES -->", "\n===\n", "\n---\n",
    "\n***\n", "\n- ", "\n* ", "\n+ ", "\n1. ", "\n1) ", "\n  - ", "- [ ] ", "- [x] ", "\n> ", ">", "> > > > > > ",
    "\n>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>", "[", "]", "](", "](#a)", "[a]: #b\n", "[x](part.md#a)", "[here](#)",
    "![](a.png)", "![a](", "[][]", "[a][b]", "[[a]]", "[a](<b c> \"t\")", "(", ")", "http://", "www.a.com", "a@b.c",
];

/// Words that rules look for.
#[rustfmt::skip] // One a line is hundreds of lines.
const TRIGGERS: &[&str] = &[
    "recieve", "seperate", "teh", "Langauge", "the the", "is is", "i", "i'm", "dont", "e.g.", "i.e.", "e.g. this",
    "etc.", "etc", "##Title", "# Title.", "## 1. Title", "a apple", "an book", "a hour", "an URL", "github",
    "Github", "javascript", "postgres", "sql", "JSON's", "API key", "access key", "API Key", "utilize",
    "in order to", "leverage", "whitelist", "blacklist", "master", "guys", "10 %", "10 percent", "10%",
    "one, two and three", "one, two, and three", "foo , bar", "foo .", "don`t",
    "HTTP (HyperText Transfer Protocol)", "XQZ", "Note:", "Warning:", "click here", "However the lock is taken",
    "very very", "it's", "its", "So, this", "By default the", "then", "could of", "use to", "alot", "setup",
    "log in", "log into", "Prerequisites", "Next steps", "\n## Next steps\n", "\n## What you need\n",
    "\n### Deep\n", "\n## Example\n\n## Example\n", "**Bold heading**", "\n**Bold heading**\n",
    "\n## The `code` And *Stress*\n", "\n## A Title In Title Case\n", "\n## a title in lower case\n", "well known",
    "up-to-date", "re-use", "behaviour", "behavior", "colour", "color", "Foo", "foo-bar", "FooBar", "foo_bar()",
    "v1.2.3", "1,000", "C++", ".NET", "node.js", "Node.JS", "macOS", "MacOS", "web site", "e-mail", "email",
];

/// A text, changed in up to a dozen places; some of it may come from `other`.
pub(crate) fn mutated(text: &str, other: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    let changes = if random.chance(10) { 6 + random.below(12) } else { 1 + random.below(5) };
    for _ in 0..changes {
        change(&mut text, other, random);
    }
    if random.chance(4) {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    if random.chance(2) {
        text.insert(0, '\u{feff}');
    }
    text
}

fn change(text: &mut String, other: &str, random: &mut Random) {
    match random.below(16) {
        0 => drop(take(text, random)),
        1 => {
            let copy = text[range(text, random)].to_owned();
            put(text, &copy, random);
        }
        2 => {
            let moved = take(text, random);
            put(text, &moved, random);
        }
        3 => {
            let copy = other[range(other, random)].to_owned();
            put(text, &copy, random);
        }
        4 => {
            let (head, tail) = (border(text, random), border(other, random));
            text.truncate(head);
            text.push_str(&other[tail..]);
        }
        5 => {
            exchange(text, '\n', &["\r", "\r\n", " ", "", "\u{85}", "\u{2028}", "\n\n", "\n\u{a0}\n", "\n \n"], random);
        }
        6 => {
            let spaces = ["\u{a0}", "\u{3000}", "\t", "\u{2009}", "\n", "\u{b}", "\u{c}", "  ", "\u{200b}", ""];
            exchange(text, ' ', &spaces, random);
        }
        7 => {
            // A letter is dropped, doubled, or exchanged with the next: most misspellings.
            let at = border(text, random);
            if let Some(letter) = text[at..].chars().next().filter(|c| c.is_alphabetic()) {
                if random.chance(50) {
                    text.remove(at);
                } else {
                    text.insert(at, letter);
                }
            }
        }
        8 | 9 => {
            let words = format!(" {} ", TRIGGERS[random.below(TRIGGERS.len())]);
            put_at_word(text, &words, random);
        }
        10 => {
            let at = text[..border(text, random)].rfind('\n').map_or(0, |at| at + 1);
            text.insert_str(at, FRAGMENTS[random.below(FRAGMENTS.len())].trim_start_matches('\n'));
        }
        11 => {
            let from = border(text, random);
            let at = text[from..].find('\n').map_or(text.len(), |at| from + at);
            text.insert_str(at, FRAGMENTS[random.below(FRAGMENTS.len())]);
        }
        12 => {
            let (one, two) = (random.below(FRAGMENTS.len()), random.below(FRAGMENTS.len()));
            put(text, &[FRAGMENTS[one], FRAGMENTS[two]].concat(), random);
        }
        _ => put(text, FRAGMENTS[random.below(FRAGMENTS.len())], random),
    }
}

/// Puts something else in place of one of these characters.
fn exchange(text: &mut String, what: char, instead: &[&str], random: &mut Random) {
    let places: Vec<usize> = text.match_indices(what).map(|(at, _)| at).collect();
    if !places.is_empty() {
        let at = places[random.below(places.len())];
        text.replace_range(at..=at, instead[random.below(instead.len())]);
    }
}

/// A place between two characters.
fn border(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A range, more often a short one.
fn range(text: &str, random: &mut Random) -> std::ops::Range<usize> {
    let start = border(text, random);
    let longest = if random.chance(70) { 12 } else { 400 };
    let mut end = (start + random.below(longest)).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

fn take(text: &mut String, random: &mut Random) -> String {
    let range = range(text, random);
    text.drain(range).collect()
}

fn put(text: &mut String, piece: &str, random: &mut Random) {
    let at = border(text, random);
    text.insert_str(at, piece);
}

/// Puts words in place of a space.
fn put_at_word(text: &mut String, words: &str, random: &mut Random) {
    let from = border(text, random);
    match text[from..].find(' ') {
        Some(at) => text.replace_range(from + at..=from + at, words),
        None => text.push_str(words),
    }
}

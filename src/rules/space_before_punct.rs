#![doc = include_str!("space_before_punct.md")]

use crate::config::Pack;
use crate::diagnostic::Severity;
use crate::edit::{Applicability, Change, Edit, Fix};
use crate::rule::{Check, Context, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "space-before-punct",
    summary: "A space stands before a comma or a full stop.",
    page: include_str!("space_before_punct.md"),
    pack: Some(Pack::Recommended),
    level: Severity::Warning,
    fix: Some(Applicability::Safe),
    english: true,
    options: None,
    check: Check::Chapter(check),
};

fn check(cx: &mut Context<'_>) {
    let document = cx.document;
    for block in &document.prose {
        let prose = &block.prose;
        let text = prose.text();
        let bytes = text.as_bytes();
        let marks = memchr::memchr3_iter(b',', b'.', b';', bytes).chain(memchr::memchr2_iter(b'!', b'?', bytes));
        let spaces = marks.filter_map(|mark| mark.checked_sub(1)).filter(|&before| bytes[before] == b' ');
        for (at, mark) in spaces.map(|at| (at, bytes[at + 1])) {
            let ends = bytes.get(at + 2).is_none_or(|byte| matches!(byte, b' ' | b'\n'));
            // `the ? operator`, `use . for it`: what follows goes on with the sentence.
            let goes_on = bytes.get(at + 3).is_some_and(u8::is_ascii_lowercase) && !matches!(mark, b',' | b';');
            if goes_on || !ends {
                continue;
            }
            let start = text[..at].trim_end_matches(' ').len();
            let follows_word = start > 0 && matches!(bytes[start - 1], b'a'..=b'z' | b')');
            if !follows_word {
                continue;
            }
            let (gap, mark) = (start..at + 1, char::from(mark));
            let source = prose.source(gap.clone());
            let is_fixable = prose.is_verbatim(gap) && !document.touches_protected(&source);
            let found = cx.report(source.clone(), format!("a space stands before `{mark}`"));
            if is_fixable {
                let edit = [Edit::delete(source)];
                // `docker build .`: other marks may be an argument or a part of some syntax.
                let applicability = if mark == ',' { Applicability::Safe } else { Applicability::Unsafe };
                found.fix(Fix::new("remove the space", applicability, Change::Text, edit));
            }
        }
    }
}

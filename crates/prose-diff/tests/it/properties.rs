//! Properties of the diff of any two texts.

use std::ops::Range;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use prose_diff::{Diff, Mark, Options, Relation, Run, Statistics};

/// Lines with a meaning in Markdown or mdBook.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "",
    "===",
    "---",
    "```",
    "~~~rust",
    "> Quote",
    "> # Quoted",
    "> [!NOTE]",
    "- Item one",
    "  - Inner",
    "1. First",
    "2. Second",
    "- [ ] task",
    "- [x] task",
    "    code",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "[^1]: Note",
    "[l]: #gone",
    "| a | b |",
    "|---|---|",
    "| one | two |",
    "Term",
    ": Definition",
    "\u{feff}",
    "# T {#id}",
    "## Setext not",
    "Größe 🦀 日本",
    "![alt](i.png)",
    "see [x][l] and [y](z.md \"t\")[^1]",
    "a  ",
    "b\\",
    "***",
    "**bo*ld** it*",
    "`co` de``",
    "{{#include x.md}}",
    "$$x_1$$ \\\\( y \\\\)",
    "e\u{301} “q” -- ...",
    "\t- tab",
    "- - nested",
    "-",
    "1)",
    "&amp;&copy;",
    "<b>html</b> <br>",
    "https://a.b/c?d v1.2.3 a::b x/y",
];

/// A line of a text: anything with a meaning in Markdown, and plain words.
fn line() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(LINES);
    let heading = (1_usize..7, "[a-z *`_]{0,8}").prop_map(|(level, text)| format!("{} {text}", "#".repeat(level)));
    let prose = prop::collection::vec(
        prop::sample::select(vec!["the", "token", "expires.", "You", "can", "use", "it", "(now),", "when", "created."]),
        1..14,
    );
    prop_oneof![
        4 => fixed.prop_map(|line: &str| line.to_owned()),
        1 => heading,
        4 => prose.prop_map(|words| words.join(" ")),
        1 => "[ -~é\u{0}\u{2028}\r]{0,12}",
    ]
}

/// A text, and another version of it with lines changed, added, removed or out of order.
fn versions() -> impl Strategy<Value = (String, String)> {
    let change = (0_usize..8, any::<prop::sample::Index>(), line());
    (prop::collection::vec(line(), 0..24), prop::collection::vec(change, 0..8), any::<bool>()).prop_map(
        |(lines, changes, dos)| {
            let mut after = lines.clone();
            for (what, place, line) in changes {
                let at = if after.is_empty() { 0 } else { place.index(after.len()) };
                match what {
                    _ if after.is_empty() => after.push(line),
                    0 => after.insert(at, line),
                    1 => drop(after.remove(at)),
                    2 => after[at] = line,
                    3 => after.rotate_left(at),
                    4 => after[at] = after[at].replace(' ', "\n"),
                    5 => after[at] = after[at].replacen("token", "key", 1),
                    6 => after[at].push_str(" more words."),
                    _ => after.reverse(),
                }
            }
            let join = |lines: &[String]| lines.join(if dos { "\r\n" } else { "\n" });
            (join(&lines), join(&after))
        },
    )
}

/// The same cases on every run; with `PROPTEST_CASES`, that many random ones.
fn config() -> ProptestConfig {
    let count = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let rng_seed = if count.is_some() { RngSeed::Random } else { RngSeed::Fixed(1) };
    ProptestConfig { failure_persistence: None, rng_seed, ..ProptestConfig::with_cases(count.unwrap_or(400)) }
}

/// The marked words of one version, in the order of its text.
fn marks(diff: &Diff, mark: Mark) -> Vec<(Range<usize>, String)> {
    let side = |run: &Run| if mark == Mark::Deleted { run.before.clone() } else { run.after.clone() };
    let mut marks: Vec<_> = diff
        .runs()
        .filter(|run| run.mark == mark)
        .filter_map(|run| Some((side(run)?.span, run.text.clone())))
        .collect();
    marks.sort_by_key(|(span, _)| (span.start, span.end));
    marks
}

/// Figures that are exchanged with the versions, in pairs.
fn exchanged(statistics: &Statistics) -> [(usize, usize); 8] {
    let it = statistics;
    [
        (it.words.before, it.words.after),
        (it.words.deleted, it.words.inserted),
        (it.words.common, it.words.moved),
        (it.sections_added, it.sections_removed),
        (it.blocks_added, it.blocks_removed),
        (it.lines_inserted, it.lines_deleted),
        (it.sections_renamed, it.sections_moved),
        (it.word_changes, it.blocks_moved),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn applying_a_diff_gives_the_new_version((before, after) in versions()) {
        let diff = Diff::new(&before, &after, &Options::default());
        prop_assert_eq!(diff.apply(&before), Some(after));
    }

    #[test]
    fn a_text_has_no_difference_to_itself((_, text) in versions()) {
        let diff = Diff::new(&text, &text, &Options::default());
        prop_assert!(diff.changes.is_empty(), "{:#?}", diff.changes);
        prop_assert!(diff.is_identity());
        prop_assert!(diff.runs().all(|run| run.mark == Mark::Equal && run.change.is_none()));
    }

    #[test]
    fn the_steps_make_up_both_versions((before, after) in versions()) {
        let diff = Diff::new(&before, &after, &Options::default());
        let steps = diff.steps(&before).expect("it is the old version");
        let without = |mark: Mark| -> String {
            steps.iter().filter(|(other, _)| *other != mark).map(|(_, text)| text.as_str()).collect()
        };
        prop_assert_eq!(without(Mark::Inserted), before);
        prop_assert_eq!(without(Mark::Deleted), after);
    }

    #[test]
    fn exchanging_the_versions_exchanges_the_marks((before, after) in versions()) {
        let there = Diff::new(&before, &after, &Options::default());
        let back = Diff::new(&after, &before, &Options::default());
        prop_assert_eq!(marks(&there, Mark::Deleted), marks(&back, Mark::Inserted));
        prop_assert_eq!(marks(&there, Mark::Inserted), marks(&back, Mark::Deleted));
        let [words, marked, kept, sections, blocks, lines, named, groups] = exchanged(&there.statistics);
        let flip = |(a, b): (usize, usize)| (b, a);
        let expected = [flip(words), flip(marked), kept, flip(sections), flip(blocks), flip(lines), named, groups];
        prop_assert_eq!(exchanged(&back.statistics), expected);
    }

    #[test]
    fn the_model_is_consistent((before, after) in versions()) {
        let diff = Diff::new(&before, &after, &Options::default());
        prop_assert_eq!(format!("{diff:?}"), format!("{:?}", Diff::new(&before, &after, &Options::default())));
        let words = diff.statistics.words;
        prop_assert_eq!(words.before, words.common + words.moved + words.deleted);
        prop_assert_eq!(words.after, words.common + words.moved + words.inserted);
        for (at, change) in diff.changes.iter().enumerate() {
            prop_assert_eq!(change.id, at + 1);
            prop_assert!(diff.rows[change.row].changes.contains(&change.id));
            prop_assert!(change.before.clone().is_none_or(|span| before.get(span).is_some()));
            prop_assert!(change.after.clone().is_none_or(|span| after.get(span).is_some()));
        }
        for (at, row) in diff.rows.iter().enumerate() {
            // A move has one old place, one first row at its new place, and one change on all its rows.
            match row.relation {
                Relation::MovedFrom(stub) => {
                    let Relation::MovedTo(first) = diff.rows[stub].relation else { panic!("no old place: {row:?}") };
                    prop_assert_eq!(diff.rows[first].relation, Relation::MovedFrom(stub));
                    prop_assert!(first <= at);
                    let change = diff.rows[stub].changes[0];
                    prop_assert!(row.changes.contains(&change));
                    prop_assert_eq!(diff.changes[change - 1].row, first);
                }
                Relation::MovedTo(first) => prop_assert_eq!(diff.rows[first].relation, Relation::MovedFrom(at)),
                _ => {}
            }
            let has_marks = row.body.runs().any(|run| run.mark != Mark::Equal);
            prop_assert!(!has_marks || !row.changes.is_empty());
            prop_assert!(row.changes.iter().all(|id| (1..=diff.changes.len()).contains(id)));
            for run in row.body.runs() {
                let place = |text: &str, span: &Range<usize>| text.get(span.clone()).is_some();
                prop_assert!(run.before.iter().all(|run| place(&before, &run.span)));
                prop_assert!(run.after.iter().all(|run| place(&after, &run.span)));
            }
        }
        let shown = |range: fn(&prose_diff::Row) -> Range<usize>, count: usize| {
            let mut seen = vec![0; count];
            let rows = diff.rows.iter().filter(|row| !matches!(row.relation, Relation::MovedTo(_)));
            rows.flat_map(range).for_each(|block| seen[block] += 1);
            seen.iter().all(|&times| times == 1)
        };
        prop_assert!(shown(|row| row.before.clone(), diff.before.len()));
        prop_assert!(shown(|row| row.after.clone(), diff.after.len()));
    }

    #[test]
    fn wrapping_anew_is_no_change(
        sentences in prop::collection::vec("[a-z]{1,9}( [a-z][a-z`*]{0,8}){0,12}\\.", 1..12),
        widths in prop::collection::vec(1_usize..90, 1..12),
    ) {
        let words: Vec<&str> = sentences.iter().flat_map(|sentence| sentence.split(' ')).collect();
        let mut wrapped = String::new();
        let (mut line, mut at) = (0, 0);
        for word in &words {
            if line > widths[at % widths.len()] {
                wrapped.push('\n');
                (line, at) = (0, at + 1);
            } else if !wrapped.is_empty() {
                wrapped.push(' ');
            }
            wrapped.push_str(word);
            line += word.len() + 1;
        }
        let diff = Diff::new(&sentences.join("\n"), &wrapped, &Options::default());
        prop_assert!(diff.changes.is_empty(), "{:#?}", diff.changes);
    }
}

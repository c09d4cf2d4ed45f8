//! What a diff of two versions of a chapter says, and what holds for any two texts.

use std::ops::Range;

use mdbook_redline::diff::{
    Body, Change, ChangeKind, Diff, Fallback, Limits, Mark, Options, Relation, Run, Statistics, Styles,
};
use mdbook_redline::document::Dialect;
use mdbook_redline::report::change::{ChangeReport, critic_markup};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn diff(before: &str, after: &str) -> Diff {
    let diff = Diff::new(before, after, &Options::default());
    assert_eq!(diff.apply(before).as_deref(), Some(after));
    diff
}

fn kinds(diff: &Diff) -> Vec<&ChangeKind> {
    diff.changes.iter().map(|change| &change.kind).collect()
}

/// What goes and what comes, change by change.
fn told(diff: &Diff) -> Vec<(&str, &str)> {
    diff.changes.iter().map(|change| (change.deleted.as_str(), change.inserted.as_str())).collect()
}

fn relations(diff: &Diff) -> Vec<Relation> {
    diff.rows.iter().map(|row| row.relation).collect()
}

#[test]
fn wrapping_is_no_change() {
    let before = "# A *title*\n\nOne two three. Four\nfive `six seven` eight.\n\n- item one\n  goes on\n- item two\n\n> quoted\n> words\n";
    let after = "A *title*\n===\n\nOne two three.\nFour five `six\nseven` eight.\n\n* item\n  one goes on\n\n* item two\n\n> quoted words";
    let diff = diff(before, after);
    assert!(diff.changes.is_empty(), "{:#?}", diff.changes);
    assert!(!diff.is_identity());
    assert_eq!(diff.statistics.words.common, diff.statistics.words.before);
}

#[test]
fn only_numbers_that_readers_see_first_count_in_lists() {
    assert!(diff("1. a\n2. b\n3. c\n", "1. a\n1. b\n1. c\n").changes.is_empty());
    assert_eq!(kinds(&diff("1. a\n2. b\n", "3. a\n4. b\n")), [&ChangeKind::ListStart { before: 1, after: 3 }]);
    assert_eq!(kinds(&diff("- [ ] do\n", "- [x] do\n")), [&ChangeKind::Task { done: true }]);
    let numbered = diff("- one\n- two\n- three\n", "1. one\n2. two\n3. three\n");
    assert_eq!(
        kinds(&numbered),
        [&ChangeKind::BlockKind { before: "bulleted item".into(), after: "numbered item".into() }]
    );
    assert!(numbered.rows.iter().all(|row| row.changes == [1]));
    assert_eq!(
        kinds(&diff("- a one\n- b two\n", "- a one\n  - b two\n")),
        [&ChangeKind::Depth { before: 1, after: 2 }]
    );
}

#[test]
fn typography_is_folded_if_the_book_is_typeset() {
    let (before, after) = ("It's \"so\" -- and...\n", "It’s “so” – and…\n");
    assert!(diff(before, after).changes.is_empty());
    let exact = Options { fold_punctuation: false, ..Options::default() };
    assert!(!Diff::new(before, after, &exact).changes.is_empty());
}

#[test]
fn looks_are_told_apart_from_words() {
    let plain = diff("Press the big button now.\n", "Press **the big** button now.\n");
    assert_eq!(kinds(&plain), [&ChangeKind::Formatting { before: Styles::default(), after: Styles::STRONG }]);
    assert_eq!(told(&plain), [("the big", "the big")]);
    assert_eq!((plain.statistics.words.deleted, plain.statistics.formatting_changes), (0, 1));
    let code = diff("Run main now.\n", "Run `main` now.\n");
    assert_eq!(kinds(&code), [&ChangeKind::Formatting { before: Styles::default(), after: Styles::CODE }]);
    let part = diff("Acme\n", "**Ac**me\n");
    assert!(matches!(part.changes[0].kind, ChangeKind::Formatting { after, .. } if after.contains(Styles::PARTIAL)));
}

#[test]
fn links_are_compared_by_where_they_lead() {
    let target = |before: Option<&str>, after: Option<&str>| ChangeKind::LinkTarget {
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    let moved = diff("See [the guide](a.md) for more.\n", "See [the guide](b.md) for more.\n");
    assert_eq!(kinds(&moved), [&target(Some("a.md"), Some("b.md"))]);
    assert_eq!((told(&moved), moved.statistics.link_changes), (vec![("the guide", "the guide")], 1));
    let titled = diff("[x](a.md)\n", "[x](a.md \"T\")\n");
    assert_eq!(kinds(&titled), [&target(Some("a.md"), Some("a.md \"T\""))]);
    assert_eq!(kinds(&diff("the guide\n", "the [guide](a.md)\n")), [&target(None, Some("a.md"))]);
    let both = diff("See [the old guide](a.md) here.\n", "See [the new guide](b.md) here.\n");
    assert_eq!(both.changes.iter().filter(|change| matches!(change.kind, ChangeKind::LinkTarget { .. })).count(), 1);
    let definitions = diff("[x][one]\n\n[one]: a.md\n", "[x][two]\n\n[other]: c.md\n[two]: a.md\n");
    assert!(definitions.changes.is_empty(), "{definitions:#?}");
    assert_eq!(kinds(&diff("[x]\n\n[x]: a.md\n", "[x]\n\n[x]: b.md\n")), [&target(Some("a.md"), Some("b.md"))]);
}

#[test]
fn images_are_compared_by_source_and_description() {
    let diff = diff("Look: ![a red box](a.png)\n", "Look: ![a blue box](b.png)\n");
    let [Change { kind: ChangeKind::Image { before, after, alt }, .. }] = diff.changes.as_slice() else {
        panic!("one image: {:#?}", diff.changes)
    };
    assert_eq!((before.source.as_str(), after.source.as_str()), ("a.png", "b.png"));
    let marks: Vec<_> = alt.iter().map(|run| (run.mark, run.text.as_str())).collect();
    assert_eq!(marks, [(Mark::Equal, "a"), (Mark::Deleted, "red"), (Mark::Inserted, "blue"), (Mark::Equal, "box")]);
    assert!(self::diff("![a](x.png)\n\n![b](y.png)\n", "![b](y.png)\n").changes.len() == 1);
}

const TOKENS: &str = "Tokens authenticate requests to endpoints of the service and expire after thirty days.\n";
const LIMITS: &str = "Each token allows half of the maximum rate; administrators adjust this percentage later.\n";

#[test]
fn sections_are_recognised_by_what_they_say() {
    let before =
        format!("# Guide\n\n## About tokens\n\n{TOKENS}\n## Limits\n\n{LIMITS}\n## Old\n\nNobody misses this.\n");
    let after =
        format!("# Guide\n\n## Overview\n\n{TOKENS}\n### Limits\n\n{LIMITS}\n## New\n\nFresh words stand here.\n");
    let diff = diff(&before, &after);
    assert_eq!(
        kinds(&diff),
        [
            &ChangeKind::SectionRenamed,
            &ChangeKind::SectionLevel { before: 2, after: 3 },
            &ChangeKind::SectionRemoved,
            &ChangeKind::SectionAdded,
        ]
    );
    let removed = &diff.changes[2];
    assert_eq!(removed.section_before.as_deref(), Some(&["Guide".to_owned(), "Old".to_owned()][..]));
    assert_eq!(removed.section_after, None);
    // The blocks of a section that is gone are a part of that change.
    let rows = diff.rows.iter().filter(|row| row.changes == [3]).count();
    assert_eq!(rows, 2);
    let Statistics { sections_renamed, sections_level_changed, sections_moved, .. } = diff.statistics;
    assert_eq!((sections_renamed, sections_level_changed, sections_moved), (1, 1, 0));
}

#[test]
fn a_section_that_moved_takes_its_blocks_along() {
    let part = |title: &str, words: &str| format!("## {title}\n\n{words}\n```text\n{title}\n```\n\n");
    let (a, b) = (part("Tokens", TOKENS), part("Limits", LIMITS));
    let c = part("Errors", "An error names the file that could not be read, the reason, and what to do next.\n");
    let diff = diff(&format!("{a}{b}{c}"), &format!("{b}{c}{a}"));
    assert_eq!(kinds(&diff), [&ChangeKind::SectionMoved]);
    assert_eq!((diff.statistics.sections_moved, diff.statistics.blocks_moved), (1, 0));
    assert_eq!((diff.statistics.words.deleted, diff.statistics.words.inserted), (0, 0));
    assert!(diff.statistics.words.moved > 10);
    let stub = diff.rows.iter().position(|row| matches!(row.relation, Relation::MovedTo(_)));
    let place = diff.rows.iter().position(|row| matches!(row.relation, Relation::MovedFrom(_)));
    assert_eq!((stub, place), (Some(0), Some(7)));
    assert_eq!(diff.rows[7].relation, Relation::MovedFrom(0));
}

#[test]
fn a_paragraph_that_moved_is_shown_with_the_words_that_changed() {
    let before = format!("# A\n\n{TOKENS}\nFirst filler stands here.\n\n## B\n\n{LIMITS}\nMore filler of the page.\n");
    let moved = TOKENS.replace("thirty", "sixty");
    let after = format!("# A\n\nFirst filler stands here.\n\n## B\n\n{LIMITS}\nMore filler of the page.\n\n{moved}");
    let diff = diff(&before, &after);
    assert_eq!(kinds(&diff), [&ChangeKind::BlockMoved, &ChangeKind::Words]);
    assert_eq!(told(&diff)[1], ("thirty", "sixty"));
    assert_eq!(diff.changes[0].section_before.as_deref(), Some(&["A".to_owned()][..]));
    assert_eq!(diff.changes[0].section_after.as_deref(), Some(&["A".to_owned(), "B".to_owned()][..]));
    assert_eq!((diff.statistics.words.moved, diff.statistics.words.deleted), (12, 1));
}

#[test]
fn sections_that_were_cut_in_two_or_joined_are_known() {
    let joined = format!("# A\n\n## Tokens\n\n{TOKENS}\n- short\n\n{LIMITS}\n- tiny\n");
    let cut = format!("# A\n\n## Tokens\n\n{TOKENS}\n- short\n\n## Limits\n\n{LIMITS}\n- tiny\n");
    let there = diff(&joined, &cut);
    assert_eq!(kinds(&there), [&ChangeKind::SectionAdded]);
    assert_eq!((there.statistics.sections_split, there.statistics.blocks_moved), (1, 0));
    assert_eq!(there.statistics.words.inserted, 1);
    let back = diff(&cut, &joined);
    assert_eq!((kinds(&back), back.statistics.sections_merged), (vec![&ChangeKind::SectionRemoved], 1));
}

#[test]
fn blocks_are_split_merged_and_recast() {
    let (one, two) = (
        "Open the file named configuration. Change the port number below.",
        "Restart the server process afterwards. Check the logs twice.",
    );
    let split = diff(&format!("{one} {two}\n"), &format!("{one}\n\n{two}\n"));
    assert_eq!((kinds(&split), relations(&split)), (vec![&ChangeKind::BlockSplit], vec![Relation::Split]));
    let merged = diff(&format!("{one}\n\n{two}\n"), &format!("{one} {two}\n"));
    assert_eq!((kinds(&merged), relations(&merged)), (vec![&ChangeKind::BlockMerged], vec![Relation::Merged]));
    let steps = "1. Open the file named configuration.\n2. Change the port number below.\n3. Restart the server process afterwards.\n4. Check the logs twice.\n";
    let recast = diff(&format!("{one} {two}\n"), steps);
    let kind = ChangeKind::BlockKind { before: "paragraph".into(), after: "list of 4 numbered items".into() };
    assert_eq!(kinds(&recast), [&kind]);
    let blocks: Vec<usize> = recast.runs().filter_map(|run| Some(run.after.as_ref()?.block)).collect();
    assert_eq!(blocks, [0, 1, 2, 3]);
    let note = diff("> [!NOTE]\n> Keep the token safe.\n", "> [!WARNING]\n> Keep the token safe.\n");
    assert_eq!(kinds(&note), [&ChangeKind::BlockKind { before: "note".into(), after: "warning".into() }]);
}

#[test]
fn tables_are_compared_by_columns_rows_and_cells() {
    let before = "| Name | Size |\n|---|---|\n| alpha | one |\n| beta | two |\n";
    let after =
        "| Name | Unit | Size |\n|---|---|---|\n| alpha | px | one |\n| beta | px | three |\n| gamma | em | four |\n";
    let diff = diff(before, after);
    assert_eq!(kinds(&diff), [&ChangeKind::ColumnAdded, &ChangeKind::Words, &ChangeKind::RowAdded]);
    assert_eq!(told(&diff), [("", "Unit"), ("two", "three"), ("", "gamma | em | four")]);
    let Body::Table { columns, rows } = &diff.rows[0].body else { panic!("a table") };
    let columns: Vec<_> = columns.iter().map(|column| (column.before, column.after)).collect();
    assert_eq!(columns, [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))]);
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.cells.len() == 3));
    assert_eq!(diff.statistics.table_changes, 2);
}

#[test]
fn code_is_compared_by_lines_and_exactly() {
    let before = "```rust\nfn main() {\n    let a = 1;\n    done();\n}\n```\n";
    let after = "```rust,ignore\nfn main() {\n    let a = 2;\n      done();\n}\n```\n";
    let diff = diff(before, after);
    assert!(matches!(kinds(&diff)[..], [ChangeKind::Info { .. }, ChangeKind::Lines]), "{:#?}", diff.changes);
    let Body::Lines { lines } = &diff.rows[0].body else { panic!("code") };
    assert_eq!(lines.len(), 4);
    let runs: Vec<_> = lines[1].runs.iter().map(|run| (run.mark, run.text.as_str())).collect();
    assert_eq!(runs, [(Mark::Equal, "    let a = "), (Mark::Deleted, "1"), (Mark::Inserted, "2"), (Mark::Equal, ";"),]);
    assert_eq!((diff.statistics.lines_deleted, diff.statistics.lines_inserted), (2, 2));
    assert_eq!(diff.statistics.words.before, 0);
    assert_eq!(kinds(&self::diff("<div>\na\n</div>\n", "<div>\nb\n</div>\n")), [&ChangeKind::Lines]);
    assert_eq!(kinds(&self::diff("---\na: 1\n---\n\nx\n", "---\na: 2\n---\n\nx\n")), [&ChangeKind::Lines]);
}

#[test]
fn formulas_and_directives_are_never_divided() {
    let mut options = Options::default();
    options.dialect.math = true;
    let diff = Diff::new("So \\\\( x_1 + y \\\\) holds.\n", "So \\\\( x_1 + z \\\\) holds.\n", &options);
    assert_eq!(kinds(&diff), [&ChangeKind::Math]);
    assert_eq!(told(&diff), [("\\\\( x_1 + y \\\\)", "\\\\( x_1 + z \\\\)")]);
    let directive = self::diff("See {{#title A b}} here.\n", "See {{#title A c}} here.\n");
    assert_eq!(told(&directive), [("{{#title A b}}", "{{#title A c}}")]);
}

#[test]
fn small_likenesses_between_changes_are_dropped() {
    let diff = diff(
        "When calling an endpoint, you need to supply a valid token, with a valid token specified as the header value.\n",
        "When you call an endpoint, supply a valid token in the header of it.\n",
    );
    // `the header` is longer than the change behind it, and stays.
    let expected =
        [("calling", "you call"), ("you need to", ""), (", with a valid token specified as", "in"), ("value", "of it")];
    assert_eq!(told(&diff), expected);
    let one =
        self::diff("The filter returns an iteration over values.\n", "The filter returns an iterator over values.\n");
    assert_eq!(told(&one), [("iteration", "iterator")]);
    let case = self::diff("Note: we call it.\n", "Note: We call it.\n");
    assert_eq!(told(&case), [("we", "We")]);
}

#[test]
fn changes_stand_where_readers_pause() {
    let diff = diff("It is read. It is run.\n", "It is read. It is kept. It is run.\n");
    assert_eq!(told(&diff), [("", "It is kept.")]);
}

#[test]
fn spaces_that_came_or_went_are_seen() {
    assert_eq!(told(&diff("call foo(bar) now\n", "call foo (bar) now\n")), [("(", "(")]);
    assert!(diff("call  foo\n", "call foo\n").changes.is_empty());
}

fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

#[test]
fn limits_are_met_openly() {
    let limited = |limits: Limits, before: &str, after: &str| {
        let diff = Diff::new(before, after, &Options { limits, ..Options::default() });
        assert_eq!(diff.apply(before).as_deref(), Some(after));
        diff
    };
    let (before, after) = ("One of the words differs here.\n", "One of our words differs there.\n");
    let small = limited(Limits { bytes: 10, ..Limits::default() }, before, after);
    assert_eq!(small.fallbacks, [Fallback::TooLarge { bytes: 32, words: 6 }]);
    assert_eq!((small.statistics.word_changes, small.statistics.words.common), (1, 0));
    let product = limited(Limits { word_product: 3, ..Limits::default() }, before, after);
    assert_eq!(product.fallbacks, [Fallback::WordProduct { row: 0, product: 16 }]);
    let many = |word: &str| numbered(600, |n| format!("{word}{n} and {word}{n}\n\n"));
    let wide = diff(&many("a"), &many("b"));
    assert_eq!(wide.fallbacks, [Fallback::NarrowedAlignment { before: 600, after: 600 }]);
    let section = |title: &str, word: &str| {
        let words = numbered(10, |n| format!("{word}{n} "));
        format!("## {title}\n\n{words}\n\n{words} more\n\n")
    };
    let few = Limits { move_candidates: 1, ..Limits::default() };
    let moves = limited(few, &section("A", "x"), &section("B", "y"));
    assert_eq!(moves.fallbacks, [Fallback::MoveCandidates { before: 2, after: 2 }]);
}

#[test]
fn hostile_texts_cost_little_and_break_nothing() {
    let texts = [
        "{{#a b}} x ".repeat(20_000),
        "> ".repeat(3_000) + "deep",
        "- ".repeat(500) + "deep",
        numbered(3_000, |n| format!("# h{n}\n")),
        "**a** [b](c.md) `d` ".repeat(3_000),
        "| a ".repeat(2_000) + "|\n" + &"|---".repeat(2_000) + "|\n",
        "word ".repeat(30_000),
    ];
    for (at, before) in texts.iter().enumerate() {
        let after = &texts[(at + 1) % texts.len()];
        diff(before, after);
        diff(before, &before.replace('a', "b").replace("deep", "deeper"));
    }
}

#[test]
fn code_in_a_quote_may_be_wrapped() {
    assert!(diff("> See `a b` and\n> more.\n", "> See `a\n> b` and more.\n").changes.is_empty());
}

#[test]
fn what_did_not_change_may_be_folded() {
    let before = numbered(9, |n| format!("Paragraph {n} stands here.\n\n"));
    let diff = diff(&before, &before.replace("4 stands", "4 lies"));
    assert_eq!(diff.foldable(1), [0..3, 6..9]);
    assert_eq!(diff.foldable(3), Vec::<Range<usize>>::new());
    assert_eq!(self::diff(&before, &before).foldable(1).first(), Some(&(0..9)));
}

#[test]
fn a_diff_is_applied_only_to_the_version_before() {
    assert_eq!(diff("One.\n", "Two.\n").apply("Other text.\n"), None);
    assert_eq!(diff("", "New.\n").inserted_bytes(), 5);
    assert!(diff("", "").is_identity());
}

#[test]
fn the_model_is_data() {
    let diff = diff("# T\n\nOld [words](a.md).\n", "# T\n\nNew [words](b.md).\n");
    let json = serde_json::to_value(&diff).expect("it can be written");
    assert_eq!(json["changes"][0]["kind"]["type"], "words");
    assert_eq!(json["changes"][0]["deleted"], "Old");
    assert_eq!(json["changes"][1]["kind"]["after"], "b.md");
    assert_eq!(json["rows"][1]["body"]["runs"][0]["mark"], "deleted");
    assert_eq!(json["rows"][0]["relation"]["type"], "kept");
    assert_eq!(json["statistics"]["words"]["common"], 2);
    assert_eq!(json["before"][0]["kind"], serde_json::json!({ "type": "heading", "level": 1 }));
}

/// What has a meaning to Markdown or mdBook.
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

/// A line of a chapter: everything that has a meaning to Markdown, and plain words.
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

/// A text, and another that has some of its lines, in places changed or out of order.
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

/// The same cases on every run; `PROPTEST_CASES` asks for a long run over other ones.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let rng_seed = if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(1) };
    ProptestConfig { failure_persistence: None, rng_seed, ..ProptestConfig::with_cases(asked.unwrap_or(400)) }
}

/// What is marked on one side, in the order of its text.
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

/// The numbers that change sides with the versions.
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
    fn applying_a_diff_gives_the_version_after((before, after) in versions()) {
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
    fn criticmarkup_settles_to_either_version((before, after) in versions()) {
        // Whoever writes about CriticMarkup cannot be told from us.
        prop_assume!([&before, &after].iter().all(|text| !text.contains("{--") && !text.contains("{++")));
        assert_settles(&before, &after);
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
        for row in &diff.rows {
            let has_marks = row.body.runs().any(|run| run.mark != Mark::Equal);
            prop_assert!(!has_marks || !row.changes.is_empty());
            prop_assert!(row.changes.iter().all(|id| (1..=diff.changes.len()).contains(id)));
            for run in row.body.runs() {
                let place = |text: &str, span: &Range<usize>| text.get(span.clone()).is_some();
                prop_assert!(run.before.iter().all(|run| place(&before, &run.span)));
                prop_assert!(run.after.iter().all(|run| place(&after, &run.span)));
            }
        }
        let shown = |range: fn(&mdbook_redline::diff::Row) -> Range<usize>, count: usize| {
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

#[test]
fn two_corrections_near_each_other_are_two_changes() {
    let near = diff("Then we do a seperate build of it.\n", "Then we make a separate build of it.\n");
    assert_eq!(told(&near), [("do", "make"), ("seperate", "separate")]);
    // Words that say nothing between longer changes are still no anchor.
    let far = diff("It is used to check the many old parts.\n", "It lets you check a few new things.\n");
    assert!(far.changes.len() < 4, "{:#?}", told(&far));
}

#[test]
fn escaped_bars_in_code_of_cells_are_bars() {
    let table = diff("| a |\n|---|\n| `x \\| y` z |\n", "| a |\n|---|\n| `x \\|\\| y` z |\n");
    assert_eq!(told(&table), [("x | y", "x || y")]);
}

#[test]
fn one_enormous_paragraph_is_compared_by_its_sentences() {
    let sentence =
        |at: usize| format!("Sentence number {at} says that thing {} comes before thing {}. ", at * 7, at * 13);
    let before: String = (0..900).map(sentence).collect();
    let after = before.replace("number 5 says", "number 5 told").replace("number 890 says", "number 890 told");
    let long = diff(&before, &after);
    assert_eq!(told(&long), [("says", "told"), ("says", "told")]);
}

/// All changes of a text in `CriticMarkup` accepted, or rejected.
fn settled(mut text: &str, accepts: bool) -> String {
    let mut out = String::new();
    while let Some(at) = text.find("{--").into_iter().chain(text.find("{++")).min() {
        out.push_str(&text[..at]);
        let is_new = text[at..].starts_with("{++");
        let close = if is_new { "++}" } else { "--}" };
        let (inner, rest) = text[at + 3..].split_once(close).expect("every mark ends");
        if is_new == accepts {
            out.push_str(inner);
        }
        text = rest;
    }
    out + text
}

fn assert_settles(before: &str, after: &str) {
    let dialect = Dialect::default();
    let critic = critic_markup(&ChangeReport::new("a.md", before, after, &dialect));
    assert_eq!(settled(&critic, true), after, "{critic}");
    assert_eq!(settled(&critic, false), before, "{critic}");
}

#[test]
fn criticmarkup_holds_both_versions() {
    let before = "# A\n\nOne [two](a.md) three.\n\n- x\n- y\n\n```rust\nlet a;\n\nlet b;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Moved\n\nSome words that move as a whole to another place.\n\n## Stays\n\nEnd --} of it.\n";
    let after = "# A\n\n## Moved\n\nSome words that move as a whole to another place.\n\nOne [two](b.md) **three** more.\n\n1. x\n2. z\n\n```rust,ignore\nlet a;\n\nlet c;\n```\n\n| a |\n|---|\n| 1 |\n\n## Stays\n\nEnd ++} of it.\n";
    assert_settles(before, after);
    assert_settles(after, before);
    assert_settles("", after);
    assert_settles(before, "");
}

#[test]
fn other_scripts_are_compared_by_their_words() {
    assert_eq!(told(&diff("我们使用旧的方法。\n", "我们使用新的方法。\n")), [("旧", "新")]);
    assert_eq!(told(&diff("שלום לכם חברים\n", "שלום לכולם חברים\n")), [("לכם", "לכולם")]);
    let family = diff("A 👩‍👩‍👧 family\n", "A 👩‍👩‍👦 family\n");
    assert_eq!(told(&family), [("👩‍👩‍👧", "👩‍👩‍👦")]);
}

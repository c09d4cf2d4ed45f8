//! Changes between two versions of a text.

use std::ops::Range;

use prose_diff::{Body, Change, ChangeKind, Diff, Fallback, Limits, Mark, Options, Relation, Statistics, Styles};

use crate::{diff, edits, kinds, relations};

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
fn typography_is_folded_if_the_renderer_typesets_it() {
    let (before, after) = ("It's \"so\" -- and...\n", "It’s “so” – and…\n");
    assert!(diff(before, after).changes.is_empty());
    let exact = Options { fold_punctuation: false, ..Options::default() };
    assert!(!Diff::new(before, after, &exact).changes.is_empty());
}

#[test]
fn formatting_is_distinguished_from_words() {
    let plain = diff("Press the big button now.\n", "Press **the big** button now.\n");
    assert_eq!(kinds(&plain), [&ChangeKind::Formatting { before: Styles::default(), after: Styles::STRONG }]);
    assert_eq!(edits(&plain), [("the big", "the big")]);
    assert_eq!((plain.statistics.words.deleted, plain.statistics.formatting_changes), (0, 1));
    let code = diff("Run main now.\n", "Run `main` now.\n");
    assert_eq!(kinds(&code), [&ChangeKind::Formatting { before: Styles::default(), after: Styles::CODE }]);
    let part = diff("Acme\n", "**Ac**me\n");
    assert!(matches!(part.changes[0].kind, ChangeKind::Formatting { after, .. } if after.contains(Styles::PARTIAL)));
}

#[test]
fn links_are_compared_by_destination() {
    let target = |before: Option<&str>, after: Option<&str>| ChangeKind::LinkTarget {
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    let moved = diff("See [the guide](a.md) for more.\n", "See [the guide](b.md) for more.\n");
    assert_eq!(kinds(&moved), [&target(Some("a.md"), Some("b.md"))]);
    assert_eq!((edits(&moved), moved.statistics.link_changes), (vec![("the guide", "the guide")], 1));
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
fn sections_are_recognized_by_their_content() {
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
    // The blocks of a removed section are part of that change.
    let rows = diff.rows.iter().filter(|row| row.changes == [3]).count();
    assert_eq!(rows, 2);
    let Statistics { sections_renamed, sections_level_changed, sections_moved, .. } = diff.statistics;
    assert_eq!((sections_renamed, sections_level_changed, sections_moved), (1, 1, 0));
}

#[test]
fn a_moved_section_takes_its_blocks_along() {
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
fn a_moved_paragraph_is_shown_with_its_changed_words() {
    let before = format!("# A\n\n{TOKENS}\nFirst filler stands here.\n\n## B\n\n{LIMITS}\nMore filler of the page.\n");
    let moved = TOKENS.replace("thirty", "sixty");
    let after = format!("# A\n\nFirst filler stands here.\n\n## B\n\n{LIMITS}\nMore filler of the page.\n\n{moved}");
    let diff = diff(&before, &after);
    assert_eq!(kinds(&diff), [&ChangeKind::BlockMoved, &ChangeKind::Words]);
    assert_eq!(edits(&diff)[1], ("thirty", "sixty"));
    assert_eq!(diff.changes[0].section_before.as_deref(), Some(&["A".to_owned()][..]));
    assert_eq!(diff.changes[0].section_after.as_deref(), Some(&["A".to_owned(), "B".to_owned()][..]));
    assert_eq!((diff.statistics.words.moved, diff.statistics.words.deleted), (12, 1));
}

#[test]
fn split_and_merged_sections_are_recognized() {
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
fn split_merged_and_converted_blocks_are_recognized() {
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
    assert_eq!(edits(&diff), [("", "Unit"), ("two", "three"), ("", "gamma | em | four")]);
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
    options.dialect.formulas = redline_document::document::Delimiters::configured(
        &serde_json::json!({ "output": { "html": { "mathjax-support": true } } }),
    );
    let diff = Diff::new("So \\\\( x_1 + y \\\\) holds.\n", "So \\\\( x_1 + z \\\\) holds.\n", &options);
    assert_eq!(kinds(&diff), [&ChangeKind::Math]);
    assert_eq!(edits(&diff), [("\\\\( x_1 + y \\\\)", "\\\\( x_1 + z \\\\)")]);
    let directive = self::diff("See {{#title A b}} here.\n", "See {{#title A c}} here.\n");
    assert_eq!(edits(&directive), [("{{#title A b}}", "{{#title A c}}")]);
}

#[test]
fn short_equal_words_between_changes_are_merged() {
    let diff = diff(
        "When calling an endpoint, you need to supply a valid token, with a valid token specified as the header value.\n",
        "When you call an endpoint, supply a valid token in the header of it.\n",
    );
    // `the header` is longer than the change after it, and remains.
    let expected =
        [("calling", "you call"), ("you need to", ""), (", with a valid token specified as", "in"), ("value", "of it")];
    assert_eq!(edits(&diff), expected);
    let one =
        self::diff("The filter returns an iteration over values.\n", "The filter returns an iterator over values.\n");
    assert_eq!(edits(&one), [("iteration", "iterator")]);
    let case = self::diff("Note: we call it.\n", "Note: We call it.\n");
    assert_eq!(edits(&case), [("we", "We")]);
}

#[test]
fn changes_begin_and_end_where_readers_pause() {
    let diff = diff("It is read. It is run.\n", "It is read. It is kept. It is run.\n");
    assert_eq!(edits(&diff), [("", "It is kept.")]);
}

#[test]
fn added_and_removed_spaces_are_changes() {
    assert_eq!(edits(&diff("call foo(bar) now\n", "call foo (bar) now\n")), [("(", "(")]);
    assert!(diff("call  foo\n", "call foo\n").changes.is_empty());
}

fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

#[test]
fn reached_limits_are_reported() {
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
fn hostile_texts_are_compared_in_bounded_time() {
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
fn unchanged_rows_may_be_folded() {
    let before = numbered(9, |n| format!("Paragraph {n} stands here.\n\n"));
    let diff = diff(&before, &before.replace("4 stands", "4 lies"));
    assert_eq!(diff.foldable(1), [0..3, 6..9]);
    assert_eq!(diff.foldable(3), Vec::<Range<usize>>::new());
    assert_eq!(self::diff(&before, &before).foldable(1).first(), Some(&(0..9)));
}

#[test]
fn a_diff_applies_only_to_the_old_version() {
    assert_eq!(diff("One.\n", "Two.\n").apply("Other text.\n"), None);
    assert_eq!(diff("", "New.\n").inserted_bytes(), 5);
    assert!(diff("", "").is_identity());
}

#[test]
fn a_diff_serializes_to_json() {
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

#[test]
fn two_corrections_near_each_other_are_two_changes() {
    let near = diff("Then we do a seperate build of it.\n", "Then we make a separate build of it.\n");
    assert_eq!(edits(&near), [("do", "make"), ("seperate", "separate")]);
    // Stop words between longer changes are still no anchor.
    let far = diff("It is used to check the many old parts.\n", "It lets you check a few new things.\n");
    assert!(far.changes.len() < 4, "{:#?}", edits(&far));
}

#[test]
fn escaped_bars_in_code_of_cells_are_bars() {
    let table = diff("| a |\n|---|\n| `x \\| y` z |\n", "| a |\n|---|\n| `x \\|\\| y` z |\n");
    assert_eq!(edits(&table), [("|", "||")]);
}

#[test]
fn one_enormous_paragraph_is_compared_by_its_sentences() {
    let sentence =
        |at: usize| format!("Sentence number {at} says that thing {} comes before thing {}. ", at * 7, at * 13);
    let before: String = (0..900).map(sentence).collect();
    let after = before.replace("number 5 says", "number 5 told").replace("number 890 says", "number 890 told");
    let long = diff(&before, &after);
    assert_eq!(edits(&long), [("says", "told"), ("says", "told")]);
}

#[test]
fn other_scripts_are_compared_by_their_words() {
    assert_eq!(edits(&diff("我们使用旧的方法。\n", "我们使用新的方法。\n")), [("旧", "新")]);
    assert_eq!(edits(&diff("שלום לכם חברים\n", "שלום לכולם חברים\n")), [("לכם", "לכולם")]);
    let family = diff("A 👩‍👩‍👧 family\n", "A 👩‍👩‍👦 family\n");
    assert_eq!(edits(&family), [("👩‍👩‍👧", "👩‍👩‍👦")]);
}

#[test]
fn text_in_html_does_not_shift_the_blocks_after_it() {
    let html = "<div>\nSome text.\n</div>\n\n";
    let diff = diff(&format!("{html}# Title\n\nWords.\n"), &format!("{html}# Title\n\nOther words.\n"));
    let shown: Vec<String> = diff.runs().map(|run| run.text.clone()).collect();
    assert_eq!(shown, ["Title", "Words", "Other words", "."]);
    assert_eq!(diff.after.iter().map(|block| block.kind.name()).collect::<Vec<_>>(), ["HTML", "heading", "paragraph"]);
}

//! Code: lines, and words in corresponding lines.

use prose_diff::{Body, ChangeKind, Mark};

use crate::{diff, kinds};

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
fn code_in_a_quote_may_be_wrapped() {
    assert!(diff("> See `a b` and\n> more.\n", "> See `a\n> b` and more.\n").changes.is_empty());
}

#[test]
fn lines_of_code_are_counted_in_both_versions() {
    let code = "Text.\n\n```sh\none\ntwo\nthree\n```\n\n<div>\n</div>\n";
    let diff = diff(code, &code.replace("two\n", "2\n2b\n"));
    let it = &diff.statistics;
    assert_eq!((it.lines_before, it.lines_after, it.lines_deleted, it.lines_inserted), (5, 6, 1, 2));
    assert!(it.changed_share.abs() < f64::EPSILON);
}

#[test]
fn other_fences_and_indentation_outside_code_are_no_changes() {
    let fenced = "Text.\n\n```\nfn a() {\n    b();\n}\n```\n";
    for other in [
        "Text.\n\n~~~~\nfn a() {\n    b();\n}\n~~~~\n",
        "Text.\n\n    fn a() {\n        b();\n    }\n",
        "Text.\n\n  ```\n  fn a() {\n      b();\n  }\n  ```\n",
    ] {
        assert!(diff(fenced, other).changes.is_empty(), "{other}");
    }
    let indented = diff(fenced, &fenced.replace("    b", "  b"));
    assert_eq!((indented.statistics.lines_deleted, indented.statistics.lines_inserted), (1, 1));
    let marked = indented.runs().filter(|run| run.mark != Mark::Equal).map(|run| run.text.as_str());
    assert_eq!(marked.collect::<Vec<_>>(), ["    ", "  "]);
}

#[test]
fn code_that_became_a_paragraph_keeps_its_words() {
    let (code, paragraph) = ("One.\n\n    Call the office at noon.\n", "One.\n\nCall the office at noon.\n");
    for (before, after) in [(code, paragraph), (paragraph, code)] {
        let diff = diff(before, after);
        assert!(matches!(diff.changes[0].kind, ChangeKind::BlockKind { .. }), "{:#?}", diff.changes);
        let words = diff.statistics.words;
        assert_eq!((words.before, words.after, words.common), (6, 6, 6));
    }
}

#[test]
fn lines_of_code_spans_that_became_a_block_of_code_keep_their_words() {
    let before = "# Values\n\n`00h - Japanese games`\n`01h - Other games, in one line`\n\nThe end of it.\n";
    let after = "# Values\n\n```\n00h - Japanese games\n01h - Other games, in one line\n```\n\nThe end of it.\n";
    let diff = diff(before, after);
    assert_eq!((diff.statistics.words.deleted, diff.statistics.words.inserted), (0, 0));
    assert!(diff.changes.iter().any(|change| matches!(change.kind, ChangeKind::BlockKind { .. })));
}

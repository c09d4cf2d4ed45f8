//! Marks that a person would make: where changes of words begin and end.

use prose_diff::Mark;

use crate::{diff, edits};

/// Both versions, with marks: `[-deleted-]{+inserted+}`.
fn shown(before: &str, after: &str) -> String {
    let diff = diff(before, after);
    let mut shown = String::new();
    for run in diff.runs() {
        let (open, close) = match run.mark {
            Mark::Equal => ("", ""),
            Mark::Deleted => ("[-", "-]"),
            Mark::Inserted => ("{+", "+}"),
        };
        if run.is_spaced() {
            shown.push(' ');
        }
        shown.extend([open, &run.text, close]);
    }
    shown
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

#[test]
fn two_corrections_near_each_other_are_two_changes() {
    let near = diff("Then we do a seperate build of it.\n", "Then we make a separate build of it.\n");
    assert_eq!(edits(&near), [("do", "make"), ("seperate", "separate")]);
    // Stop words between longer changes are still no anchor.
    let far = diff("It is used to check the many old parts.\n", "It lets you check a few new things.\n");
    assert!(far.changes.len() < 4, "{:#?}", edits(&far));
}

#[test]
fn other_scripts_are_compared_by_their_words() {
    assert_eq!(edits(&diff("我们使用旧的方法。\n", "我们使用新的方法。\n")), [("旧", "新")]);
    assert_eq!(edits(&diff("שלום לכם חברים\n", "שלום לכולם חברים\n")), [("לכם", "לכולם")]);
    let family = diff("A 👩‍👩‍👧 family\n", "A 👩‍👩‍👦 family\n");
    assert_eq!(edits(&family), [("👩‍👩‍👧", "👩‍👩‍👦")]);
}

#[test]
fn a_space_is_shown_once_at_marks() {
    assert_eq!(shown("One per pod here.\n", "One per (pod) here.\n"), "One per {+(+}pod{+)+} here.");
    assert_eq!(shown("One per (pod) here.\n", "One per pod here.\n"), "One per [-(-]pod[-)-] here.");
    assert_eq!(shown("The old way.\n", "The way.\n"), "The [-old-] way.");
    assert_eq!(shown("A big old way.\n", "A (new) way.\n"), "A [-big old-] {+(new)+} way.");
}

#[test]
fn a_shifted_change_leaves_no_word_behind() {
    assert_eq!(shown("Now, you\n", "Now, you expire. You\n"), "Now, you {+expire. You+}");
    for (before, after) in [("now, You\n", "now, You expires. You\n"), ("Go. go now\n", "go now\n")] {
        for (before, after) in [(before, after), (after, before)] {
            let words = diff(before, after).statistics.words;
            assert_eq!((words.before, words.after), (words.common + words.deleted, words.common + words.inserted));
        }
    }
}

#[test]
fn marks_have_whole_sentences_and_compounds() {
    let (before, after) = ("It works.\n", "It works, mostly. It fails on Mondays.\n");
    assert_eq!(shown(before, after), "It works{+, mostly+}. {+It fails on Mondays.+}");
    assert_eq!(shown(after, before), "It works[-, mostly-]. [-It fails on Mondays.-]");
    let zones = shown(
        "In this guide, a cluster has two machines, in zone us-west1-a.\n",
        "In this guide, a cluster has two machines. The machines use eu-west1-a.\n",
    );
    assert!(zones.contains("us-west1-a-]{+") || zones.contains("us-west1-a-] {+"), "{zones}");
    let phrases = shown(
        "The log files of the server use UTC unless somebody sets another zone in a profile that nobody reads.\n",
        "The log files of the server may rotate hourly, daily, weekly or by size, whichever an administrator wants.\n",
    );
    assert!(phrases.starts_with("The log files of the server [-"), "{phrases}");
    // One word for one is exact.
    assert_eq!(shown("Read the c-rows now.\n", "Read the c-row now.\n"), "Read the c-[-rows-]{+row+} now.");
}

#[test]
fn a_rewritten_sentence_does_not_hide_the_kept_words_of_its_neighbour() {
    let (before, after) = (
        "This is a part of the Table Loader described above, and is how tables are read. \
         In order to read them quickly, we need support for memory maps, which nobody wrote yet.\n",
        "This is the core of the Table Loader described above. \
         Rows arrive in batches: a cursor asks for one, decodes its cells, and hands them over without copying.\n",
    );
    let shown = shown(before, after);
    assert!(shown.contains("of the Table Loader described above[-"), "{shown}");
    assert!(shown.contains("{+. Rows arrive in batches"), "{shown}");
}

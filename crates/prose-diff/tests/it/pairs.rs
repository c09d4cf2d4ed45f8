//! Which sections and blocks correspond, and which do not.

use prose_diff::{ChangeKind, Statistics};

use crate::{diff, kinds};

const TOKENS: &str = "Tokens authenticate requests to endpoints of the service and expire after thirty days.\n";
const LIMITS: &str = "Each token allows half of the maximum rate; administrators adjust this percentage later.\n";

#[test]
fn a_title_at_another_level_is_the_same_section() {
    let before = format!("# Guide\n\n{LIMITS}\n## Usage\n\nOld words without a trace.\n");
    let after = format!("# Guide\n\n{LIMITS}\n## Basics\n\n{TOKENS}\n### Usage\n\nEntirely fresh text instead.\n");
    let diff = diff(&before, &after);
    assert!(kinds(&diff).contains(&&ChangeKind::SectionLevel { before: 2, after: 3 }), "{:#?}", diff.changes);
    assert_eq!((diff.statistics.sections_removed, diff.statistics.sections_added), (0, 1));
}

#[test]
fn a_common_title_under_other_parents_is_another_section() {
    let before = format!("# Guide\n\n{LIMITS}\n## Alpha\n\nFirst of many.\n\n### Example\n\nRun it and wait.\n");
    let after = format!("# Guide\n\n{LIMITS}\n## Omega\n\nLast but least.\n\n### Example\n\nNever touch anything.\n");
    let diff = diff(&before, &after);
    assert_eq!((diff.statistics.sections_removed, diff.statistics.sections_added), (2, 2));
}

#[test]
fn a_number_before_a_title_makes_no_difference() {
    let before = "# Guide\n\n## 1. Prepare the machine\n\nOld words.\n\n## 2. Build it\n\nOther words.\n";
    let after = "# Guide\n\n## Build it\n\nCompletely new.\n\n## Prepare the machine\n\nNothing kept here.\n";
    let diff = diff(before, after);
    assert_eq!((diff.statistics.sections_renamed, diff.statistics.sections_moved), (2, 1));
}

#[test]
fn a_title_within_the_new_title_is_a_rename_if_the_content_agrees() {
    let page = |title: &str, words: &str| format!("# Guide\n\n{LIMITS}\n## {title}\n\n{words}\n## End\n\nThe end.\n");
    let words = "Download the archive, unpack it anywhere, and put the folder on the path.\n";
    let edited = "Fetch the archive, extract everything, then add this folder to your path variable.\n";
    let other = "Penguins eat fish. They live in colonies and swim very well in cold water.\n";
    let renamed = diff(&page("Install", words), &page("Install on Linux", edited));
    assert_eq!(renamed.statistics.sections_renamed, 1);
    let front = format!("## Zebra\n\n{TOKENS}\n");
    let apart = diff(&page("Installation", words), &page("Birds", other).replace("## End", &format!("{front}## End")));
    assert_eq!((apart.statistics.sections_renamed, apart.statistics.sections_added), (0, 2));
}

#[test]
fn questions_with_the_same_beginning_are_not_versions_of_each_other() {
    let question = |words: &str, answer: &str| format!("#### Why do I {words}?\n\n{answer}\n\n");
    let before: String = [
        question("fail to compile the program from source", "Compilers differ in age."),
        question("see an error on startup", "Read the log."),
        question("need so much memory", "Indexes live there."),
    ]
    .concat();
    let after: String = [
        question("lose my recall", "Raise the probe."),
        question("get strange colours", "Themes differ."),
        question("see an error on startup", "Read the log."),
    ]
    .concat();
    let diff = diff(&before, &after);
    assert_eq!(diff.statistics.sections_renamed, 0, "{:#?}", diff.changes);
    assert_eq!((diff.statistics.sections_removed, diff.statistics.sections_added), (2, 2));
}

#[test]
fn paragraphs_with_nothing_rare_in_common_are_not_versions_of_each_other() {
    let filler = "The server uses the file.\n\n".repeat(12);
    let before = format!("{filler}The server caches pictures of cats which admirers upload, and the file grows.\n");
    let after = format!("{filler}The server rejects passwords shorter than eight letters, and the file names them.\n");
    assert_eq!(kinds(&diff(&before, &after)), [&ChangeKind::BlockRemoved, &ChangeKind::BlockAdded]);
}

#[test]
fn front_matter_is_compared_with_front_matter() {
    let diff = diff("---\nid: one\n---\n\nWords.\n", "---\ntitle: Two\ndate: today\n---\n\nWords.\n");
    assert_eq!(kinds(&diff), [&ChangeKind::Lines]);
    assert_eq!(diff.rows.len(), 2);
}

#[test]
fn sections_are_recognized_by_the_blocks_that_correspond() {
    let page =
        |title: &str, words: &str| format!("# Guide\n\n{LIMITS}\n## {title}\n\n{words}\n## End\n\nThe end is near.\n");
    let old = "You need to restart the service every time you change the configuration file.\n";
    let new = "You need to restart the service each time you update any of the configuration values, and wait.\n";
    let code = "```sh\nservice restart\n```\n";
    let both = format!("{}## Other\n\n{TOKENS}", page("Why is nothing different?", &format!("{old}\n{code}")));
    let diff = diff(&both, &format!("{}## Other\n\n{TOKENS}", page("Applying edits", new)));
    assert_eq!(diff.statistics.sections_renamed, 1, "{:#?}", diff.changes);
}

#[test]
fn an_entry_of_a_table_of_contents_is_no_section() {
    let before = format!("- [Install the tool](#install)\n- [Limits](#limits)\n\n# Limits\n\n{LIMITS}");
    let after = format!("- [Limits](#limits)\n\n# Limits\n\n{LIMITS}\n# Install the tool\n\n{TOKENS}");
    assert_eq!(kinds(&diff(&before, &after)), [&ChangeKind::BlockRemoved, &ChangeKind::SectionAdded]);
}

#[test]
fn the_title_of_a_page_may_change_if_the_page_is_the_same() {
    let page = |title: &str, words: &str| format!("# {title}\n\n{words}");
    let both = format!("{TOKENS}\n{LIMITS}");
    let renamed =
        diff(&page("Tokens", &both), &page("How to prove who you are", &format!("{TOKENS}\nNothing else was kept.\n")));
    assert_eq!(renamed.statistics.sections_renamed, 1);
    let other = diff(&page("Tokens", &both), &page("Penguins", "They live in colonies and swim well in cold water.\n"));
    assert_eq!((other.statistics.sections_renamed, other.statistics.sections_added), (0, 1));
}

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

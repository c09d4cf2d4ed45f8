//! Blocks and sections in another place.

use prose_diff::{BlockKind, Change, ChangeKind, Diff, Mark, Relation};

use crate::{diff, edits, kinds, relations};

const TOKENS: &str = "Tokens authenticate requests to endpoints of the service and expire after thirty days.\n";
const LIMITS: &str = "Each token allows half of the maximum rate; administrators adjust this percentage later.\n";
const ERRORS: &str = "An error names the file that could not be read, the reason, and what to do next.\n";
const COLOURS: &str = "Colours follow the theme of the terminal unless the environment says otherwise here.\n";

fn section(title: &str, words: &str) -> String {
    format!("## {title}\n\n{words}\n")
}

/// Rows of the change with this id.
fn rows_of(diff: &Diff, id: usize) -> Vec<usize> {
    (0..diff.rows.len()).filter(|&row| diff.rows[row].changes.contains(&id)).collect()
}

fn is_unchanged(diff: &Diff) -> bool {
    (diff.statistics.words.deleted, diff.statistics.words.inserted) == (0, 0)
}

#[test]
fn a_moved_section_is_one_change_with_everything_under_it() {
    let deep = format!("{}### Deeper\n\n{LIMITS}\n", section("Tokens", TOKENS));
    let (b, c) = (section("Errors", &format!("{ERRORS}\n{COLOURS}\n{ERRORS}")), section("More", &COLOURS.repeat(4)));
    let (before, after) = (format!("{deep}{b}{c}"), format!("{b}{c}{deep}"));
    let diff = diff(&before, &after);
    assert_eq!(kinds(&diff), [&ChangeKind::SectionMoved]);
    let change = &diff.changes[0];
    assert_eq!(rows_of(&diff, 1), [0, 7, 8, 9, 10]);
    assert_eq!(change.row, 7);
    assert_eq!(diff.rows[0].relation, Relation::MovedTo(7));
    assert_eq!(diff.rows[0].before, 0..4);
    assert!(diff.rows[7..].iter().all(|row| row.relation == Relation::MovedFrom(0)));
    assert_eq!(before.get(change.before.clone().expect("it was there")).map(str::trim), Some(deep.trim()));
    assert_eq!(after.get(change.after.clone().expect("it is there")).map(str::trim), Some(deep.trim()));
    assert_eq!((change.follows_before.as_deref(), change.follows_after.as_deref()), (None, Some("More")));
    assert_eq!(change.deleted, "Tokens");
}

#[test]
fn neighbours_that_moved_together_are_one_move() {
    let (a, b) = (section("Tokens", TOKENS), section("Limits", LIMITS));
    let (c, d) = (section("Errors", &ERRORS.repeat(3)), section("Colours", &COLOURS.repeat(3)));
    let sections = diff(&format!("{a}{b}{c}{d}"), &format!("{c}{d}{a}{b}"));
    assert_eq!(kinds(&sections), [&ChangeKind::SectionMoved]);
    assert_eq!(sections.rows[0].before, 0..4);

    let blocks = |first: &str, second: &str| format!("# A\n\n{first}\nFiller of A.\n\n# B\n\nFiller of B.\n\n{second}");
    let both = format!("{TOKENS}\n- one\n\n{LIMITS}");
    let moved = diff(&blocks(&both, ""), &blocks("", &both));
    assert_eq!(kinds(&moved), [&ChangeKind::BlockMoved]);
    assert_eq!(rows_of(&moved, 1), [1, 5, 6, 7]);
    let Change { section_before, section_after, .. } = &moved.changes[0];
    assert_eq!(section_before.as_deref(), Some(&["A".to_owned()][..]));
    assert_eq!(section_after.as_deref(), Some(&["B".to_owned()][..]));
}

#[test]
fn of_two_neighbours_that_changed_places_the_smaller_one_moved() {
    let (large, small) = (section("Large", &format!("{ERRORS}\n{COLOURS}")), section("Small", TOKENS));
    for (before, after, title) in [
        (format!("{large}{small}"), format!("{small}{large}"), "Small"),
        (format!("{small}{large}"), format!("{large}{small}"), "Small"),
    ] {
        let diff = diff(&before, &after);
        assert_eq!(kinds(&diff), [&ChangeKind::SectionMoved]);
        assert_eq!(diff.changes[0].deleted, title);
    }
}

#[test]
fn code_weighs_as_much_as_words() {
    let code = "```sh\n".to_owned() + &"install the-tool --with every option that there is\n".repeat(6) + "```\n";
    let (large, small) = (section("Large", &code), section("Small", TOKENS));
    assert_eq!(diff(&format!("{large}{small}"), &format!("{small}{large}")).changes[0].deleted, "Small");
}

#[test]
fn a_few_words_do_not_move() {
    let page = |first: &str, second: &str| format!("# A\n\n{first}\n{TOKENS}\n# B\n\n{LIMITS}\n{second}\n");
    let short = diff(&page("See also below.\n", ""), &page("", "See also below.\n"));
    assert_eq!(kinds(&short), [&ChangeKind::BlockRemoved, &ChangeKind::BlockAdded]);
}

#[test]
fn a_sorted_list_is_one_change_without_changed_words() {
    let items =
        ["pears", "apples", "cherries", "plums", "bananas", "dates", "figs"].map(|it| format!("- {it} in a bowl\n"));
    let mut sorted = items.clone();
    sorted.sort();
    let diff = diff(&items.concat(), &sorted.concat());
    assert_eq!(kinds(&diff), [&ChangeKind::ListReordered]);
    assert!(is_unchanged(&diff));
    assert!(diff.statistics.words.moved > 0);
    assert!(diff.statistics.changed_share < f64::EPSILON);
    assert_eq!(relations(&diff), [Relation::Kept; 7]);
    assert!(rows_of(&diff, 1).len() < 7, "some stay in place");
    assert!(diff.runs().all(|run| run.mark == Mark::Equal));
}

#[test]
fn an_item_that_moved_and_changed_a_little_is_still_the_same() {
    let before = "- `alpha`: opens the first file\n- `beta`: closes all windows\n- `gamma`: writes a summary\n";
    let after = "- `gamma`: writes a short summary\n- `alpha`: opens the first file\n- `beta`: closes all windows\n";
    let diff = diff(before, after);
    assert_eq!(kinds(&diff), [&ChangeKind::BlockMoved, &ChangeKind::Words]);
    assert_eq!(edits(&diff)[1], ("", "short"));
}

#[test]
fn code_html_and_tables_move_across_sections() {
    let code = "```sh\ncargo install tool\ntool init --force\ntool run everything\n```\n";
    let html = "<div class=\"note\">\nMind the tool when it runs, it may be slow.\n</div>\n";
    let table = "| Option | Meaning |\n|---|---|\n| fast | skips the slow part |\n| safe | checks twice |\n";
    for block in [code, html, table] {
        let page = |first: &str, second: &str| format!("# A\n\n{TOKENS}\n{first}\n# B\n\n{LIMITS}\n{second}\n");
        let diff = diff(&page(block, ""), &page("", block));
        assert_eq!(kinds(&diff), [&ChangeKind::BlockMoved], "{block}");
        assert_eq!((diff.statistics.lines_deleted, diff.statistics.lines_inserted), (0, 0));
    }
}

#[test]
fn a_removed_block_of_a_moved_section_moves_with_it() {
    let (a, b) =
        (section("Tokens", &format!("{TOKENS}\nGone for good.\n\n{LIMITS}")), section("Errors", &ERRORS.repeat(4)));
    let moved = a.replace("Gone for good.\n\n", "");
    let diff = diff(&format!("{a}{b}"), &format!("{b}{moved}"));
    let titles: Vec<&str> = diff
        .rows
        .iter()
        .map(|row| match row.relation {
            Relation::Kept => "kept",
            Relation::Removed => "removed",
            Relation::MovedFrom(_) => "moved",
            Relation::MovedTo(_) => "stub",
            _ => "other",
        })
        .collect();
    assert_eq!(titles, ["stub", "kept", "kept", "moved", "moved", "removed", "moved"]);
}

#[test]
fn a_removed_section_follows_the_section_that_it_followed() {
    let before = format!("{}{}{}", section("A", TOKENS), section("Old", "Nobody misses this."), section("B", LIMITS));
    let after = format!(
        "{}\nMore about A.\n\n{}{}",
        section("A", TOKENS),
        section("New", "Fresh fish daily."),
        section("B", LIMITS)
    );
    let diff = diff(&before, &after);
    let shown: Vec<String> = diff
        .rows
        .iter()
        .map(|row| {
            let is_old = row.relation == Relation::Removed;
            let (blocks, range, text) =
                if is_old { (&diff.before, &row.before, &before) } else { (&diff.after, &row.after, &after) };
            text[blocks[range.start].span.clone()].chars().take(10).collect()
        })
        .collect();
    assert_eq!(
        shown,
        ["## A", "Tokens aut", "More about", "## Old", "Nobody mis", "## New", "Fresh fish", "## B", "Each token"]
    );
    assert!(matches!(diff.after[0].kind, BlockKind::Heading { .. }));
}

#[test]
fn a_sentence_that_moved_within_its_paragraph_is_one_change() {
    let [first, second, third] = [
        "Tokens expire after thirty days without use.",
        "Administrators adjust the limits of each token later, when the plan of the account changes.",
        "Errors name the file that could not be read, the reason for it, and what to do next.",
    ];
    let diff = diff(&format!("{first} {second} {third}\n"), &format!("{second} {third} {first}\n"));
    assert_eq!(kinds(&diff), [&ChangeKind::SentenceMoved]);
    assert!(is_unchanged(&diff));
    assert_eq!((diff.statistics.words.moved, diff.statistics.sentences_moved), (7, 1));
    assert_eq!(edits(&diff), [(first, first)]);
    let marks: Vec<Mark> = diff.runs().filter(|run| run.change == Some(1)).map(|run| run.mark).collect();
    assert_eq!(marks, [Mark::Deleted, Mark::Inserted]);
}

#[test]
fn a_few_words_deleted_here_and_inserted_there_are_no_moved_sentence() {
    let diff = diff(
        "Stop it. Tokens expire after thirty days. Limits are adjusted by administrators.\n",
        "Tokens expire after thirty days. Limits are adjusted by administrators. Stop it.\n",
    );
    assert_eq!(kinds(&diff), [&ChangeKind::Words, &ChangeKind::Words]);
}

#[test]
fn a_sentence_in_another_block_moved() {
    let moved = "Each worker keeps a queue of pending jobs in memory.";
    let (first, second) = ("The scheduler starts the workers.", "A crash of the machine empties every queue.");
    let third = "Monitoring counts the lost jobs and sends an alert.";
    let before = format!("{first} {moved}\n\n{second}\n\n{third}\n");
    for after in
        [format!("{first}\n\n{moved} {second}\n\n{third}\n"), format!("{first}\n\n{second}\n\n{third} {moved}\n")]
    {
        let there = diff(&before, &after);
        assert_eq!(kinds(&there), [&ChangeKind::SentenceMoved], "{after}");
        assert_eq!(edits(&there), [(moved, moved)]);
        let words = there.statistics.words;
        assert_eq!((words.deleted, words.inserted, words.moved, there.statistics.changed_share), (0, 0, 10, 0.0));
        let rows = there.rows.iter().filter(|row| row.changes == [1]).count();
        assert_eq!((rows, there.statistics.sentences_moved), (2, 1));
        assert_eq!(kinds(&diff(&after, &before)), [&ChangeKind::SentenceMoved]);
    }
}

#[test]
fn a_sentence_that_a_removed_block_had_moved() {
    let kept = "Each worker keeps a queue of pending jobs in memory.";
    let removed = "Nobody misses this chatty introduction of the whole subsystem, least of all its authors.";
    let before = format!("The scheduler starts the workers.\n\n{removed} {kept} {removed}\n");
    let after = format!("The scheduler starts the workers, one at a time. {kept}\n");
    let diff = diff(&before, &after);
    assert!(kinds(&diff).contains(&&ChangeKind::SentenceMoved), "{:#?}", diff.changes);
    assert_eq!((diff.statistics.words.moved, diff.statistics.words.deleted), (10, 28));
}

#[test]
fn a_repeated_or_short_sentence_did_not_move() {
    let note = "Restart the server after each change of these settings.";
    let (ports, hosts) = ("Ports below 1024 need privileges.", "Host names are resolved at the start.");
    let users = "Users without a password cannot log in remotely.";
    let repeated = diff(
        &format!("{ports} {note}\n\n{hosts} {note}\n\n{users}\n"),
        &format!("{ports}\n\n{hosts}\n\n{users} {note}\n"),
    );
    assert_eq!((repeated.statistics.words.moved, repeated.statistics.words.deleted), (0, 18));
    let short = diff(
        &format!("{ports} Restart the server.\n\n{hosts}\n"),
        &format!("{ports}\n\n{hosts} Restart the server.\n"),
    );
    assert_eq!(short.statistics.words.moved, 0);
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
    let before = format!("# A\n\n{TOKENS}\nFirst filler of the page.\n\n## B\n\n{LIMITS}\nMore filler of the page.\n");
    let moved = TOKENS.replace("thirty", "sixty");
    let after = format!("# A\n\nFirst filler of the page.\n\n## B\n\n{LIMITS}\nMore filler of the page.\n\n{moved}");
    let diff = diff(&before, &after);
    assert_eq!(kinds(&diff), [&ChangeKind::BlockMoved, &ChangeKind::Words]);
    assert_eq!(edits(&diff)[1], ("thirty", "sixty"));
    assert_eq!(diff.changes[0].section_before.as_deref(), Some(&["A".to_owned()][..]));
    assert_eq!(diff.changes[0].section_after.as_deref(), Some(&["A".to_owned(), "B".to_owned()][..]));
    assert_eq!((diff.statistics.words.moved, diff.statistics.words.deleted), (12, 1));
}

#[test]
fn the_blocks_of_a_removed_section_are_counted_with_it_wherever_it_is_shown() {
    let (before, after) = (
        "> Quote\n  - Inner\nOuter\n### a\nthe\n> Quote\n- Item one\nthe expires. the the\na]0\nthe expires. the the\n\n### \nthe",
        "the\n### \n#### \n\nthe expires. the the more words.\na]0\nthe expires. the the\n- Item one\n> Quote\nthe\n### a\nOuter\n  - Inner\n> Quote",
    );
    let (there, back) = (diff(before, after).statistics, diff(after, before).statistics);
    assert_eq!((there.blocks_added, there.blocks_removed), (back.blocks_removed, back.blocks_added));
    assert_eq!((there.sections_added, there.sections_removed), (back.sections_removed, back.sections_added));
}

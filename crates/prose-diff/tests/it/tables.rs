//! Tables: columns and rows under other names and in other places.

use prose_diff::{Body, Change, ChangeKind, Diff};

use crate::{diff, edits, kinds};

/// A table in Markdown: its cells divided by spaces.
fn table(rows: &[&str]) -> String {
    let line = |row: &&str| format!("| {} |\n", row.replace(' ', " | "));
    let rule = format!("|{}\n", "---|".repeat(rows[0].split(' ').count()));
    rows.iter().enumerate().map(|(at, row)| if at == 0 { line(row) + &rule } else { line(row) }).collect()
}

fn compared(before: &[&str], after: &[&str]) -> Diff {
    let there = diff(&table(before), &table(after));
    let back = diff(&table(after), &table(before));
    assert_eq!(kinds(&there).len(), kinds(&back).len(), "{:#?}", back.changes);
    there
}

/// Deleted, inserted and moved words.
fn words(diff: &Diff) -> (usize, usize, usize) {
    let words = diff.statistics.words;
    (words.deleted, words.inserted, words.moved)
}

#[test]
fn a_row_in_another_place_moved() {
    let diff = compared(
        &["Key Type Use", "port number listening", "host name binding", "path text serving", "user name owning"],
        &["Key Type Use", "host name binding", "path text serving", "user name owning", "port number listening"],
    );
    assert_eq!(kinds(&diff), [&ChangeKind::RowsMoved { count: 1 }]);
    assert_eq!(edits(&diff), [("port | number | listening", "port | number | listening")]);
    assert_eq!((words(&diff), diff.statistics.changed_share), ((0, 0, 3), 0.0));
    let Body::Table { rows, .. } = &diff.rows[0].body else { panic!("a table") };
    let places: Vec<_> = rows.iter().map(|row| (row.row.before, row.row.change)).collect();
    assert_eq!(places, [(Some(0), None), (Some(2), None), (Some(3), None), (Some(4), None), (Some(1), Some(1))]);
}

#[test]
fn a_sorted_table_is_one_change() {
    let diff = compared(
        &["Key Use", "wait pausing", "path serving", "host binding", "port listening", "zone locating"],
        &["Key Use", "host binding", "path serving", "port listening", "wait pausing", "zone locating"],
    );
    assert_eq!(kinds(&diff), [&ChangeKind::RowsMoved { count: 2 }]);
    assert_eq!(words(&diff), (0, 0, 4));
}

#[test]
fn a_moved_row_keeps_its_changed_cells() {
    let diff = compared(
        &["Key Type Use", "port number listening", "host name binding", "path text serving"],
        &["Key Type Use", "host name binding", "path text serving", "port integer listening"],
    );
    assert_eq!(kinds(&diff), [&ChangeKind::RowsMoved { count: 1 }, &ChangeKind::Words]);
    assert_eq!((edits(&diff)[1], words(&diff)), (("number", "integer"), (1, 1, 2)));
}

#[test]
fn a_column_in_another_place_moved() {
    let diff = compared(
        &["Key Type Use", "port number listening", "host name binding"],
        &["Type Key Use", "number port listening", "name host binding"],
    );
    assert_eq!(kinds(&diff), [&ChangeKind::ColumnsMoved { count: 1 }]);
    assert_eq!((words(&diff), diff.statistics.table_changes), ((0, 0, 3), 1));
}

#[test]
fn a_column_with_another_header_is_the_same_if_its_cells_are() {
    let renamed = compared(
        &["Key Kind Use", "port number listening", "host name binding"],
        &["Key Type Purpose", "port number listening", "host name binding"],
    );
    assert_eq!(edits(&renamed), [("Kind", "Type"), ("Use", "Purpose")]);
    let moved = compared(
        &["Key Kind Use", "port number listening", "host name binding", "path text serving"],
        &["Type Key Use", "number port listening", "name host binding", "text path serving"],
    );
    assert_eq!(kinds(&moved), [&ChangeKind::ColumnsMoved { count: 1 }, &ChangeKind::Words]);
    assert_eq!(edits(&moved)[1], ("Kind", "Type"));
}

#[test]
fn rows_without_common_words_are_no_move() {
    let diff = compared(
        &["Key Use", "port -", "host binding", "- serving"],
        &["Key Use", "user -", "host binding", "- locating"],
    );
    assert!(!kinds(&diff).iter().any(|kind| matches!(kind, ChangeKind::RowsMoved { .. })), "{:#?}", diff.changes);
    assert_eq!(words(&diff), (2, 2, 0));
}

#[test]
fn repeated_rows_keep_their_order() {
    let diff = compared(&["A B", "one two", "one two"], &["A B", "one two", "three four", "one two", "one two"]);
    assert_eq!(kinds(&diff), [&ChangeKind::RowAdded, &ChangeKind::RowAdded]);
    let Some(Change { inserted, .. }) = diff.changes.first() else { panic!("a row") };
    assert_eq!(inserted, "three | four");
}

#[test]
fn escaped_characters_in_cells_are_no_changes() {
    for (plain, escaped) in
        [("x_y", "x\\_y"), ("a&b", "a&amp;b"), ("a*b", "a\\*b"), ("a<b", "a&lt;b"), ("`a_b`", "`a_b`")]
    {
        let diff = compared(&["Key Use", &format!("{plain} one")], &["Key Use", &format!("{escaped} one")]);
        assert!(diff.changes.is_empty(), "{escaped}: {:#?}", diff.changes);
    }
    assert!(diff("Set x_y & z*.\n", "Set x\\_y &amp; z\\*.\n").changes.is_empty());
    assert!(diff("A & B \u{a9}\n", "A &amp; B &copy;\n").changes.is_empty());
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
fn escaped_bars_in_code_of_cells_are_bars() {
    let table = diff("| a |\n|---|\n| `x \\| y` z |\n", "| a |\n|---|\n| `x \\|\\| y` z |\n");
    assert_eq!(edits(&table), [("|", "||")]);
}

#[test]
fn escapes_and_entities_are_no_changes() {
    let (before, after) = ("| a |\n|---|\n| x_y \\* & |\n", "| a |\n|---|\n| x\\_y * &amp; |\n");
    assert_eq!(words(&diff(before, after)), (0, 0, 0));
    assert!(diff(before, after).changes.is_empty());
}

//! Formatting, links, images, formulas and directives.

use prose_diff::{Change, ChangeKind, Diff, Mark, Options, Styles};

use crate::{diff, edits, kinds};

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

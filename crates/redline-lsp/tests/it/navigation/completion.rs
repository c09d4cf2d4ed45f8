//! Completions at a caret.

use redline_lsp::navigation::{Completion, CompletionKind, completion};

use super::fixture::Fixture;

const TABLE: &str = "[book]\ntitle = \"T\"\n\n[preprocessor.redline]\npacks = [\"recommended\"]\n\n\
                     [[preprocessor.redline.terms]]\nterm = \"API token\"\nnot = [\"access key\"]\nnote = \"A key.\"\n\n\
                     [[preprocessor.redline.terms]]\nterm = \"backend\"\nfor = [\"b c.md\"]\n";

fn book() -> Fixture {
    Fixture::new(&[
        ("book.toml", TABLE),
        ("src/a.md", "# One\n\n## Über uns\n\n## Ünï & more `code`\n\n<a id=\"own\"></a>\n"),
        ("src/b c.md", "# Two\n\n{{#include parts/_p.md}}\n"),
        ("src/part/d.md", "# Three\n\n## Use\n\n## Use\n\n[^note]: The text.\n\n[site]: https://example.org/\n"),
        ("src/_hidden.md", "# Hidden\n"),
        ("src/_images/fig (1).png", ""),
        ("src/parts/_p.md", "## Included\n"),
        (
            "listings/main.rs",
            "fn main() {\n    // ANCHOR: body\n    run();\n    // ANCHOR_END: body\n}\n// ANCHOR: end\n",
        ),
    ])
}

/// What is offered at the caret of a text, as the line that results.
fn results(path: &str, text: &str) -> Vec<String> {
    let mut book = book();
    let found = book.at(path, text, completion);
    let text = text.replace('‸', "");
    let result = |it: &Completion| {
        let mut text = text.clone();
        text.replace_range(it.replace.clone(), &it.insert);
        let line = text[..it.replace.start].matches('\n').count();
        text.lines().nth(line).unwrap_or_default().to_owned()
    };
    found.iter().map(result).collect()
}

#[test]
fn paths_of_chapters_come_first_and_are_encoded() {
    let lines = results("src/a.md", "# One\n\nSee [b](‸).\n");
    assert_eq!(
        lines[..4],
        ["See [b](a.md).", "See [b](b%20c.md).", "See [b](part/d.md).", "See [b](_hidden.md)."],
        "{lines:?}"
    );
    assert!(lines.contains(&"See [b](_hidden.md).".to_owned()) && lines.contains(&"See [b](part/).".to_owned()));
    let from_below = results("src/part/d.md", "# Three\n\nSee [b](../b‸x.md#y \"t\").\n");
    assert!(from_below.contains(&"See [b](../b%20c.md#y \"t\").".to_owned()), "{from_below:?}");
    assert!(results("src/a.md", "[b]: <‸>\n").contains(&"[b]: <b c.md>".to_owned()));
    assert!(results("src/a.md", "[b](/‸)\n").contains(&"[b](/part/d.md)".to_owned()));
    assert!(results("src/a.md", "[b](./‸)\n").contains(&"[b](./part/d.md)".to_owned()));
    assert!(results("src/a.md", "<a href=\"‸\">\n").contains(&"<a href=\"part/d.md\">".to_owned()));
}

#[test]
fn images_are_files_and_no_pages() {
    let lines = results("src/a.md", "# One\n\n![x](_images/‸)\n");
    assert_eq!(lines, ["![x](_images/fig%20%281%29.png)"]);
    assert!(results("src/a.md", "![x](‸)\n").iter().all(|line| !line.contains(".md")));
}

#[test]
fn the_table_of_contents_is_offered_what_it_does_not_list() {
    let lines = results("src/SUMMARY.md", "# Summary\n\n- [One](a.md)\n- [New](‸)\n");
    assert!(lines.contains(&"- [New](b%20c.md)".to_owned()), "{lines:?}");
    assert!(!lines.contains(&"- [New](a.md)".to_owned()), "{lines:?}");
}

#[test]
fn ids_are_those_of_the_page() {
    let text = "# Two\n\n{{#include parts/_p.md}}\n\nSee [b](";
    assert_eq!(
        results("src/b c.md", &format!("{text}#‸).\n")),
        ["See [b](#two).", "See [b](#included)."],
        "an include brings an id"
    );
    assert_eq!(
        results("src/b c.md", &format!("{text}a.md#ü‸x).\n")),
        ["See [b](a.md#one).", "See [b](a.md#über-uns).", "See [b](a.md#ünï--more-code).", "See [b](a.md#own)."]
    );
    let repeated = results("src/b c.md", &format!("{text}part/d.html#‸"));
    assert_eq!(repeated, ["See [b](part/d.html#three", "See [b](part/d.html#use", "See [b](part/d.html#use-1"]);
    assert!(results("src/b c.md", &format!("{text}gone.md#‸)\n")).is_empty());
}

#[test]
fn two_hashes_offer_every_heading_of_the_book() {
    let mut book = book();
    let found = book.at("src/b c.md", "# Two\n\n[x](##‸y)\n", completion);
    let shown: Vec<_> = found.iter().map(|it| (it.label.as_str(), it.insert.as_str(), it.filter.as_str())).collect();
    assert_eq!(shown[0], ("Two", "#two", "##Two"));
    assert!(shown.contains(&("Über uns", "a.md#über-uns", "##Über uns")), "{shown:?}");
    assert!(shown.contains(&("Use", "part/d.md#use-1", "##Use")));
    assert!(found.iter().all(|it| it.replace == (11..14)), "the hashes and what follows are replaced");
}

#[test]
fn links_in_an_included_file_start_at_the_page_of_the_chapter() {
    let lines = results("src/parts/_p.md", "## Included\n\n[x](‸)\n");
    assert!(lines.contains(&"[x](part/d.md)".to_owned()), "{lines:?}");
    assert_eq!(results("src/parts/_p.md", "## Included\n\n[x](#‸)\n"), ["[x](#two)", "[x](#included)"]);
}

#[test]
fn includes_offer_files_and_anchors() {
    let paths = results("src/a.md", "{{#include ../‸ }}\n");
    assert_eq!(paths, ["{{#include ../book.toml }}", "{{#include ../listings/ }}", "{{#include ../src/ }}"]);
    // mdBook expands directives in code.
    let text = "```rust\n{{#rustdoc_include ../listings/main.rs:‸b}}\n```\n";
    assert_eq!(
        results("src/a.md", text),
        ["{{#rustdoc_include ../listings/main.rs:body}}", "{{#rustdoc_include ../listings/main.rs:end}}"]
    );
    assert!(results("src/a.md", "{{#inc‸}}\n").contains(&"{{#include}}".to_owned()));
    assert!(results("src/a.md", "\\{{#include ‸}}\n").is_empty());
    let nested = results("src/parts/_p.md", "{{#include ‸}}");
    assert!(nested.is_empty(), "there is nothing else in its folder: {nested:?}");
}

#[test]
fn labels_and_footnotes_of_the_page_are_offered() {
    let page = "# Three\n\n[^note]: The text.\n\n[site]: https://example.org/\n\n";
    assert_eq!(results("src/part/d.md", &format!("{page}Text[^n‸] and\n")), ["Text[^note] and"]);
    let undefined = "# Three\n\nOne[^one] two[^two].\n\n[^two]: Two.\n\n[^‸";
    assert_eq!(results("src/part/d.md", undefined), ["[^one"], "a line that defines a footnote");
    assert_eq!(results("src/part/d.md", &format!("{page}[the site][‸] and\n")), ["[the site][site] and"]);
    assert_eq!(results("src/part/d.md", &format!("{page}[si‸ and\n")), ["[site and"]);
}

#[test]
fn terms_are_offered_for_their_beginning_and_for_what_they_replace() {
    let mut book = book();
    let found = book.at("src/a.md", "# One\n\nUse an API to‸ here.\n", completion);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].insert.as_str(), found[0].replace.clone()), ("API token", 14..20));
    assert_eq!((found[0].detail.as_deref(), found[0].kind), (Some("A key."), CompletionKind::Term));
    assert_eq!(results("src/a.md", "Use an acc‸ess.\n"), ["Use an API token."]);
    assert_eq!(results("src/b c.md", "The back‸\n"), ["The backend"]);
    for (path, text) in [
        ("src/a.md", "The back‸\n"),
        ("src/a.md", "A a‸\n"),
        ("src/a.md", "The API token‸\n"),
        ("src/a.md", "A word‸\n"),
        ("src/a.md", "`api‸`\n"),
        ("src/a.md", "```\napi‸\n```\n"),
        ("src/a.md", "```\napi‸"),
        ("src/a.md", "    api‸"),
        ("src/a.md", "    api‸\n"),
        ("src/a.md", "<a api‸"),
        ("src/a.md", "Xapi‸\n"),
    ] {
        assert_eq!(results(path, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn comments_offer_directives_and_rules() {
    let directives = results("src/a.md", "<!-- redline-dis‸ -->\n");
    assert_eq!(directives[0], "<!-- redline-disable-next-line -->");
    let text = "<!-- redline-disable heading-case, h‸ -->\n\nThe the.\n";
    let found = book().checked_at("src/a.md", text, completion);
    assert_eq!(found[0].insert, "repeated-word", "it is what the file violates");
    let rules = results("src/a.md", text);
    assert!(rules.contains(&"<!-- redline-disable heading-case, heading-style -->".to_owned()));
    assert!(!rules.contains(&"<!-- redline-disable heading-case, heading-case -->".to_owned()));
    assert!(results("src/a.md", "<!-- redline-disable a-an -- the‸ -->\n").is_empty());
    assert!(results("src/a.md", "<!-- plain ‸ -->\n").is_empty());
}

#[test]
fn the_configuration_is_completed_from_its_schema() {
    let table = "[book]\ntitle = \"T\"\n\n[preprocessor.redline]\nfail-on = \"error\"\n";
    let keys = results("book.toml", &format!("{table}‸\n"));
    assert!(keys.contains(&"max-findings".to_owned()) && !keys.contains(&"fail-on".to_owned()), "{keys:?}");
    let values = results("book.toml", "[preprocessor.redline]\nfail-on = ‸\n");
    assert_eq!(values[0], "fail-on = \"error\"");
    assert_eq!(results("book.toml", "[preprocessor.redline]\nfail-on = \"n‸\"\n")[3], "fail-on = \"never\"");
    assert_eq!(results("book.toml", "[preprocessor.redline]\nrequire-reason = t‸\n")[0], "require-reason = true");
    assert!(results("book.toml", "[preprocessor.redline]\npacks = [\"strict\", \"‸\"]\n").len() == 6);
    let rules = results("book.toml", "[preprocessor.redline.rules]\nheading-‸\n");
    assert!(rules.contains(&"heading-case".to_owned()));
    let levels = results("book.toml", "[preprocessor.redline]\nrules = { heading-case = \"‸\" }\n");
    assert_eq!(levels[0], "rules = { heading-case = \"off\" }");
    let options = results("book.toml", "[preprocessor.redline.rules.heading-case]\n‸");
    assert_eq!(options, ["level", "fix", "style"]);
    assert!(results("book.toml", "[preprocessor.‸]\n").is_empty() && results("book.toml", "[book]\n‸").is_empty());
    assert!(results("book.toml", "[preprocessor.redline.t‸]\n").contains(&"[preprocessor.redline.terms]".to_owned()));
    assert!(results("book.toml", "[preprocessor.redline]\n# a‸\n").is_empty());
}

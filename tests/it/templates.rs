//! Templates as authors use them: each built-in one with a page that conforms and a page for every way of violating it,
//! pages put in order, templates proposed from pages.

use redline_document::document::{Dialect, Document};
use redline_lint::config::{Slot, Template, title_key};
use redline_lint::templates::{
    CompiledSlot, CompiledTemplate, Inference, PageSection, Templates, infer, page_of, page_sections,
};

use crate::support::random::Random;
use crate::support::{Report, TestBook};

/// The rules about structure, and those that templates enable.
const RULES: &str = "missing-section,section-order,section-name,section-level,section-body,unexpected-section,page-title,\
                     heading-repeats-title";

/// One way of violating a template: `from` in the conforming page becomes `to`; the findings, each a rule and a text; and
/// `to` after `fix --unsafe`.
struct Violation(&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);

/// A template, a page that conforms to it, and the ways of violating it.
struct Golden {
    template: &'static str,
    page: &'static str,
    violations: &'static [Violation],
}

const TODO_STEPS: &str = "## Steps\n\n<!-- TODO: numbered steps: one action an item, each with a verb first -->\n\n";

const GOLDENS: &[Golden] = &[
    Golden {
        template: "how-to",
        page: "# Rotate a token\n\nText.\n\n## Prerequisites\n\n- An account.\n\n## Steps\n\n1. Open the console.\n2. If it is old, \
               choose the token.\n\n## Verification\n\nCall the API.\n\n## Next steps\n\nText.\n",
        violations: &[
            Violation(
                "## Prerequisites",
                "## Before you begin",
                &[("section-name", "## Before you begin")],
                "## Prerequisites {#before-you-begin}",
            ),
            Violation(
                "## Steps\n\n1. Open the console.\n2. If it is old, choose the token.\n\n",
                "",
                &[("missing-section", "## Prerequisites")],
                TODO_STEPS,
            ),
            Violation(
                "1. Open the console.\n2. If",
                "- Open the console.\n- If",
                &[("section-body", "## Steps")],
                "- Open the console.\n- If",
            ),
            Violation("1. Open", "1. You open", &[("section-body", "You")], "1. You open"),
            Violation("## Steps", "### Steps", &[("section-level", "### Steps")], "## Steps"),
            Violation(
                "## Verification\n\nCall the API.\n\n## Next steps\n\nText.\n",
                "## Next steps\n\nText.\n\n## Verification\n\nCall the API.\n",
                &[("section-order", "## Next steps")],
                "## Verification\n\nCall the API.\n\n## Next steps\n\nText.\n",
            ),
        ],
    },
    Golden {
        template: "tutorial",
        page: "# A first page\n\nText.\n\n## Learning objectives\n\n- Write a page.\n\n## Write\n\nText.\n\n## Summary\n\nText.\n\n\
               ## Next steps\n\nText.\n",
        violations: &[
            Violation(
                "## Learning objectives",
                "## What you’ll learn",
                &[("section-name", "## What you’ll learn")],
                "## Learning objectives {#what-youll-learn}",
            ),
            Violation(
                "- Write a page.",
                "Write a page.",
                &[("section-body", "## Learning objectives")],
                "Write a page.",
            ),
            Violation(
                "## Next steps\n\nText.\n",
                "",
                &[("missing-section", "## Summary")],
                "## Next steps\n\n<!-- TODO: where to go from here: three links at most -->\n",
            ),
            Violation(
                "## Write\n\nText.\n\n## Summary\n\nText.\n\n## Next steps\n\nText.\n",
                "## Next steps\n\nText.\n\n## Write\n\nText.\n\n## Summary\n\nText.\n",
                &[("section-order", "## Next steps")],
                "## Write\n\nText.\n\n## Summary\n\nText.\n\n## Next steps\n\nText.\n",
            ),
        ],
    },
    Golden {
        template: "concept",
        page: "# Tokens\n\nText.\n\n## How they work\n\nText.\n\n## Limitations\n\nText.\n\n## Related resources\n\nText.\n",
        violations: &[
            Violation("## Limitations", "## Caveats", &[("section-name", "## Caveats")], "## Limitations {#caveats}"),
            Violation(
                "## Related resources",
                "## See also",
                &[("section-name", "## See also")],
                "## Related resources {#see-also}",
            ),
            Violation("## Limitations", "### Limitations", &[], "### Limitations"),
            Violation(
                "## How they work\n\nText.\n\n## Limitations\n\nText.\n\n",
                "## Limitations\n\nText.\n\n## How they work\n\nText.\n\n",
                &[("section-order", "## Limitations")],
                "## How they work\n\nText.\n\n## Limitations\n\nText.\n\n",
            ),
        ],
    },
    Golden {
        template: "reference",
        page: "# mdbook serve\n\nText.\n\n## Syntax\n\n`mdbook serve`\n\n## Parameters\n\n`--port`.\n\n## Examples\n\nText.\n",
        violations: &[
            Violation("## Parameters", "## Options", &[("section-name", "## Options")], "## Parameters {#options}"),
            Violation(
                "## Parameters\n\n`--port`.\n\n",
                "",
                &[("missing-section", "## Syntax")],
                "## Parameters\n\n<!-- TODO: a row each: name, type, default, meaning -->\n\n",
            ),
            Violation(
                "## Syntax\n\n`mdbook serve`\n\n## Parameters\n\n`--port`.\n\n",
                "## Parameters\n\n`--port`.\n\n## Syntax\n\n`mdbook serve`\n\n",
                &[("section-order", "## Parameters")],
                "## Syntax\n\n`mdbook serve`\n\n## Parameters\n\n`--port`.\n\n",
            ),
        ],
    },
    Golden {
        template: "quickstart",
        page: "# Quickstart\n\nText.\n\n## Prerequisites\n\nNone.\n\n## Write a page\n\nText.\n\n## Next steps\n\nText.\n",
        violations: &[
            Violation(
                "## Prerequisites\n\nNone.\n\n",
                "",
                &[("missing-section", "## Write a page")],
                "## Prerequisites\n\n<!-- TODO: what the reader has already, or `None` -->\n\n",
            ),
            Violation(
                "## Next steps",
                "## What's next?",
                &[("section-name", "## What's next?")],
                "## Next steps {#whats-next}",
            ),
            Violation(
                "## Write a page\n\nText.\n\n## Next steps\n\nText.\n",
                "## Next steps\n\nText.\n\n## Write a page\n\nText.\n",
                &[("section-order", "## Next steps")],
                "## Write a page\n\nText.\n\n## Next steps\n\nText.\n",
            ),
        ],
    },
    Golden {
        template: "troubleshooting",
        page: "# Troubleshoot tokens\n\nText.\n\n## A token is refused\n\n### Symptom\n\nText.\n\n### Cause\n\nText.\n\n### Solution\n\n\
               Text.\n\n## Get help\n\nText.\n",
        violations: &[
            Violation("# Troubleshoot tokens", "# Tokens", &[("page-title", "# Tokens")], "# Tokens"),
            Violation(
                "### Cause\n\nText.\n\n",
                "",
                &[("missing-section", "### Symptom")],
                "### Cause\n\n<!-- TODO: write this section -->\n\n",
            ),
            Violation("### Solution", "### Fix", &[("section-name", "### Fix")], "### Solution {#fix}"),
            Violation("### Solution", "### Workaround", &[], "### Workaround"),
            Violation(
                "### Symptom\n\nText.\n\n### Cause\n\nText.\n\n",
                "### Cause\n\nText.\n\n### Symptom\n\nText.\n\n",
                &[("section-order", "### Cause")],
                "### Symptom\n\nText.\n\n### Cause\n\nText.\n\n",
            ),
        ],
    },
    Golden {
        template: "release-notes",
        page: "# 1.2\n\nText.\n\n## Breaking changes\n\nText.\n\n## New features\n\nText.\n\n## Bug fixes\n\nText.\n",
        violations: &[
            Violation("## Bug fixes", "## Fixed", &[("section-name", "## Fixed")], "## Bug fixes {#fixed}"),
            Violation(
                "## Breaking changes\n\nText.\n\n## New features\n\nText.\n\n",
                "## New features\n\nText.\n\n## Breaking changes\n\nText.\n\n",
                &[("section-order", "## New features")],
                "## Breaking changes\n\nText.\n\n## New features\n\nText.\n\n",
            ),
        ],
    },
    Golden {
        template: "api-guide",
        page: "# API tokens\n\nText.\n\n## Learning outcomes\n\n- Know tokens.\n\n## What you need\n\nAn org.\n\n## Overview\n\nText.\n\n\
               ## Create the token\n\nText.\n\n## Next steps\n\nText.\n",
        violations: &[
            Violation(
                "## Overview\n\nText.\n\n",
                "",
                &[("missing-section", "## What you need")],
                "## Overview\n\n<!-- TODO: what it is and what it is for -->\n\n",
            ),
            Violation(
                "## Create the token",
                "## The [VENDOR] API tokens",
                &[("heading-repeats-title", "## The [VENDOR] API tokens")],
                "## The [VENDOR] API tokens",
            ),
            Violation(
                "## What you need",
                "## Requirements",
                &[("section-name", "## Requirements")],
                "## What you need {#requirements}",
            ),
            Violation("- Know tokens.", "Know tokens.", &[("section-body", "## Learning outcomes")], "Know tokens."),
            Violation(
                "## What you need",
                "# What you need",
                &[("section-level", "# What you need")],
                "## What you need",
            ),
            Violation(
                "## Overview\n\nText.\n\n## Create the token\n\nText.\n\n",
                "## Create the token\n\nText.\n\n## Overview\n\nText.\n\n",
                &[("section-order", "## Overview")],
                "## Overview\n\nText.\n\n## Create the token\n\nText.\n\n",
            ),
        ],
    },
    Golden { template: "glossary", page: "# Glossary\n\n## Key\n\nText.\n\n## Token\n\nText.\n", violations: &[] },
    Golden {
        template: "readme",
        page: "# mdbook-x\n\nText.\n\n## Install\n\nText.\n\n## Usage\n\nText.\n\n## Contributing\n\nText.\n\n## License\n\nMIT.\n",
        violations: &[
            Violation(
                "## Install",
                "## Installation",
                &[("section-name", "## Installation")],
                "## Install {#installation}",
            ),
            Violation(
                "## Contributing\n\nText.\n\n",
                "",
                &[("missing-section", "## Usage")],
                "## Contributing\n\n<!-- TODO: write this section -->\n\n",
            ),
            Violation(
                "## Contributing\n\nText.\n\n## License\n\nMIT.\n",
                "## License\n\nMIT.\n\n## Contributing\n\nText.\n",
                &[("section-order", "## License")],
                "## Contributing\n\nText.\n\n## License\n\nMIT.\n",
            ),
        ],
    },
    Golden {
        template: "adr",
        page: "# Tokens expire\n\n## Status\n\nAccepted.\n\n## Context\n\nText.\n\n## Decision\n\nText.\n\n## Consequences\n\nText.\n",
        violations: &[
            Violation("## Context", "## Problem", &[("section-name", "## Problem")], "## Context {#problem}"),
            Violation(
                "## Decision\n\nText.\n\n",
                "",
                &[("missing-section", "## Context")],
                "## Decision\n\n<!-- TODO: write this section -->\n\n",
            ),
            Violation(
                "## Decision",
                "## Trivia\n\nText.\n\n## Decision",
                &[("unexpected-section", "## Trivia")],
                "## Trivia\n\nText.\n\n## Decision",
            ),
            Violation(
                "## Status\n\nAccepted.\n\n## Context\n\nText.\n\n",
                "## Context\n\nText.\n\n## Status\n\nAccepted.\n\n",
                &[("section-order", "## Context")],
                "## Status\n\nAccepted.\n\n## Context\n\nText.\n\n",
            ),
        ],
    },
    Golden { template: "landing", page: "# Guides\n\n## Short\n\n## Long\n\nText.\n", violations: &[] },
];

fn book(template: &str, page: &str) -> TestBook {
    let templates = format!("\n[[preprocessor.redline.templates]]\nname = \"{template}\"\nfor = [\"**\"]\n");
    TestBook::of(page).redline("packs = [\"recommended\"]\nfail-on = \"never\"\n").tables(&templates)
}

fn reported(report: &Report) -> Vec<(&str, &str)> {
    report.findings.iter().map(|finding| (finding.rule.as_str(), finding.text.as_str())).collect()
}

#[test]
fn every_built_in_template_has_its_golden_pages() {
    let names: Vec<&str> = redline_lint::templates::builtin_names().collect();
    let mut told_of: Vec<&str> = GOLDENS.iter().map(|golden| golden.template).collect();
    told_of.sort_unstable();
    assert_eq!(told_of, names);
    for Golden { template, page, violations } in GOLDENS {
        let selected: Vec<&str> =
            RULES.split(',').filter(|rule| *rule != "heading-repeats-title" || *template == "api-guide").collect();
        let select = ["--select", &selected.join(",")];
        assert_eq!(reported(&book(template, page).report(&[])), [], "{template}");
        for Violation(from, to, expected, after) in *violations {
            assert_eq!(page.matches(from).count(), 1, "{template}: {from}");
            let book = book(template, &page.replace(from, to));
            assert_eq!(reported(&book.report(&select)), *expected, "{template}: {to}");
            book.run(["fix", "--unsafe", "--quiet"].iter().chain(&select));
            assert_eq!(book.read("src/guide.md"), page.replace(from, after), "{template}: {to}");
        }
    }
}

/// `BLESS=1` writes the list anew.
#[test]
fn the_list_of_built_in_templates_is_fresh() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("guide/src/templates.md");
    let text = std::fs::read_to_string(&path).expect("the page can be read");
    let templates = Templates::default();
    let mut table = "| Template | Sections |\n|---|---|\n".to_owned();
    for name in redline_lint::templates::builtin_names() {
        let template = templates.find(name).expect("it is there");
        let sections: Vec<String> = template.slots.iter().map(shown).collect();
        table.extend(["| `", name, "` | ", &sections.join(", "), " |\n"]);
    }
    let (before, _) = text.split_once("| Template | Sections |").unwrap_or((&text, ""));
    let fresh = format!("{before}{table}");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &fresh).expect("the page can be written");
    } else {
        assert_eq!(text, fresh, "run with BLESS=1");
    }
}

/// One section of a template as a line of the list.
fn shown(slot: &CompiledSlot) -> String {
    let below: Vec<String> = slot.slots.iter().map(shown).collect();
    let below = if below.is_empty() { String::new() } else { format!(" ({})", below.join(", ")) };
    match (&slot.slot.title, slot.slot.is_required()) {
        (Some(title), true) => format!("{title}{below}"),
        (Some(title), false) => format!("*{title}*{below}"),
        (None, _) => format!("…{below}"),
    }
}

#[test]
fn a_new_page_conforms_to_its_template() {
    for name in redline_lint::templates::builtin_names().filter(|name| *name != "troubleshooting") {
        let book = TestBook::of("# Guide\n\nText.\n");
        book.run(["template", "new", name, "src/rotate-a-token.md"]).exits(0);
        let text = book.read("src/rotate-a-token.md");
        assert!(text.starts_with(&format!("<!-- redline-template {name} -->\n\n# Rotate a token\n")), "{text}");
        let report = book.report(&["src/rotate-a-token.md"]);
        assert_eq!(reported(&report), [], "{name}");
        book.run(["template", "new", name, "src/rotate-a-token.md"])
            .exits(2)
            .stderr_has("rotate-a-token.md cannot be written");
        assert_eq!(book.read("src/rotate-a-token.md"), text);
    }
    TestBook::of("")
        .run(["template", "new", "how-too", "a.md"])
        .exits(2)
        .stderr_has("unknown template `how-too`; did you mean `how-to`?");
}

#[test]
fn rules_hold_for_a_template_or_one_section() {
    let tables = "\n[[preprocessor.redline.templates]]\nname = \"guide\"\nfor = [\"guide.md\"]\n\
                  rules = { empty-section = \"off\", future = \"warning\" }\n\
                  sections = [{ title = \"Needs\", rules = { passive = \"suggestion\", future = \"off\" } }, { any = true }]\n";
    let text = "# G\n\nIt is used here. It will stop.\n\n## Needs\n\nIt is used here. It will stop.\n\n## More\n";
    let book = TestBook::of(text).chapter("other.md", text).tables(tables);
    let report = book.report(&[]);
    assert_eq!(
        report.places(),
        ["guide.md:3:21 future", "guide.md:7:4 passive", "other.md:9:1 empty-section"],
        "the rules of the section count there alone"
    );
    let overridden =
        format!("{tables}\n[[preprocessor.redline.overrides]]\nfor = [\"guide.md\"]\nrules = {{ future = \"off\" }}\n");
    let report = TestBook::of(text).tables(&overridden).report(&[]);
    assert_eq!(report.places(), ["guide.md:7:4 passive"], "an override goes before the template");
    let report =
        TestBook::of(&format!("<!-- redline-disable passive -- quoted -->\n\n{text}")).tables(tables).report(&[]);
    assert_eq!(report.places(), ["guide.md:5:21 future"], "a comment goes before all");
}

#[test]
fn a_part_is_selected_alike_in_a_build_and_a_check() {
    let tables = "\n[[preprocessor.redline.templates]]\nname = \"adr\"\nparts = [\"Decisions\"]\n";
    let book = TestBook::new()
        .tables(tables)
        .file(
            "src/SUMMARY.md",
            "# Summary\n\n- [A](a.md)\n\n# Decisions\n\n- [B](b.md)\n  - [C](c.md)\n\n---\n\n[D](d.md)\n",
        )
        .file("src/a.md", "# A\n\nText.\n")
        .file("src/b.md", "# B\n\nText.\n")
        .file("src/c.md", "# C\n\nText.\n")
        .file("src/d.md", "# D\n\nText.\n");
    let report = book.report(&["--select", "missing-section"]);
    let files: Vec<&str> = report.findings.iter().map(|finding| finding.file.as_str()).collect();
    assert_eq!(files, ["src/b.md"; 4].into_iter().chain(["src/c.md"; 4]).collect::<Vec<_>>());
    let shown = book.run(["template", "check"]).exits(1).stdout;
    assert!(
        shown.contains("src/b.md: adr (by its part)\n  ✗ Status  missing\n  · Date  not there, optional\n"),
        "{shown}"
    );
    assert!(shown.ends_with("0 of 2 pages conform, 2 without a template\n"), "{shown}");
}

#[test]
fn a_comment_that_selects_nothing_is_reported() {
    let text = "<!-- redline-template how-too -->\n\n<!-- redline-template landing -->\n\n<!-- redline-template adr -->\n\n# A\n\nText.\n";
    let report = TestBook::of(text).report(&[]);
    let messages: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "no template is called `how-too`; did you mean `how-to`?",
            "another comment has chosen the template of this page"
        ]
    );
}

#[test]
fn an_invalid_template_is_reported_with_its_line() {
    let error = |table: &str, words: &str| {
        let tables = format!("\n[[preprocessor.redline.templates]]\nname = \"x\"\n{table}\n");
        TestBook::of("").tables(&tables).run(["check"]).exits(2).stderr_has(words);
    };
    error("sections = [{ titel = \"A\" }]", "unknown key `titel` in `templates.0.sections.0`; did you mean `title`?");
    error("sections = [{ title = \"A\", body = \"lists\" }]", "unknown value `lists`");
    error("sections = [{ title = \"A\", rules = { pasive = \"off\" } }]", "unknown rule `pasive`");
    error("extends = \"howto\"", "unknown template `howto`");
    error("rules = { heading-case = { stile = \"title\" } }\nsections = [{ any = true }]", "unknown key `stile`");
    error("for = [\"[\"]\nsections = [{ any = true }]", "is not a glob");
}

#[test]
fn a_build_renames_and_never_inserts() {
    let page = "# API tokens\n\n## Learning outcomes\n\n- Know tokens.\n\n## Requirements\n\nAn org.\n\n[Needs](#requirements)\n";
    let book = book("api-guide", page);
    let check = book.run(["fix", "--diff"]).exits(1);
    assert!(check.stdout.contains("+## What you need {#requirements}"), "{}", check.stdout);
    assert!(!check.stdout.contains("TODO"), "{}", check.stdout);
}

#[test]
fn sections_missing_in_a_row_are_added_together() {
    let names: Vec<String> = (b'A'..=b'P').map(|letter| char::from(letter).to_string()).collect();
    let slots: Vec<String> = names.iter().map(|name| format!("{{ title = \"{name}\" }}")).collect();
    let tables = format!(
        "\n[[preprocessor.redline.templates]]\nname = \"x\"\nfor = [\"**\"]\nsections = [{}]\n",
        slots.join(", ")
    );
    for (text, rest) in [("# T\n\nText.\n\n## C\n\nText.\n", 15), ("Text.\r\n", 16), ("# T", 16)] {
        let book = TestBook::of(text).redline("fail-on = \"never\"").tables(&tables);
        let report = book.report(&["--select", "missing-section"]);
        assert_eq!(report.findings.len(), rest, "{text}");
        assert_eq!(report.findings[0].help.as_deref().map(|help| help.contains("\n\n## A\n\n<!-- TODO")), Some(true));
        book.run(["fix", "--unsafe", "--quiet", "--select", "missing-section"]).exits(0);
        let fixed = book.read("src/guide.md");
        let headings: Vec<&str> = fixed.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, names, "{fixed}");
        assert_eq!(fixed.contains('\r'), text.contains('\r'));
    }
}

#[test]
fn an_empty_page_lacks_its_sections_too() {
    for (text, before) in [("", ""), ("\u{feff}", "\u{feff}"), ("\n\n", "\n\n"), ("# T\n", "# T\n\n")] {
        let book = book("how-to", text);
        let report = book.report(&["--select", "missing-section"]);
        assert_eq!(report.findings.len(), 1, "{text:?}");
        let shown = book.run(["check", "--select", "missing-section", "--format", "human"]).exits(0);
        assert!(shown.stdout.contains("guide.md:1:1\n"), "{}", shown.stdout);
        book.run(["fix", "--unsafe", "--quiet", "--select", "missing-section"]).exits(0);
        assert_eq!(book.read("src/guide.md"), format!("{before}{}\n", TODO_STEPS.trim_end()));
    }
}

#[test]
fn a_section_is_not_moved_if_the_text_refers_to_its_place() {
    let page = |needs: &str, outcomes: &str| {
        format!(
            "# G\n\n## What you need\n\n{needs}\n\n## Learning outcomes\n\n- {outcomes}\n\n## Overview\n\nText.\n\n## Next steps\n\nText.\n"
        )
    };
    for (needs, outcomes, reason) in [
        ("As shown above, an org.", "Know.", "because `above` on line 5 may speak of the order"),
        ("An org.", "Know the previous one.", "because `previous` on line 9 may speak of the order"),
        ("An org.[^1]\n\n[^1]: Or two.", "Know.", "because a footnote stands on line 7"),
        ("3. An org.\n4. A key.", "Know.", "because the list on line 5 goes on from another"),
    ] {
        let text = page(needs, outcomes);
        let book = book("api-guide", &text);
        let report = book.report(&["--select", "section-order"]);
        let help = report.findings[0].help.as_deref().unwrap_or_default();
        assert!(help.ends_with(reason), "{help}");
        assert!(report.findings[0].fix.is_none());
        book.run(["fix", "--unsafe", "--quiet", "--select", "section-order"]);
        assert_eq!(book.read("src/guide.md"), text);
    }
}

/// Fifty pages whose sections are out of order: afterwards every block is still there once, and links lead where they led.
#[test]
fn putting_sections_in_order_keeps_every_block() {
    let mut random = Random(6);
    for round in 0..50 {
        let mut sections: Vec<String> = ["Learning outcomes", "What you need", "Overview", "Create it", "Limits", "Next steps"]
            .iter()
            .enumerate()
            .map(|(index, title)| {
                let own = format!("## {title}\n\n- Text {index} with [a link](#overview) and [another][ref{index}].\n\n### Part\n\n`code {index}`\n\n[ref{index}]: #part\n");
                if random.chance(30) { format!("{own}\n```rust\n# hidden {index}\n```\n") } else { own }
            })
            .collect();
        random.shuffle(&mut sections);
        let ending = if random.chance(50) { "\n" } else { "" };
        let page = format!("# Tokens\n\nText.\n\n{}", sections.join("\n"));
        let page = format!("{}{ending}", page.trim_end());
        let book = book("api-guide", &page);
        book.run(["fix", "--unsafe", "--quiet", "--select", "section-order"]);
        let after = book.read("src/guide.md");
        let blocks = |text: &str| {
            let mut blocks: Vec<String> = text.split("\n\n").map(|block| block.trim_end().to_owned()).collect();
            blocks.sort();
            blocks
        };
        assert_eq!(blocks(&after), blocks(&page), "round {round}");
        let destinations = |text: &str| {
            let document = Document::of_text(text, &Dialect::default());
            let mut links: Vec<String> = document.links.iter().map(|link| link.destination.clone()).collect();
            links.sort();
            links
        };
        assert_eq!(destinations(&after), destinations(&page), "round {round}");
        // Equal headings have ids that depend on their order: then nothing was moved, and the order is reported.
        let is_ordered = book.report(&["--select", "section-order"]).findings.is_empty();
        assert_eq!(
            is_ordered,
            after != page || sections.is_sorted_by_key(|section| place(section)),
            "round {round}\n{after}"
        );
    }
}

fn place(section: &str) -> usize {
    ["## Learning", "## What", "## Over", "## Create", "## Limits", "## Next"]
        .iter()
        .position(|title| section.starts_with(title))
        .unwrap_or(9)
}

/// Pages generated from a template: some of its optional sections, each under its name and sometimes another, with noise
/// in one page of five.
struct NoisySet<'a> {
    used: Vec<&'a CompiledSlot>,
    /// The other name of each section, if it has one, and how often it was used.
    synonyms: Vec<Option<(&'a String, usize)>>,
    pages: Vec<(u8, Vec<PageSection>)>,
}

impl<'a> NoisySet<'a> {
    fn new(template: &'a CompiledTemplate, random: &mut Random) -> Self {
        let slots = template.slots.iter().filter(|slot| !slot.slot.any);
        let used: Vec<_> = slots.filter(|slot| slot.slot.is_required() || random.chance(50)).collect();
        let synonym = |slot: &&'a CompiledSlot, random: &mut Random| {
            let also = &slot.slot.also;
            (!also.is_empty() && random.chance(60)).then(|| (&also[random.below(also.len())], 0))
        };
        let synonyms = used.iter().map(|slot| synonym(slot, random)).collect();
        let mut set = Self { used, synonyms, pages: Vec::new() };
        for number in 0..20 {
            let titles = set.titles(number, random);
            let text: Vec<String> = titles.iter().map(|title| format!("## {title}\n\nText.\n\n")).collect();
            set.pages
                .push(page_sections(&Document::of_text(&format!("# T\n\n{}", text.concat()), &Dialect::default())));
        }
        set
    }

    fn titles(&mut self, number: usize, random: &mut Random) -> Vec<String> {
        let mut titles: Vec<String> = Vec::new();
        for (slot, synonym) in self.used.iter().zip(&mut self.synonyms) {
            let is_there = if slot.slot.is_required() { !random.chance(5) } else { random.chance(60) };
            match synonym {
                _ if !is_there => {}
                Some((other, count)) if random.chance(25) => {
                    *count += 1;
                    titles.push(other.clone());
                }
                _ => titles.push(slot.name().to_owned()),
            }
        }
        if random.chance(20) {
            titles.insert(random.below(titles.len() + 1), format!("Remark {number}"));
        }
        if random.chance(20) && titles.len() > 1 {
            let at = random.below(titles.len() - 1);
            titles.swap(at, at + 1);
        }
        titles
    }

    /// The number of sections and of names used more than once, and the number of them that `found` has: sections in their
    /// order, names with their sections.
    fn score(&self, found: &Inference) -> (usize, usize) {
        let proposed: Vec<&Slot> = found.template.sections.iter().filter(|slot| !slot.any).collect();
        let holds = |name: &str| {
            let is_name = |other: &String| title_key(other) == title_key(name);
            proposed.iter().position(|slot| slot.title.iter().chain(&slot.also).any(is_name))
        };
        let order: Vec<Option<usize>> = self.used.iter().map(|slot| holds(slot.name())).collect();
        let in_order = |at: &usize| order[*at].is_some() && (*at == 0 || order[*at - 1] < order[*at]);
        let names: Vec<_> =
            self.used.iter().zip(&self.synonyms).filter_map(|(slot, other)| Some((slot.name(), (*other)?))).collect();
        let frequent: Vec<_> = names.into_iter().filter(|(_, (_, count))| *count > 1).collect();
        let joined = frequent.iter().filter(|(name, (other, _))| holds(name).is_some() && holds(name) == holds(other));
        (self.used.len() + frequent.len(), (0..order.len()).filter(in_order).count() + joined.count())
    }
}

#[test]
fn a_template_is_inferred_from_noisy_pages() {
    let templates = Templates::default();
    let names = ["how-to", "tutorial", "concept", "reference", "quickstart", "api-guide", "readme", "adr"];
    let (mut wanted, mut right) = (0, 0);
    for round in 0..50 {
        let mut random = Random(round);
        let template = templates.find(names[random.below(names.len())]).expect("a built-in template");
        let set = NoisySet::new(template, &mut random);
        let found = infer(&set.pages).expect("enough pages");
        let (more, of_them) = set.score(&found);
        (wanted, right) = (wanted + more, right + of_them);
        // The proposed configuration can be pasted and used.
        read_templates(&found.to_toml("page", &["**".to_owned()], "templates"));
    }
    assert!(right * 100 >= wanted * 90, "{right} of {wanted}");
}

#[test]
fn a_template_is_proposed_for_each_folder_of_a_book() {
    let page = |titles: [&str; 2]| format!("# T\n\nText.\n\n## {}\n\nText.\n\n## {}\n\nText.\n", titles[0], titles[1]);
    let mut book = TestBook::of("# Start\n\nText.\n").redline("");
    for at in 0..5 {
        book = book
            .chapter(&format!("guides/{at}.md"), &page(["Before you begin", "Steps"]))
            .chapter(&format!("ref/{at}.md"), &page(["Usage", "Errors"]))
            .chapter(&format!("notes/{at}.md"), &page([&format!("On {at}"), &format!("More on {at}")]));
    }
    let book = book.chapter("ref/index.md", "# R\n\nText.\n");
    let found = book.run(["template", "infer"]).exits(0).stdout;
    for line in [
        "name = \"guides\"\nfor = [\"guides/**\"]",
        "name = \"ref\"\nfor = [\"ref/**\"]",
        "# 1 page without this structure: ref/index.md",
    ] {
        assert!(found.contains(line), "no `{line}` in {found}");
    }
    assert_eq!(found.matches("[[").count(), 2, "{found}");
    // What is printed can be pasted, and the pages that it is about conform.
    let with_templates = book.tables(&found);
    with_templates.run(["template", "check"]).exits(1).stdout_has("10 of 11 pages conform, 6 without a template");
    with_templates.run(["template", "infer", "src/ref/0.md"]).exits(0).stderr_has("the evidence is too thin");
}

#[test]
fn a_book_without_shared_sections_gets_no_template() {
    let mut book = TestBook::of("# Start\n\nText.\n").redline("");
    for at in 0..5 {
        book = book
            .chapter(&format!("a/{at}.md"), &format!("# T\n\nText.\n\n## Example\n\nText.\n\n## Of {at}\n\nText.\n"));
    }
    let run =
        book.run(["template", "infer"]).exits(0).stderr_has("no template is worth proposing: in none of 2 folders");
    assert_eq!(run.stdout, "");
}

fn read_templates(toml: &str) -> Templates {
    #[derive(serde::Deserialize)]
    struct File {
        templates: Vec<Template>,
    }
    let file: File = toml::from_str(toml).unwrap_or_else(|error| panic!("{error}\n{toml}"));
    Templates::new(&file.templates).unwrap_or_else(|issue| panic!("{issue}\n{toml}"))
}

#[test]
fn a_skeleton_has_the_shape_of_its_bodies() {
    let template = "[[templates]]\nname = \"x\"\nsections = [\n\
                    { title = \"Do\", body = \"steps\", sections = [{ title = \"Why\", optional = true }] },\n\
                    { title = \"Values\", columns = [\"Name\", \"Type\"] },\n]\n";
    let templates = read_templates(template);
    let text = page_of(templates.find("x").expect("it is there"), "A page", false);
    let expected = "# A page\n\n<!-- TODO: what this page is about, in a sentence or two -->\n\n## Do\n\n\
                    <!-- TODO: numbered steps -->\n\n1. …\n\n### Why\n\n<!-- TODO: optional: write this section -->\n\n\
                    ## Values\n\n<!-- TODO: a table -->\n\n| Name | Type |\n| --- | --- |\n| … | … |\n";
    assert_eq!(text, expected);
}

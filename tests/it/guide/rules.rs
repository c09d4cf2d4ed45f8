//! The pages of the rules, generated from the pages that `explain` prints.

use std::collections::BTreeMap;

use redline_document::edit::Applicability;
use redline_lint::catalogue::ALL;
use redline_lint::catalogue::{Languages, Pack, RuleMeta};

use super::with_part;

/// A pack, or the rules without a pack.
struct Group {
    pack: Option<Pack>,
    name: String,
    words: String,
}

/// The packs in their order, each with its description from the code.
fn groups() -> Vec<Group> {
    let schema = schemars::schema_for!(Pack).to_value();
    let choices = schema["oneOf"].as_array().expect("a list of packs");
    let packs = choices.iter().map(|choice| Group {
        pack: serde_json::from_value(choice["const"].clone()).ok(),
        name: choice["const"].as_str().expect("a name").to_owned(),
        words: choice["description"].as_str().expect("every pack is described").to_owned(),
    });
    let words = "Rules of no pack, which run where they have a level of their own.";
    packs.chain([Group { pack: None, name: "on-request".to_owned(), words: words.to_owned() }]).collect()
}

impl Group {
    fn rules(&self) -> impl Iterator<Item = &'static RuleMeta> {
        ALL.iter().copied().filter(|rule| rule.pack == self.pack)
    }

    /// Its name as a title.
    fn title(&self) -> &str {
        if self.pack.is_some() { &self.name } else { "On request" }
    }
}

fn fix(rule: &RuleMeta) -> &'static str {
    rule.fix.map_or("none", Applicability::as_str)
}

/// Whether a page is one of these.
pub(crate) fn is_generated(path: &str) -> bool {
    path.starts_with("rules/") || path.starts_with("packs/")
}

/// The page of each rule and each pack.
pub(crate) fn pages() -> BTreeMap<String, String> {
    let rules = ALL.iter().map(|rule| (format!("rules/{}.md", rule.name), page(rule)));
    let packs = groups().into_iter().map(|group| (format!("packs/{}.md", group.name), group_page(&group)));
    rules.chain(packs).collect()
}

/// The page that `explain` prints, with facts about the rule behind its title.
fn page(rule: &RuleMeta) -> String {
    let (title, rest) = rule.page.split_once('\n').expect("a page has a title");
    let pack = match rule.pack {
        Some(pack) => format!("Pack: [`{0}`](../packs/{0}.md)", pack.as_str()),
        None => "In no pack: [on request](../packs/on-request.md)".to_owned(),
    };
    let english = if rule.languages == Languages::English { " · English alone" } else { "" };
    let facts = format!("{pack} · Level: {} · [Fix](../fixes.md): {}{english}", rule.level.as_str(), fix(rule));
    // mdBook expands directives in code too, unless they have a backslash.
    format!("{title}\n\n{facts}\n{}", rest.replace("{{#", "\\{{#"))
}

fn group_page(group: &Group) -> String {
    let row = |rule: &RuleMeta| {
        let (name, summary, level) = (rule.name, rule.summary, rule.level.as_str());
        format!("| [`{name}`](../rules/{name}.md) | {summary} | {level} | {} |\n", fix(rule))
    };
    let head = "| Rule | What it reports | Level | Fix |\n|---|---|---|---|\n";
    let rows: String = group.rules().map(row).collect();
    format!("# {}\n\n{}\n\n{head}{rows}", group.title(), group.words)
}

/// The page about all of them, with its generated parts written anew.
pub(crate) fn overview(page: &str) -> String {
    let row = |group: &Group| {
        let count = group.rules().count();
        format!("| [{}](packs/{}.md) | {} | {count} |\n", group.title(), group.name, group.words)
    };
    let rows: String = groups().iter().map(row).collect();
    let packs = format!("| Pack | What it holds | Rules |\n|---|---|---|\n{rows}");
    let links: Vec<String> = ALL.iter().map(|rule| format!("[`{0}`](rules/{0}.md)", rule.name)).collect();
    with_part(&with_part(page, "packs", &packs), "all", &format!("{}.", links.join(",\n")))
}

/// The summary with the rules below the chapter about them, by pack.
pub(crate) fn summary(page: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in page.lines().filter(|line| !line.contains("](packs/") && !line.contains("](rules/")) {
        lines.push(line.to_owned());
        if line.ends_with("](rules.md)") {
            for group in groups() {
                lines.push(format!("  - [{}](packs/{}.md)", group.title(), group.name));
                lines.extend(group.rules().map(|rule| format!("    - [{0}](rules/{0}.md)", rule.name)));
            }
        }
    }
    lines.join("\n") + "\n"
}

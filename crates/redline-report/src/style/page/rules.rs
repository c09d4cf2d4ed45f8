//! The table of rules, with the places of each rule below its row.

use super::super::model::{RuleRow, StyleReport};
use super::super::node::{Cell, Inline, Node, Row, code, explorer, left, right, rule_id, text, with_code, words};
use super::super::numbers::{count_of, percent, thousands};
use super::super::quotation::rendered;
use super::findings::Listing;
use super::link::LinkBase;

pub(super) fn rules(report: &StyleReport, links: LinkBase<'_>, nodes: &mut Vec<Node>) {
    if report.rules.is_empty() {
        return;
    }
    nodes.push(Node::Heading("Rules"));
    let listing = Listing::new(report, links);
    let most = report.rules.iter().map(|rule| rule.weight_share).fold(0.0, f64::max);
    let columns = [
        left("Rule"),
        left("Level").meaning("The most serious level of its findings."),
        right("Findings").meaning("Open findings, those in the baseline included."),
        right("Weight")
            .meaning("The share of the weight of all findings: an error counts 5, a warning 2, a suggestion 0.5.")
            .drawn("The longest bar is the highest share."),
        right("Chapters").meaning("Chapters with findings of the rule."),
        right("Safe fix")
            .meaning("Findings with a safe fix, which keeps the meaning; `mdbook-redline fix` applies it."),
        right("Suppressed").meaning("Findings suppressed by comments. Noisy: more than 30 % of what the rule finds."),
    ];
    let mut ranked: Vec<&RuleRow> = report.rules.iter().collect();
    ranked.sort_by(|one, other| other.weight_share.total_cmp(&one.weight_share));
    let rows = ranked.into_iter().map(|rule| Row {
        cells: cells(rule, most),
        id: Some(rule_id(&rule.name)),
        detail: Some(detail(rule, &listing)),
    });
    explorer("Rules, the one with most weight first", &columns, rows.collect(), nodes);
}

fn cells(rule: &RuleRow, most: f64) -> Vec<Cell> {
    let name = match &rule.link {
        Some(link) => Inline::CodeLink(rule.name.clone(), link.clone()),
        None => code(rule.name.as_str()),
    };
    let level = match rule.counts {
        counts if counts.errors > 0 => "error",
        counts if counts.warnings > 0 => "warning",
        counts if counts.suggestions > 0 => "suggestion",
        _ => "–",
    };
    let noisy = if rule.is_noisy { " (noisy)" } else { "" };
    let bar = if most > 0.0 { rule.weight_share / most } else { 0.0 };
    vec![
        Cell::Inlines(vec![name]),
        words(level),
        words(thousands(rule.counts.total())),
        Cell::Measured(percent(rule.weight_share), bar),
        words(thousands(rule.chapters)),
        words(thousands(rule.fixable)),
        words(format!("{}{noisy}", thousands(rule.suppressed))),
    ]
}

/// What a rule reports, and where.
fn detail(rule: &RuleRow, listing: &Listing<'_>) -> (Vec<Inline>, Vec<Node>) {
    let count = rule.counts.total();
    let mut summary = rule.summary.as_deref().map(with_code).unwrap_or_default();
    summary.extend((!summary.is_empty()).then(|| text(" ")));
    summary.push(text(if count > 0 { count_of(count, "place") } else { "Suppressed everywhere.".to_owned() }));
    let mut line = Vec::new();
    if let Some(explanation) = &rule.explanation {
        line.push(Inline::Runs(rendered(explanation, &(0..0))));
        line.push(Inline::Break);
    }
    line.push(code(format!("mdbook-redline explain {}", rule.name)));
    line.push(text(" shows its documentation."));
    if rule.is_noisy {
        line.push(text(" Much of what it finds is suppressed; to switch it off: "));
        line.push(code(format!("rules = {{ {} = \"off\" }}", rule.name)));
        line.push(text("."));
    }
    let mut nodes = vec![Node::Paragraph(line)];
    if count > 0 {
        nodes.extend(listing.of_rule(&rule.name));
    }
    (summary, nodes)
}

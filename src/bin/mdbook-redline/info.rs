//! `rules`, `explain`, `config`, `completions`: what the tool knows of itself.

use std::fmt::Write;
use std::path::Path;

use anyhow::bail;
use clap::CommandFactory;
use clap_complete::Shell;
use redline_lint::catalogue;
use redline_lint::config::{Origin, Table};
use redline_lint::settings::{RuleScope, Settings};
use redline_lint::strict::Issue;
use redline_lint::workspace::{BookConfig, OLD_MDBOOK};
use serde_json::Value;

use crate::args::Args;
use crate::target::config_of;
use crate::{Status, output};

/// Every rule with its level, its fix and what it reports: those of the styles of the book here too.
pub(crate) fn rules() -> anyhow::Result<Status> {
    let mut text = String::new();
    let settings = settings_here()?;
    let names = catalogue::ALL.iter().map(|rule| rule.name).chain(settings.styles.names());
    let width = names.map(str::len).max().unwrap_or(0);
    for rule in catalogue::ALL {
        let fix = rule.fix.map_or("no fix", |fix| fix.as_str());
        writeln!(
            text,
            "{:width$}  {:11}  {:10}  {fix:6}  {}",
            rule.name,
            rule.pack_name(),
            rule.level.as_str(),
            rule.summary
        )?;
    }
    for rule in settings.styles.definitions() {
        let (name, level) = (&rule.name, rule.level.as_str());
        writeln!(text, "{name:width$}  {:11}  {level:10}  {:6}  {}", "style", rule.fix_level(), rule.message)?;
    }
    output::result(&text)?;
    Ok(Status::Clean)
}

/// The settings of the book at or above the working directory.
fn settings_here() -> anyhow::Result<Settings> {
    Ok(config_of(&std::path::absolute(".")?, None)?.settings()?)
}

/// The page of one rule.
pub(crate) fn explain(name: &str) -> anyhow::Result<Status> {
    if let Some(rule) = catalogue::find(catalogue::resolved(name)) {
        if rule.name != name {
            output::note(&format!("redline: `{name}` is now `{}`", rule.name));
        }
        output::result(rule.page)?;
        return Ok(Status::Clean);
    }
    let settings = settings_here()?;
    let Some(rule) = settings.styles.definitions().find(|rule| rule.name == name) else {
        bail!("{}", Issue::unknown("rule", name, settings.rule_names()));
    };
    output::result(&rule.page())?;
    Ok(Status::Clean)
}

/// The settings in force, as TOML, each with where it came from.
pub(crate) fn config(path: Option<&Path>, file: Option<&Path>, schema: bool) -> anyhow::Result<Status> {
    if schema {
        output::result(&format!("{}\n", serde_json::to_string_pretty(&Table::schema())?))?;
        return Ok(Status::Clean);
    }
    let path = std::path::absolute(path.unwrap_or(Path::new(".")))?;
    let config = config_of(&path, file)?;
    let settings = config.settings()?;
    let table = serde_json::to_value(&settings.table)?;
    let mut text = String::new();
    for (key, value) in table.as_object().into_iter().flatten().filter(|(key, _)| *key != "rules") {
        let shown = if value.is_null() { "# not set".to_owned() } else { toml_value(value)? };
        if key == "mdbook" && value.is_null() {
            writeln!(text, "{}", inferred_mdbook(&config))?;
            continue;
        }
        let source = origin(&config, key);
        let line = if value.is_null() { format!("# {key} is not set") } else { format!("{key} = {shown}") };
        writeln!(text, "{line:<40}  # {source}")?;
    }
    writeln!(text, "\n[rules]")?;
    for rule in catalogue::ALL {
        let level = settings.level(rule, RuleScope::default()).map_or("off", |level| level.as_str());
        let source =
            if settings.table.rules.contains_key(rule.name) { origin(&config, "rules") } else { "default".to_owned() };
        let line = format!("{} = \"{level}\"", rule.name);
        writeln!(text, "{line:<40}  # {source}")?;
    }
    let levels = settings.style_levels(RuleScope::default(), &config.book.path);
    for (rule, level) in settings.styles.definitions().zip(levels) {
        let level = level.map_or("off", |level| level.as_str());
        let source = if settings.table.rules.contains_key(&rule.name) { "rules" } else { "styles" };
        let line = format!("\"{}\" = \"{level}\"", rule.name);
        writeln!(text, "{line:<40}  # {}", origin(&config, source))?;
    }
    output::result(&text)?;
    Ok(Status::Clean)
}

/// The line for an mdBook that the table does not name.
fn inferred_mdbook(config: &BookConfig) -> String {
    let Some(key) = config.key_of_04() else { return format!("{:<40}  # default", "# mdbook is not set") };
    let line = key.line.map(|line| format!(":{line}")).unwrap_or_default();
    let setting = format!("mdbook = \"{OLD_MDBOOK}\"");
    format!("{setting:<40}  # inferred from `{}` (book.toml{line})", key.path().join("."))
}

fn origin(config: &BookConfig, key: &str) -> String {
    let file = config.table.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match config.table.origin(key) {
        Origin::Default => "default".to_owned(),
        Origin::File(Some(line)) => format!("{file}:{line}"),
        Origin::File(None) => file,
        Origin::Variable(name) => name,
    }
}

/// A value on one line of TOML; JSON's arrays, strings, numbers and booleans are TOML too.
fn toml_value(value: &Value) -> anyhow::Result<String> {
    Ok(match value {
        Value::Array(items) => format!("[{}]", items.iter().map(toml_value).collect::<Result<Vec<_>, _>>()?.join(", ")),
        Value::Object(entries) => {
            let entries = entries
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| Ok(format!("{key} = {}", toml_value(value)?)))
                .collect::<anyhow::Result<Vec<_>>>()?;
            format!("{{ {} }}", entries.join(", "))
        }
        other => serde_json::to_string(other)?,
    })
}

/// A completion script.
pub(crate) fn completions(shell: Shell) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "mdbook-redline", &mut script);
    output::result(&String::from_utf8_lossy(&script))?;
    Ok(Status::Clean)
}

//! Requested styles and rules, and their files on disk.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::definition::Definition;
use super::error::StyleError;
use super::ini::ValeIni;
use super::rule_file;
use redline_document::source::read_text;
use redline_text::nearest;

/// Requested styles and single rules.
#[derive(Debug, Default)]
pub(super) struct StyleRequest {
    pub(super) styles: Vec<String>,
    rules: Vec<String>,
}

impl StyleRequest {
    pub(super) fn add(&mut self, ini: &ValeIni) {
        for section in &ini.sections {
            self.styles.extend(section.base_styles.iter().flatten().cloned());
            self.rules.extend(section.toggles.iter().map(|(name, _)| name.clone()));
        }
        self.styles.sort();
        self.styles.dedup();
        self.rules.sort();
        self.rules.dedup();
    }

    /// The requested rules that do not exist. Vale ignores them, since styles lose rules over the years; here they are
    /// noted.
    pub(super) fn unknown_rules(&self, definitions: &[Definition]) -> Vec<String> {
        let is_known =
            |rule: &str| rule.starts_with("Vale.") || definitions.iter().any(|definition| definition.name == rule);
        self.rules.iter().filter(|rule| !is_known(rule)).cloned().collect()
    }

    pub(super) fn includes_built_in(&self, name: &str, house: bool) -> bool {
        let is_named = self.rules.iter().any(|rule| rule == name);
        is_named
            || self.styles.iter().any(|style| style == "Vale")
            || (house && ["Vale.Terms", "Vale.Avoid"].contains(&name))
    }

    pub(super) fn definitions(&self, paths: &[PathBuf]) -> Result<Vec<Definition>, StyleError> {
        let mut files: Vec<(String, PathBuf)> = Vec::new();
        for style in self.styles.iter().filter(|style| *style != "Vale") {
            let folder = paths.iter().map(|path| path.join(style)).find(|folder| folder.is_dir());
            let folder = folder.ok_or_else(|| StyleError::Missing {
                kind: "style",
                name: style.clone(),
                searched: paths.to_vec(),
                nearest: nearest(style, installed(paths)),
            })?;
            collect(&folder, &mut files);
        }
        for rule in &self.rules {
            let Some((style, name)) = rule.split_once('.') else { continue };
            if style == "Vale" || self.styles.iter().any(|known| known == style) {
                continue;
            }
            let file =
                paths.iter().map(|path| path.join(style).join(format!("{name}.yml"))).find(|file| file.is_file());
            files.extend(file.map(|file| (rule.clone(), file)));
        }
        files.sort();
        files.dedup();
        let read = |(name, file): &(String, PathBuf)| {
            let text = read_text(file).map_err(|source| StyleError::Unreadable { path: file.clone(), source })?;
            Ok(rule_file::read(name, file, text.trim_start_matches('\u{feff}'), paths)?)
        };
        // The first error in file order is reported, whichever file is read first.
        let read: Vec<Result<Definition, StyleError>> = files.par_iter().map(read).collect();
        read.into_iter().collect()
    }
}

/// The rules of a style: every `.yml` below its folder, named after the folder that contains it.
fn collect(folder: &Path, files: &mut Vec<(String, PathBuf)>) {
    let style = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "yml") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let name = name.split('.').next().unwrap_or_default();
            files.push((format!("{style}.{name}"), path));
        }
    }
}

/// The styles on the styles paths.
fn installed(paths: &[PathBuf]) -> Vec<String> {
    let entries = paths.iter().filter_map(|path| std::fs::read_dir(path).ok()).flatten().flatten();
    let names =
        entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| !name.starts_with('.') && name != "config").collect()
}

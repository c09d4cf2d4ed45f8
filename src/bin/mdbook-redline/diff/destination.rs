//! Where the output of `diff` goes: standard output, or a file for each chapter in a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use redline_report::change::standalone;
use redline_text::escape;

use super::formats::{Shown, json_of};
use crate::args::DiffFormat;
use crate::output;

/// The page that lists the others.
const INDEX: &str = "what-changed.html";

/// Where the chapters go.
pub(super) struct Destination {
    format: DiffFormat,
    folder: Option<PathBuf>,
    /// The chapters that are written at the end.
    held: Vec<Shown>,
}

impl Destination {
    /// Standard output, or a folder, which is made if it is not there.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub(super) fn new(format: DiffFormat, folder: Option<&Path>) -> anyhow::Result<Self> {
        let folder = folder.map(made).transpose()?;
        Ok(Self { format, folder, held: Vec::new() })
    }

    /// Takes a chapter; where chapters follow each other, it is printed at once.
    ///
    /// # Errors
    /// If standard output is closed.
    pub(super) fn take(&mut self, shown: Shown) -> anyhow::Result<()> {
        let is_held = self.folder.is_some() || matches!(self.format, DiffFormat::Json | DiffFormat::Criticmarkup);
        if !is_held {
            match self.format {
                DiffFormat::Html => {
                    output::wire(["<h2>", &escape::html(&shown.name), "</h2>\n", &shown.text, "\n"])?;
                }
                _ => output::result(&shown.text)?,
            }
            return Ok(());
        }
        self.held.push(shown);
        Ok(())
    }

    /// Writes what is held.
    ///
    /// # Errors
    /// If it cannot be written, or has no place.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        let texts = self.held.iter().map(|shown| shown.text.as_str());
        match (&self.folder, self.format) {
            (Some(folder), format) => write_files(folder, format, &self.held),
            (None, DiffFormat::Criticmarkup) => match self.held.as_slice() {
                [] => Ok(()),
                // As it is: a chapter may have what looks like a colour.
                [shown] => Ok(output::wire([shown.text.as_str()])?),
                several => bail!(
                    "{} chapters changed, and CriticMarkup on standard output is the text of one\n\
                     help: name one file, or write them with `--output-dir DIR`",
                    several.len()
                ),
            },
            (None, DiffFormat::Json) => Ok(output::wire([json_of(texts).as_str()])?),
            (None, _) => Ok(()),
        }
    }
}

/// A folder as an absolute path without links, made if it is not there.
fn made(folder: &Path) -> anyhow::Result<PathBuf> {
    let failed = || format!("{} cannot be made a folder", folder.display());
    fs::create_dir_all(folder).with_context(failed)?;
    folder.canonicalize().with_context(failed)
}

/// Writes a file for each chapter, and for several pages one that lists them.
fn write_files(folder: &Path, format: DiffFormat, chapters: &[Shown]) -> anyhow::Result<()> {
    let mut files: BTreeMap<PathBuf, &Shown> = BTreeMap::new();
    for shown in chapters {
        let path = file_of(&shown.key, format)?;
        if let Some(other) = files.insert(path.clone(), shown) {
            bail!("{} and {} would both be written to {}", other.name, shown.name, path.display());
        }
    }
    for (path, shown) in &files {
        write_below(folder, path, &text_of(shown, format))?;
    }
    if format == DiffFormat::Html && files.len() > 1 && !files.contains_key(Path::new(INDEX)) {
        write_below(folder, Path::new(INDEX), &index(&files))?;
    }
    let count = if files.len() == 1 { "1 chapter".to_owned() } else { format!("{} chapters", files.len()) };
    output::note(&format!("redline: wrote the changes of {count} to {}", folder.display()));
    Ok(())
}

/// The text of a chapter's file.
fn text_of(shown: &Shown, format: DiffFormat) -> String {
    match format {
        DiffFormat::Terminal => anstream::adapter::strip_str(&shown.text).to_string(),
        DiffFormat::Json => json_of(std::iter::once(shown.text.as_str())),
        DiffFormat::Html => standalone(&shown.name, &shown.text),
        DiffFormat::Markdown | DiffFormat::Criticmarkup => shown.text.clone(),
    }
}

/// The file of a chapter, relative to the folder.
///
/// # Errors
/// If the chapter lies outside of its book.
fn file_of(key: &str, format: DiffFormat) -> anyhow::Result<PathBuf> {
    let extension = match format {
        DiffFormat::Terminal => "txt",
        DiffFormat::Markdown | DiffFormat::Criticmarkup => "md",
        DiffFormat::Html => "html",
        DiffFormat::Json => "json",
    };
    let path = Path::new(key);
    if key.is_empty() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
        bail!(
            "{key} lies outside of the sources of its book, so it has no place in the folder\n\
             help: name it alone, without `--output-dir`"
        );
    }
    Ok(path.with_extension(extension))
}

/// Writes a file below a folder.
///
/// # Errors
/// If a link would lead out of the folder, or the file cannot be written.
fn write_below(folder: &Path, path: &Path, text: &str) -> anyhow::Result<()> {
    let mut place = folder.to_owned();
    for part in path.components() {
        place.push(part);
        if place.is_symlink() {
            bail!("{} is a link, and nothing is written through links", place.display());
        }
    }
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{} cannot be made a folder", parent.display()))?;
    }
    output::save(&place, text)
}

/// The page that lists the pages of the chapters, those that changed most first.
fn index(files: &BTreeMap<PathBuf, &Shown>) -> String {
    let mut sorted: Vec<_> = files.iter().collect();
    sorted.sort_by_key(|(_, shown)| std::cmp::Reverse(shown.words));
    let lines: Vec<String> = sorted
        .into_iter()
        .map(|(path, shown)| {
            let target = escape::html(&escape::path(&path.to_string_lossy().replace('\\', "/")));
            format!("<li><a href=\"{target}\">{}</a>: {}</li>", escape::html(&shown.name), escape::html(&shown.summary))
        })
        .collect();
    standalone("What changed", &format!("<ul class=\"redline-report\">\n{}\n</ul>", lines.join("\n")))
}

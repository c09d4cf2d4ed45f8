//! `template infer`, `template new`, `template check`: the sections of pages, proposed, written and compared.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use redline_lint::book::Chapter;
use redline_lint::chapter::ParsedChapter;
use redline_lint::replace::create;
use redline_lint::strict::Issue;
use redline_lint::templates::conformance::{Fault, conformance};
use redline_lint::templates::{
    CompiledSlot, Conformance, FolderPage, body_faults, count_candidates, infer, infer_folders, page_of, page_sections,
};
use redline_lint::workspace::{OpenBook, lone_chapter};
use redline_report::render::Paths;

use crate::args::{Selection, TemplateCommand};
use crate::interrupt::clean_up_on_signals;
use crate::target::{config_of, open_all, paths_here};
use crate::{Status, output};

/// Runs one of the commands.
pub(crate) fn run(command: TemplateCommand) -> anyhow::Result<Status> {
    match command {
        TemplateCommand::Infer { paths, config, name } => propose(paths, config, name.as_deref()),
        TemplateCommand::New { name, page, title, config } => new(&name, &page, title.as_deref(), config.as_deref()),
        TemplateCommand::Check { paths, config } => compare(paths, config),
    }
}

/// The pages that paths mean.
fn pages(paths: Vec<PathBuf>, config: Option<PathBuf>) -> anyhow::Result<Vec<(OpenBook, Vec<ParsedChapter>)>> {
    let selection = Selection { paths, config, ..Selection::default() };
    let workspace = open_all(&selection)?;
    let files = &workspace.files;
    let read = |mut open: OpenBook| {
        // A file that no table of contents names is a page too.
        let known = |file: &PathBuf| open.book.chapters.iter().any(|chapter| chapter.file.as_ref() == Some(file));
        let strangers: Vec<PathBuf> = open.only.iter().flatten().filter(|file| !known(file)).cloned().collect();
        let strangers = strangers.iter().map(|file| lone_chapter(&open.book.src, file)).collect::<Vec<_>>();
        open.book.chapters.extend(strangers);
        let parsed_chapters = open.load(files).into_iter().filter(|parsed| is_meant(&open, parsed)).collect();
        (open, parsed_chapters)
    };
    Ok(workspace.books.into_iter().map(read).collect())
}

fn is_meant(open: &OpenBook, parsed: &ParsedChapter) -> bool {
    let chapter = &open.book.chapters[parsed.index];
    let is_shown = open.only.as_ref().is_none_or(|only| chapter.file.as_ref().is_some_and(|file| only.contains(file)));
    is_shown && !chapter.is_summary() && !open.settings.is_ignored(&chapter.path)
}

/// Prints templates for the pages, as TOML: one for the pages that are named, or one for each folder of a book.
fn propose(paths: Vec<PathBuf>, config: Option<PathBuf>, name: Option<&str>) -> anyhow::Result<Status> {
    let table = if config.is_some() { "templates" } else { "preprocessor.redline.templates" };
    let (mut named, mut of_books) = (Vec::new(), Vec::new());
    for (open, parsed_chapters) in pages(paths, config)? {
        let mut all = Vec::new();
        for parsed in parsed_chapters {
            let (level, sections) = page_sections(parsed.document());
            all.push(FolderPage { path: open.book.chapters[parsed.index].path.clone(), level, sections });
        }
        if open.only.is_some() { named.extend(all) } else { of_books.push(all) }
    }
    if !named.is_empty() {
        let chapters: Vec<String> = named.iter().map(|page| page.path.clone()).collect();
        let sections: Vec<_> = named.into_iter().map(|page| (page.level, page.sections)).collect();
        match infer(&sections) {
            Ok(found) => output::result(&found.to_toml(name.unwrap_or("page"), &[common_glob(&chapters)], table))?,
            Err(thin) => output::note(&format!("redline: {thin}")),
        }
    }
    for pages in of_books {
        propose_for_folders(&pages, name, table)?;
    }
    Ok(Status::Clean)
}

/// Prints a template for each folder of a book whose pages share a structure.
fn propose_for_folders(pages: &[FolderPage], name: Option<&str>, table: &str) -> anyhow::Result<()> {
    let found = infer_folders(pages);
    if found.is_empty() {
        output::note(&format!(
            "redline: no template is worth proposing: in none of {} with 4 pages or more do 60 of 100 pages share two sections",
            match count_candidates(pages) {
                1 => "1 folder".to_owned(),
                count => format!("{count} folders"),
            }
        ));
    }
    let mut names: Vec<String> = Vec::new();
    let mut entries = Vec::new();
    for folder in &found {
        let base = name.unwrap_or(if folder.name.is_empty() { "page" } else { &folder.name }).to_owned();
        let taken = names.iter().filter(|other| **other == base).count();
        let unique = if taken == 0 { base.clone() } else { format!("{base}-{}", taken + 1) };
        names.push(base);
        let mut entry = folder.inference.to_toml(&unique, &[folder.glob.clone()], table);
        if !folder.others.is_empty() {
            writeln!(
                entry,
                "# {} without this structure: {}",
                counted_pages(folder.others.len()),
                listed(&folder.others)
            )?;
        }
        entries.push(entry);
    }
    output::result(&entries.join("\n"))?;
    Ok(())
}

fn counted_pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

/// The first of some paths.
fn listed(paths: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = paths.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if paths.len() > SHOWN { format!("{shown}, and {} more", paths.len() - SHOWN) } else { shown }
}

/// The glob of the folder that all chapters stand in.
fn common_glob(chapters: &[String]) -> String {
    let folders = chapters.iter().map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder));
    let common = folders.reduce(|one, other| {
        let parts = one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other && !one.is_empty());
        let len = parts.map(|(part, _)| part.len() + 1).sum::<usize>();
        &one[..len.saturating_sub(1)]
    });
    match common {
        Some(folder) if !folder.is_empty() => format!("{folder}/**"),
        _ => "**".to_owned(),
    }
}

/// Writes a new page with the sections of a template.
fn new(name: &str, page: &Path, title: Option<&str>, config: Option<&Path>) -> anyhow::Result<Status> {
    let absolute = std::path::absolute(page)?;
    let folder = absolute.parent().context("a page lies in a folder")?;
    let settings = config_of(folder, config)?.settings()?;
    let Some(template) = settings.templates.find(name) else {
        bail!("{}", Issue::unknown("template", name, settings.templates.names()));
    };
    let stem = page.file_stem().map(|stem| stem.to_string_lossy().replace(['-', '_'], " ")).unwrap_or_default();
    let title = title.map_or_else(|| redline_text::capitalised(stem.trim()), str::to_owned);
    let source =
        settings.templates.own().iter().any(|own| own.template.name == name && !own.template.chapters.is_empty());
    let text = page_of(template, &title, !source);
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    clean_up_on_signals();
    create(&absolute, text.as_bytes()).with_context(|| format!("{} cannot be written", page.display()))?;
    output::note(&format!("wrote {}: name it in SUMMARY.md, and fill in what is marked TODO", page.display()));
    Ok(Status::Clean)
}

/// Shows how each page conforms to its template.
fn compare(paths: Vec<PathBuf>, config: Option<PathBuf>) -> anyhow::Result<Status> {
    let shown = paths_here()?;
    let mut text = String::new();
    let (mut with, mut conforming, mut without) = (0, 0, 0);
    for (open, parsed_chapters) in pages(paths, config)? {
        for parsed in &parsed_chapters {
            let chapter = &open.book.chapters[parsed.index];
            let Some(chosen) = open.settings.templates.choose(chapter, parsed.document()) else {
                without += 1;
                continue;
            };
            let found = conformance(chosen.template, parsed.document());
            let lines = lines(&found, parsed);
            with += 1;
            conforming += usize::from(lines.iter().all(|line| !line.starts_with('✗')));
            let name = &chosen.template.template.name;
            writeln!(text, "{}: {name} ({})", place(chapter, &shown), chosen.by.as_str())?;
            for line in lines {
                writeln!(text, "  {line}")?;
            }
        }
    }
    let rest = if without == 0 { String::new() } else { format!(", {without} without a template") };
    writeln!(text, "{conforming} of {with} pages conform{rest}")?;
    output::result(&text)?;
    Ok(if conforming == with { Status::Clean } else { Status::Findings })
}

fn place(chapter: &Chapter, shown: &Paths) -> String {
    chapter.file.as_deref().map_or_else(|| chapter.path.clone(), |file| shown.show(file))
}

/// One line for each section of the template, then one for each section of the page that has no place in it.
fn lines(found: &Conformance<'_>, parsed: &ParsedChapter) -> Vec<String> {
    let document = parsed.document();
    let mut lines = Vec::new();
    if let (Some(pattern), Some(title)) = (&found.template.title, document.title()) {
        let mark = if pattern.is_match(&title.title) { '✓' } else { '✗' };
        lines.push(format!("{mark} {} (title)", title.title));
    }
    slot_lines(found, parsed, &found.template.slots, "", &mut lines);
    for fault in &found.faults {
        match fault {
            Fault::Unexpected { section, .. } => lines.push(format!("✗ {}  unexpected", section.title)),
            Fault::Misplaced { section, name: None, .. } => lines.push(format!("✗ {}  out of order", section.title)),
            _ => {}
        }
    }
    lines
}

fn slot_lines(
    found: &Conformance<'_>,
    parsed: &ParsedChapter,
    slots: &[CompiledSlot],
    indent: &str,
    lines: &mut Vec<String>,
) {
    for slot in slots.iter().filter(|slot| !slot.slot.any) {
        let placed: Vec<_> = found.placed.iter().filter(|placed| std::ptr::eq(placed.slot, slot)).collect();
        let mut remarks: Vec<String> = Vec::new();
        for fault in &found.faults {
            match fault {
                Fault::Missing { slot: other, .. } if std::ptr::eq(*other, slot) => remarks.push("missing".to_owned()),
                Fault::Misplaced { section, .. }
                    if placed.iter().any(|placed| placed.section.heading == section.heading) =>
                {
                    remarks.push("out of order".to_owned());
                }
                Fault::Renamed { section, slot: other } if std::ptr::eq(*other, slot) => {
                    remarks.push(format!("called `{}`", section.title));
                }
                Fault::Level { section, level, .. }
                    if slot.is_named(&section.title, &redline_lint::config::title_key(&section.title))
                        || placed.iter().any(|placed| placed.section.heading == section.heading) =>
                {
                    remarks.push(format!("an h{} instead of an h{level}", section.level));
                }
                _ => {}
            }
        }
        for placed in &placed {
            remarks
                .extend(body_faults(parsed.document(), &placed.section, slot).into_iter().map(|fault| fault.message));
        }
        if placed.is_empty() && remarks.is_empty() {
            lines.push(format!("{indent}· {}  not there, optional", slot.name()));
        } else if remarks.is_empty() {
            lines.push(format!("{indent}✓ {}", slot.name()));
        } else {
            lines.push(format!("{indent}✗ {}  {}", slot.name(), remarks.join(", ")));
        }
        if !placed.is_empty() {
            slot_lines(found, parsed, &slot.slots, &format!("{indent}  "), lines);
        }
    }
}

//! Vale's configuration file, `.vale.ini`.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::error::StyleError;
use super::regex::Regex;
use super::tags::TextOptions;
use redline_document::diagnostic::Severity;
use redline_document::source::read_text;

/// A Vale configuration.
#[derive(Debug)]
pub(super) struct ValeIni {
    /// The file. Relative paths start from its folder.
    pub(super) file: PathBuf,
    pub(super) styles_paths: Vec<PathBuf>,
    pub(super) least: Severity,
    pub(super) vocabularies: Vec<String>,
    /// Names or addresses of packages, which `vale sync` installs.
    packages: Vec<String>,
    pub(super) text: TextOptions,
    pub(super) word_template: Option<String>,
    /// `[*]` first, then the others in file order.
    pub(super) sections: Vec<Section>,
    /// Ignored keys.
    pub(super) not_used: Vec<String>,
    /// Everything but the styles paths, one entry a line, for the rule set fingerprint.
    pub(super) settings: Vec<String>,
}

/// Settings for the files that a glob matches.
#[derive(Debug)]
pub(super) struct Section {
    name: String,
    glob: Option<(GlobMatcher, bool)>,
    pub(super) base_styles: Option<Vec<String>>,
    pub(super) toggles: Vec<(String, Toggle)>,
    pub(super) ignores: Vec<Regex>,
    /// What encloses a comment, besides `<!--` and `-->`.
    pub(super) comment: Option<(String, String)>,
}

/// A rule's setting in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toggle {
    On,
    Off,
    Level(Severity),
}

/// A key with its value.
struct Line {
    number: usize,
    section: Option<String>,
    key: String,
    value: String,
}

impl Section {
    /// Whether the section applies to the file at `path`, relative to the configuration.
    pub(super) fn matches(&self, path: &str) -> bool {
        self.glob.as_ref().is_none_or(|(glob, negated)| glob.is_match(path) != *negated)
    }

    pub(super) fn is_global(&self) -> bool {
        self.glob.is_none()
    }
}

impl ValeIni {
    /// Reads a configuration, and those of packages on its styles paths.
    ///
    /// # Errors
    /// If it cannot be read, or a value is invalid.
    pub(super) fn read(file: &Path) -> Result<Self, StyleError> {
        let absolute =
            redline_document::source::normalize(&std::path::absolute(file).unwrap_or_else(|_| file.to_owned()));
        let file = absolute.as_path();
        let lines = lines(file)?;
        let folder = file.parent().unwrap_or(Path::new("."));
        let mut ini = Self {
            file: file.to_owned(),
            styles_paths: Vec::new(),
            least: Severity::Suggestion,
            vocabularies: Vec::new(),
            packages: Vec::new(),
            text: TextOptions::default(),
            word_template: None,
            sections: Vec::new(),
            not_used: Vec::new(),
            settings: Vec::new(),
        };
        for line in lines.iter().filter(|line| line.section.is_none() && line.key == "StylesPath") {
            ini.styles_paths.push(folder.join(&line.value));
        }
        for package in ini.package_files() {
            ini.take_all(&package, &self::lines(&package)?)?;
        }
        ini.take_all(file, &lines)?;
        ini.sections.sort_by_key(|section| !section.is_global());
        Ok(ini)
    }

    /// The configurations of installed packages.
    fn package_files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for path in &self.styles_paths {
            let entries = std::fs::read_dir(path.join(".vale-config")).into_iter().flatten().flatten();
            found.extend(
                entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == "ini")),
            );
        }
        found.sort();
        found
    }

    fn take_all(&mut self, file: &Path, lines: &[Line]) -> Result<(), StyleError> {
        // The first line of a list replaces the default, further lines extend it.
        let mut is_set = [false; 2];
        for line in lines {
            if line.key != "StylesPath" {
                self.settings.push(format!("{:?} {} = {}", line.section, line.key, line.value));
            }
            let failed = |message: String| StyleError::Ini { file: file.to_owned(), line: line.number, message };
            match &line.section {
                None => self.core(line, &mut is_set).map_err(failed)?,
                Some(name) if name == "formats" || name == "asciidoctor" => self.pass_over(&format!("[{name}]")),
                Some(_) if ["Transform", "View", "Lang"].contains(&line.key.as_str()) => {
                    self.pass_over(&line.key);
                }
                Some(name) => {
                    let section = self.section(name).map_err(failed)?;
                    section.take(line).map_err(failed)?;
                }
            }
        }
        Ok(())
    }

    fn core(&mut self, line: &Line, is_set: &mut [bool; 2]) -> Result<(), String> {
        let values = list(&line.value);
        // An empty list keeps the defaults.
        let mut replace = |index: usize, target: &mut Vec<String>| {
            if values.is_empty() {
                return;
            }
            if !std::mem::replace(&mut is_set[index], true) {
                target.clear();
            }
            target.extend(values.iter().cloned());
        };
        match line.key.as_str() {
            // Styles paths are read first.
            "StylesPath" => {}
            "Packages" => self.packages.extend(values),
            "MinAlertLevel" => {
                self.least = severity(&line.value).ok_or_else(|| format!("unknown level `{}`", line.value))?;
            }
            "Vocab" => self.vocabularies.extend(values),
            "IgnoredScopes" => replace(0, &mut self.text.masked_tags),
            "SkippedScopes" => {
                replace(1, &mut self.text.skipped_tags);
                self.text.skips_alt |= line.value.split(',').any(|tag| tag.trim() == "alt");
            }
            "IgnoredClasses" => self.text.ignored_classes.extend(values),
            "WordTemplate" => self.word_template = Some(line.value.clone()),
            "BasedOnStyles" | "BlockIgnores" | "TokenIgnores" | "IgnorePatterns" | "CommentDelimiters"
            | "Transform" | "View" => return Err(format!("`{}` belongs into a section such as `[*]`", line.key)),
            key => self.pass_over(key),
        }
        Ok(())
    }

    /// The names of the packages that are not installed: neither a style nor a configuration on the styles paths is
    /// called so.
    pub(super) fn missing_packages(&self) -> Vec<String> {
        let name = |package: &String| {
            let name = package.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(package);
            name.strip_suffix(".zip").unwrap_or(name).to_owned()
        };
        let files = self.package_files();
        let is_installed = |name: &String| {
            let has_style = self.styles_paths.iter().any(|path| path.join(name).is_dir());
            let is_named = |file: &PathBuf| {
                let stem = file.file_stem().unwrap_or_default().to_string_lossy();
                stem.strip_suffix(name.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('-'))
            };
            has_style || files.iter().any(is_named)
        };
        self.packages.iter().map(name).filter(|name| !is_installed(name)).collect()
    }

    /// Notes an ignored key once.
    fn pass_over(&mut self, key: &str) {
        if !self.not_used.iter().any(|known| known == key) {
            self.not_used.push(key.to_owned());
        }
    }

    fn section(&mut self, name: &str) -> Result<&mut Section, String> {
        if let Some(index) = self.sections.iter().position(|section| section.name == name) {
            return Ok(&mut self.sections[index]);
        }
        let glob = if name == "*" { None } else { Some(glob(name)?) };
        let section = Section {
            name: name.to_owned(),
            glob,
            base_styles: None,
            toggles: Vec::new(),
            ignores: Vec::new(),
            comment: None,
        };
        self.sections.push(section);
        let last = self.sections.len() - 1;
        Ok(&mut self.sections[last])
    }
}

impl Section {
    fn take(&mut self, line: &Line) -> Result<(), String> {
        match line.key.as_str() {
            "BasedOnStyles" => self.base_styles.get_or_insert_default().extend(list(&line.value)),
            "CommentDelimiters" => match list(&line.value).as_slice() {
                [open, close] => self.comment = Some((open.clone(), close.clone())),
                _ => return Err("`CommentDelimiters` is two values: what opens and what closes a comment".to_owned()),
            },
            "TokenIgnores" | "BlockIgnores" | "IgnorePatterns" => {
                for source in list(&line.value) {
                    let regex = Regex::new(&source).map_err(|error| format!("`{source}`: {error}"))?;
                    self.ignores.push(regex);
                }
            }
            rule => {
                let toggle = match line.value.as_str() {
                    "YES" => Toggle::On,
                    other => severity(other).map_or(Toggle::Off, Toggle::Level),
                };
                // A package's setting is not overridden.
                if !self.toggles.iter().any(|(known, _)| known == rule) {
                    self.toggles.push((rule.to_owned(), toggle));
                }
            }
        }
        Ok(())
    }
}

/// A section's glob, and whether it is negated. Without `**`, a `*` matches `/`.
fn glob(name: &str) -> Result<(GlobMatcher, bool), String> {
    let (pattern, negated) = name.strip_prefix('!').map_or((name, false), |pattern| (pattern, true));
    let glob = GlobBuilder::new(pattern).literal_separator(pattern.contains("**")).build();
    let glob = glob.map_err(|error| format!("`{name}` is not a glob: {}", error.kind()))?;
    Ok((glob.compile_matcher(), negated))
}

fn severity(word: &str) -> Option<Severity> {
    [Severity::Suggestion, Severity::Warning, Severity::Error].into_iter().find(|level| level.as_str() == word)
}

fn list(value: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

/// The keys of a file with their sections, in Vale's dialect of INI: comments at the start of a line or after a space,
/// lines joined by a backslash, one pair of quotes around a value.
fn lines(file: &Path) -> Result<Vec<Line>, StyleError> {
    let text = read_text(file).map_err(|source| StyleError::Unreadable { path: file.to_owned(), source })?;
    let mut found = Vec::new();
    let mut section = None;
    let mut rest = text.trim_start_matches('\u{feff}').lines().enumerate();
    while let Some((index, line)) = rest.next() {
        let mut line = line.trim().to_owned();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        while line.ends_with('\\') {
            line.pop();
            let Some((_, next)) = rest.next() else { break };
            line.push_str(next.trim());
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = Some(name.trim().to_owned());
            continue;
        }
        let Some(at) = line.find(['=', ':']) else {
            let message = format!("`{line}` is neither a section nor `key = value`");
            return Err(StyleError::Ini { file: file.to_owned(), line: index + 1, message });
        };
        let (key, value) = (line[..at].trim().to_owned(), unquoted(line[at + 1..].trim()));
        found.push(Line { number: index + 1, section: section.clone(), key, value });
    }
    Ok(found)
}

fn unquoted(value: &str) -> String {
    for quote in ['"', '\'', '`'] {
        if let Some(inside) = value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote)) {
            return inside.to_owned();
        }
    }
    let end = [" #", " ;"].iter().filter_map(|mark| value.find(mark)).min().unwrap_or(value.len());
    value[..end].trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ValeIni, StyleError> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(".vale.ini");
        std::fs::write(&file, text).expect("a file");
        ValeIni::read(&file)
    }

    #[test]
    fn sections_and_toggles_are_read() {
        let ini = read(
            "StylesPath = styles # here\nMinAlertLevel = warning\n; no\n[*.{md,txt}]\nBasedOnStyles = A, B\nA.One = NO\n\
             B.Two = error\n[*]\nBasedOnStyles = C\nTokenIgnores = (\\$+[^\\n$]+\\$+), \\\n  (x)\n",
        )
        .expect("a configuration");
        assert_eq!(ini.least, Severity::Warning);
        assert!(ini.styles_paths[0].ends_with("styles"));
        assert!(ini.sections[0].is_global() && ini.sections[0].ignores.len() == 2);
        let section = &ini.sections[1];
        assert!(section.matches("docs/deep/a.md") && !section.matches("a.rs"));
        assert_eq!(section.base_styles.as_deref(), Some(&["A".to_owned(), "B".to_owned()][..]));
        assert_eq!(section.toggles[1], ("B.Two".to_owned(), Toggle::Level(Severity::Error)));
    }

    #[test]
    fn errors_have_lines() {
        let error = |text: &str| read(text).expect_err(text).to_string();
        assert!(error("MinAlertLevel = loud\n").ends_with(".vale.ini:1: unknown level `loud`"));
        assert!(error("[*]\nTokenIgnores = (a\n").contains(".vale.ini:2: `(a`: "));
        assert!(error("BasedOnStyles = A\n").contains("belongs into a section"));
    }
}

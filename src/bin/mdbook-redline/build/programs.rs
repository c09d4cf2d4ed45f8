//! Programs of other preprocessors and renderers that cannot be run.

use std::fmt;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shlex::Shlex;

/// Which table of `book.toml` runs a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Preprocessor,
    Renderer,
}

impl Role {
    fn table(self) -> &'static str {
        match self {
            Self::Preprocessor => "preprocessor",
            Self::Renderer => "output",
        }
    }

    /// The names that run no program: those of parts of mdBook, and of this one.
    fn built_in(self) -> &'static [&'static str] {
        match self {
            Self::Preprocessor => &["links", "index", redline_lint::NAME],
            Self::Renderer => &["html", "markdown"],
        }
    }

    /// Whether a build fails without the program of a table.
    fn needs(self, name: &str, table: &Value, renderers: &[&str]) -> bool {
        let is_run = match table.get("renderers").and_then(Value::as_array).filter(|_| self == Self::Preprocessor) {
            Some(list) => list.iter().filter_map(Value::as_str).any(|name| renderers.contains(&name)),
            None => true,
        };
        is_run && !self.built_in().contains(&name) && table.get("optional") != Some(&Value::Bool(true))
    }
}

/// Why a program cannot be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It is not there.
    Absent,
    /// It is a file that may not be executed.
    NotExecutable,
}

/// A program that the book needs and that cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MissingProgram {
    fault: Fault,
    pub(super) role: Role,
    /// The name of its table.
    pub(super) name: String,
    /// The program, as `command` names it.
    program: String,
}

impl fmt::Display for MissingProgram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { role, name, program, fault } = self;
        write!(f, "`{program}`, which `[{}.{name}]` runs, ", role.table())?;
        match fault {
            Fault::Absent => f.write_str("is not installed")?,
            Fault::NotExecutable => return write!(f, "may not be executed; `chmod +x {program}` permits it"),
        }
        match program.strip_prefix("mdbook-") {
            Some(_) => write!(f, "; `cargo install {}` installs it", package(program))?,
            None if program.contains('/') => f.write_str("; the path starts at the book's folder")?,
            None => f.write_str("; install it, or set `command`")?,
        }
        f.write_str(", and `optional = true` there builds the book without it")
    }
}

/// The package of a program, which has its name but for those that are several programs.
fn package(program: &str) -> &str {
    match program {
        "mdbook-gettext" | "mdbook-xgettext" | "mdbook-i18n-normalize" => "mdbook-i18n-helpers",
        _ => program,
    }
}

/// The programs that a build of the book at `root` would not find.
pub(super) fn missing_programs(config: &Value, root: &Path) -> Vec<MissingProgram> {
    let renderers = renderers(config);
    let mut missing = Vec::new();
    for role in [Role::Preprocessor, Role::Renderer] {
        let tables = config.get(role.table()).and_then(Value::as_object).into_iter().flatten();
        for (name, table) in tables.filter(|(name, table)| role.needs(name, table, &renderers)) {
            let default = format!("mdbook-{name}");
            let command = table.get("command").and_then(Value::as_str).unwrap_or(&default);
            // mdBook reports an empty command.
            let Some(program) = Shlex::new(command).next() else { continue };
            let fault = fault(&program, root);
            missing.extend(fault.map(|fault| MissingProgram { fault, role, name: name.clone(), program }));
        }
    }
    missing
}

/// The renderers that build the book.
pub(super) fn renderers(config: &Value) -> Vec<&str> {
    let output = config.get("output").and_then(Value::as_object);
    let names: Vec<&str> = output.into_iter().flat_map(|tables| tables.keys()).map(String::as_str).collect();
    if names.is_empty() { vec!["html"] } else { names }
}

/// Why mdBook could not run a program: a name on `PATH`, or a path from the book's folder.
fn fault(program: &str, root: &Path) -> Option<Fault> {
    if Path::new(program).components().count() != 1 {
        let path = root.join(program);
        return match (found(&path), is_executable(&path)) {
            (false, _) => Some(Fault::Absent),
            (true, false) => Some(Fault::NotExecutable),
            (true, true) => None,
        };
    }
    // Without the variable, the system has folders of its own.
    let folders = std::env::var_os("PATH")?;
    let is_program = |path: &PathBuf| found(path) && is_executable(path);
    let is_installed = std::env::split_paths(&folders).any(|folder| is_program(&folder.join(program)));
    (!is_installed).then_some(Fault::Absent)
}

fn found(path: &Path) -> bool {
    let suffix = std::env::consts::EXE_SUFFIX;
    path.exists() || (!suffix.is_empty() && PathBuf::from(format!("{}{suffix}", path.display())).exists())
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn missing(config: &Value) -> Vec<String> {
        missing_programs(config, Path::new("/no/book")).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_message_names_the_program_its_table_and_its_package() {
        let preprocessor = json!({
            "none-such": {}, "gettext": {}, "redline": {}, "links": {}, "own": { "command": "bin/none-such --flag" },
            "other": { "command": "none-such-program" }
        });
        assert_eq!(
            missing(&json!({ "preprocessor": preprocessor, "output": { "html": {}, "no-pdf": {} } })),
            [
                "`mdbook-none-such`, which `[preprocessor.none-such]` runs, is not installed; `cargo install \
                 mdbook-none-such` installs it, and `optional = true` there builds the book without it",
                "`mdbook-gettext`, which `[preprocessor.gettext]` runs, is not installed; `cargo install \
                 mdbook-i18n-helpers` installs it, and `optional = true` there builds the book without it",
                "`bin/none-such`, which `[preprocessor.own]` runs, is not installed; the path starts at the book's folder, \
                 and `optional = true` there builds the book without it",
                "`none-such-program`, which `[preprocessor.other]` runs, is not installed; install it, or set `command`, and \
                 `optional = true` there builds the book without it",
                "`mdbook-no-pdf`, which `[output.no-pdf]` runs, is not installed; `cargo install mdbook-no-pdf` installs it, \
                 and `optional = true` there builds the book without it",
            ]
        );
    }

    #[test]
    fn programs_that_no_run_needs_are_not_missing() {
        let optional = json!({ "preprocessor": { "none-such": { "optional": true } } });
        let for_another = json!({ "preprocessor": { "none-such": { "renderers": ["epub"] } } });
        assert_eq!((missing(&optional), missing(&for_another)), (Vec::new(), Vec::new()));
        assert!(!missing(&json!({ "preprocessor": { "none-such": { "renderers": ["html"] } } })).is_empty());
        let shell = json!({ "preprocessor": { "own": { "command": "sh -c true" }, "empty": { "command": "" } } });
        assert_eq!(missing(&shell), [""; 0]);
    }
}

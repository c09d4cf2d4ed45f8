//! What can be typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use redline_lint::config::FailOn;
use redline_report::render::Format;

/// An editor's red pen for mdBook.
///
/// Without arguments it is the preprocessor: mdBook's JSON on standard input, the book on standard
/// output.
#[derive(Debug, Parser)]
#[command(name = "mdbook-redline", version)]
pub(crate) struct Args {
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub(crate) color: Color,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tell mdBook whether a renderer is supported.
    Supports {
        /// The renderer's name.
        renderer: String,
    },
    /// Wire redline into a book's `book.toml`.
    Init {
        /// The folder of the book, or one above or below it.
        #[arg(default_value = ".")]
        book: PathBuf,
        /// Write the stylesheet of reports anew if it is not the one of this version.
        #[arg(long)]
        update: bool,
        /// Rewrite keys of mdBook 0.4 that mdBook 0.5 does not accept.
        #[arg(long)]
        migrate: bool,
        /// Show the changes of `book.toml` as a diff and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Build a book with the embedded mdBook.
    #[cfg(feature = "build")]
    Build {
        /// The folder of the book, or one above or below it.
        #[arg(default_value = ".")]
        book: PathBuf,
        /// Where the pages go, relative to the working directory.
        #[arg(long, short)]
        dest_dir: Option<PathBuf>,
    },
    /// Check a book, folders or Markdown files.
    Check(CheckArgs),
    /// Mend what can be mended safely in the sources.
    Fix(FixArgs),
    /// Serve an editor: a language server on standard input and output.
    Lsp {
        /// Accepted because many clients pass it; there is no other transport.
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Report the state of a book: verdict, trend and the most worthwhile tasks; all figures with `--html` or `--json`. The exit
    /// code is that of `check`.
    Report(ReportArgs),
    /// Add a line of figures for the commit that is checked out, or for the last N: what the trend of the style report is
    /// made of.
    Record(RecordArgs),
    /// List the rules.
    Rules,
    /// Show the page of a rule.
    Explain {
        /// The rule's name.
        rule: String,
    },
    /// Show the terms of the book, what each covers and where it occurs.
    Terms {
        /// A book or folder, by default the book at or above here.
        path: Option<PathBuf>,
        /// A TOML file with the table's keys at its top level.
        #[arg(long)]
        config: Option<PathBuf>,
        /// Show the names that come with redline too, where they occur.
        #[arg(long)]
        all: bool,
    },
    /// Show the book's own style sheet: what it does where it could do otherwise.
    Conventions {
        /// A book or folder, by default the book at or above here.
        path: Option<PathBuf>,
        /// A TOML file with the table's keys at its top level.
        #[arg(long)]
        config: Option<PathBuf>,
    },
    /// List the words that no dictionary has, with their places, or add them to those that the book accepts.
    Words(WordsArgs),
    /// Show what changed in the chapters, in words.
    Diff(DiffArgs),
    /// Live with the findings of today, and let no new ones in.
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Propose, write and compare the sections of pages.
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Look for masked names in what was built; exit 1 if one is there.
    VerifyRedaction {
        /// The folder of the built book.
        folder: PathBuf,
        /// The file of names; by default that of the configuration, or of `$REDLINE_REDACT`.
        #[arg(long, value_name = "FILE")]
        redact_file: Option<PathBuf>,
    },
    /// Show the settings in force and where each came from.
    Config {
        /// A book, folder or file, by default the book at or above here.
        path: Option<PathBuf>,
        /// A TOML file with the table's keys at its top level.
        #[arg(long)]
        config: Option<PathBuf>,
        /// Print the JSON schema of the table instead.
        #[arg(long)]
        schema: bool,
    },
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Write the findings of today to a file.
    Create {
        #[command(flatten)]
        place: BookPlace,
        /// Write a baseline that is there already anew.
        #[arg(long)]
        force: bool,
    },
    /// Take out what is mended, and let the rest follow its text.
    Update {
        #[command(flatten)]
        place: BookPlace,
        /// Take in new findings too.
        #[arg(long)]
        grow: bool,
    },
    /// Take out what is mended.
    Prune {
        #[command(flatten)]
        place: BookPlace,
    },
    /// Show the findings in it, where they are now.
    Show {
        #[command(flatten)]
        place: BookPlace,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct WordsArgs {
    /// A book or folder, by default the book at or above here.
    pub(crate) path: Option<PathBuf>,
    /// A TOML file with the table's keys at its top level.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Add these words, or all that are listed, to `accept` of the rule `spelling`.
    #[arg(long, value_name = "WORD", num_args = 0..)]
    pub(crate) accept: Option<Vec<String>>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BookPlace {
    /// The folder of the book, by default the book at or above here.
    pub(crate) book: Option<PathBuf>,
    /// A TOML file with the table's keys at its top level.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[group(id = "form", multiple = false, args = ["html", "json"])]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) place: BookPlace,
    /// Write one file of HTML that needs nothing else; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Print the figures as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Put several books on one page, by the files of their records.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["book", "config"])]
    pub(crate) merge: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RecordArgs {
    #[command(flatten)]
    pub(crate) place: BookPlace,
    /// The file of records; by default that of the configuration.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The commit; by default the one that is checked out.
    #[arg(long, value_name = "REV")]
    pub(crate) commit: Option<String>,
    /// The day of the commit, such as 2026-01-31; by default what the repository says.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) date: Option<String>,
    /// Record the last N commits that changed the book, without checking them out, by the rules of today.
    #[arg(long, value_name = "N", conflicts_with_all = ["commit", "date"])]
    pub(crate) history: Option<NonZeroUsize>,
    /// List the commits that would be recorded, and record nothing.
    #[arg(long, requires = "history")]
    pub(crate) dry_run: bool,
}

/// A date that records can be put in order by.
fn date(text: &str) -> Result<String, String> {
    let is_date = redline_report::style::is_date(text);
    is_date.then(|| text.to_owned()).ok_or_else(|| "a date like 2026-01-31 is expected".to_owned())
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplateCommand {
    /// Propose a template from pages, or one for each folder of a book: the sections that they share.
    Infer {
        /// Books, folders or Markdown files, by default the book at or above here.
        paths: Vec<PathBuf>,
        /// A TOML file with the table's keys at its top level.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// The name of the template; by default that of its folder.
        #[arg(long)]
        name: Option<String>,
    },
    /// Write a new page with the sections of a template.
    New {
        /// The template's name.
        name: String,
        /// The file to write; it must not be there yet.
        page: PathBuf,
        /// The title of the page; made from the file's name if there is none.
        #[arg(long)]
        title: Option<String>,
        /// A TOML file with the table's keys at its top level.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Show how pages conform to their templates.
    Check {
        /// Books, folders or Markdown files, by default the book at or above here.
        paths: Vec<PathBuf>,
        /// A TOML file with the table's keys at its top level.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

/// What is looked at, and with which rules.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Selection {
    /// Books, folders or Markdown files, by default the book at or above here.
    pub(crate) paths: Vec<PathBuf>,
    /// A TOML file with the table's keys at its top level, instead of `book.toml`.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Run only these rules.
    #[arg(long, value_name = "RULE", num_args = 1.., value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// The least serious finding that fails.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOnArg>,
    /// Print findings and nothing else.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// The file whose text came from standard input; it need not be on disk.
    #[arg(skip)]
    pub(crate) held: Option<PathBuf>,
    /// Whether the findings that the book lives with are findings like any other.
    #[arg(skip)]
    pub(crate) without_baseline: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// The form of the output.
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: FormatArg,
    /// Only findings in lines that changed since this branch left a revision.
    #[cfg(feature = "git")]
    #[arg(long, value_name = "REV")]
    pub(crate) since: Option<String>,
    /// The file that standard input stands for, with `-` as the path.
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_path: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FixArgs {
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// Apply fixes too that a human should read.
    #[arg(long = "unsafe")]
    pub(crate) include_unsafe: bool,
    /// Show what would change and change nothing.
    #[arg(long)]
    pub(crate) diff: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// A book, folder or file, by default the book at or above here.
    pub(crate) book: Option<PathBuf>,
    /// What to compare with: a revision, `git:latest-tag`, `dir:PATH` or `normalized`; by default what the configuration
    /// says, else `HEAD`. A path is relative to the working directory.
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    /// The form of the output.
    #[arg(long, value_enum, default_value = "terminal")]
    pub(crate) format: DiffFormat,
    /// Write a file for each changed chapter into this folder, in the folders of the book.
    #[arg(long, value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
    /// A TOML file with the table's keys at its top level.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Changed blocks with their places, words marked as `[-gone-]{+new+}`.
    Terminal,
    /// A list of changes.
    Markdown,
    /// The report of a build; with `--output-dir`, pages that need nothing else.
    Html,
    /// The model, one object.
    Json,
    /// The source of one file with `{--gone--}` and `{++new++}`.
    Criticmarkup,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FailOnArg {
    Error,
    Warning,
    Suggestion,
    Never,
}

impl From<FailOnArg> for FailOn {
    fn from(arg: FailOnArg) -> Self {
        match arg {
            FailOnArg::Error => Self::Error,
            FailOnArg::Warning => Self::Warning,
            FailOnArg::Suggestion => Self::Suggestion,
            FailOnArg::Never => Self::Never,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FormatArg {
    /// Snippets with carets.
    Human,
    /// `file:line:col: level: message [rule]`.
    Short,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Annotations in a GitHub Actions run: ten of each level, the most serious first.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// For reviewdog: comments on a pull request, with suggestions.
    Rdjson,
    /// JUnit's XML: a case for each chapter and pack or style.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// `file:line:col:Rule:message`, as Vale writes it.
    Vale,
}

impl From<FormatArg> for Format {
    fn from(arg: FormatArg) -> Self {
        match arg {
            FormatArg::Human => Self::Human,
            FormatArg::Short => Self::Short,
            FormatArg::Json => Self::Json,
            FormatArg::Sarif => Self::Sarif,
            FormatArg::Github => Self::Github,
            FormatArg::Gitlab => Self::Gitlab,
            FormatArg::Rdjson => Self::Rdjson,
            FormatArg::Junit => Self::Junit,
            FormatArg::Checkstyle => Self::Checkstyle,
            FormatArg::Vale => Self::Vale,
        }
    }
}

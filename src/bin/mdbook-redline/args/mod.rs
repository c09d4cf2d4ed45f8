//! Arguments of the command line: the commands, with those of each in a module.

mod book;
mod check;
mod report;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(crate) use book::{BaselineCommand, BookPlace, TemplateCommand, WordsArgs};
pub(crate) use check::{CheckArgs, FixArgs, Selection};
pub(crate) use report::{DiffArgs, DiffFormat, RecordArgs, ReportArgs};

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
    /// Apply the safe fixes to the sources.
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

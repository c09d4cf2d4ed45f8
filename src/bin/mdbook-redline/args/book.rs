//! Arguments of commands about the configuration of a book: baseline, words, templates.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, clap::Args)]
pub(crate) struct BookPlace {
    /// The folder of the book, by default the book at or above here.
    pub(crate) book: Option<PathBuf>,
    /// A TOML file with the table's keys at its top level.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
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
    /// Take out what is fixed, and let the rest follow its text.
    Update {
        #[command(flatten)]
        place: BookPlace,
        /// Take in new findings too.
        #[arg(long)]
        grow: bool,
    },
    /// Take out what is fixed.
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

//! Arguments of `check` and `fix`.

use std::path::PathBuf;

use clap::ValueEnum;
use redline_lint::config::FailOn;
use redline_report::render::Format;

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

//! Code actions: what a user can do about a finding.
//!
//! [`actions`] lists them without any text, and [`resolve`] makes the changes of one from the texts as they are then, so
//! that no change is stored.

mod book_file;
mod chapters;
mod fixes;
mod ignore;
mod key;
mod menu;
mod placement;
mod text_edits;

use std::path::{Path, PathBuf};

use redline_document::diagnostic::Finding;
use redline_document::source::Span;
use serde::{Deserialize, Serialize};

use crate::changes::FileChanges;
use crate::view::BookView;

pub use fixes::{fix_all, format};
pub use ignore::Scope;
pub use key::{FindingKey, keyed_findings};
pub use placement::REASON;
pub use text_edits::edits_between;

/// Something that a user can do about findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The title, with the words that it writes.
    pub title: String,
    /// The kind.
    pub kind: ActionKind,
    /// The findings that it resolves.
    pub findings: Vec<FindingKey>,
    /// Whether it is what the user wants most likely: a safe fix.
    pub is_preferred: bool,
    /// What it does.
    pub task: Task,
}

/// The kinds of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// About one finding.
    QuickFix,
    /// All safe fixes of a file.
    FixAll,
    /// Shows something, and changes no file.
    Command,
}

/// What an action does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", tag = "task")]
pub enum Task {
    /// Applies the fix of a finding.
    Fix {
        /// The finding.
        finding: FindingKey,
    },
    /// Applies the safe fixes of one rule in a file.
    FixRule {
        /// The file.
        path: PathBuf,
        /// The rule.
        rule: String,
    },
    /// Applies all safe fixes in a file.
    FixAll {
        /// The file.
        path: PathBuf,
    },
    /// Silences a rule by a comment.
    Ignore {
        /// The finding.
        finding: FindingKey,
        /// How far the comment reaches.
        scope: Scope,
    },
    /// Adds a word to those that the book accepts.
    AcceptWord {
        /// The file in which it is.
        path: PathBuf,
        /// The word.
        word: String,
    },
    /// Adds a term to the book's own.
    AddTerm {
        /// The file in which it is.
        path: PathBuf,
        /// The term.
        term: String,
    },
    /// Turns a rule off in the whole book.
    TurnOff {
        /// The file in which it finds something.
        path: PathBuf,
        /// The rule.
        rule: String,
    },
    /// Puts a finding into the baseline.
    AddToBaseline {
        /// The finding.
        finding: FindingKey,
    },
    /// Creates the chapter that a link or the table of contents names.
    CreateChapter {
        /// The file with the link.
        path: PathBuf,
        /// The place of the link.
        offset: usize,
    },
    /// Lists a file in the table of contents.
    ListChapter {
        /// The file.
        path: PathBuf,
    },
    /// Shows the page of a rule.
    Explain {
        /// The file in which it finds something.
        path: PathBuf,
        /// The rule.
        rule: String,
    },
    /// Shows the style report of the book.
    OpenReport {
        /// A file of the book.
        path: PathBuf,
    },
}

impl Task {
    /// The file that it is about, which tells the book.
    pub fn path(&self) -> &Path {
        match self {
            Self::Fix { finding } | Self::Ignore { finding, .. } | Self::AddToBaseline { finding } => &finding.path,
            Self::FixRule { path, .. }
            | Self::FixAll { path }
            | Self::AcceptWord { path, .. }
            | Self::AddTerm { path, .. }
            | Self::TurnOff { path, .. }
            | Self::CreateChapter { path, .. }
            | Self::ListChapter { path }
            | Self::Explain { path, .. }
            | Self::OpenReport { path } => path,
        }
    }
}

/// Which actions a client asks for.
pub struct Request<'a> {
    /// Whether it wants those about single findings.
    pub quick_fixes: bool,
    /// Whether it wants all safe fixes of the file.
    pub fix_all: bool,
    /// Whether an action about a finding is wanted.
    pub is_included: &'a dyn Fn(&FindingKey, &Finding) -> bool,
}

impl Default for Request<'_> {
    /// Everything about all findings.
    fn default() -> Self {
        Self { quick_fixes: true, fix_all: true, is_included: &|_, _| true }
    }
}

/// The actions for the findings that touch some bytes of a file, finding by finding, in a fixed order.
pub fn actions(view: &BookView<'_>, path: &Path, span: &Span, request: &Request<'_>) -> Vec<Action> {
    let mut found = menu::actions(view, path, span, request);
    if request.quick_fixes {
        found.extend(chapters::actions(view, path, span.start));
    }
    found
}

/// The changes of an action, in the texts as they are now.
///
/// # Errors
/// If it cannot be done, in one line for the user.
pub fn resolve(view: &BookView<'_>, task: &Task) -> Result<FileChanges, String> {
    let nothing = || "there is nothing left to fix".to_owned();
    match task {
        Task::Fix { finding } => fixes::fix_one(view, key::current_finding(view, finding)?),
        Task::FixRule { path, rule } => fixes::fix_rule(view, path, rule).ok_or_else(nothing),
        Task::FixAll { path } => fix_all(view, path).ok_or_else(nothing),
        Task::Ignore { finding, scope } => ignore::ignore(view, key::current_finding(view, finding)?, *scope),
        Task::AcceptWord { word, .. } => book_file::accept_word(view, word),
        Task::AddTerm { term, .. } => book_file::add_term(view, term),
        Task::TurnOff { rule, .. } => book_file::turn_off(view, rule),
        Task::AddToBaseline { finding } => book_file::add_to_baseline(view, key::current_finding(view, finding)?),
        Task::CreateChapter { path, offset } => chapters::create(view, path, *offset),
        Task::ListChapter { path } => chapters::list(view, path),
        Task::Explain { .. } | Task::OpenReport { .. } => Err("this command changes no file".to_owned()),
    }
}

/// A title or a message of the core as a sentence of a menu: with a capital, and quotation marks in place of backticks.
fn sentence(text: &str) -> String {
    let text = text.replace('`', "\"");
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
}

//! The command line. It alone knows `clap`, `anyhow`, the terminal and exit codes.

mod args;
mod baseline;
mod book_facts;
#[cfg(feature = "build")]
mod build;
mod check;
mod diff;
mod fix;
mod info;
mod init;
mod interrupt;
mod lsp;
mod mdbook_files;
mod output;
mod preprocess;
mod record;
mod redaction;
mod report;
mod target;
mod template;
mod words;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use redline_lint::isolation;

use args::{Args, Command};
use init::InitOptions;

/// Rules make many small things on all threads, and the allocator of most systems pays a call to the
/// kernel for each few of them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended. The numbers are the exit codes that CI relies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing at or above `fail-on`.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// The tool could not do its work.
    Failed = 2,
}

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(isolation::record_panic));
    let outcome = isolation::isolate(run).unwrap_or_else(|fault| Err(anyhow::anyhow!(fault.describe("this run"))));
    let status = outcome.unwrap_or_else(|error| {
        let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
        if causes.any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe) {
            return Status::Clean;
        }
        output::error(&format!("{error:#}"));
        Status::Failed
    });
    ExitCode::from(status as u8)
}

fn run() -> anyhow::Result<Status> {
    let arguments: Vec<_> = std::env::args_os().collect();
    // mdBook puts `supports RENDERER` behind whatever the book's `command` holds.
    if arguments.len() > 2 && arguments[arguments.len() - 2] == "supports" {
        return Ok(Status::Clean);
    }
    if arguments.len() == 1 {
        return run_without_arguments();
    }
    let args = Args::parse();
    output::choose_colour(args.color);
    work_beside_others();
    match args.command {
        Command::Supports { renderer: _ } => Ok(Status::Clean),
        Command::Init { book, update, migrate, dry_run } => init::run(&book, InitOptions { update, migrate, dry_run }),
        #[cfg(feature = "build")]
        Command::Build { book, dest_dir } => build::run(&book, dest_dir.as_deref()),
        Command::Check(args) => check::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Lsp { stdio: _ } => Ok(lsp::run()),
        Command::Report(args) => report::run(&args),
        Command::Record(args) => record::run(&args),
        Command::Rules => info::rules(),
        Command::Explain { rule } => info::explain(&rule),
        Command::Config { path, config, schema } => info::config(path.as_deref(), config.as_deref(), schema),
        Command::Terms { path, config, all } => book_facts::terms(path, config, all),
        Command::Conventions { path, config } => book_facts::conventions(path, config),
        Command::Words(args) => words::run(&args),
        Command::Diff(args) => diff::run(args),
        Command::Baseline(command) => baseline::run(command),
        Command::Template(command) => template::run(command),
        Command::VerifyRedaction { folder, redact_file } => redaction::verify(&folder, redact_file.as_deref()),
        Command::Completions { shell } => info::completions(shell),
    }
}

/// Makes this thread one of those that share work. It would only wait for them, and each thread has memory of its own.
fn work_beside_others() {
    // Where no other thread can be had, this one does all the work.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
}

fn run_without_arguments() -> anyhow::Result<Status> {
    if std::io::stdin().is_terminal() {
        output::note(&Args::command().render_help().to_string());
        return Ok(Status::Failed);
    }
    work_beside_others();
    preprocess::run()
}

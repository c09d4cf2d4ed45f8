//! `lsp`: the language server on standard input and output.

use redline_lsp::transport::stdio;

use crate::target::variables;
use crate::{Status, output};

/// Serves an editor until it ends the server. The status is clean if it shut the server down in order.
pub(crate) fn run() -> Status {
    let (connection, writer) = stdio();
    let is_clean = redline_lsp::run(&connection, variables());
    // The writer ends when nothing more can be sent.
    drop(connection);
    match writer.join() {
        Ok(Ok(())) if is_clean => Status::Clean,
        Ok(Err(error)) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            output::error(&format!("standard output: {error}"));
            Status::Failed
        }
        _ => Status::Findings,
    }
}

//! Redline for Zed: starts `mdbook-redline lsp` for the files of a book.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, serde_json, Command, LanguageServerId, Result, Worktree};

/// The extension, which has no state.
struct Redline;

/// The name of the server, as in the settings.
const SERVER: &str = "redline";

impl zed::Extension for Redline {
    fn new() -> Self {
        Self
    }

    /// The program that the settings name, or else the one on `PATH`.
    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(SERVER, worktree)?.binary;
        let (path, args) = binary.map(|binary| (binary.path, binary.arguments)).unwrap_or_default();
        let name = path.unwrap_or_else(|| "mdbook-redline".to_owned());
        let command = if name.contains(['/', '\\']) { Some(name.clone()) } else { worktree.which(&name) };
        Ok(Command {
            command: command.ok_or_else(|| format!("`{name}` is not on PATH"))?,
            args: args.unwrap_or_else(|| vec!["lsp".to_owned()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_workspace_configuration(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(SERVER, worktree)?.settings)
    }
}

zed::register_extension!(Redline);

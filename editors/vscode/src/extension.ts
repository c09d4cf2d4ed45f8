import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { Server } from './server';

let server: Server | undefined;

/** Starts the server and registers what the user can call. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Redline', { log: true });
  const started = new Server(context.extensionPath, output);
  server = started;
  context.subscriptions.push(
    output,
    started,
    ...registerCommands(started, output),
    vscode.workspace.onDidChangeConfiguration(event => started.settingsChanged(event)),
    // Trust makes the workspace's own settings effective.
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.restartIfChanged()),
  );
  await started.start();
}

/** Stops the server. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import { listedRules, rulesOf } from './rule';
import type { Server } from './server';

/** The scheme of documents that show the page of a rule. */
const RULE_SCHEME = 'redline-rule';

/** Registers the commands of the palette. Their names differ from the server's, which the client registers itself. */
export function registerCommands(server: Server, output: vscode.LogOutputChannel): vscode.Disposable[] {
  const commands: Record<string, () => unknown> = {
    'redline.client.restart': () => server.restart(),
    'redline.client.showOutput': () => {
      output.show();
    },
    'redline.client.checkBook': async () => {
      await server.listWholeBook();
      await execute(server, 'redline.checkBook');
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    },
    'redline.client.openReport': () => execute(server, 'redline.openReport'),
    'redline.client.explainRule': () => explainRule(server),
  };
  return [
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.workspace.registerTextDocumentContentProvider(RULE_SCHEME, {
      provideTextDocumentContent: uri => ask(server, 'explain', uri.path.replace(/\.md$/, '')),
    }),
  ];
}

/** Runs a command of the server for the book of the active file. */
async function execute(server: Server, command: string): Promise<void> {
  const { client } = server;
  if (client === undefined) {
    void vscode.window.showWarningMessage('The server is not running; "Redline: Restart Server" starts it.');
    return;
  }
  const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const args = uri?.scheme === 'file' ? [client.code2ProtocolConverter.asUri(uri)] : [];
  try {
    await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** Shows the page of the rule at the caret, or of one that the user chooses. */
async function explainRule(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const findings = editor === undefined ? [] : vscode.languages.getDiagnostics(editor.document.uri);
  const here = rulesOf(findings.filter(finding => editor?.selection.intersection(finding.range) !== undefined));
  let rule = here[0];
  if (here.length !== 1) {
    const rules = here.length > 1 ? here : listedRules(await ask(server, 'rules'));
    rule = await vscode.window.showQuickPick(rules, { placeHolder: 'The rule to explain' });
  }
  if (rule !== undefined) {
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme: RULE_SCHEME, path: `${rule}.md` }));
  }
}

/** What the program prints for these arguments. */
async function ask(server: Server, ...args: string[]): Promise<string> {
  if (server.program === undefined) {
    throw new Error('mdbook-redline was not found; "Redline: Restart Server" looks for it again.');
  }
  return (await promisify(execFile)(server.program.command, args)).stdout;
}

import type { ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import {
  CloseAction,
  DidChangeConfigurationNotification,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from 'vscode-languageclient/node';
import type { ServerSettings } from './settings';

/** A language client that shows no messages of its own: the extension shows one for each distinct problem. */
export class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** The files that the server reads. Other schemes are left out: findings would double in diff views. */
const DOCUMENTS = [
  { scheme: 'file', language: 'markdown' },
  { scheme: 'file', pattern: '**/book.toml' },
];

/** The settings for the server, of one resource or of the window. */
export type ReadSettings = (resource?: vscode.Uri) => ServerSettings;

/** Creates the client for a server that runs already. `onClosed` is called when the server ends by itself. */
export function createClient(
  server: ChildProcess,
  output: vscode.LogOutputChannel,
  read: ReadSettings,
  onClosed: () => void,
): QuietClient {
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: output,
    traceOutputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { settings: read() },
    diagnosticPullOptions: { onChange: true, onSave: true },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        onClosed();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    middleware: {
      workspace: {
        // The section holds settings of the extension as well, which the server would report as unknown.
        configuration: async (params, token, next) => {
          const values = await next(params, token);
          if (!Array.isArray(values)) {
            return values;
          }
          return params.items.map((item, index): unknown => {
            const resource = item.scopeUri === undefined ? undefined : vscode.Uri.parse(item.scopeUri);
            return item.section === 'redline' ? read(resource) : values[index];
          });
        },
        // `sendSettings` does it, for servers that register for changes and for those that do not.
        didChangeConfiguration: () => Promise.resolve(),
      },
    },
  };
  return new QuietClient('redline', 'Redline', () => Promise.resolve(server), options);
}

/** Sends the settings that the server knows, after one has changed. */
export function sendSettings(client: QuietClient, settings: ServerSettings): Promise<void> {
  return client.sendNotification(DidChangeConfigurationNotification.type, { settings: { redline: settings } });
}

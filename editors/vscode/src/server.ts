import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as vscode from 'vscode';
import { createClient, type QuietClient, sendSettings } from './client';
import { RestartLimiter } from './limiter';
import { ensureExecutable, type Found, isFile, resolveServer } from './resolve';
import { launchSettings, serverSettings, type ServerSettings } from './settings';
import { isAtLeast, MINIMUM_VERSION } from './version';

/** The exit code of the program for a command that it does not know. */
const USAGE_ERROR = 2;

/** The milliseconds that a server has to end after it was requested to. */
const STOP_TIMEOUT = 2000;

/** A running server: its process and the client that is connected to it. */
interface Session {
  readonly process: ChildProcess;
  readonly client: QuietClient;
  /** Whether it has answered `initialize`. An earlier end is a failed start. */
  started: boolean;
}

/** The server of this window: starts it, starts it again when it ends by itself, and reports what prevents it. */
export class Server implements vscode.Disposable {
  private session: Session | undefined;
  private found: Found | undefined;
  private launched = '';
  /** Whether all files of the book have findings until the next restart, whatever the settings say. */
  private wholeBook = false;
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  private readonly limiter = new RestartLimiter();
  private readonly status: vscode.LanguageStatusItem;

  constructor(
    private readonly extension: string,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.status = vscode.languages.createLanguageStatusItem('redline.status', [
      { language: 'markdown' },
      { pattern: '**/book.toml' },
    ]);
    this.status.name = 'Redline';
    this.status.command = { command: 'redline.client.restart', title: 'Restart' };
    this.showStatus('not started', vscode.LanguageStatusSeverity.Information);
  }

  /** The client of a server that has started. */
  get client(): QuietClient | undefined {
    return this.session?.started === true ? this.session.client : undefined;
  }

  /** The program, once it was found. */
  get program(): Found | undefined {
    return this.found;
  }

  /** Starts the server. Does not reject: what prevents the start is shown. */
  start(): Promise<void> {
    return this.enqueue(() => this.startNow());
  }

  /** Stops and starts the server, however often it has ended before. */
  restart(): Promise<void> {
    this.wholeBook = false;
    this.limiter.clear();
    return this.startAgain();
  }

  /** Lists the findings of all files until the next restart. The client learns at the start whether to request them. */
  async listWholeBook(): Promise<void> {
    if (this.readSettings().scope !== 'book') {
      this.wholeBook = true;
      await this.startAgain();
    }
  }

  /** Makes changed settings effective, with a restart for those that count at the start only. */
  async settingsChanged(event: vscode.ConfigurationChangeEvent): Promise<void> {
    if (['redline.scope', 'redline.features'].some(section => event.affectsConfiguration(section))) {
      await this.restart();
    } else if (event.affectsConfiguration('redline.server')) {
      await this.restartIfChanged();
    } else if (event.affectsConfiguration('redline.run') && this.client !== undefined) {
      await sendSettings(this.client, this.readSettings());
    }
  }

  /** Restarts the server if the settings name another program or other arguments than at its start. */
  async restartIfChanged(): Promise<void> {
    if (this.launched !== this.launchKey()) {
      await this.restart();
    }
  }

  /** Stops the server. */
  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  dispose(): void {
    this.status.dispose();
  }

  private startAgain(): Promise<void> {
    return this.enqueue(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  private readSettings(resource?: vscode.Uri): ServerSettings {
    const settings = serverSettings(vscode.workspace.getConfiguration('redline', resource));
    return this.wholeBook ? { ...settings, scope: 'book' } : settings;
  }

  /** Runs one job after another, so that a restart cannot overtake a start. */
  private enqueue(job: () => Promise<void>): Promise<void> {
    clearTimeout(this.timer);
    this.work = this.work.then(job).catch((error: unknown) => {
      this.output.error(String(error));
    });
    return this.work;
  }

  private launchKey(): string {
    return JSON.stringify(launchSettings(vscode.workspace.getConfiguration('redline')));
  }

  private async startNow(): Promise<void> {
    const settings = launchSettings(vscode.workspace.getConfiguration('redline'));
    this.launched = this.launchKey();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const { env, platform } = process;
    const found = resolveServer({ setting: settings.path, folder, extension: this.extension, env, platform, isFile });
    if ('reason' in found) {
      this.found = undefined;
      this.report(found.reason);
      return;
    }
    this.found = found;
    this.output.info(`starting ${found.command} ${settings.args.join(' ')} (from ${found.origin})`);
    try {
      ensureExecutable(found, platform);
      const child = spawn(found.command, settings.args, { cwd: folder });
      await once(child, 'spawn');
      await this.connect(child, found);
    } catch (error) {
      this.report(`${found.command} cannot be started: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private async connect(child: ChildProcess, found: Found): Promise<void> {
    const ended = once(child, 'exit');
    const onClosed = () => {
      if (session.started) {
        this.ended(session);
      }
    };
    const client = createClient(child, this.output, resource => this.readSettings(resource), onClosed);
    const session: Session = { process: child, client, started: false };
    this.session = session;
    try {
      await session.client.start();
    } catch {
      await Promise.race([ended, pause(STOP_TIMEOUT)]);
      this.failedToStart(session, found);
      return;
    }
    session.started = true;
    const version = session.client.initializeResult?.serverInfo?.version ?? '';
    if (!isAtLeast(version, MINIMUM_VERSION)) {
      await this.stopNow();
      this.report(`mdbook-redline ${version} is too old: this extension needs ${MINIMUM_VERSION} or newer.`, found);
      return;
    }
    this.output.info(`server ${version} is running`);
    this.showStatus(`version ${version}`, vscode.LanguageStatusSeverity.Information);
  }

  private failedToStart(session: Session, found: Found): void {
    if (session.process.exitCode === USAGE_ERROR) {
      this.session = undefined;
      const reason = `this mdbook-redline has no language server; version ${MINIMUM_VERSION} or newer has one.`;
      this.report(`The program is too old or the wrong one: ${reason}`, found);
      return;
    }
    session.process.kill();
    this.ended(session);
  }

  /** Schedules the next start after the server ended by itself, unless it has ended too often. */
  private ended(session: Session): void {
    if (this.session !== session) {
      return;
    }
    this.session = undefined;
    const delay = this.limiter.next(Date.now());
    if (delay === undefined) {
      this.report(`The server ended ${this.limiter.limit + 1} times within ${this.limiter.period / 60_000} minutes.`);
      return;
    }
    this.output.warn(`the server ended; it is started again in ${delay / 1000} s`);
    this.showStatus('restarting', vscode.LanguageStatusSeverity.Warning);
    this.timer = setTimeout(() => void this.start(), delay);
  }

  private async stopNow(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    if (session === undefined) {
      return;
    }
    const ended = session.process.exitCode === null ? once(session.process, 'exit') : Promise.resolve();
    await session.client.stop().catch((error: unknown) => {
      this.output.warn(String(error));
    });
    await Promise.race([ended, pause(STOP_TIMEOUT)]);
    if (session.process.exitCode === null) {
      session.process.kill();
    }
  }

  /** Shows one message for a problem, with its remedies. */
  private report(reason: string, found?: Found): void {
    const message = found === undefined ? reason : `${reason} The program is ${found.command} (from ${found.origin}).`;
    this.output.error(message);
    this.showStatus('not running', vscode.LanguageStatusSeverity.Error);
    void vscode.window.showErrorMessage(message, 'Open Settings', 'Restart Server', 'Show Output').then(choice => {
      if (choice === 'Open Settings') {
        void vscode.commands.executeCommand('workbench.action.openSettings', 'redline.server.path');
      } else if (choice === 'Restart Server') {
        void this.restart();
      } else if (choice === 'Show Output') {
        this.output.show();
      }
    });
  }

  private showStatus(detail: string, severity: vscode.LanguageStatusSeverity): void {
    this.status.text = 'Redline';
    this.status.detail = detail;
    this.status.severity = severity;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds).unref());
}

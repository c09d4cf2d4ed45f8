// VS Code in a browser: code-server with one extension, driven as a user would.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { required, temporary } from './book.mjs';

const TOOLS = path.resolve(required('REDLINE_E2E_TOOLS'));
const { chromium } = createRequire(path.join(TOOLS, 'package.json'))('playwright-core');
const NODE = process.env.REDLINE_NODE || process.execPath;
const CODE_SERVER = path.join(TOOLS, 'node_modules/code-server/out/node/entry.js');

/** The milliseconds that anything may take. */
const PATIENCE = 30_000;

const SETTINGS = {
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.unicodeHighlight.nonBasicASCII': false,
  'editor.unicodeHighlight.ambiguousCharacters': false,
  'editor.wordWrap': 'on',
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** The environment without folders on PATH that have the program. */
function environment() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const PATH = folders.filter(folder => !fs.existsSync(path.join(folder, 'mdbook-redline'))).join(path.delimiter);
  return { ...process.env, PATH };
}

/** A port that is free now. */
async function freePort() {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

export class Editor {
  /** Installs the package, starts code-server and opens the book in a browser. */
  static async start(t, { vsix, book, trusted = true }) {
    const editor = new Editor();
    const home = temporary();
    editor.extensions = path.join(home, 'extensions');
    editor.book = book;
    const folders = ['--extensions-dir', editor.extensions, '--user-data-dir', path.join(home, 'data')];
    fs.mkdirSync(path.join(home, 'data/User'), { recursive: true });
    fs.writeFileSync(path.join(home, 'data/User/settings.json'), JSON.stringify(SETTINGS));
    const env = { ...environment(), HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
    execFileSync(NODE, [CODE_SERVER, ...folders, '--install-extension', vsix], { env, stdio: 'pipe' });
    const port = await freePort();
    editor.address = `127.0.0.1:${port}`;
    const options = ['--auth', 'none', '--bind-addr', editor.address, '--disable-telemetry', '--disable-update-check'];
    const args = [CODE_SERVER, ...folders, ...options, ...(trusted ? ['--disable-workspace-trust'] : [])];
    editor.process = spawn(NODE, args, { env, stdio: 'ignore', detached: true });
    t.after(() => editor.stop());
    await editor.until(() => fetch(`http://${editor.address}/healthz`).then(answer => answer.ok, () => false));
    editor.browser = await chromium.launch({
      executablePath: process.env.REDLINE_CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    });
    editor.page = await editor.browser.newPage({ viewport: { width: 1280, height: 960 }, deviceScaleFactor: 1.5 });
    const local = new RegExp(`^(https?:\\/\\/${editor.address}[/]|data:|blob:|vscode)`);
    await editor.page.route('**/*', route => (local.test(route.request().url()) ? route.continue() : route.abort()));
    return editor;
  }

  /** Ends the browser and code-server. */
  async stop() {
    await this.browser?.close().catch(() => undefined);
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise(resolve => this.process.once('exit', resolve));
      process.kill(-this.process.pid);
      await ended;
    }
  }

  pause(milliseconds) {
    return new Promise(resolve => setTimeout(resolve, milliseconds));
  }

  /** Waits until the condition holds. `describe` gives what to show if it never does. */
  async until(condition, describe = () => '') {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await this.pause(100)) {
      if (await condition()) {
        return;
      }
    }
    await this.picture(process.env.REDLINE_PICTURES && path.join(process.env.REDLINE_PICTURES, 'failed.png'));
    throw new Error(`${condition} does not hold: ${await describe()}`);
  }

  /** Opens a file of the book and waits for its text. Gives its path. */
  async open(file) {
    const full = path.join(this.book.folder, file);
    const payload = JSON.stringify([['openFile', `vscode-remote://${this.address}${full}`]]);
    const query = new URLSearchParams({ folder: this.book.folder, payload });
    await this.page.goto(`http://${this.address}/?${query}`, { waitUntil: 'domcontentloaded' });
    await this.page.waitForSelector('.monaco-editor .view-line', { timeout: 2 * PATIENCE });
    return full;
  }

  /** The processes that run the program inside the extension. */
  servers() {
    const arguments_ = pid => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      } catch {
        return [];
      }
    };
    const pids = fs.readdirSync('/proc').filter(name => /^\d+$/.test(name));
    const isOurs = words => words.some(word => word.startsWith(this.extensions) && word.endsWith('/bin/mdbook-redline'));
    return pids.filter(pid => isOurs(arguments_(pid))).map(Number);
  }

  /** Waits until Problems lists exactly these, each as `message redline(rule) line`. */
  async problems(expected) {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await this.page.keyboard.press('Control+Shift+M');
    }
    const list = async () => {
      const rows = await this.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
      const found = rows.map(row => /^([^]*?)\s+redline\s*\(?\s*([a-z-]+)\)?\s*\[Ln (\d+), Col \d+\]$/.exec(row.trim()));
      return found.filter(Boolean).map(([, message, rule, line]) => `${message} redline(${rule}) ${line}`).sort();
    };
    const describe = async () => `${JSON.stringify(await list(), null, 1)} instead of ${JSON.stringify(expected, null, 1)}`;
    await this.until(async () => JSON.stringify(await list()) === JSON.stringify(expected), describe);
  }

  /** Goes to a finding by Problems and opens its menu of fixes. Gives the titles. */
  async quickFixes(message, picture) {
    await this.page.locator('.markers-panel .monaco-list-row', { hasText: message }).first().dblclick();
    await this.page.locator('.monaco-editor.focused').first().waitFor();
    await this.page.keyboard.press('Control+.');
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await rows.first().waitFor({ timeout: PATIENCE });
    await this.picture(picture);
    return rows.allInnerTexts();
  }

  /** Chooses the first entry of the open menu of fixes. */
  async applyFirstFix() {
    await this.page.keyboard.press('Enter');
    await this.until(() => this.isChanged());
  }

  /** Whether the open file has changes that are not saved. */
  isChanged() {
    return this.page.locator('.tab.active.dirty').isVisible();
  }

  async save() {
    await this.page.keyboard.press('Control+s');
    await this.until(async () => !(await this.isChanged()));
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.page.locator('.monaco-editor .view-lines').first().click();
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').first().waitFor();
    await this.page.keyboard.type(title);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Trusts the workspace on the page about trust. */
  async trust() {
    await this.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first().click();
  }

  /** The text of all notifications. */
  async notifications() {
    return (await this.page.locator('.notification-list-item-message').allInnerTexts()).join('\n');
  }

  /** Takes a picture of the window, if a file is given. */
  async picture(file) {
    if (file && this.page) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      // No tooltip of whatever is under the pointer.
      await this.page.mouse.move(0, 0);
      await this.pause(500);
      await this.page.screenshot({ path: file });
    }
  }
}

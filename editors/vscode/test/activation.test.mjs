import assert from 'node:assert/strict';
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { load, MANIFEST, temporary } from './support.mjs';

/** What a test sees of the editor: settings, and everything that the extension did. */
class Editor {
  settings = { 'server.path': '', 'server.args': ['lsp'] };
  registered = [];
  messages = [];
  clients = [];
  failure = undefined;
  version = '9.9.9';
  listeners = {};

  /** Loads and activates the extension with stubs for `vscode` and the language client. */
  async activate() {
    const stubs = { vscode: this.vscode(), 'vscode-languageclient/node': this.languageClient() };
    const original = Module._load;
    Module._load = function (name, ...rest) {
      return stubs[name] ?? original.call(this, name, ...rest);
    };
    try {
      this.extension = load('extension');
    } finally {
      Module._load = original;
    }
    this.subscriptions = [];
    await this.extension.activate({ subscriptions: this.subscriptions, extensionPath: this.folder ?? '/nowhere' });
  }

  vscode() {
    const listen = name => listener => {
      this.listeners[name] = listener;
      return { dispose() {} };
    };
    const log = () => undefined;
    return {
      LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
      workspace: {
        workspaceFolders: undefined,
        getConfiguration: () => ({ get: (key, fallback) => this.settings[key] ?? fallback }),
        onDidChangeConfiguration: listen('configuration'),
        onDidGrantWorkspaceTrust: listen('trust'),
        registerTextDocumentContentProvider: () => ({ dispose() {} }),
      },
      languages: { createLanguageStatusItem: () => (this.status = { dispose() {} }) },
      window: {
        createOutputChannel: () => ({ info: log, warn: log, error: log, show: log, dispose() {} }),
        showErrorMessage: message => {
          this.messages.push(message);
          return Promise.resolve(undefined);
        },
      },
      commands: {
        executeCommand: async () => undefined,
        registerCommand: (name, run) => {
          this.registered.push(name);
          this.commands = { ...this.commands, [name]: run };
          return { dispose() {} };
        },
      },
    };
  }

  languageClient() {
    const editor = this;
    class LanguageClient {
      constructor(id, name, server, options) {
        Object.assign(this, { id, server, options, calls: [], sent: [], requests: [] });
        editor.clients.push(this);
      }
      error() {}
      async start() {
        this.calls.push('start');
        this.process = await this.server();
        if (editor.failure) {
          throw editor.failure;
        }
        this.initializeResult = { serverInfo: { name: 'mdbook-redline', version: editor.version } };
      }
      async stop() {
        this.calls.push('stop');
        this.process.stdin.end();
      }
      async sendRequest(type, params) {
        this.requests.push(params.command);
      }
      async sendNotification(type, params) {
        this.sent.push(params);
      }
    }
    return {
      LanguageClient,
      CloseAction: { DoNotRestart: 1 },
      ErrorAction: { Continue: 1 },
      RevealOutputChannelOn: { Never: 4 },
      DidChangeConfigurationNotification: { type: 'workspace/didChangeConfiguration' },
      ExecuteCommandRequest: { type: 'workspace/executeCommand' },
    };
  }

  /** A program that lives until its input ends, or with `code` ends at once. */
  program(code) {
    const file = path.join(temporary(), 'mdbook-redline');
    fs.writeFileSync(file, code === undefined ? '#!/bin/sh\ncat >/dev/null\n' : `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
    return file;
  }
}

/** Waits until `condition` holds. */
async function until(condition) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (condition()) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  assert.fail(`never: ${condition}`);
}

test('activation registers every declared command and starts the server', async () => {
  const editor = new Editor();
  editor.settings['server.path'] = editor.program();
  await editor.activate();
  assert.deepEqual(editor.registered.sort(), MANIFEST.contributes.commands.map(({ command }) => command).sort());
  assert.deepEqual(editor.messages, []);
  const [client] = editor.clients;
  assert.deepEqual(client.calls, ['start']);
  assert.deepEqual(client.options.initializationOptions.settings.run, 'onType');
  assert.ok(client.options.documentSelector.every(({ scheme }) => scheme === 'file'));
  assert.equal(editor.status.detail, 'version 9.9.9');
  await editor.extension.deactivate();
  assert.deepEqual(client.calls, ['start', 'stop']);
});

test('no program gives one message and no server, until the user restarts', async () => {
  const editor = new Editor();
  const path = process.env.PATH;
  process.env.PATH = '';
  try {
    await editor.activate();
  } finally {
    process.env.PATH = path;
  }
  assert.equal(editor.messages.length, 1);
  assert.match(editor.messages[0], /not found/);
  assert.equal(editor.clients.length, 0);
  editor.settings['server.path'] = editor.program();
  await editor.commands['redline.client.restart']();
  assert.equal(editor.messages.length, 1);
  assert.equal(editor.clients.length, 1);
  await editor.extension.deactivate();
});

test('a program without `lsp` gives one message and is not started again', async () => {
  const editor = new Editor();
  editor.settings['server.path'] = editor.program(2);
  editor.failure = new Error('connection closed');
  await editor.activate();
  assert.equal(editor.messages.length, 1);
  assert.match(editor.messages[0], /too old/);
  assert.match(editor.messages[0], /mdbook-redline \(from setting\)/);
  await new Promise(resolve => setTimeout(resolve, 1300));
  assert.equal(editor.clients.length, 1);
});

test('a server of an older version is stopped with one message', async () => {
  const editor = new Editor();
  editor.settings['server.path'] = editor.program();
  editor.version = '0.0.1';
  await editor.activate();
  assert.deepEqual(editor.messages.length, 1);
  assert.match(editor.messages[0], /0\.0\.1 is too old/);
  assert.deepEqual(editor.clients[0].calls, ['start', 'stop']);
});

test('a program that cannot be executed gives one message', async () => {
  const editor = new Editor();
  editor.settings['server.path'] = editor.program();
  fs.chmodSync(editor.settings['server.path'], 0o644);
  await editor.activate();
  assert.equal(editor.messages.length, 1);
  assert.match(editor.messages[0], /cannot be started/);
});

test('a server that ends by itself is started again after a second', async () => {
  const editor = new Editor();
  editor.settings['server.path'] = editor.program();
  await editor.activate();
  editor.clients[0].process.kill();
  editor.clients[0].options.errorHandler.closed();
  const ended = Date.now();
  assert.equal(editor.status.detail, 'restarting');
  await until(() => editor.clients.length === 2 && editor.status.detail === 'version 9.9.9');
  assert.ok(Date.now() - ended >= 950);
  assert.deepEqual(editor.messages, []);
  await editor.extension.deactivate();
});

const changed = name => ({ affectsConfiguration: section => `redline.${name}`.startsWith(section) });

test('settings take effect: sent to the server, or by a restart where they count at the start only', async () => {
  const editor = new Editor();
  editor.settings['server.path'] = editor.program();
  await editor.activate();
  editor.settings.run = 'onSave';
  await editor.listeners.configuration(changed('run'));
  assert.equal(editor.clients[0].sent[0].settings.redline.run, 'onSave');
  assert.deepEqual(Object.keys(editor.clients[0].sent[0].settings.redline), ['run', 'scope', 'features']);
  editor.settings['server.args'] = ['lsp', '--verbose'];
  await editor.listeners.configuration(changed('server.args'));
  assert.deepEqual(editor.clients[0].calls, ['start', 'stop']);
  assert.equal(editor.clients.length, 2);
  editor.settings['features.hover'] = false;
  await editor.listeners.configuration(changed('features.hover'));
  assert.equal(editor.clients[2].options.initializationOptions.settings.features.hover, false);
  await editor.listeners.trust();
  assert.equal(editor.clients.length, 3, 'trust that changes nothing restarts nothing');
  await editor.extension.deactivate();
});

test('checking the whole book lists all files until the user restarts', async () => {
  const editor = new Editor();
  editor.settings['server.path'] = editor.program();
  await editor.activate();
  const scope = () => editor.clients.at(-1).options.initializationOptions.settings.scope;
  assert.equal(scope(), 'open');
  await editor.commands['redline.client.checkBook']();
  assert.equal(scope(), 'book');
  assert.deepEqual(editor.clients.at(-1).requests, ['redline.checkBook']);
  await editor.commands['redline.client.checkBook']();
  assert.equal(editor.clients.length, 2, 'it lists them already');
  await editor.commands['redline.client.restart']();
  assert.equal(scope(), 'open');
  await editor.extension.deactivate();
});

test('the server does not see the settings of the extension', async () => {
  const editor = new Editor();
  editor.settings['server.path'] = editor.program();
  await editor.activate();
  const { configuration } = editor.clients[0].options.middleware.workspace;
  const items = [{ section: 'redline' }, { section: 'files' }];
  const values = await configuration({ items }, undefined, async () => [{ server: {}, run: 'onType' }, { eol: 'auto' }]);
  assert.deepEqual(Object.keys(values[0]), ['run', 'scope', 'features']);
  assert.deepEqual(values[1], { eol: 'auto' });
  await editor.extension.deactivate();
});

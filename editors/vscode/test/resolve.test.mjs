import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { load, temporary } from './support.mjs';

const { resolveServer, ensureExecutable, isFile } = load('resolve');

/** Resolves where exactly `files` exist. */
function resolve(files, rest = {}) {
  const at = { setting: '', folder: '/book', extension: '/ext', env: {}, platform: 'linux', ...rest };
  return resolveServer({ ...at, isFile: file => files.includes(file) });
}

test('the setting comes before the extension and PATH', () => {
  const files = ['/opt/redline', '/ext/bin/mdbook-redline', '/usr/bin/mdbook-redline'];
  const env = { PATH: '/usr/bin' };
  assert.deepEqual(resolve(files, { setting: '/opt/redline', env }), { command: '/opt/redline', origin: 'setting' });
  assert.deepEqual(resolve(files, { env }), { command: '/ext/bin/mdbook-redline', origin: 'extension' });
  assert.deepEqual(resolve(files.slice(2), { env }), { command: '/usr/bin/mdbook-redline', origin: 'PATH' });
});

test('a setting that names nothing is reported instead of ignored', () => {
  const { reason } = resolve(['/ext/bin/mdbook-redline'], { setting: '/gone' });
  assert.match(reason, /"\/gone", which is no file/);
});

test('the setting may start at the home or the workspace folder, or be a name on PATH', () => {
  const env = { HOME: '/home/a', PATH: '/usr/bin' };
  const command = (setting, file) => resolve([file], { setting, env }).command;
  assert.equal(command('~/bin/redline', '/home/a/bin/redline'), '/home/a/bin/redline');
  assert.equal(command('tools/redline', '/book/tools/redline'), '/book/tools/redline');
  assert.equal(command('redline', '/usr/bin/redline'), '/usr/bin/redline');
  assert.equal(command(' /opt/redline ', '/opt/redline'), '/opt/redline');
  assert.ok(resolve(['/tools/redline'], { setting: 'tools/redline', folder: undefined }).reason);
});

test('relative folders of PATH are not searched', () => {
  const found = resolve(['mdbook-redline', 'bin/mdbook-redline', '/b/mdbook-redline'], { env: { PATH: '.::bin:/b' } });
  assert.equal(found.command, '/b/mdbook-redline');
});

test('Windows has its own name, separators and variable', () => {
  const at = { platform: 'win32', extension: 'C:\\ext', folder: 'C:\\book', env: { Path: 'C:\\a;D:\\b' } };
  assert.equal(resolve(['D:\\b\\mdbook-redline.exe'], at).command, 'D:\\b\\mdbook-redline.exe');
  assert.equal(resolve(['C:\\ext\\bin\\mdbook-redline.exe'], at).origin, 'extension');
  assert.equal(resolve(['C:\\book\\t\\r.exe'], { ...at, setting: 't\\r.exe' }).command, 'C:\\book\\t\\r.exe');
  assert.equal(resolve(['C:\\a\\r.exe'], { ...at, setting: 'r' }).command, 'C:\\a\\r.exe');
});

test('nothing anywhere gives the three places that were searched', () => {
  assert.match(resolve([]).reason, /redline\.server\.path.*extension.*PATH/);
});

test('a program in the extension that lost its mode becomes executable, others are left alone', () => {
  const command = path.join(temporary(), 'mdbook-redline');
  fs.writeFileSync(command, '', { mode: 0o644 });
  const mode = () => fs.statSync(command).mode & 0o777;
  ensureExecutable({ command, origin: 'PATH' }, 'linux');
  assert.equal(mode(), 0o644);
  ensureExecutable({ command, origin: 'extension' }, 'linux');
  assert.equal(mode(), 0o755);
  assert.ok(isFile(command) && !isFile(path.dirname(command)) && !isFile(`${command}.gone`));
});

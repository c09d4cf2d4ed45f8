import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { withSettings } from '../scripts/readme.mjs';
import { load, MANIFEST, ROOT } from './support.mjs';

const { serverSettings, launchSettings, FEATURES } = load('settings');
const { isAtLeast, MINIMUM_VERSION } = load('version');
const properties = MANIFEST.contributes.configuration.properties;
const read = (...names) => fs.readFileSync(path.join(ROOT, ...names), 'utf8');

/** The settings that `serverSettings` and `launchSettings` read, each with the default of the code. */
function settingsRead() {
  const found = {};
  const get = (key, fallback) => {
    found[`redline.${key}`] = fallback;
    return fallback;
  };
  serverSettings({ get });
  launchSettings({ get });
  return found;
}

test('the settings that are read are those that are declared, with the same defaults', () => {
  const declared = Object.entries(properties).map(([name, setting]) => [name, setting.default]);
  // The language client reads this one by the name of the client.
  const expected = { ...settingsRead(), 'redline.trace.server': 'off' };
  assert.deepEqual(Object.fromEntries(declared), expected);
});

test('no other code reads settings', () => {
  for (const file of fs.readdirSync(path.join(ROOT, 'src')).filter(file => file !== 'settings.ts')) {
    const source = read('src', file);
    assert.doesNotMatch(source, /\.get(<[^>]*>)?\('/, file);
    for (const [call] of source.matchAll(/getConfiguration\([^)]*\)/g)) {
      assert.match(call, /getConfiguration\('redline'/, file);
    }
  }
});

test('the server is sent the keys that it knows and no others', () => {
  const settings = serverSettings({ get: (_, fallback) => fallback });
  assert.deepEqual(Object.keys(settings), ['run', 'scope', 'features']);
  assert.deepEqual(Object.keys(settings.features), [...FEATURES]);
  assert.equal(settings.features.formatting, false);
});

test('settings that name a program are restricted in workspaces that are not trusted', () => {
  const programs = Object.keys(properties).filter(name => name.startsWith('redline.server.'));
  assert.deepEqual(MANIFEST.capabilities.untrustedWorkspaces.restrictedConfigurations, programs);
  assert.ok(programs.every(name => properties[name].scope === 'machine-overridable'));
});

test('each command of the palette is in the README', () => {
  for (const { category, title } of MANIFEST.contributes.commands) {
    assert.ok(read('README.md').includes(`| ${category}: ${title} |`), title);
  }
});

test('the table of settings in the README is that of the manifest', () => {
  assert.equal(read('README.md'), withSettings(read('README.md'), MANIFEST), 'run: node scripts/readme.mjs');
  assert.equal([...read('README.md').matchAll(/^\| `redline\./gm)].length, Object.keys(properties).length);
});

test('the extension has the version and the licences of the program, and asks for no newer one', () => {
  const version = /^version = "(.*)"$/m.exec(read('..', '..', 'Cargo.toml'))[1];
  assert.equal(MANIFEST.version, version);
  assert.ok(isAtLeast(version, MINIMUM_VERSION));
  assert.ok(read('CHANGELOG.md').includes(`## ${version}\n`));
  for (const file of ['LICENSE-MIT', 'LICENSE-APACHE']) {
    assert.equal(read(file), read('..', '..', file), file);
  }
});

test('the schema describes the table of redline in book.toml', () => {
  const [{ fileMatch, url }] = MANIFEST.contributes.tomlValidation;
  const schema = JSON.parse(read(url));
  assert.equal(fileMatch, 'book.toml');
  assert.ok(schema.properties.preprocessor.properties.redline.properties['fail-on']);
});

test('the lock file names no registry', () => {
  assert.doesNotMatch(read('package-lock.json'), /"resolved"/, 'npm config set omit-lockfile-registry-resolved true');
});

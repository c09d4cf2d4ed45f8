import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { MANIFEST, ROOT, temporary } from './support.mjs';

const FILES = [
  'CHANGELOG.md',
  'LICENSE',
  'LICENSE-APACHE',
  'LICENSE-MIT',
  'README.md',
  'dist/extension.js',
  'package.json',
  'schema/book.schema.json',
];

/** Packs the extension. Gives the modes of its files and the text of its manifest. */
async function pack(name, ...args) {
  const folder = temporary();
  execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'package.mjs'), folder, ...args], { stdio: 'pipe' });
  const zip = await promisify(yauzl.open)(path.join(folder, name), { autoClose: false, lazyEntries: true });
  const modes = {};
  let manifest = '';
  zip.readEntry();
  await new Promise((resolve, reject) => {
    zip.on('end', resolve).on('error', reject);
    zip.on('entry', async entry => {
      modes[entry.fileName.replace(/^extension\//, '')] = (entry.externalFileAttributes >>> 16) & 0o777;
      if (entry.fileName === 'extension.vsixmanifest') {
        for await (const chunk of await promisify(zip.openReadStream.bind(zip))(entry)) {
          manifest += chunk;
        }
      }
      zip.readEntry();
    });
  });
  zip.close();
  return { modes, manifest, files: Object.keys(modes).filter(file => !/^(extension\.vsixmanifest|\[Content)/.test(file)) };
}

/** Names as vsce writes them into the archive. */
const archived = files => files.map(file => file.replace(/^(README|CHANGELOG)\.md$/, name => name.toLowerCase()))
  .map(file => (file === 'LICENSE' ? 'LICENSE.txt' : file)).sort();

test('the universal package has no program', async () => {
  const { files, manifest } = await pack(`redline-${MANIFEST.version}.vsix`);
  assert.deepEqual(files.sort(), archived(FILES));
  assert.doesNotMatch(manifest, /TargetPlatform/);
});

test('the package of a platform has an executable program', async () => {
  const program = path.join(temporary(), 'program');
  fs.writeFileSync(program, '#!/bin/sh\n', { mode: 0o644 });
  const { files, modes, manifest } = await pack(`redline-linux-x64-${MANIFEST.version}.vsix`, 'linux-x64', program);
  assert.deepEqual(files.sort(), archived([...FILES, 'bin/mdbook-redline']));
  assert.equal(modes['bin/mdbook-redline'], 0o755);
  assert.match(manifest, /TargetPlatform="linux-x64"/);
  assert.ok(!fs.existsSync(path.join(ROOT, 'bin')), 'the program does not stay for the next package');
});

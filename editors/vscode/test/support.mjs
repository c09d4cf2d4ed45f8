// Modules of the extension, bundled for a test.
import { buildSync } from 'esbuild';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the extension. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The manifest. */
export const MANIFEST = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

const FOLDERS = [];
process.on('exit', () => FOLDERS.forEach(folder => fs.rmSync(folder, { recursive: true, force: true })));

/** A temporary folder that is removed when the tests end. */
export function temporary() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redline-'));
  FOLDERS.push(folder);
  return folder;
}

/** The exports of a module in `src`. `vscode` and the language client are left to the caller. */
export function load(name) {
  const outfile = path.join(temporary(), `${name}.cjs`);
  buildSync({
    entryPoints: [path.join(ROOT, 'src', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'vscode-languageclient/node'],
  });
  return createRequire(import.meta.url)(outfile);
}

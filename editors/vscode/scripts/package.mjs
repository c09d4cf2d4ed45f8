// Packs the extension:
//
//   npm run package -- FOLDER                    the universal package, which uses the program on PATH
//   npm run package -- FOLDER TARGET PROGRAM     a package for one platform, with the program in it
//
// writes FOLDER/redline-VERSION.vsix or FOLDER/redline-TARGET-VERSION.vsix. TARGET is one of vsce, for example linux-x64.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [folder, target, program] = process.argv.slice(2);
if (folder === undefined || (target === undefined) !== (program === undefined)) {
  console.error('usage: npm run package -- FOLDER [TARGET PROGRAM]');
  process.exit(2);
}

const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const out = path.resolve(process.env.INIT_CWD ?? '.', folder);
const file = path.join(out, `redline-${target === undefined ? '' : `${target}-`}${version}.vsix`);
const bin = path.join(root, 'bin');
const run = (script, ...args) => execFileSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' });

fs.mkdirSync(out, { recursive: true });
fs.rmSync(bin, { recursive: true, force: true });
try {
  if (program !== undefined) {
    const name = target.startsWith('win32') ? 'mdbook-redline.exe' : 'mdbook-redline';
    fs.mkdirSync(bin);
    fs.copyFileSync(path.resolve(process.env.INIT_CWD ?? '.', program), path.join(bin, name));
    fs.chmodSync(path.join(bin, name), 0o755);
  }
  run('scripts/bundle.mjs');
  const platform = target === undefined ? [] : ['--target', target];
  // All dependencies are in the bundle.
  run('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--allow-missing-repository', ...platform, '--out', file);
} finally {
  fs.rmSync(bin, { recursive: true, force: true });
}

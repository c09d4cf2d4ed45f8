// The book of the test, packages of the extension, and what the command line makes of a book.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The program. */
export const PROGRAM = path.resolve(required('REDLINE_BINARY'));

/** The value of a variable that must be set. */
export function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} must be set; the top of e2e/run.mjs describes it`);
  }
  return value;
}

const FOLDERS = [];
process.on('exit', () => FOLDERS.forEach(folder => fs.rmSync(folder, { recursive: true, force: true })));

/** A temporary folder that is removed at the end, when no editor writes into it any more. */
export function temporary() {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'redline-e2e-')));
  FOLDERS.push(folder);
  return folder;
}

/** A copy of the book. */
export class Book {
  constructor() {
    this.folder = path.join(temporary(), 'book');
    fs.cpSync(path.join(HERE, '../../../tests/editors/book'), this.folder, { recursive: true });
  }
}

/** Packs the extension for this platform with the program in it, or without it. Gives the file. */
export function pack(program) {
  const folder = temporary();
  const args = program === undefined ? [] : [`${process.platform}-${process.arch}`, program];
  execFileSync(process.execPath, [path.join(HERE, '../scripts/package.mjs'), folder, ...args], { stdio: 'pipe' });
  return path.join(folder, fs.readdirSync(folder)[0]);
}

/** The findings of `mdbook-redline check`. */
export function check(folder) {
  const run = spawnSync(PROGRAM, ['check', '.', '--format', 'json', '--fail-on', 'never'], { cwd: folder, encoding: 'utf8' });
  return JSON.parse(run.stdout).findings;
}

/** The bytes of a file after `mdbook-redline fix` in a copy of the book. */
export function fix(folder, file) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'redline-fixed-'));
  try {
    fs.cpSync(folder, copy, { recursive: true });
    execFileSync(PROGRAM, ['fix', '.'], { cwd: copy, stdio: 'pipe' });
    return fs.readFileSync(path.join(copy, file));
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

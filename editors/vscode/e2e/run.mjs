// The extension in VS Code, from the package to the saved file: code-server in Chromium, with the real program.
//
//   REDLINE_BINARY       the program mdbook-redline
//   REDLINE_E2E_TOOLS    a folder in whose node_modules are code-server and playwright-core
//   REDLINE_NODE         the Node.js that runs code-server, by default the one that runs this
//   REDLINE_CHROMIUM     the browser, by default `chromium`
//   REDLINE_PICTURES     a folder for pictures, if they are wanted
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { Book, check, fix, pack, PROGRAM } from './book.mjs';
import { Editor } from './editor.mjs';

const picture = name => (process.env.REDLINE_PICTURES ? path.join(process.env.REDLINE_PICTURES, name) : undefined);

/** Findings as the panel shows them: message, rule and line. */
const shown = findings => findings.map(({ message, rule, start }) => `${message} redline(${rule}) ${start.line}`).sort();

test('findings, a quick fix, Fix All and a saved file, with the program in the package', async t => {
  const book = new Book();
  const editor = await Editor.start(t, { vsix: pack(PROGRAM), book });
  const chapter = await editor.open('src/tokens.md');
  const findings = () => check(book.folder).filter(({ file }) => file === 'src/tokens.md');

  await t.test('Problems lists what `check` finds', async () => {
    assert.ok(findings().length >= 6);
    await editor.until(() => editor.servers().length === 1);
    await editor.problems(shown(findings()));
  });

  await t.test('Check Whole Book lists files that are not open', async () => {
    await editor.command('Redline: Check Whole Book');
    await editor.problems(shown(check(book.folder)));
    await editor.picture(picture('editor-problems.png'));
    await editor.command('Redline: Restart Server');
    await editor.problems(shown(findings()));
  });

  await t.test('a quick fix writes what the finding names', async () => {
    const [finding] = findings().filter(({ rule }) => rule === 'repeated-word');
    const [edit] = finding.fix.edits;
    const before = fs.readFileSync(chapter);
    const after = Buffer.concat([before.subarray(0, edit.start), Buffer.from(edit.text), before.subarray(edit.end)]);
    const titles = await editor.quickFixes(finding.message, picture('editor-fix.png'));
    assert.match(titles[0], /the/);
    await editor.applyFirstFix();
    await editor.save();
    await editor.until(() => fs.readFileSync(chapter).equals(after), () => fs.readFileSync(chapter, 'utf8'));
    await editor.problems(shown(findings()));
  });

  await t.test('Fix All gives the bytes of `mdbook-redline fix`', async () => {
    const fixed = fix(book.folder, 'src/tokens.md');
    assert.ok(!fixed.equals(fs.readFileSync(chapter)));
    await editor.command('Fix All');
    await editor.until(() => editor.isChanged());
    await editor.save();
    await editor.until(() => fs.readFileSync(chapter).equals(fixed), () => fs.readFileSync(chapter, 'utf8'));
    await editor.problems(shown(findings()));
    assert.ok(findings().length > 0, 'unsafe fixes are left alone');
  });

  await t.test('a server that ends is started again', async () => {
    const [first] = editor.servers();
    process.kill(first);
    await editor.until(() => editor.servers().some(server => server !== first));
    await editor.problems(shown(findings()));
    assert.equal(await editor.notifications(), '');
  });

  await t.test('the server ends with the editor', async () => {
    await editor.stop();
    await editor.until(() => editor.servers().length === 0);
  });
});

test('without a program there is one message', async t => {
  const book = new Book();
  const editor = await Editor.start(t, { vsix: pack(), book });
  await editor.open('src/tokens.md');
  await editor.until(async () => /mdbook-redline was not found/.test(await editor.notifications()));
  await editor.pause(2000);
  assert.equal((await editor.notifications()).match(/mdbook-redline/g).length, 1);
});

test('a workspace that is not trusted cannot name the program', async t => {
  const book = new Book();
  const evidence = path.join(book.folder, 'started');
  const program = path.join(book.folder, 'program');
  fs.writeFileSync(program, `#!/bin/sh\ntouch '${evidence}'\nexec '${PROGRAM}' "$@"\n`, { mode: 0o755 });
  fs.mkdirSync(path.join(book.folder, '.vscode'));
  fs.writeFileSync(path.join(book.folder, '.vscode/settings.json'), JSON.stringify({ 'redline.server.path': program }));
  const editor = await Editor.start(t, { vsix: pack(PROGRAM), book, trusted: false });
  await editor.open('src/tokens.md');
  await editor.problems(shown(check(book.folder).filter(({ file }) => file === 'src/tokens.md')));
  assert.ok(!fs.existsSync(evidence));
  await editor.command('Workspaces: Manage Workspace Trust');
  await editor.trust();
  await editor.until(() => fs.existsSync(evidence));
});

import * as fs from 'node:fs';
import { type PlatformPath, posix, win32 } from 'node:path';

/** Where the server's program comes from. */
export type Origin = 'setting' | 'extension' | 'PATH';

/** A program that exists. */
export interface Found {
  readonly command: string;
  readonly origin: Origin;
}

/** No program, and the reason in one sentence. */
export interface Missing {
  readonly reason: string;
}

/** All that decides which program is started. */
export interface Surroundings {
  /** The setting `redline.server.path`. */
  readonly setting: string;
  /** The first workspace folder, where relative paths start. */
  readonly folder: string | undefined;
  /** The folder in which the extension is installed. */
  readonly extension: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly isFile: (file: string) => boolean;
}

/** Whether the path names a regular file. */
export function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Chooses the program: the setting, then the one inside the extension, then the first one on `PATH`. */
export function resolveServer(at: Surroundings): Found | Missing {
  if (at.setting.trim() !== '') {
    return fromSetting(at.setting.trim(), at);
  }
  const name = at.platform === 'win32' ? 'mdbook-redline.exe' : 'mdbook-redline';
  const bundled = paths(at).join(at.extension, 'bin', name);
  if (at.isFile(bundled)) {
    return { command: bundled, origin: 'extension' };
  }
  const command = onPath(name, at);
  if (command !== undefined) {
    return { command, origin: 'PATH' };
  }
  return {
    reason:
      'mdbook-redline was not found: the setting "redline.server.path" is empty, the extension contains no program, ' +
      'and PATH has none.',
  };
}

function fromSetting(setting: string, at: Surroundings): Found | Missing {
  const path = paths(at);
  const home = at.env.HOME ?? at.env.USERPROFILE;
  const expanded = home === undefined ? setting : setting.replace(/^~(?=[\\/])/, home);
  let command: string | undefined = expanded;
  if (!expanded.includes('/') && !expanded.includes(path.sep)) {
    command = onPath(expanded, at) ?? onPath(`${expanded}.exe`, at);
  } else if (!path.isAbsolute(expanded)) {
    command = at.folder === undefined ? undefined : path.join(at.folder, expanded);
  }
  if (command !== undefined && at.isFile(command)) {
    return { command, origin: 'setting' };
  }
  return { reason: `mdbook-redline was not found: the setting "redline.server.path" is "${setting}", which is no file.` };
}

/** The first file of this name on `PATH`. Relative folders are left out: a workspace must not supply the program. */
function onPath(name: string, at: Surroundings): string | undefined {
  const path = paths(at);
  const folders = (at.env.PATH ?? at.env.Path ?? '').split(path.delimiter);
  return folders
    .filter(folder => path.isAbsolute(folder))
    .map(folder => path.join(folder, name))
    .find(file => at.isFile(file));
}

function paths(at: Surroundings): PlatformPath {
  return at.platform === 'win32' ? win32 : posix;
}

/** Makes the program in the extension executable: some ways of unpacking drop the mode. */
export function ensureExecutable(found: Found, platform: NodeJS.Platform): void {
  if (found.origin !== 'extension' || platform === 'win32') {
    return;
  }
  try {
    fs.accessSync(found.command, fs.constants.X_OK);
  } catch {
    fs.chmodSync(found.command, 0o755);
  }
}

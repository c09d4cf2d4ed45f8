// Bundles the extension with all that it needs into dist/extension.js.
import { build } from 'esbuild';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

await build({
  absWorkingDir: path.dirname(path.dirname(fileURLToPath(import.meta.url))),
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  minify: true,
  external: ['vscode'],
  platform: 'node',
  format: 'cjs',
  target: 'node18',
});

// The table of settings in README.md, from package.json. `node scripts/readme.mjs` writes it.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const TABLE = /(\| Setting \| Default \| Effect \|\n\|---\|---\|---\|\n)(?:\|.*\n|@SETTINGS@\n)*/;

/** The README with the table of settings of this manifest. */
export function withSettings(readme, manifest) {
  const rows = Object.entries(manifest.contributes.configuration.properties).map(([name, setting]) => {
    const values = setting.enum ? ` Values: ${setting.enum.map(value => `\`${value}\``).join(', ')}.` : '';
    return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${setting.markdownDescription}${values} |\n`;
  });
  return readme.replace(TABLE, (_, head) => head + rows.join(''));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('../README.md', import.meta.url);
  const manifest = JSON.parse(fs.readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  fs.writeFileSync(file, withSettings(fs.readFileSync(file, 'utf8'), manifest));
}

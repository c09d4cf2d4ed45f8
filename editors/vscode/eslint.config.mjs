import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const globals = Object.fromEntries(
  ['Buffer', 'URL', 'URLSearchParams', 'clearTimeout', 'console', 'document', 'fetch', 'performance', 'process', 'setTimeout'].map(
    name => [name, 'readonly'],
  ),
);

export default tseslint.config(
  { ignores: ['dist/', 'bin/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['src/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }] },
  },
  { files: ['**/*.mjs'], languageOptions: { globals } },
);

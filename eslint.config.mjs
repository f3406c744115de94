import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { fileName } from './scripts/lint/file-name.mjs';
import { engineFloors, floors } from './scripts/lint/floors.mjs';
import { restrictions } from './scripts/lint/restrictions.mjs';

const tests = [
  '**/*.test.{ts,tsx,mjs}',
  '**/*.vitest.ts',
  '**/*.fixture.{ts,tsx}',
  '**/setupTests.ts',
  'e2e/**',
];
const sources = (folder) => [`${folder}/src/**/*.{ts,tsx}`];
const backstageFloors = Object.keys(floors).filter((folder) => !engineFloors.includes(folder));

/** Holds for every file, whoever runs it. */
const house = {
  plugins: { house: { rules: { 'file-name': fileName } } },
  // No comment in a file can switch a rule off: a rule that is wrong is changed here, for everyone.
  linterOptions: { noInlineConfig: true },
  rules: {
    'house/file-name': 'error',
    'no-console': 'error',
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'max-lines': ['error', 400],
    'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    complexity: ['error', 30],
  },
};

/** What Node gives to scripts. */
const nodeGlobals = Object.fromEntries(
  ['process', 'console', 'require', 'Buffer', 'fetch', 'performance', 'URL', 'AbortSignal', 'AbortController']
    .concat([
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'structuredClone',
      'Response',
      'Request',
    ])
    .map((name) => [name, 'readonly']),
);

/** The engine's packages: strict and checked with types, tests included. */
const typed = {
  files: engineFloors.flatMap(sources),
  extends: [tseslint.configs.recommendedTypeChecked],
  languageOptions: {
    parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    // An interface may promise a value later although one implementation has it at once.
    '@typescript-eslint/require-await': 'off',
    // JSON values are written as text on purpose.
    '@typescript-eslint/no-base-to-string': 'off',
    // Data may hold control characters; readers and writers of text have to name them.
    'no-control-regex': 'off',
  },
};

/** What runs inside Backstage: the same house, without the cost of types; its own tools check those. */
const backstage = {
  files: backstageFloors.flatMap(sources),
  extends: [tseslint.configs.recommended, jsxA11y.flatConfigs.recommended],
  plugins: { 'react-hooks': reactHooks },
  rules: {
    ...reactHooks.configs.recommended.rules,
    // What scrolls must be reachable by keyboard.
    'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: ['pre'], roles: ['region', 'tabpanel'] }],
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
  },
};

export default defineConfig([
  globalIgnores(['**/dist/', '**/dist-types/', '**/.eslintrc.js', '.data/', '**/coverage/']),
  js.configs.recommended,
  house,
  typed,
  backstage,
  ...Object.keys(floors).map((folder) => ({
    files: sources(folder),
    ignores: tests,
    rules: restrictions(folder),
  })),
  {
    files: tests,
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: [
      'scripts/**/*.{mjs,cjs}',
      'packages/*/scripts/**/*.mjs',
      'packages/cli/**',
      'e2e/**',
      'bench/**',
      'chaos/**',
      'conformance/**',
    ],
    languageOptions: { globals: nodeGlobals },
    rules: { 'no-console': 'off' },
  },
  {
    // Functions in these files run in the browser.
    files: ['e2e/harness/**'],
    languageOptions: { globals: { window: 'readonly', document: 'readonly' } },
  },
]);

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
// The rules of the house need no types, so that each case is judged from its text alone.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function rulesBroken(filePath, code) {
  const [result] = await eslint.lintText(code, { filePath });
  return result.messages.map(({ ruleId, message, fatal }) => (fatal ? message : ruleId));
}

const uses = (name) => `import { x } from '${name}';\nx();\n`;

const forbidden = [
  ['an upward import', 'packages/jq/src/a.ts', uses('@orchestrator/definition'), 'no-restricted-imports'],
  ['any package in jq', 'packages/jq/src/a.ts', uses('yaml'), 'no-restricted-imports'],
  ['Node in jq', 'packages/jq/src/a.ts', uses('node:fs'), 'no-restricted-imports'],
  [
    'the engine from the definition',
    'packages/definition/src/a.ts',
    uses('@orchestrator/engine'),
    'no-restricted-imports',
  ],
  [
    'the store from connectors',
    'packages/connectors/src/a.ts',
    uses('@orchestrator/store'),
    'no-restricted-imports',
  ],
  [
    'connectors from the store',
    'packages/store/src/a.ts',
    uses('@orchestrator/connectors'),
    'no-restricted-imports',
  ],
  [
    'the server from the runtime',
    'packages/runtime/src/a.ts',
    uses('@orchestrator/server'),
    'no-restricted-imports',
  ],
  [
    'the engine from a page',
    'plugins/orchestrator/src/a.ts',
    uses('@orchestrator/engine'),
    'no-restricted-imports',
  ],
  ['a driver outside the store', 'packages/runtime/src/a.ts', uses('pg'), 'no-restricted-imports'],
  [
    'PGlite outside the store',
    'packages/server/src/a.ts',
    uses('@electric-sql/pglite'),
    'no-restricted-imports',
  ],
  ['a driver in a plugin', 'plugins/orchestrator-backend/src/a.ts', uses('knex'), 'no-restricted-imports'],
  [
    'a type from an upper floor',
    'packages/engine/src/a.ts',
    `import type { A } from '@orchestrator/store';\nexport type B = A;\n`,
    'no-restricted-imports',
  ],
  [
    'a dynamic import of an upper floor',
    'packages/engine/src/a.ts',
    `export const a = import('@orchestrator/store');\n`,
    'no-restricted-syntax',
  ],
  [
    'a dynamic import of a driver',
    'packages/server/src/a.ts',
    `export const a = import('pg');\n`,
    'no-restricted-syntax',
  ],
  [
    'SQL outside the store',
    'packages/server/src/a.ts',
    `export const a = 'SELECT id FROM run';\n`,
    'no-restricted-syntax',
  ],
  [
    'SQL in lower case',
    'plugins/orchestrator-backend/src/a.ts',
    `export const a = 'delete from orchestrator.run where id = $1';\n`,
    'no-restricted-syntax',
  ],
  [
    'SQL in a template',
    'packages/runtime/src/a.ts',
    'export const a = `UPDATE run\n SET a = 1`;\n',
    'no-restricted-syntax',
  ],
  ['Node in the engine', 'packages/engine/src/a.ts', uses('node:path'), 'no-restricted-imports'],
  ['a timer in the engine', 'packages/engine/src/a.ts', `setTimeout(() => 1, 2);\n`, 'no-restricted-globals'],
  ['fetch in the engine', 'packages/engine/src/a.ts', `fetch('x');\n`, 'no-restricted-globals'],
  [
    'the clock in the engine',
    'packages/engine/src/a.ts',
    `export const a = Date.now();\n`,
    'no-restricted-syntax',
  ],
  [
    'the clock by the constructor',
    'packages/engine/src/a.ts',
    `export const a = new Date();\n`,
    'no-restricted-syntax',
  ],
  [
    'chance in the engine',
    'packages/engine/src/a.ts',
    `export const a = Math.random();\n`,
    'no-restricted-syntax',
  ],
  [
    'a promise in the engine',
    'packages/engine/src/a.ts',
    `export const a = Promise.all([]);\n`,
    'no-restricted-syntax',
  ],
  [
    'an async function in the engine',
    'packages/engine/src/a.ts',
    `export async function a() {}\n`,
    'no-restricted-syntax',
  ],
  ['console in a package', 'packages/runtime/src/a.ts', `console.log('a');\n`, 'no-console'],
  ['console in a plugin', 'plugins/orchestrator/src/a.tsx', `console.log('a');\n`, 'no-console'],
  [
    'any',
    'packages/store/src/a.ts',
    `export const a = (b: any) => b;\n`,
    '@typescript-eslint/no-explicit-any',
  ],
  [
    'a rule switched off in a comment',
    'packages/store/src/a.ts',
    `// eslint-disable-next-line\nconsole.log('a');\n`,
    'no-console',
  ],
  ['a vague file name', 'packages/store/src/utils.ts', `export const a = 1;\n`, 'house/file-name'],
  ['a camel-case file name', 'packages/store/src/theStore.ts', `export const a = 1;\n`, 'house/file-name'],
  ['a long file', 'packages/store/src/a.ts', 'export {};\n'.repeat(401), 'max-lines'],
  [
    'a long function',
    'packages/store/src/a.ts',
    `export function a(b: string[]) {\n${"  b.push('b');\n".repeat(81)}}\n`,
    'max-lines-per-function',
  ],
  [
    'a picture without words',
    'plugins/orchestrator/src/A.tsx',
    `export const A = () => <img src="a" />;\n`,
    'jsx-a11y/alt-text',
  ],
  [
    'a hook under a condition',
    'plugins/orchestrator/src/A.tsx',
    `import { useState } from 'react';\nexport function A({ b }: { b: boolean }) {\n  if (b) useState(1);\n  return null;\n}\n`,
    'react-hooks/rules-of-hooks',
  ],
];

test.each(forbidden)('%s is refused', async (_name, file, code, rule) => {
  expect(await rulesBroken(file, code)).toContain(rule);
});

const allowed = [
  ['a downward import', 'packages/runtime/src/a.ts', uses('@orchestrator/store')],
  ['a driver in the store', 'packages/store/src/a.ts', uses('pg')],
  ['SQL in the store', 'packages/store/src/a.ts', `export const a = 'SELECT id FROM run';\n`],
  [
    'English that looks a little like SQL',
    'packages/server/src/a.ts',
    `export const a = 'Select one from the list';\n`,
  ],
  ['Node in the runtime', 'packages/runtime/src/a.ts', uses('node:path')],
  [
    'a time that was given in the engine',
    'packages/engine/src/a.ts',
    `export const a = (now: number) => new Date(now);\n`,
  ],
  ['anything in a test of the engine', 'packages/engine/src/a.test.ts', uses('vitest')],
  ['a component file', 'plugins/orchestrator/src/RunPage.tsx', `export const RunPage = () => null;\n`],
  ['console in a script', 'scripts/a.mjs', `console.log('a');\n`],
];

test.each(allowed)('%s is fine', async (_name, file, code) => {
  expect(await rulesBroken(file, code)).toEqual([]);
});

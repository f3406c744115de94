import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../start/paths.mjs';

const PROMISES = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9'];

/** The promises of docs/durability.md with the tests that they name. */
const entries = readFileSync(inRoot('docs', 'durability.md'), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((text) => ({
    name: text.slice(0, text.indexOf(':')),
    tests: [...text.matchAll(/^- \[[^\]]+\]\(\.\.\/([^)]+)\): `(.+)`$/gm)].map(([, file, title]) => ({
      file,
      title,
    })),
  }))
  .filter(({ name }) => /^D\d$/.test(name));

test('docs/durability.md states every promise', () => {
  expect(entries.map(({ name }) => name)).toEqual(PROMISES);
});

test('docs/durability.md names tests that exist for each promise', () => {
  for (const { name, tests } of entries) {
    expect(tests.length, name).toBeGreaterThan(0);
    for (const { file, title } of tests)
      expect(readFileSync(inRoot(file), 'utf8'), `${name}, ${file}`).toContain(`'${title}'`);
  }
});

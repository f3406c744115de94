import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../start/paths.mjs';

const PARTS = ['The text', 'SonataFlow', 'Here', 'Why', 'Test'];
const SUITES = ['packages/engine/src/dialect.test.ts', 'packages/definition/src/dialect.test.ts'];

/** The entries of docs/dialect.md: heading, parts in order, and the tests that show them. */
const entries = readFileSync(inRoot('docs', 'dialect.md'), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((text) => ({
    heading: text.slice(0, text.indexOf('\n')),
    parts: [...text.matchAll(/^- \*\*([^*]+):\*\*/gm)].map(([, part]) => part),
    tests: [...text.matchAll(/^- \*\*Test:\*\* \[[^\]]+\]\(\.\.\/([^)]+)\), `(.+)`$/gm)].map(
      ([, file, title]) => ({ file, title }),
    ),
  }));

/** Titles of the tests in a file, as they are written there. */
function titlesIn(file) {
  if (!existsSync(inRoot(file))) return [];
  const source = readFileSync(inRoot(file), 'utf8');
  return [...source.matchAll(/^ +(?:it|\]\))\(\s*(['"])(.+?)\1,/gm)].map(([, , title]) => title);
}

test('docs/dialect.md says of every difference what the text and SonataFlow do, what we do, why, and where it is tested', () => {
  expect(entries.length).toBeGreaterThan(0);
  for (const { heading, parts } of entries) expect([...new Set(parts)], heading).toEqual(PARTS);
});

test('docs/dialect.md names tests that exist', () => {
  for (const { heading, parts, tests } of entries) {
    expect(tests.length, heading).toBe(parts.filter((part) => part === 'Test').length);
    for (const { file, title } of tests) expect(titlesIn(file), heading).toContain(title);
  }
});

test('docs/dialect.md has an entry for every test of the dialects', () => {
  const named = entries.flatMap(({ tests }) => tests);
  for (const file of SUITES) {
    const titles = named.filter((one) => one.file === file).map(({ title }) => title);
    expect(titles.toSorted(), file).toEqual(titlesIn(file).toSorted());
  }
});

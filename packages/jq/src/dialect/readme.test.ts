import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVALUATION_DIFFERENCES } from './evaluation-differences.js';
import { GRAMMAR_DIFFERENCES } from './grammar-differences.js';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const ROWS = README.split('\n').map((line) =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|')),
);

describe('the table of dialects in the README', () => {
  const differences = [...GRAMMAR_DIFFERENCES, ...EVALUATION_DIFFERENCES];
  it.each(differences)('has $name', ({ name, jq, jackson, noticed }) => {
    expect(ROWS).toContainEqual([name, jq, jackson, noticed]);
  });

  it('has nothing else', () => {
    const start = ROWS.findIndex(([first]) => first === 'Difference');
    const table = ROWS.slice(start + 2);
    expect(table.findIndex((row) => row.length === 0)).toBe(differences.length);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as jq from './index.js';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
describe('README', () => {
  it('shows programs that compile', () => {
    const sources = [...README.matchAll(/compile\('([^'\n]*)'/g)].map(([, source = '']) =>
      source.replaceAll('\\\\', '\\'),
    );
    expect(sources.length).toBeGreaterThanOrEqual(4);
    for (const source of sources) {
      expect(() => jq.compile(source, { variables: ['day'] })).not.toThrow();
    }
  });

  it('shows results that are true', () => {
    expect(jq.compile('now | todate').one(null, {}, { now: 0 })).toBe('1970-01-01T00:00:00Z');
    expect(jq.compile('.a, .b').all({ a: 1, b: 2 })).toEqual([1, 2]);
    const total = jq.compile('[.items[] | .price * .count] | add');
    expect(
      total.one({
        items: [
          { price: 2, count: 3 },
          { price: 1, count: 4 },
        ],
      }),
    ).toBe(10);
    const greeting = jq.compile('"Hello \\(.name), it is \\($day)"', { variables: ['day'] });
    expect(greeting.one({ name: 'Ada' }, { day: 'Monday' })).toBe('Hello Ada, it is Monday');
  });

  it('names every limit of the default budget', () => {
    for (const limit of Object.keys(jq.DEFAULT_BUDGET))
      expect(README).toMatch(new RegExp(`[|] \`${limit}\` +[|]`));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction, identifier } from './identifiers.js';

describe('identifiers', () => {
  it('are UUIDs of version 7 that sort by their time', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 2 ** 45 }), (name, now) => {
        const id = identifier(name, now);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(identifier(name, now)).toBe(id);
        expect(identifier(name, now + 1) > id).toBe(true);
      }),
    );
  });

  it('differ for names that differ a little', () => {
    const ids = new Set(Array.from({ length: 50_000 }, (_, n) => identifier(`run/${n}`, 0)));
    expect(ids.size).toBe(50_000);
  });
});

describe('chance', () => {
  it('is spread evenly from 0 up to 1 and always the same for a name', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let n = 0; n < 10_000; n += 1) {
      const value = fraction(`run node ${n}`);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(200);
    expect(fraction('a')).toBe(fraction('a'));
  });
});

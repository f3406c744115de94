import { expect, it } from 'vitest';
import type { PgConnection } from './pg-transaction.js';
import { Replanning } from './replanning.js';

it('plans are made anew every quarter of a minute, on each connection for itself', async () => {
  let now = 0;
  const replanning = new Replanning(() => now);
  const connection = (): PgConnection & { readonly asked: string[] } => {
    const asked: string[] = [];
    return {
      asked,
      async query({ text }) {
        asked.push(text);
        return { rows: [] };
      },
    };
  };
  const [busy, late] = [connection(), connection()];
  for (now = 0; now <= 30_000; now += 5_000) await replanning.before(busy);
  expect(busy.asked).toEqual(['discard plans', 'discard plans']);
  await replanning.before(late);
  expect(late.asked).toEqual([]);
});

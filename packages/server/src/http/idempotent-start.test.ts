import { afterAll, beforeAll, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

let orchestrator: TestOrchestrator;
beforeAll(async () => {
  orchestrator = await openTestOrchestrator(documents);
});
afterAll(() => orchestrator.close());

const start = (key: string, body: object = {}) =>
  orchestrator.send('POST', '/two', body, { 'Idempotency-Key': key });

it('answers a repeated start with the run of the first', async () => {
  const answers = [await start('a'), await start('a')];
  const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[1]?.headers.get('location')).toBe(answers[0]?.headers.get('location'));
  expect(second).toEqual(first);
  expect(await (await start('b')).json()).not.toMatchObject({ id: (first as { id: string }).id });
});

it('refuses a key that was used for something else, and keys that are none', async () => {
  await start('c', { a: 1 });
  const reused = await start('c', { a: 2 });
  expect(reused.status).toBe(422);
  expect(await reused.json()).toMatchObject({ code: 'idempotency-key-reused' });
  for (const key of ['', 'k'.repeat(256)]) expect((await start(key)).status).toBe(400);
});

import type { TaskRow } from '@orchestrator/store';
import { expect, it } from 'vitest';
import { taskSchema } from './task-schema.js';

it('asks other runtimes for so many schemas in one request', async () => {
  const row = { id: 't', endpoint: 'http://orders.test', processId: 'p' } as TaskRow;
  const asked: string[] = [];
  const forward = (_: string, { path }: { readonly path: string }) => {
    asked.push(path);
    return Promise.resolve(new Response('{}'));
  };
  const channels = { forward, authorization: undefined, local: () => Promise.reject(new Error('not here')) };
  const context = { channels, taskSchemas: 0 };
  for (let n = 0; n < 20; n += 1) expect(await taskSchema(row, {}, context)).toBe('{}');
  await expect(taskSchema(row, {}, context)).rejects.toThrow('schemas of 20 user tasks');
  expect(asked).toHaveLength(20);
});

import type { Instance } from '@orchestrator/engine';
import { expect, test } from 'vitest';
import { WarmInstances } from './warm-instances.js';

const instance = (id: string, version = 1): Instance => ({ id, version }) as Instance;

test('instances are forgotten when others were kept since', () => {
  const warm = new WarmInstances(2);
  for (const id of ['a', 'b']) warm.keep(instance(id));
  warm.keep(instance('a', 2));
  warm.keep(instance('c'));
  expect([warm.get('a')?.version, warm.get('b'), warm.get('c')?.version]).toEqual([2, undefined, 1]);
  warm.forget('a');
  warm.keep(instance('d'));
  expect([warm.get('a'), warm.get('c')?.version, warm.get('d')?.version]).toEqual([undefined, 1, 1]);
});

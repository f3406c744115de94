import { expect, it } from 'vitest';
import { OpenNodes } from './open-nodes.js';

const entered = (node: string, at: number) =>
  ({ type: 'entered', node, task: '/t', name: 'T', nodeType: 'ActionNode', at }) as const;

it('takes the time of nodes until they are over', () => {
  const open = new OpenNodes();
  open.take(entered('i:1', 100));
  open.take({ type: 'failed', node: 'i:1', at: 120, message: 'no' });
  const left = { name: 'T', nodeType: 'ActionNode', at: 100, milliseconds: 150 };
  expect(open.take({ type: 'exited', node: 'i:1', at: 250 })).toEqual(left);
  expect(open.take({ type: 'exited', node: 'i:1', at: 260 })).toBeUndefined();
});

it.each(['cancelled', 'skipped'] as const)('is done with a node that is %s', (type) => {
  const open = new OpenNodes();
  open.take(entered('i:1', 100));
  expect(open.take({ type, node: 'i:1', at: 250 })).toMatchObject({ milliseconds: 150 });
  expect(open.take({ type: 'exited', node: 'i:1', at: 260 })).toBeUndefined();
});

it('gives up the oldest nodes once there are too many', () => {
  const open = new OpenNodes();
  for (let node = 0; node <= 10_000; node += 1) open.take(entered(`i:${node}`, node));
  expect(open.take({ type: 'exited', node: 'i:0', at: 20_000 })).toBeUndefined();
  expect(open.take({ type: 'exited', node: 'i:1', at: 20_000 })).toMatchObject({ milliseconds: 19_999 });
});

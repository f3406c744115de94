import type { Instance, InstanceError } from '@orchestrator/engine';
import { expect, it } from 'vitest';
import { outcome } from './instance-view.js';

const error = { message: 'It broke.', task: '/states/0', node: 'i:1' };
const answer = async (
  failure?: Pick<InstanceError, 'code' | 'status'>,
): Promise<{ status: number; body: unknown }> => {
  const instance = {
    id: 'i',
    root: { data: { a: 1 } },
    ...(failure && { error: { ...error, ...failure } }),
  } as unknown as Instance;
  const response = outcome(instance, 201, { location: '/x' });
  return { status: response.status, body: await response.json() };
};

it('answers an instance that has not failed with its data', async () => {
  expect(await answer()).toEqual({ status: 201, body: { id: 'i', workflowdata: { a: 1 } } });
});

it.each([
  ['http-status', 404, 404],
  ['http-status', 412, 412],
  ['http-status', 401, 500],
  ['http-status', 503, 500],
])('answers a call that failed with %s %i by %i', async (code, status, expected) => {
  expect(await answer({ code, status })).toEqual({
    status: expected,
    body: { id: 'i', failedNodeId: '/states/0', message: 'It broke.', errorCode: String(status) },
  });
});

it.each([
  ['workflow-error', 400],
  ['expression-failed', 400],
  ['no-branch', 400],
  ['network', 500],
  ['timeout', 500],
  ['step-limit', 500],
])('answers a failure %s by %i', async (code, expected) => {
  expect(await answer({ code })).toEqual({
    status: expected,
    body: { id: 'i', failedNodeId: '/states/0', message: 'It broke.' },
  });
});

it('words a result that does not fit its schema like an input that does not', async () => {
  expect(await answer({ code: 'output-invalid' })).toMatchObject({
    status: 400,
    body: { id: 'i', message: 'There are JsonSchema validation errors:\nIt broke.' },
  });
});

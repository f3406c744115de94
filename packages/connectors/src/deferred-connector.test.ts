import { expect, it } from 'vitest';
import { CallFailure } from './call-failure.js';
import type { Connector, ConnectorCall } from './connector.js';
import { createConnectors } from './create-connectors.js';
import { DeferredConnector } from './deferred-connector.js';

const never = new AbortController().signal;

const call: ConnectorCall = {
  run: { instanceId: 'i', workflowId: 'w', workflowVersion: '1', correlation: {} },
  idempotencyKey: 'k',
  function: 'f',
  operation: '',
  metadata: {},
  arguments: {},
  hasArguments: false,
  configuration: () => undefined,
  headers: {},
};

it('makes its connector at the first call, and only once', async () => {
  let made = 0;
  const inner: Connector = { call: ({ operation }) => Promise.resolve({ result: operation }) };
  const connector = new DeferredConnector(() => {
    made++;
    return Promise.resolve(inner);
  });
  expect(connector.made).toBeUndefined();
  const answers = ['a', 'b'].map((operation) => connector.call({ ...call, operation }, never));
  expect(await Promise.all(answers)).toEqual([{ result: 'a' }, { result: 'b' }]);
  expect(made).toBe(1);
  expect(await connector.made).toBe(inner);
});

it('leaves failures of calls as they are, for every kind that comes along', async () => {
  const connectors = createConnectors();
  const token = { ...call, operation: 'parse', arguments: { token: 'none' }, hasArguments: true };
  const failure = await connectors.byName
    .get('jwt-parser')
    ?.call(token, never)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CallFailure);
  expect((failure as CallFailure).error.code).toBe('bad-arguments');
  await connectors.close();
});

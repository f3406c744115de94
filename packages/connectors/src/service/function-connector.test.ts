import { describe, expect, it } from 'vitest';
import { createConnectors } from '../create-connectors.js';
import type { Connector, ConnectorCall } from '../connector.js';
import { callOf, failureOf, never } from '../testing/call.fixture.js';
import type { FunctionHandlers } from './function-handlers.js';

function connector(functions: FunctionHandlers, kind: string): Connector {
  const found = createConnectors({ functions }).byName.get(kind);
  if (!found) throw new Error(`there is no connector ${kind}`);
  return found;
}

const call = (functions: FunctionHandlers, kind: string, more: Partial<ConnectorCall>) =>
  connector(functions, kind).call(callOf(more), never);

describe('functions of the operator', () => {
  it('get the arguments and who calls, and give the result', async () => {
    const functions: FunctionHandlers = {
      'service:Pets::find': ({ arguments: given, operation, instanceId, idempotencyKey }) =>
        Promise.resolve({ given, operation, instanceId, idempotencyKey }),
    };
    const { result } = await call(functions, 'service', { operation: 'Pets::find', arguments: { id: 1 } });
    expect(result).toEqual({
      given: { id: 1 },
      operation: 'service:Pets::find',
      instanceId: 'i-1',
      idempotencyKey: 'key-1',
    });
  });

  it('answer for what begins like them, the longest name first, but not for other words', async () => {
    const functions: FunctionHandlers = {
      service: () => 'any',
      'service:java': () => 'java',
      'service:java:a.B::c': () => 'exact',
      dmn: () => 'dmn',
    };
    const results = async (operation: string) => (await call(functions, 'service', { operation })).result;
    expect(await results('java:a.B::c')).toBe('exact');
    expect(await results('java:a.B::d')).toBe('java');
    expect(await results('javascript')).toBe('any');
    expect((await call(functions, 'dmn', { operation: '' })).result).toBe('dmn');
  });

  it('change nothing when they give nothing', async () => {
    expect(await call({ ansible: () => undefined }, 'ansible', { operation: 'x' })).toEqual({ result: null });
  });

  it('fail with their message and the classes that they name', async () => {
    const named = Object.assign(new Error('Odd situation'), { name: 'java.lang.IllegalArgumentException' });
    const listed = Object.assign(new Error('x'), { classes: ['my.A', 'my.B'] });
    const functions: FunctionHandlers = {
      'service:named': () => Promise.reject(named),
      'service:listed': () => {
        throw listed;
      },
      'service:plain': () => {
        throw new TypeError('oops');
      },
    };
    const failure = (operation: string) => failureOf(call(functions, 'service', { operation }));
    expect(await failure('named')).toEqual({
      code: 'function-failed',
      message: 'Odd situation',
      classes: ['java.lang.IllegalArgumentException'],
    });
    expect(await failure('listed')).toMatchObject({ classes: ['my.A', 'my.B'] });
    expect(await failure('plain')).toEqual({ code: 'function-failed', message: 'oops' });
  });

  it('say how to register one that is missing', async () => {
    const error = await failureOf(call({ 'service:a': () => 1 }, 'service', { operation: 'b' }));
    expect(error).toMatchObject({
      code: 'no-function',
      message: expect.stringContaining('--functions') as string,
    });
  });

  it('take the place of a connector that comes along, for the operations that they name', async () => {
    const { result } = await call({ 'rest:GET:/own': () => 'own' }, 'rest', { operation: 'GET:/own' });
    expect(result).toBe('own');
    const error = await failureOf(
      call({ 'rest:GET:/own': () => 'own' }, 'rest', { operation: 'GET:http://127.0.0.1:1/' }),
    );
    expect(error.code).toBe('network');
  });
});

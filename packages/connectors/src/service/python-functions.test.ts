import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '@orchestrator/definition';
import { describe, expect, it } from 'vitest';
import type { ConnectorCall } from '../connector.js';
import { createConnectors } from '../create-connectors.js';
import { pythonIsPresent, pythonSuite } from '../script/python.fixture.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import type { FunctionHandlers } from './function-handlers.js';

async function call(operation: string, more: Partial<ConnectorCall> = {}, functions: FunctionHandlers = {}) {
  const connectors = createConnectors({ functions });
  const { result } = (await connectors.byName
    .get('service')
    ?.call(callOf({ operation, ...more }), never)) ?? { result: undefined };
  await connectors.close();
  return result;
}

describe.skipIf(!pythonIsPresent)(pythonSuite('functions of service:python'), () => {
  it.each<[string, Json, Json]>([
    ['python:math::floor', 2.5, 2],
    ['python:math::gcd', [12, 18], 6],
    ['python:textwrap::shorten', { text: 'a long text', width: 8, placeholder: '~' }, 'a long~'],
    ['python:urllib.parse::quote', 'a b', 'a%20b'],
    ['python:datetime::date', [2026, 1, 2], { year: 2026, month: 1, day: 2 }],
    ['python:math::sqrt', 16, 4],
    ['python:random::seed', 'any', null],
    ['python:json::loads', '{"a": [1, NaN]}', { a: [1, null] }],
  ])('%s, given %j, has the result %j', async (operation, given, result) => {
    expect(await call(operation, { arguments: given })).toEqual(result);
  });

  it('get nothing where the workflow gives nothing', async () => {
    expect(await call('python:platform::python_implementation')).toBe('CPython');
  });

  it('lie in the folders of the search path too, and do not disturb their result by what they print', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'modules-'));
    await writeFile(join(folder, 'greetings.py'), 'def greet(name): print("{}"); return "Hello " + name');
    const configuration = settings({ 'org.sonataflow.python.searchpath': folder });
    expect(await call('python:greetings::greet', { arguments: { name: 'Ana' }, configuration })).toBe(
      'Hello Ana',
    );
    await rm(folder, { recursive: true });
  });

  it.each<[string, Json, string]>([
    ['python:math::sqrt', -1, 'The function failed: ValueError: math domain error'],
    [
      'python:no_such_module::f',
      1,
      "The function failed: ModuleNotFoundError: No module named 'no_such_module'",
    ],
    [
      'python:math::nothing',
      1,
      "The function failed: AttributeError: module 'math' has no attribute 'nothing'",
    ],
    ['python:os::_exit', 0, 'The function ended without a result.'],
  ])('%s, given %j, fails with what it raises', async (operation, given, message) => {
    expect(await failureOf(call(operation, { arguments: given }))).toEqual({
      code: 'function-failed',
      message,
    });
  });

  it('have the time of their metadata, and bounds on what they return', async () => {
    const late = call('python:time::sleep', { arguments: 60, metadata: { timeout: 200 } });
    expect((await failureOf(late)).code).toBe('timeout');
    const large = call('python:operator::mul', { arguments: ['x', 2_000_000] });
    expect((await failureOf(large)).code).toBe('response-too-large');
  });
});

describe('functions of kind service', () => {
  it('that an operator provides take the place of those in Python', async () => {
    const functions = { 'service:python:math::floor': () => 'own' };
    expect(await call('python:math::floor', { arguments: 2.5 }, functions)).toBe('own');
  });

  it.each(['java:a.B::c', 'a.B::c', 'python:math', 'python:math::f::g', 'python:math::f(1)'])(
    '%s has to be provided',
    async (operation) => {
      const { code, message } = await failureOf(call(operation, { arguments: {} }));
      expect(code).toBe('no-function');
      expect(message).toContain(`"service:${operation}"`);
    },
  );
});

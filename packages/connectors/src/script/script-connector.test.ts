import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '@orchestrator/definition';
import { describe, expect, it } from 'vitest';
import { callOf, failureOf, never } from '../testing/call.fixture.js';
import { scriptConnector } from './script-connector.js';

describe('script:javascript', () => {
  async function run(script: Json, variables: JsonObject = {}, metadata: JsonObject = {}, signal = never) {
    const given = { script, ...variables };
    const call = callOf({ operation: 'javascript', arguments: given, metadata });
    return (await scriptConnector.call(call, signal)).result;
  }

  it.each<[string, Json]>([
    ['x * 2', 8],
    ['let sum = 0; for (const n of list) sum += n; sum', 6],
    ['if (x > 3) return { big: true }; return null', { big: true }],
    ['list.push(9); list', [1, 2, 3, 9]],
    ['x = 5; globalThis["odd-name"] + x', 'y5'],
    ['const nothing = 1', null],
    ['JSON = null; [x]', [4]],
    ['// return of a comment\n"text"', 'text'],
    ['({ a: undefined, d: new Date(0) })', { d: '1970-01-01T00:00:00.000Z' }],
  ])('gives the value of %s', async (script, value) => {
    expect(await run(script, { x: 4, list: [1, 2, 3], 'odd-name': 'y' })).toEqual(value);
  });

  it('is a new world for each call', async () => {
    await run('globalThis.left = 1; Array.prototype.join = null');
    expect(await run('typeof left + [1, 2].join()')).toBe('undefined1,2');
  });

  it.each([
    ['throw new TypeError("odd")', 'The script failed: TypeError: odd'],
    ['throw { toString() { throw 1 } }', 'The script failed: something that can not be written as text'],
    ['let let = 1', 'The script failed: SyntaxError: let is disallowed as a lexically bound name'],
    ['return }', "The script failed: SyntaxError: Unexpected token '}'"],
    ['10n', 'The script failed: TypeError: Do not know how to serialize a BigInt'],
  ])('fails with what %s throws', async (script, message) => {
    expect(await failureOf(run(script))).toEqual({ code: 'function-failed', message });
  });

  it('has the language and nothing else', async () => {
    const names = [
      'process',
      'require',
      'fetch',
      'console',
      'setTimeout',
      'Buffer',
      'WebAssembly',
      'Uint8Array',
    ];
    expect(await run(names.map((name) => `typeof ${name}`).join(' + '))).toBe(
      'undefined'.repeat(names.length),
    );
  });

  it.each([
    'eval("1")',
    'this.constructor.constructor("return process")()',
    'new Error().constructor.constructor("return process")()',
    'import.meta',
  ])('does not get out by %s', async (script) => {
    expect(await failureOf(run(script))).toMatchObject({ code: 'function-failed' });
  });

  it('does not get at files by the errors of the host, which import() gives', async () => {
    const file = join(tmpdir(), `escaped-${process.pid}`);
    const escape = `
      import('node:fs').catch(({ constructor }) => {
        const fs = constructor.constructor('return process')().getBuiltinModule('node:fs');
        fs.writeFileSync(${JSON.stringify(file)}, '');
      }).catch(() => undefined);
      1`;
    expect(await run(escape)).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  it('ends when it takes longer than its function allows', async () => {
    const error = await failureOf(run('while (true);', {}, { timeout: '300' }));
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('300 ms') as string });
  });

  it('ends when it needs too much memory', async () => {
    const error = await failureOf(
      run('for (const all = []; ; ) all.push(String(all.length))', {}, { timeout: 60_000 }),
    );
    expect(error).toEqual({
      code: 'function-failed',
      message: 'The script needs more than 64 MB of memory.',
    });
  }, 60_000);

  it('ends when nobody waits for it any more', async () => {
    const stop = new AbortController();
    const running = failureOf(run('while (true);', {}, {}, stop.signal));
    stop.abort();
    expect((await running).message).toContain('given up');
  });

  it.each<[Json, JsonObject]>([
    [7, {}],
    ['1', { timeout: 'soon' }],
    ['1', { timeout: 10_000_000 }],
  ])('refuses the script %j with %j', async (script, metadata) => {
    expect(await failureOf(run(script, {}, metadata))).toMatchObject({ code: 'bad-arguments' });
  });

  it.each(['', 'java'])('says how to run scripts in other languages, such as "%s"', async (operation) => {
    const error = await failureOf(scriptConnector.call(callOf({ operation }), never));
    expect(error).toMatchObject({ code: 'no-function' });
    expect(error.message).toContain('--functions');
  });
});

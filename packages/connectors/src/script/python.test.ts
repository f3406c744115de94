import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '@orchestrator/definition';
import { describe, expect, it } from 'vitest';
import { failureOf, settings } from '../testing/call.fixture.js';
import { PythonRun, pythonIsPresent, pythonSuite } from './python.fixture.js';

describe.skipIf(!pythonIsPresent)(pythonSuite('variables of script:python'), () => {
  async function valuesAfter(...scripts: string[]): Promise<JsonObject> {
    const run = new PythonRun();
    for (const script of scripts) await run.run(script);
    return run.values;
  }

  it('begin as the arguments and are left as the script leaves them', async () => {
    const run = new PythonRun();
    await run.run('x *= 2\ntext = f"{name}!"\ndel gone', { x: 4, name: 'Ana', gone: 1, 'odd-name': null });
    expect(run.values).toEqual({ x: 8, text: 'Ana!', name: 'Ana', 'odd-name': null });
  });

  it('are those of earlier scripts, and only what a script changed is told', async () => {
    const run = new PythonRun();
    await run.run('a = [1]; b = {"c": True}; s = {3}; d = 1');
    expect(Object.keys(await run.run('b["c"] = None; del d; e = a[0] + len(s)')).sort()).toEqual([
      'b',
      'd',
      'e',
    ]);
    expect(run.values).toEqual({ a: [1], b: { c: null }, s: [3], e: 2 });
  });

  it.each<[string, Json]>([
    ['(1, 2.5)', [1, 2.5]],
    ['8.0', 8],
    ['2 ** 60', 2 ** 60],
    ['10 ** 400', null],
    ['float("nan")', null],
    ['{1: b"x"}', { 1: "b'x'" }],
    ['__import__("datetime").date(2026, 1, 2)', { year: 2026, month: 1, day: 2 }],
    ['__import__("datetime").time(3, 4)', { hour: 3, minute: 4, second: 0, microsecond: 0 }],
    ['__import__("decimal").Decimal("1.10")', '1.10'],
    ['len', null],
    ['"\\u00e4\\U0001f600"', 'ä😀'],
  ])('with the value %s read as %j', async (value, read) => {
    expect(await valuesAfter(`v = ${value}`)).toEqual({ v: read });
  });

  it.each([
    ['modules', 'import time as tm', 'r = tm.gmtime(0).tm_year', 1970],
    ['modules of packages', 'import xml.etree.ElementTree', 'r = xml.etree.ElementTree.XML("<a/>").tag', 'a'],
    ['functions of modules', 'from math import floor', 'r = floor(2.5)', 2],
    [
      'objects',
      'import datetime; d = datetime.datetime(2026, 1, 2)',
      'r = d.isoformat()',
      '2026-01-02T00:00:00',
    ],
    ['kinds of numbers', 'f = 4.0; i = 2 ** 60 + 1', 'r = f"{f} {i}"', '4.0 1152921504606846977'],
    ['dictionaries with other keys', 'k = {1: (2, 3)}', 'r = k[1][1]', 3],
  ])('hold %s for the next script', async (_, first, second, result) => {
    expect(await valuesAfter(first, 'other = 1', second)).toMatchObject({ r: result });
  });

  it('leave out what can be kept by no means', async () => {
    expect(
      await valuesAfter(
        'def f(): return 1\nclass C: pass\nc = C()\ng = (i for i in [])\no = open("t", "w")\nr = f()',
      ),
    ).toEqual({ r: 1 });
  });

  it('do not keep secrets that they were only given', async () => {
    const run = new PythonRun();
    const given = { token: 'sesame', user: 'ana', list: ['sesame'] };
    await run.run('user = user.upper()', given, { confidential: true });
    expect(run.values).toEqual({ user: 'ANA' });
  });

  it('may be large, but not without bounds', async () => {
    const run = new PythonRun();
    await run.run('a = "x" * 900_000');
    const error = await failureOf(run.run('b = "x" * 200_000'));
    expect(error).toMatchObject({ code: 'response-too-large' });
    expect((await failureOf(run.run('a = "x" * 50_000_000'))).code).toBe('response-too-large');
  });

  it('that cannot be made again fail the next script', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'modules-'));
    await writeFile(join(folder, 'greetings.py'), 'def greet(name): return "Hello " + name');
    const configuration = settings({ 'org.sonataflow.python.searchpath': `${folder}/none, ${folder}` });
    const run = new PythonRun();
    await run.run('from greetings import greet', {}, { configuration });
    await run.run('r = greet("Ana")', {}, { configuration });
    expect(run.values).toEqual({ greet: null, r: 'Hello Ana' });
    await rm(folder, { recursive: true });
    expect((await failureOf(run.run('pass'))).message).toContain("can't be restored: ModuleNotFoundError");
  });
});

describe.skipIf(!pythonIsPresent)(pythonSuite('processes of script:python'), () => {
  const fails = (script: string, metadata: JsonObject = {}, signal?: AbortSignal) =>
    failureOf(new PythonRun().run(script, {}, { metadata }, signal));

  it.each([
    ['raise ValueError("odd")', 'The script failed: ValueError: odd'],
    ['x', "The script failed: NameError: name 'x' is not defined"],
    ['1 +', 'The script failed: SyntaxError: invalid syntax (script, line 1)'],
    ['import sys; sys.exit(3)', 'The script failed: SystemExit: 3'],
    ['import os; os._exit(0)', 'The script ended without a result.'],
  ])('fail with what %s raises', async (script, message) => {
    expect(await fails(script)).toEqual({ code: 'function-failed', message });
  });

  it('tell no folders of the machine', async () => {
    const { message } = await fails('import json, os; raise ValueError(json.__file__ + " " + os.getcwd())');
    expect(message).toBe('The script failed: ValueError: .../json/__init__.py ...');
  });

  it('take an end without an error for an end', async () => {
    const run = new PythonRun();
    await run.run('import sys\na = 1\nsys.exit()');
    expect(run.values).toMatchObject({ a: 1 });
  });

  it('are not disturbed by what is printed or read', async () => {
    const run = new PythonRun();
    await run.run('import sys\nprint("{}" * 100_000)\nprint("x", file=sys.stderr)\nrest = sys.stdin.read()');
    expect(run.values).toMatchObject({ rest: '' });
  });

  it('have an empty folder and next to no environment', async () => {
    process.env.SCRIPT_TEST_SECRET = 'sesame';
    const run = new PythonRun();
    await run.run(
      'import os\nfiles = os.listdir()\nnames = sorted(os.environ)\nplace = os.getcwd()\nopen("left", "w")',
    );
    delete process.env.SCRIPT_TEST_SECRET;
    const allowed = [
      'HOME',
      'LC_CTYPE',
      'SYSTEMROOT',
      'TEMP',
      'TMP',
      'TMPDIR',
      'TZ',
      '__CF_USER_TEXT_ENCODING',
    ];
    const { files, names, place } = run.values;
    expect(files).toEqual([]);
    expect(allowed).toEqual(expect.arrayContaining(names as string[]));
    await expect(readdir(String(place))).rejects.toThrow('ENOENT');
  });

  it('end when they take longer than their function allows', async () => {
    expect(await fails('while True: pass', { timeout: 300 })).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('300 ms') as string,
    });
  });

  it.skipIf(process.platform !== 'linux')('end when they need too much memory', async () => {
    expect(await fails('x = bytearray(2 ** 31)')).toEqual({
      code: 'function-failed',
      message: 'The script needs more than 1024 MB of memory.',
    });
  });

  it.skipIf(process.platform !== 'linux')(
    'end when nobody waits for them any more, with all that they have started',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'started-'));
      const script = `
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(folder, "pid").write_text(str(child.pid))
time.sleep(60)`;
      const stop = new AbortController();
      const running = failureOf(new PythonRun().run(script, { folder }, {}, stop.signal));
      await expect.poll(() => pidIn(folder), { timeout: 10_000 }).toBeGreaterThan(0);
      const pid = await pidIn(folder);
      stop.abort();
      expect((await running).message).toContain('given up');
      await expect.poll(() => isAlive(pid)).toBe(false);
      await rm(folder, { recursive: true });
    },
  );
});

describe('script:python without Python', () => {
  it('says what to install', async () => {
    const configuration = settings({ 'orchestrator.python.command': '/no/such/python' });
    const error = await failureOf(new PythonRun().run('pass', {}, { configuration }));
    expect(error.code).toBe('no-function');
    expect(error.message).toContain('orchestrator.python.command');
  });
});

/** What a script has written down about the process that it has started; 0 before that. */
async function pidIn(folder: string): Promise<number> {
  return Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => '0'));
}

/** Whether a process runs; one that has ended and that nobody has asked about yet does not. */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !/^State:\s+[ZX]/m.test(status);
}

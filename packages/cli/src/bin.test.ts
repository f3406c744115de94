import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAD, GOOD, withFiles } from './command.fixture.js';

const bin = path.join(import.meta.dirname, '../bin/orchestrator.mjs');

/** Time for a build of all packages on a busy machine, in milliseconds. */
const PATIENCE_MS = 300_000;

function run(node: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { cwd, env: { ...process.env, ...env } };
    execFile(node, [bin, ...args], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

const older = ['/usr/bin/node', '/usr/local/bin/node'].find((file) => existsSync(file));

describe('the command of a clone', () => {
  it(
    'builds what it needs, keeps standard output for the result, and ends with the code of the command',
    async () => {
      await withFiles({ 'good/good.sw.yaml': GOOD, 'bad/bad.sw.yaml': BAD }, async (folder) => {
        const all = await run(process.execPath, ['validate', '.', '--json'], folder);
        expect(JSON.parse(all.out)).toMatchObject({ valid: false, summary: { files: 2, errors: 1 } });
        expect(all.code).toBe(1);
        const good = await run(process.execPath, ['validate', 'good'], folder);
        expect([good.code, good.out]).toEqual([0, '1 file checked: no errors, no warnings, no hints.\n']);
        const mistake = await run(process.execPath, ['validate', 'none'], folder);
        expect([mistake.code, mistake.out]).toEqual([2, '']);
      });
    },
    PATIENCE_MS,
  );

  it(
    'colours for terminals only, unless it is told otherwise',
    async () => {
      await withFiles({ 'bad.sw.yaml': BAD }, async (folder) => {
        const lines = async (env: NodeJS.ProcessEnv) =>
          (await run(process.execPath, ['validate', '.'], folder, env)).out;
        expect(await lines({ FORCE_COLOR: '', NO_COLOR: '' })).not.toContain('\u001b[');
        expect(await lines({ FORCE_COLOR: '1', NO_COLOR: '' })).toContain('\u001b[');
        expect(await lines({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain('\u001b[');
      });
    },
    PATIENCE_MS,
  );

  it.skipIf(older === undefined)(
    'runs on the Node of the machine, or goes on with the packaged one',
    async () => {
      await withFiles({ 'good.sw.yaml': GOOD }, async (folder) => {
        const { code, out } = await run(older ?? '', ['validate', '.'], folder);
        expect([code, out]).toEqual([0, '1 file checked: no errors, no warnings, no hints.\n']);
      });
    },
    PATIENCE_MS,
  );
});

import { describe, expect, it } from 'vitest';
import { command, GOOD } from './command.fixture.js';

describe('orchestrator', () => {
  it('shows its help with examples', async () => {
    const general = await command({}, ['--help']);
    expect([general.code, general.err]).toEqual([0, '']);
    expect(general.out).toContain('validate');
    const { code, out } = await command({}, ['validate', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('$ orchestrator validate workflows\n');
    expect(out).toContain('"severity" is error, warning or hint');
  });

  it.each([
    ['an unknown command', ['valdate'], "unknown command 'valdate'\n(Did you mean validate?)"],
    ['an unknown option', ['validate', '.', '--jsn'], "unknown option '--jsn'\n(Did you mean --json?)"],
    ['no path', ['validate'], "missing required argument 'path'"],
    ['an unknown path', ['validate', 'nowhere'], 'There is no file or folder nowhere; correct the path.'],
    ['a folder without documents', ['validate', 'empty'], 'There is no workflow document'],
    ['an unknown root', ['validate', '.', '--root', 'nowhere'], '--root names nowhere, which is no folder'],
    ['an unknown format', ['validate', '.', '--format', 'xml'], 'Allowed choices are text, github.'],
    ['an unknown dialect', ['validate', '.', '--dialect', 'x'], 'Allowed choices are sonataflow, spec.'],
    ['two formats', ['validate', '.', '--json', '--format', 'github'], "cannot be used with option '--json'"],
    [
      'a map without address',
      ['validate', '.', '--resource-map', 'specs'],
      '--resource-map specs must look like',
    ],
    [
      'a map to nowhere',
      ['validate', '.', '--resource-map', 'https://x/=nowhere'],
      '--resource-map names nowhere',
    ],
  ])('refuses %s with one sentence and ends with 2', async (_, args, sentence) => {
    const { code, out, err } = await command({ 'a.sw.yaml': GOOD, 'empty/readme.md': '' }, args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`error: `);
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });

  it('shows what it can do when it is given nothing', async () => {
    const { code, err } = await command({}, []);
    expect(code).toBe(2);
    expect(err).toContain('Usage: orchestrator');
  });
});

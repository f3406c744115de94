import { describe, expect, it } from 'vitest';
import { BAD, command, GOOD } from '../command.fixture.js';
import type { JsonReport } from '../report/json-report.js';

describe('orchestrator validate', () => {
  it('says how much was checked, and ends with 0 when nothing is wrong', async () => {
    const { code, out, err } = await command({ 'w/good/good.sw.yaml': GOOD }, ['validate', 'w']);
    expect([code, out, err]).toEqual([0, '1 file checked: no errors, no warnings, no hints.\n', '']);
  });

  it('prints findings like a compiler, each with its lines, and ends with 1', async () => {
    const { code, out } = await command({ 'w/bad/bad.sw.yaml': BAD }, ['validate', 'w']);
    expect(code).toBe(1);
    expect(out).toBe(
      [
        'w/bad/bad.sw.yaml:8:5 warning A state of type "inject" has no property "metadta"; did you mean "metadata"? (unknown-property)',
        '',
        '  6 |     type: inject',
        '  7 |     data: {}',
        '> 8 |     metadta: {}',
        '    |     ^',
        '  9 |     transition: B',
        '',
        'w/bad/bad.sw.yaml:9:17 error There is no state "B"; add it to "states" or correct the name. (unknown-state)',
        '',
        '   7 |     data: {}',
        '   8 |     metadta: {}',
        '>  9 |     transition: B',
        '     |                 ^',
        '  10 |',
        '',
        '1 file checked: 1 error, 1 warning, no hints.',
        '',
      ].join('\n'),
    );
  });

  it('ends with 0 when there are only warnings', async () => {
    const text = GOOD.replace('data: {}', 'data: {}\n    foo: 1');
    const { code, out } = await command({ 'a.sw.yaml': text }, ['validate', 'a.sw.yaml']);
    expect(code).toBe(0);
    expect(out).toContain('1 file checked: no errors, 1 warning, no hints.');
  });

  it('finds all documents below a folder, and none in hidden folders and installed packages', async () => {
    const files = Object.fromEntries(
      [
        'a.sw.json',
        'b/b.sw.yml',
        'b/c/c.sw.yaml',
        'b/other.yaml',
        '.git/d.sw.yaml',
        'node_modules/e.sw.yaml',
        'b/.f.sw.yaml',
      ].map((name) => [name, name.endsWith('json') ? '{}' : GOOD.replace('good', name.replace(/\W/g, ''))]),
    );
    const { out } = await command(files, ['validate', '.', 'b', '--json']);
    const { documents } = JSON.parse(out) as JsonReport;
    expect(documents.map(({ file }) => file)).toEqual(['a.sw.json', 'b/b.sw.yml', 'b/c/c.sw.yaml']);
  });

  it('checks a document whatever its name', async () => {
    const { code, out } = await command({ 'workflow.json': '{"id": "a"}' }, ['validate', 'workflow.json']);
    expect(code).toBe(1);
    expect(out).toContain('workflow.json:1:1 error');
  });

  it('warns of two documents with one id', async () => {
    const { code, out } = await command({ 'a/a.sw.yaml': GOOD, 'b/b.sw.yaml': GOOD }, ['validate', '.']);
    expect(code).toBe(0);
    expect(out).toContain('b/b.sw.yaml:1:1 warning The id "good" is also that of a/a.sw.yaml');
  });

  it('looks up files in the workflows folder, which --root may name', async () => {
    const schema = GOOD.replace('start: A', 'start: A\ndataInputSchema: ../../shared/schema.json');
    const files = { 'all/one/good/good.sw.yaml': schema, 'all/shared/schema.json': '{"type": "object"}' };
    const { code, out } = await command(files, ['validate', 'all/one/good']);
    expect(code).toBe(1);
    expect(out).toContain('(resource-outside)');
    expect((await command(files, ['validate', 'all'])).code).toBe(0);
    expect((await command(files, ['validate', 'all/one/good', '--root', 'all'])).code).toBe(0);
  });

  it('takes the folder above a workflow for the workflows folder', async () => {
    const schema = GOOD.replace('start: A', 'start: A\ndataInputSchema: ../shared/schema.json');
    const files = { 'all/good/good.sw.yaml': schema, 'all/shared/schema.json': '{"type": "object"}' };
    expect((await command(files, ['validate', 'all/good/good.sw.yaml'])).code).toBe(0);
    expect((await command(files, ['validate', 'all/good'])).code).toBe(0);
  });

  it('reads documents with an address from the folders that stand for them', async () => {
    const remote = `${GOOD}functions: https://example.com/shared/functions.json\n`;
    const functions = '{"functions": [{"name": "f", "type": "custom", "operation": "sysout"}]}';
    const files = { 'w/good/good.sw.yaml': remote, 'copies/functions.json': functions };
    const without = await command(files, ['validate', 'w']);
    expect(without.out).toContain('https://example.com/shared/functions.json');
    const mapped = await command(files, [
      'validate',
      'w',
      '--resource-map',
      'https://example.com/shared/=copies',
    ]);
    expect([mapped.code, mapped.out]).toEqual([0, '1 file checked: no errors, no warnings, no hints.\n']);
  });

  it('points into the file that a finding is about', async () => {
    const files = {
      'w/good/good.sw.yaml': `${GOOD}functions: functions.json\n`,
      'w/good/functions.json':
        '{"functions": [{"name": "f", "type": "custom", "operation": "sysout", "foo": 1}]}',
    };
    const { out } = await command(files, ['validate', 'w']);
    expect(out).toContain('w/good/functions.json:1:71 warning A function has no property "foo"');
  });

  it('reads documents in the dialect that is asked for', async () => {
    const files = { 'a.sw.yaml': GOOD };
    expect((await command(files, ['validate', 'a.sw.yaml', '--dialect', 'spec'])).out).toContain(
      '"specVersion" should be here',
    );
    expect((await command(files, ['validate', 'a.sw.yaml'])).out).not.toContain('"specVersion"');
  });

  it('colours only where colours are wanted', async () => {
    const escape = '\u001b[';
    expect((await command({ 'a.sw.yaml': BAD }, ['validate', '.'])).out).not.toContain(escape);
    expect((await command({ 'a.sw.yaml': BAD }, ['validate', '.'], true)).out).toContain(`${escape}31merror`);
  });

  it('lets no document move the cursor or forge lines', async () => {
    const name = 'A\u001b[2J\u0085::error::x';
    const text = JSON.stringify({
      id: 'a',
      start: 'B',
      states: [{ name, type: 'inject', data: {}, end: true }],
    });
    const { out } = await command({ 'a.sw.json': text.replace('\\u001b', '\u001b') }, ['validate', '.']);
    expect(out).not.toMatch(/[\u001b\u0085]/);
  });
});

describe('orchestrator validate --json', () => {
  it('prints an object and nothing else', async () => {
    const { code, out, err } = await command({ 'w/bad/bad.sw.yaml': BAD, 'w/x/x.sw.yaml': 'a: [' }, [
      'validate',
      'w',
      '--json',
    ]);
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      summary: { files: 2, errors: 2, warnings: 1, hints: 0 },
      documents: [
        {
          file: 'w/bad/bad.sw.yaml',
          workflowId: 'bad',
          valid: false,
          findings: [
            { severity: 'warning', code: 'unknown-property', line: 8, column: 5, file: 'w/bad/bad.sw.yaml' },
            {
              severity: 'error',
              code: 'unknown-state',
              line: 9,
              column: 17,
              message: expect.stringContaining('"B"') as string,
            },
          ],
        },
        { file: 'w/x/x.sw.yaml', workflowId: null, valid: false, findings: [{ code: 'syntax' }] },
      ],
    });
  });
});

describe('orchestrator validate --format github', () => {
  it('prints workflow commands, with everything escaped that would end them', async () => {
    const text = GOOD.replace('start: A', 'start: "B%\\n::x"');
    const { code, out } = await command({ 'a,b/a.sw.yaml': text }, ['validate', '.', '--format', 'github']);
    expect(code).toBe(1);
    expect(out).toContain('::error file=a%2Cb/a.sw.yaml,line=3,col=8,title=unknown-state::');
    expect(out).toContain('B%25%0A::x');
    expect(out).toContain('1 file checked');
  });
});

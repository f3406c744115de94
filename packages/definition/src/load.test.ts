import { describe, expect, it } from 'vitest';
import { loadDefinition } from './load.js';
import { StoredResources } from './resources.js';

const noFiles = new StoredResources(new Map());

function load(text: string, files: Record<string, string> = {}) {
  return loadDefinition('sample/sample.sw.yaml', text, new StoredResources(new Map(Object.entries(files))));
}

const minimal = `
id: sample
states:
  - name: Only
    type: inject
    data: {}
    end: true
`;

describe('loadDefinition', () => {
  it('compiles a document and fills in what it leaves out', async () => {
    const { program, findings } = await load(minimal);
    expect(findings).toEqual([]);
    expect(program).toMatchObject({
      workflowId: 'sample',
      version: '1.0',
      name: 'sample',
      start: '/states/0',
      dialect: 'sonataflow',
    });
  });

  it('keeps a version as it was written, quoted or not', async () => {
    expect((await load(`version: 1.10\n${minimal}`)).program?.version).toBe('1.10');
  });

  it('reads JSON as well', async () => {
    const text = JSON.stringify({
      id: 'j',
      start: 'A',
      states: [{ name: 'A', type: 'inject', data: { a: 1 }, end: true }],
    });
    const { program } = await loadDefinition('j/j.sw.json', text, noFiles);
    expect(program?.source.format).toBe('json');
  });

  it('tells all problems of a document at once, each with its place', async () => {
    const { program, findings } = await load(`id: sample
start: Nowhere
functions:
  - name: call
    type: rest
    operation: spec.yaml#op
states:
  - name: A
    type: switch
    dataConditions:
      - condition: .a ==
        transition: Missing
  - name: A
    type: sleep
    duration: 5 seconds
    end: true
`);
    expect(program).toBeUndefined();
    expect(findings.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
      'unknown-state 2:8',
      'not-supported 4:5',
      'expression-syntax 11:20',
      'unknown-state 12:21',
      'duplicate-name 13:11',
    ]);
  });

  it('points at the line of a syntax error', async () => {
    const { findings } = await load('id: sample\nstates: [\n');
    expect(findings[0]).toMatchObject({ code: 'syntax', severity: 'error', file: 'sample/sample.sw.yaml' });
    expect(findings[0]?.line).toBeGreaterThanOrEqual(2);
  });

  it('refuses an id that is an address of the server, or no address at all', async () => {
    expect((await load(minimal.replace('id: sample', 'id: graphql'))).findings[0]?.code).toBe('reserved-id');
    for (const id of ['a/b', '..', '-a']) {
      expect((await load(minimal.replace('id: sample', `id: ${id}`))).findings[0]?.code).toBe('bad-id');
    }
  });

  it('warns of states that nothing leads to', async () => {
    const { program, findings } = await load(
      `${minimal}  - name: Lost\n    type: inject\n    data: {}\n    end: true\n`,
    );
    expect(findings).toMatchObject([{ code: 'unreached-state', severity: 'warning', line: 8 }]);
    expect(program).toBeDefined();
  });

  it('says what expressions cannot read yet, but not in comments', async () => {
    expect((await load(`# $SECRET\n${minimal}`)).findings).toEqual([]);
    expect((await load(minimal.replace('data: {}', 'data: {a: $WORKFLOW.headers}'))).findings).toMatchObject([
      { code: 'not-supported', line: 6 },
    ]);
    expect((await load(`expressionLang: jsonpath\n${minimal}`)).findings).toMatchObject([
      { code: 'not-supported', line: 1 },
    ]);
    const { findings } = await load(
      minimal.replace('data: {}', 'stateDataFilter: { input: "${ $SECRET.a }" }'),
    );
    expect(findings).toContainEqual(expect.objectContaining({ code: 'not-supported', line: 6 }));
  });

  it('does not expand aliases without end', async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
      .join('\n')}\n${minimal}`;
    expect((await load(bomb)).findings).toMatchObject([{ code: 'syntax', severity: 'error' }]);
  });

  it('gives the same hash for the same texts and another one when a file changes', async () => {
    const text = `dataInputSchema: schema.json\n${minimal}`;
    const first = await load(text, { 'sample/schema.json': '{"type":"object"}' });
    const again = await load(text, { 'sample/schema.json': '{"type":"object"}' });
    const changed = await load(text, { 'sample/schema.json': '{"type":"object","title":"x"}' });
    expect(first.program?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(again.program?.hash).toBe(first.program?.hash);
    expect(changed.program?.hash).not.toBe(first.program?.hash);
  });
});

describe('data schemas', () => {
  const withSchema = (schema: string) => `dataInputSchema: ${schema}\n${minimal}`;

  it('are found beside the document and checked', async () => {
    const schema = JSON.stringify({ type: 'object', properties: { n: { type: 'number' } }, required: ['n'] });
    const { program } = await load(withSchema('schemas/in.json'), { 'sample/schemas/in.json': schema });
    expect(program?.input?.validate({ n: 1 })).toEqual([]);
    expect(program?.input?.validate({ n: 'x' })).toEqual([{ path: '/n', message: 'must be number' }]);
    expect(program?.input?.validate({})).toEqual([{ path: '/n', message: 'is required' }]);
  });

  it('take in the files that they refer to, also from the workflow folder', async () => {
    const { program } = await load(withSchema('schemas/in.json'), {
      'sample/schemas/in.json':
        '{"type":"object","properties":{"r":{"$ref":"../shared/r.json#/properties/x"}}}',
      'shared/r.json':
        '{"properties":{"x":{"$ref":"#/definitions/y"}},"definitions":{"y":{"type":"boolean"}}}',
    });
    expect(program?.input?.validate({ r: 'no' })).toEqual([{ path: '/r', message: 'must be boolean' }]);
    expect([...(program?.files.keys() ?? [])]).toEqual(['sample/schemas/in.json', 'shared/r.json']);
  });

  it('may be recursive', async () => {
    const tree = '{"type":"object","properties":{"child":{"$ref":"tree.json"},"n":{"type":"number"}}}';
    const { program } = await load(withSchema('tree.json'), { 'sample/tree.json': tree });
    expect(program?.input?.validate({ child: { child: { n: 'x' } } })).toEqual([
      { path: '/child/child/n', message: 'must be number' },
    ]);
  });

  it('are an error when missing, and a warning when only a part of them is', async () => {
    expect((await load(withSchema('no.json'))).findings).toMatchObject([
      { code: 'resource-missing', severity: 'error', line: 1 },
    ]);
    const partly = await load(withSchema('in.json'), {
      'sample/in.json': '{"properties":{"a":{"$ref":"gone.json"}}}',
    });
    expect(partly.findings).toMatchObject([{ code: 'resource-missing', severity: 'warning' }]);
    expect(partly.program).toBeDefined();
  });

  it('cannot reach out of the workflows folder', async () => {
    const { findings } = await load(withSchema('../../../../etc/passwd'), {});
    expect(findings).toMatchObject([{ code: 'resource-missing' }]);
  });
});

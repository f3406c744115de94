import { describe, expect, it } from 'vitest';
import { loadDefinition } from './load.js';
import type { LoadOptions } from './load.js';
import { StoredResources } from './resources.js';

const noFiles = new StoredResources(new Map());

function load(text: string, files: Record<string, string> = {}, options: LoadOptions = {}) {
  const resources = new StoredResources(new Map(Object.entries(files)));
  return loadDefinition('sample/sample.sw.yaml', text, resources, options);
}

const minimal = `
id: sample
specVersion: '0.8'
start: Only
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
    operation: spec.yaml
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
      'bad-operation 6:16',
      'missing-property 8:5',
      'expression-syntax 11:25',
      'unknown-state 12:21',
      'duplicate-name 13:11',
      'bad-duration 15:15',
    ]);
  });

  it('tells what is wrong with the document before what is wrong with its files', async () => {
    const text = `functions: shared/functions.yaml\nevents: none.yaml\n${minimal}`;
    const { findings } = await load(text, { 'sample/shared/functions.yaml': 'functions: [{}]' });
    expect(findings.map(({ code, file }) => `${file} ${code}`)).toEqual([
      'sample/sample.sw.yaml resource-missing',
      'sample/shared/functions.yaml missing-property',
      'sample/shared/functions.yaml missing-property',
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

  it('takes the key of a workflow without an id; by the text, there is only one of them', async () => {
    const keyed = minimal.replace('id: sample', 'key: some-key');
    expect((await load(keyed)).program?.workflowId).toBe('some-key');
    const both = minimal.replace('id: sample', 'id: sample\nkey: some-key');
    expect((await load(both)).program?.workflowId).toBe('sample');
    expect((await load(both, {}, { dialect: 'spec' })).findings).toMatchObject([
      { code: 'id-and-key', line: 3 },
    ]);
    expect((await load(minimal.replace('id: sample', ''))).findings[0]?.code).toBe('missing-id');
  });

  it('reads numbers as the texts that were meant', async () => {
    const { program } = await load(minimal.replace('id: sample', 'id: 007\nname: 1.0'));
    expect(program).toMatchObject({ workflowId: '007', name: '1.0' });
  });

  it('tells other documents by their structure, not by a number', async () => {
    const { findings } = await load("document: { dsl: '1.0.0', name: x }\ndo: [{ a: { set: { x: 1 } } }]");
    expect(findings).toMatchObject([{ code: 'other-specification', severity: 'error' }]);
    expect((await load(minimal.replace("'0.8'", "'1.0'"))).program).toBeDefined();
    expect((await load('- a list')).findings).toMatchObject([{ code: 'wrong-type' }]);
  });

  it('follows the dialect of the document before the given one, and shows it in the hash', async () => {
    const given = await load(minimal, {}, { dialect: 'spec' });
    expect(given.program?.dialect).toBe('spec');
    expect(given.program?.hash).not.toBe((await load(minimal)).program?.hash);
    const own = await load(`metadata: { dialect: sonataflow }\n${minimal}`, {}, { dialect: 'spec' });
    expect(own.program?.dialect).toBe('sonataflow');
    expect((await load(`metadata: { dialect: java }\n${minimal}`)).findings).toMatchObject([
      { code: 'unknown-dialect', line: 1 },
    ]);
  });

  it('reads expressions in jq and jsonpath only', async () => {
    const text = minimal.replace('data: {}', 'data: {}\n    stateDataFilter: { output: $.a }');
    const { program } = await load(`expressionLang: jsonpath\n${text}`);
    expect(program?.tasks.get('/states/0')?.output?.evaluate({ a: 1 }, {}, 0)).toBe(1);
    expect((await load(`expressionLang: cel\n${minimal}`)).findings).toMatchObject([
      { code: 'unknown-language', line: 1 },
    ]);
  });

  it('warns of states that nothing leads to', async () => {
    const { program, findings } = await load(
      `${minimal}  - name: Lost\n    type: inject\n    data: {}\n    end: true\n`,
    );
    expect(findings).toMatchObject([{ code: 'unreached-state', severity: 'warning', line: 10 }]);
    expect(program).toBeDefined();
  });

  it('takes the last of several properties of one name, as SonataFlow does', async () => {
    const { program, findings } = await load(
      minimal.replace('start: Only', 'start: Other\nname: x\nstart: Only'),
    );
    expect(findings).toMatchObject([{ code: 'duplicate-key', severity: 'warning', line: 4, column: 1 }]);
    expect(program?.start).toBe('/states/0');
    const wrong = await load(minimal.replace('start: Only', 'start: Only\nname: x\nstart: Othr'));
    expect(wrong.findings).toMatchObject([{ line: 4 }, { code: 'unknown-state', line: 6 }]);
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

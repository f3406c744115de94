import { describe, expect, it } from 'vitest';
import type { Program } from '@orchestrator/definition';
import type { PythonChanges } from '../instance/instance.js';
import { compileYaml, Run } from '../run.fixture.js';

const scripts = (states: string): Promise<Program> =>
  compileYaml(`
id: w
version: '1.0'
functions: [{name: python, type: custom, operation: 'script:python'}]
states:${states}
`);

const TWO = `
  - name: Scripts
    type: operation
    actions:
      - {name: one, functionRef: {refName: python, arguments: {script: 'x = 1'}}, actionDataFilter: {toStateData: .one}}
      - {name: two, functionRef: {refName: python, arguments: {script: 'y = 2', z: $WORKFLOW.python.x}}}
    end: true
    stateDataFilter: {output: '{kept: ., python: $WORKFLOW.python, third: $WORKFLOW.python.third}'}
`;

function change(run: Run, name: string, python: PythonChanges): Run {
  return run.take({ type: 'call-succeeded', node: run.node(name), result: null, python });
}

describe('variables of Python scripts', () => {
  it('are what expressions read from the next step on, and take the place of a result', async () => {
    const run = change(Run.start(await scripts(TWO), { a: 1 }), 'one', { x: { value: 8, object: 'o' } });
    expect(run.of('call').at(-1)?.arguments).toEqual({ value: { script: 'y = 2', z: 8 } });
    expect(change(run, 'two', {}).data).toEqual({ kept: { a: 1 }, python: { x: 8 }, third: null });
  });

  it('are a part of the instance that only what scripts changed changes', async () => {
    const run = change(Run.start(await scripts(TWO)), 'one', { x: { value: 1 }, y: { value: [2] } });
    change(run, 'two', { x: null, z: { value: null, object: 'o' } });
    expect(run.instance.python).toEqual({ y: { value: [2] }, z: { value: null, object: 'o' } });
  });

  it('are none before the first script, and none once scripts have deleted all', async () => {
    const run = Run.start(await scripts(TWO));
    expect(change(run, 'one', { x: { value: 1 } }).instance.python).toBeDefined();
    expect(change(run, 'two', { x: null }).instance).not.toHaveProperty('python');
    expect(run.data).toMatchObject({ kept: {}, python: {} });
  });

  it('come together from branches that run at the same time', async () => {
    const branch = (name: string) =>
      `{name: b${name}, actions: [{name: ${name}, functionRef: {refName: python, arguments: {script: pass}}}]}`;
    const program = await scripts(`
  - {name: Both, type: parallel, branches: [${branch('one')}, ${branch('two')}], end: true}
`);
    const run = change(Run.start(program), 'two', { a: { value: 1 }, b: { value: 1 } });
    change(run, 'one', { b: { value: 2 } });
    expect(run.instance).toMatchObject({
      state: 'COMPLETED',
      python: { a: { value: 1 }, b: { value: 2 } },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { Run, workflow } from '../run.fixture.js';

describe('an error in one branch', () => {
  it('that the state handles keeps later branches from beginning', async () => {
    const program = await workflow(
      `
  - name: Both
    type: parallel
    branches:
      - {name: A, actions: [{name: a, functionRef: get, condition: 'error("x")'}]}
      - {name: B, actions: [{name: b, functionRef: get}]}
    onErrors: [{errorRef: any, end: true}]
    end: true
`,
      'errors: [{name: any, code: java.lang.Exception}]',
    );
    const run = Run.start(program);
    expect([run.state, run.entered]).toEqual(['COMPLETED', ['Both', 'A', 'a']]);
    const ends = run.trace.filter(({ type }) => type !== 'entered').map(({ type, node }) => [type, node]);
    expect(ends).toEqual([
      ['failed', run.node('a')],
      ['cancelled', run.node('A')],
      ['cancelled', run.node('Both')],
    ]);
  });
});

describe('the output schema', () => {
  const schema = (states: string, sections = ''): Promise<Run['program']> =>
    workflow(
      states,
      `extensions: [{extensionid: workflow-output-schema, outputSchema: {schema: {type: object, required: [last]}}}]\n${sections}`,
    );

  it('counts for what a workflow ends with, not for what is on the way', async () => {
    const program = await schema(`
  - {name: One, type: inject, data: {n: 1}, transition: Two}
  - {name: Two, type: inject, data: {last: true}, end: true}
`);
    expect(Run.start(program).state).toBe('COMPLETED');
  });

  it('does not count for one that goes on as another or is aborted', async () => {
    const next = await schema(`
  - {name: One, type: inject, data: {n: 1}, end: {continueAs: other}}
`);
    expect(Run.start(next).state).toBe('COMPLETED');
    const late = `
  - {name: Nap, type: sleep, duration: PT1H, end: true}
  - {name: Last, type: inject, data: {n: 1}, end: true}
`;
    const limit = 'timeouts: {workflowExecTimeout: {duration: PT5S, interrupt: true, runBefore: Last}}';
    const run = Run.start(await schema(late, limit)).fire('', 'deadline');
    expect(run.state).toBe('ABORTED');
  });
});

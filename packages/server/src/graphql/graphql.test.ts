import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

describe('graphql', () => {
  let orchestrator: TestOrchestrator;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(documents);
    const start = async (workflow: string, data: object, initiatorEntity: string) => {
      const response = await orchestrator.post(`/${workflow}`, { workflowdata: data, initiatorEntity });
      return ((await response.json()) as { id: string }).id;
    };
    ids.ada = await start('greet', { name: 'Ada' }, 'user:default/ada');
    ids.bob = await start('greet', { name: 'Bob', age: 42 }, 'user:default/bob');
    ids.fail = await start('fail', {}, 'user:default/ada');
    ids.nap = await start('nap', {}, 'user:default/bob');
  });
  afterAll(() => orchestrator.close());

  async function found(where: object): Promise<string[]> {
    const { data, errors } = await orchestrator.query(
      'query ($where: ProcessInstanceArgument) { ProcessInstances(where: $where, orderBy: {start: ASC, id: ASC}) { id } CountProcessInstances(where: $where) }',
      { where },
    );
    expect(errors ?? []).toEqual([]);
    const rows = data?.ProcessInstances as { id: string }[];
    expect(data?.CountProcessInstances).toBe(rows.length);
    return rows.map(({ id }) => Object.entries(ids).find(([, known]) => known === id)?.[0] ?? id);
  }

  it('lists definitions with what a portal needs', async () => {
    const { data } = await orchestrator.query(
      '{ ProcessDefinitions(where: {id: {equal: "greet"}}) { id name version type description annotations serviceUrl endpoint source metadata nodes { id name type uniqueId metadata { UniqueId state action } } findings { code } } }',
    );
    expect(data?.ProcessDefinitions).toEqual([
      {
        id: 'greet',
        name: 'Greet',
        version: '2.0',
        type: 'SW',
        description: 'Says hello',
        annotations: ['demo'],
        serviceUrl: 'http://orchestrator.test',
        endpoint: 'http://orchestrator.test/greet',
        source: documents['greet/greet.sw.yaml'],
        metadata: { status: 'available' },
        nodes: expect.arrayContaining([
          {
            id: '/states/0',
            name: 'Hello',
            type: 'CompositeContextNode',
            uniqueId: '/states/0',
            metadata: { UniqueId: '/states/0', state: 'Hello', action: null },
          },
          {
            id: '/states/0/actions/0',
            name: 'say',
            type: 'ActionNode',
            uniqueId: '/states/0/actions/0',
            metadata: { UniqueId: '/states/0/actions/0', state: 'Hello', action: 'say' },
          },
        ]) as unknown,
        findings: [],
      },
    ]);
  });

  it('answers the detail query of the upstream client', async () => {
    const { data, errors } = await orchestrator.query(
      `query FindProcessInstanceQuery($instanceId: String!) { ProcessInstances(where: {id: {equal: $instanceId}}) {
        id processName processId version serviceUrl executionSummary state start end source
        nodes { id nodeId definitionId type name enter exit errorMessage parent inputArgs outputArgs }
        variables parentProcessInstance { id processName businessKey } error { nodeDefinitionId nodeInstanceId message code } } }`,
      { instanceId: ids.fail },
    );
    expect(errors).toBeUndefined();
    expect(data?.ProcessInstances).toMatchObject([
      {
        id: ids.fail,
        processId: 'fail',
        processName: 'fail',
        version: '1.0',
        state: 'ERROR',
        end: null,
        source: documents['fail.sw.yaml'],
        parentProcessInstance: null,
        variables: { workflowdata: {}, initiatorEntity: 'user:default/ada' },
        nodes: [
          {
            id: `${ids.fail}:1`,
            name: 'Print',
            type: 'CompositeContextNode',
            definitionId: '/states/0',
            parent: null,
            errorMessage: null,
          },
          {
            id: `${ids.fail}:2`,
            name: 'print',
            nodeId: '/states/0/actions/0',
            parent: `${ids.fail}:1`,
            exit: null,
            errorMessage: 'out of paper',
          },
        ],
        error: {
          nodeDefinitionId: '/states/0/actions/0',
          nodeInstanceId: `${ids.fail}:2`,
          message: 'out of paper',
          code: 'expression-failed',
        },
        executionSummary: [
          expect.stringMatching(/^Workflow started at /),
          expect.stringMatching(/^Workflow failed with error out of paper at /),
        ],
      },
    ]);
  });

  it.each<[string, object, string[]]>([
    [
      'fields are joined by and',
      { processId: { equal: 'greet' }, state: { equal: 'COMPLETED' } },
      ['ada', 'bob'],
    ],
    ['states can be listed', { state: { in: ['ERROR', 'ACTIVE'] } }, ['fail', 'nap']],
    ['or flattens', { or: [{ processId: { equal: 'nap' }, state: { equal: 'ERROR' } }] }, ['fail', 'nap']],
    [
      'and inside or keeps together',
      {
        or: [
          { and: [{ processId: { equal: 'greet' } }, { state: { equal: 'ERROR' } }] },
          { state: { equal: 'ACTIVE' } },
        ],
      },
      ['nap'],
    ],
    ['not negates each', { not: { processId: { equal: 'greet' }, state: { equal: 'ERROR' } } }, ['nap']],
    ['an empty or matches nothing', { or: [] }, []],
    ['like knows the star', { processId: { like: 'gr*' } }, ['ada', 'bob']],
    [
      'variables are found by path',
      { variables: { initiatorEntity: { equal: 'user:default/ada' } } },
      ['ada', 'fail'],
    ],
    [
      'numbers inside variables compare as numbers',
      { variables: { workflowdata: { age: { greaterThan: 7 } } } },
      ['bob'],
    ],
    [
      'dates compare',
      { start: { between: { from: '2020-01-01T00:00:00Z', to: '2099-01-01' } } },
      ['ada', 'bob', 'fail', 'nap'],
    ],
    ['errors are searched', { error: { message: { like: '*paper' } } }, ['fail']],
    ['null operators are ignored', { processId: { equal: null } }, ['ada', 'bob', 'fail', 'nap']],
  ])('filters: %s', async (_, where, expected) => {
    expect((await found(where)).sort()).toEqual(expected);
  });

  it('orders by the attributes in the order of the query text', async () => {
    const { data } = await orchestrator.query(
      '{ ProcessInstances(orderBy: {processId: DESC, start: DESC}, pagination: {limit: 3}) { id } }',
    );
    expect((data?.ProcessInstances as { id: string }[]).map(({ id }) => id)).toEqual([
      ids.nap,
      ids.bob,
      ids.ada,
    ]);
    const byVariable = await orchestrator.query(
      'query ($o: ProcessInstanceOrderBy) { ProcessInstances(orderBy: $o) { id } }',
      {
        o: { processId: 'ASC', start: 'DESC' },
      },
    );
    expect((byVariable.data?.ProcessInstances as { id: string }[]).map(({ id }) => id)).toEqual([
      ids.fail,
      ids.bob,
      ids.ada,
      ids.nap,
    ]);
  });

  it('counts runs for everybody or for one person', async () => {
    const query =
      'query ($who: String) { RunStatistics(processIds: ["greet", "fail"], initiatorEntity: $who) { processId completed error startedLastMonth lastRunId lastRunState } }';
    expect((await orchestrator.query(query)).data?.RunStatistics).toEqual(
      expect.arrayContaining([
        {
          processId: 'greet',
          completed: 2,
          error: 0,
          startedLastMonth: 2,
          lastRunId: ids.bob,
          lastRunState: 'COMPLETED',
        },
        {
          processId: 'fail',
          completed: 0,
          error: 1,
          startedLastMonth: 1,
          lastRunId: ids.fail,
          lastRunState: 'ERROR',
        },
      ]),
    );
    expect((await orchestrator.query(query, { who: 'user:default/ada' })).data?.RunStatistics).toContainEqual(
      expect.objectContaining({ processId: 'greet', completed: 1, lastRunId: ids.ada }),
    );
  });

  it('shows the findings of a document whose last good form stays in force', async () => {
    await writeFile(
      path.join(orchestrator.folder, 'nap.sw.yaml'),
      documents['nap.sw.yaml'].replace('PT1H', 'soon'),
    );
    await vi.waitFor(
      async () => {
        const { data } = await orchestrator.query(
          '{ WorkflowFindings { file workflowId findings { code line column severity } } }',
        );
        expect(data?.WorkflowFindings).toEqual([
          {
            file: 'nap.sw.yaml',
            workflowId: 'nap',
            findings: [{ code: 'bad-duration', line: 5, column: 40, severity: 'error' }],
          },
        ]);
      },
      { timeout: 5000 },
    );
    const { data } = await orchestrator.query(
      '{ ProcessDefinitions(where: {id: {equal: "nap"}}) { source findings { code } } }',
    );
    expect(data?.ProcessDefinitions).toEqual([
      { source: documents['nap.sw.yaml'], findings: [{ code: 'bad-duration' }] },
    ]);
  });

  it.each([
    ['a syntax error', '{ ProcessInstances(', 'InvalidSyntax'],
    ['an unknown field', '{ ProcessInstances { nothing } }', 'ValidationError'],
    ['a bad date', '{ ProcessInstances(where: {start: {equal: "soon"}}) { id } }', 'ValidationError'],
    [
      'too deep a query',
      `{ ProcessInstances { ${'parentProcessInstance { '.repeat(20)} id ${'}'.repeat(20)} } }`,
      'ValidationError',
    ],
  ])('answers %s with status 200 and a classification', async (_, query, classification) => {
    const response = await orchestrator.post('/graphql', { query });
    expect(response.status).toBe(200);
    const { errors } = (await response.json()) as { errors: object[] };
    expect(errors[0]).toMatchObject({ extensions: { classification } });
    expect(JSON.stringify(errors)).not.toMatch(/\bat .*\.[jt]s:/);
  });

  it('answers a bounded number of lists, however they are written', async () => {
    const many = Array.from({ length: 60 }, (_, n) => `a${n}: CountProcessInstances`).join(' ');
    const { errors } = await orchestrator.query(`{ ... on Query { ${many} } }`);
    expect(errors).toHaveLength(10);
    expect(errors?.[0]?.message).toContain('more than 50');
  });

  it('takes JSON in a document up to a size, however often a variable stands in it', async () => {
    const ask = (times: number) =>
      orchestrator.query(
        `query ($v: JSON) { CountProcessInstances(where: {variables: {a: {in: [${'$v '.repeat(times)}]}}}) }`,
        { v: 'x'.repeat(10_000) },
      );
    expect((await ask(2)).errors).toBeUndefined();
    expect(JSON.stringify((await ask(200)).errors)).toContain('CountProcessInstances');
  });

  it('takes a variable that was not sent as no condition', async () => {
    const query =
      'query ($who: String) { ProcessInstances(where: {variables: {initiatorEntity: {equal: $who}}}) { id } }';
    expect((await orchestrator.query(query)).errors ?? []).toEqual([]);
  });

  it('answers GET as well, and asks for a query when there is none', async () => {
    expect(
      (await orchestrator.get(`/graphql?query=${encodeURIComponent('{ CountProcessInstances }')}`)).status,
    ).toBe(200);
    expect((await orchestrator.post('/graphql', {})).status).toBe(400);
  });
});

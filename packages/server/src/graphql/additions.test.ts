import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

describe('what is more than the Data Index', () => {
  let orchestrator: TestOrchestrator;
  const ids: string[] = [];

  const start = async (workflow: string, workflowdata: object): Promise<string> => {
    const response = await orchestrator.post(`/${workflow}`, { workflowdata });
    return ((await response.json()) as { id: string }).id;
  };

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(documents);
    for (const name of ['Ada', 'Bob', 'Cy', 'Dee', 'Eve']) ids.unshift(await start('greet', { name }));
  });
  afterAll(() => orchestrator.close());

  interface Page {
    nodes: { id: string }[];
    next: string | null;
  }

  async function pageOf(variables: object): Promise<Page> {
    const query = `query ($after: String, $first: Int, $search: String, $where: ProcessInstanceArgument) {
      ProcessInstancePages(after: $after, first: $first, search: $search, where: $where) { nodes { id } next } }`;
    const { data, errors } = await orchestrator.query(query, variables);
    expect(errors).toBeUndefined();
    return data?.ProcessInstancePages as Page;
  }

  it('lists runs page by page, whatever begins meanwhile', async () => {
    const where = { processId: { equal: 'greet' } };
    const first = await pageOf({ first: 2, where });
    await start('greet', { name: 'Fay' });
    const second = await pageOf({ first: 2, where, after: first.next });
    const third = await pageOf({ first: 2, where, after: second.next });
    expect([first, second, third].flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(ids);
    expect(third.next).toBeNull();
    const { errors } = await orchestrator.query('{ ProcessInstancePages(after: "x") { next } }');
    expect(errors?.[0]?.message).toContain('must be what "next" of an earlier page was');
  });

  it('finds runs by a text in their variables', async () => {
    expect((await pageOf({ search: 'Hello Bob' })).nodes).toEqual([{ id: ids[3] }]);
    expect((await pageOf({ search: 'Hello*Dee' })).nodes).toEqual([{ id: ids[1] }]);
    expect((await pageOf({ search: 'nowhere' })).nodes).toEqual([]);
  });

  it('counts runs by workflow, state and day', async () => {
    const { data, errors } = await orchestrator.query(
      '{ ProcessInstanceGroups(by: [WORKFLOW, STATE, DAY], where: {variables: {workflowdata: {name: {in: ["Ada", "Bob"]}}}}) { processId state time count } }',
    );
    expect(errors).toBeUndefined();
    expect(data?.ProcessInstanceGroups).toEqual([
      {
        processId: 'greet',
        state: 'COMPLETED',
        time: expect.stringMatching(/T00:00:00Z$/) as string,
        count: 2,
      },
    ]);
  });

  it('shows what was done for each node, once more after a failure', async () => {
    const id = await start('fail', {});
    await orchestrator.runtime.retry(id);
    const { data } = await orchestrator.query(
      `{ ProcessInstances(where: {id: {equal: "${id}"}}) { nodeAttempts { name attempts { errorMessage retrigger inputArgs } } } }`,
    );
    expect(data?.ProcessInstances).toMatchObject([
      {
        nodeAttempts: [
          { name: 'Print' },
          {
            name: 'print',
            attempts: [{ errorMessage: 'out of paper' }, { errorMessage: 'out of paper', retrigger: true }],
          },
        ],
      },
    ]);
  });
});

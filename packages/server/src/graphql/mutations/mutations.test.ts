import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

const token = (name: string, scope: 'read' | 'operate') => ({
  name,
  sha256: createHash('sha256').update(name).digest('hex'),
  scopes: [scope],
});

describe('mutations of own runs', () => {
  let orchestrator: TestOrchestrator;

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(
      {
        ...documents,
        'ask.sw.yaml': `
id: ask
start: Ask
states:
  - name: Ask
    type: operation
    actions: [{name: nap, functionRef: nothing, sleep: {before: PT1H}}]
    end: true
functions: [{name: nothing, type: expression, operation: '.'}]
`,
      },
      {},
      {},
      [token('operator', 'operate'), token('reader', 'read')],
    );
  });
  afterAll(() => orchestrator.close());

  async function ask(query: string, variables: object = {}, name = 'operator'): Promise<Response> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${name}` };
    return orchestrator.post('/graphql', { query, variables }, headers);
  }

  async function mutate(
    query: string,
    variables: object = {},
  ): Promise<{ data: Record<string, string | null>; errors?: { message: string; extensions: object }[] }> {
    const response = await ask(query, variables);
    expect(response.status).toBe(200);
    return (await response.json()) as Awaited<ReturnType<typeof mutate>>;
  }

  async function start(workflow: string): Promise<string> {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer operator' };
    const response = await orchestrator.post(`/${workflow}`, { workflowdata: {} }, headers);
    return ((await response.json()) as { id: string }).id;
  }

  async function shown(id: string): Promise<Record<string, unknown>> {
    const { data } = (await (
      await ask(
        `{ ProcessInstances(where: {id: {equal: "${id}"}}) { state variables nodes { id name } timers { timerId } } }`,
        {},
        'reader',
      )
    ).json()) as { data: { ProcessInstances: Record<string, unknown>[] } };
    return data.ProcessInstances[0] ?? {};
  }

  it('abort, and answer with what the management API answers', async () => {
    const id = await start('nap');
    const { data, errors } = await mutate('mutation ($id: String) { ProcessInstanceAbort(id: $id) }', { id });
    expect(errors).toBeUndefined();
    expect(JSON.parse(data.ProcessInstanceAbort ?? '')).toMatchObject({ id });
    expect(await shown(id)).toMatchObject({ state: 'ABORTED', timers: [] });
    const again = await mutate('mutation ($id: String) { ProcessInstanceAbort(id: $id) }', { id });
    expect(again.data).toEqual({ ProcessInstanceAbort: null });
    expect(again.errors?.[0]?.message).toContain(
      `FAILED: ABORT ProcessInstance with id: ${id} errorCode:409 errorStatus:Conflict errorMessage:{`,
    );
  });

  it('skip and retry what failed, and say why that is not possible', async () => {
    const id = await start('fail');
    const retried = await mutate('mutation ($id: String) { ProcessInstanceRetry(id: $id) }', { id });
    expect(retried.errors?.[0]?.message).toContain('out of paper');
    const { errors } = await mutate('mutation ($id: String) { ProcessInstanceSkip(id: $id) }', { id });
    expect(errors).toBeUndefined();
    const late = await mutate('mutation ($id: String) { ProcessInstanceSkip(id: $id) }', { id });
    expect(late.errors?.[0]?.message).toContain(`errorCode:400 errorStatus:Bad Request errorMessage:`);
  });

  it('change variables, and nodes', async () => {
    const id = await start('ask');
    await mutate(
      'mutation ($id: String, $v: String) { ProcessInstanceUpdateVariables(id: $id, variables: $v) }',
      {
        id,
        v: '{"workflowdata": {"a": 1}}',
      },
    );
    const before = await shown(id);
    expect(before).toMatchObject({ state: 'ACTIVE', variables: { workflowdata: { a: 1 } } });
    const node = (before['nodes'] as { id: string; name: string }[]).find(({ name }) => name === 'nap');
    const retriggered = await mutate(
      'mutation ($id: String, $n: String) { NodeInstanceRetrigger(id: $id, nodeInstanceId: $n) }',
      { id, n: node?.id },
    );
    expect(retriggered.errors).toBeUndefined();
    const after = (await shown(id))['nodes'] as { id: string }[];
    const cancelled = await mutate(
      'mutation ($id: String, $n: String) { NodeInstanceCancel(id: $id, nodeInstanceId: $n) }',
      { id, n: after.at(-1)?.id },
    );
    expect(cancelled.errors).toBeUndefined();
    const unknownNode = await mutate(
      'mutation ($id: String) { NodeInstanceTrigger(id: $id, nodeId: "none") }',
      { id: await start('nap') },
    );
    expect(unknownNode.errors?.[0]?.message).toContain('errorCode:404 errorStatus:Not Found');
  });

  it.each(['..', '.'])('take %s for no id of a node: it would lead to the run itself', async (node) => {
    const id = await start('nap');
    const { errors } = await mutate(
      'mutation ($id: String, $n: String) { NodeInstanceCancel(id: $id, nodeInstanceId: $n) }',
      { id, n: node },
    );
    expect(errors?.[0]?.message).toContain(`"${node}" can be no id`);
    expect(await shown(id)).toMatchObject({ state: 'ACTIVE' });
  });

  it('start a run with what another ended with', async () => {
    const id = await start('two');
    const { data, errors } = await mutate(
      'mutation ($id: String) { ExecuteAfter(completedInstanceId: $id, processId: "nap", processVersion: "1.0", input: {workflowdata: {third: 3}}) }',
      { id },
    );
    expect(errors).toBeUndefined();
    expect(JSON.parse(data.ExecuteAfter ?? '')).toMatchObject({
      workflowdata: { first: true, second: true, third: 3 },
    });
    const unknown = await mutate('mutation { ExecuteAfter(processId: "nap", processVersion: "9") }');
    expect(unknown.errors?.[0]?.message).toContain('Unable to find the workflow nap of version 9');
  });

  it.each([
    ['ProcessInstanceAbort(id: "none")', 'Unable to find the instance with id none'],
    ['ProcessInstanceAbort', 'Unable to find the instance with id '],
    ['JobCancel(id: "none")', 'Unable to find the job with id none'],
    ['UserTaskInstanceUpdate(taskId: "none", priority: "1")', 'Unable to find the user task with id none'],
    ['UserTaskInstanceCommentDelete(commentId: "none")', 'Unable to find the comment with id none'],
  ])('answer %s with an error', async (field, message) => {
    const { data, errors } = await mutate(`mutation { ${field} }`);
    expect(Object.values(data)).toEqual([null]);
    expect(errors).toMatchObject([{ message: expect.stringContaining(message) as string }]);
    expect(errors?.[0]?.extensions).toEqual({ classification: 'DataFetchingException' });
  });

  it('are for those who may operate, and never by GET', async () => {
    const query = 'mutation { ProcessInstanceAbort(id: "none") }';
    expect((await ask(query, {}, 'reader')).status).toBe(403);
    expect((await ask('{ CountProcessInstances }', {}, 'reader')).status).toBe(200);
    const address = `http://orchestrator.test/graphql?query=${encodeURIComponent(query)}`;
    const response = await orchestrator.fetch(
      new Request(address, { headers: { authorization: 'Bearer operator' } }),
    );
    expect(response.status).toBe(405);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

/** What the backend of the Orchestrator plugin asks for (data-index-and-jobs.md 1.9), in words of our own. */
describe('the documents of the Backstage backend', () => {
  let orchestrator: TestOrchestrator;
  let id: string;

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(documents);
    const start = async (workflow: string, who: string): Promise<string> => {
      const body = {
        workflowdata: { name: 'Ada' },
        initiatorEntity: who,
        targetEntity: 'component:default/shop',
      };
      return ((await (await orchestrator.post(`/${workflow}`, body)).json()) as { id: string }).id;
    };
    id = await start('greet', 'user:default/ada');
    await start('nap', 'user:default/bob');
  });
  afterAll(() => orchestrator.close());

  async function answer(query: string, variables: object = {}): Promise<Record<string, object[]>> {
    const response = await orchestrator.post(
      '/graphql',
      { operationName: /^query (\w+)/.exec(query)?.[1], query, variables },
      { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    );
    const { data, errors } = (await response.json()) as { data: Record<string, object[]>; errors?: object[] };
    expect(errors).toBeUndefined();
    return data;
  }

  it('learn the fields of filters by introspection', async () => {
    const query = `query Fields($type: String!) { __type(name: $type) { name kind inputFields {
      name type { name kind ofType { name kind ofType { name kind ofType { name kind } } } } } } }`;
    const fields = async (type: string): Promise<Record<string, string>> => {
      const found = (await answer(query, { type })).__type as unknown as {
        inputFields: { name: string; type: { name: string } }[];
      };
      return Object.fromEntries(
        found.inputFields.map(({ name, type: { name: typeName } }) => [name, typeName]),
      );
    };
    expect(await fields('ProcessInstanceArgument')).toMatchObject({
      id: 'IdArgument',
      processName: 'StringArgument',
      start: 'DateArgument',
      state: 'ProcessInstanceStateArgument',
    });
    expect(await fields('ProcessDefinitionArgument')).toMatchObject({
      id: 'StringArgument',
      metadata: 'JSON',
    });
  });

  it('list definitions with the filter of the user', async () => {
    const query = `query Overview($clauseVariable0: [String!], $clauseVariable1: String, $paginationInfo: Pagination, $orderByInfo: ProcessDefinitionOrderBy) {
      ProcessDefinitions(where: {and: [{id: {in: $clauseVariable0}}, {name: {like: $clauseVariable1}}]}, orderBy: $orderByInfo, pagination: $paginationInfo) {
        id name version type endpoint serviceUrl source metadata } }`;
    const variables = {
      clauseVariable0: ['greet', 'fail'],
      clauseVariable1: 'Gr%',
      paginationInfo: { limit: 10, offset: 0 },
      orderByInfo: { name: 'ASC' },
    };
    expect((await answer(query, variables)).ProcessDefinitions).toMatchObject([
      { id: 'greet', type: 'SW', serviceUrl: 'http://orchestrator.test', metadata: { status: 'available' } },
    ]);
  });

  it('list runs of one person, by a variable inside the filter on JSON', async () => {
    const query = `query Runs($clauseVariable0: Boolean, $clauseVariable1: [String!], $clauseVariable2: String, $clauseVariable3: [ProcessInstanceState!], $clauseVariable4: DateTime!, $paginationInfo: Pagination, $orderByInfo: ProcessInstanceOrderBy) {
      ProcessInstances(where: {and: [{processId: {isNull: $clauseVariable0}}, {processId: {in: $clauseVariable1}}, {variables: {initiatorEntity: {equal: $clauseVariable2}}}, {or: {state: {in: $clauseVariable3}, start: {lessThan: $clauseVariable4}}}]}, orderBy: $orderByInfo, pagination: $paginationInfo) {
        id processName processId businessKey state start end nodes { id } variables executionSummary parentProcessInstance { id processName businessKey } } }`;
    const variables = {
      clauseVariable0: false,
      clauseVariable1: ['greet', 'nap'],
      clauseVariable2: 'user:default/ada',
      clauseVariable3: ['COMPLETED'],
      clauseVariable4: '2020-01-01T00:00:00Z',
      paginationInfo: {},
      orderByInfo: { start: 'DESC' },
    };
    expect((await answer(query, variables)).ProcessInstances).toMatchObject([
      {
        id,
        processId: 'greet',
        state: 'COMPLETED',
        variables: { initiatorEntity: 'user:default/ada', targetEntity: 'component:default/shop' },
        parentProcessInstance: null,
      },
    ]);
  });

  it('list the runs of a workflow for an entity', async () => {
    const query = `query ($definitionId: String!, $entity: String) {
      ProcessInstances(where: {processId: {equal: $definitionId}, variables: {targetEntity: {equal: $entity}}}, orderBy: {start: DESC}, pagination: {limit: 10, offset: 0}) {
        id processName state start end } }`;
    const runs = await answer(query, { definitionId: 'greet', entity: 'component:default/shop' });
    expect(runs.ProcessInstances).toMatchObject([{ id, processName: 'Greet', state: 'COMPLETED' }]);
  });

  it('find the definition and the variables of a run', async () => {
    const query =
      'query ($id: String!) { ProcessInstances(where: {id: {equal: $id}}) { processId variables } }';
    expect((await answer(query, { id })).ProcessInstances).toMatchObject([
      { processId: 'greet', variables: { workflowdata: { greeting: 'Hello Ada' } } },
    ]);
  });
});

import { PEOPLE, WORKFLOWS } from './stored.mjs';

const any = (limit) => Math.floor(Math.random() * limit);
const workflow = () => `flow-${any(WORKFLOWS)}`;

/** The fields that the portal's list of runs shows. */
const PAGE = `query Page($where: ProcessInstanceArgument, $orderBy: ProcessInstanceOrderBy, $pagination: Pagination) {
  ProcessInstances(where: $where, orderBy: $orderBy, pagination: $pagination) {
    id processName processId businessKey state start end nodes { id } variables
    parentProcessInstance { id processName businessKey }
  }
}`;
const COUNT = `query Count($where: ProcessInstanceArgument) { CountProcessInstances(where: $where) }`;
const DETAIL = `query Detail($id: String!) {
  ProcessInstances(where: { id: { equal: $id } }) {
    id processName processId serviceUrl executionSummary state start end variables
    nodes { id nodeId definitionId type name enter exit errorMessage }
    parentProcessInstance { id processName businessKey }
    error { nodeDefinitionId nodeInstanceId message }
  }
}`;

const STATISTICS = `query Statistics($ids: [String!]!) {
  RunStatistics(processIds: $ids) { processId completed error startedLastMonth lastRunId lastRunState averageMs }
}`;

const newest = { start: 'DESC' };

function page(name, where, { orderBy = newest, offset = () => 0, limit = 20 } = {}) {
  return {
    kind: 'page',
    name,
    ask: () => ({
      query: PAGE,
      variables: { where: where(), orderBy, pagination: { limit, offset: offset() } },
    }),
  };
}

const count = (name, where) => ({
  kind: 'count',
  name,
  ask: () => ({ query: COUNT, variables: { where: where() } }),
});

/** What people ask for. Each question is asked with other values every time. */
export const questions = (ids, oldest) => {
  const moment = () => new Date(oldest + Math.random() * (Date.now() - oldest)).toISOString();
  const initiator = () => `user:default/person-${any(PEOPLE)}`;
  return [
    page('the newest', () => ({})),
    page('the newest, page 50', () => ({}), { offset: () => 1_000 }),
    page('of a workflow', () => ({ processId: { equal: workflow() } })),
    page('of a state', () => ({ state: { equal: 'ERROR' } })),
    page('of a workflow in some states', () => ({
      processId: { equal: workflow() },
      state: { in: ['ACTIVE', 'ERROR'] },
    })),
    page('of some workflows that did not complete', () => ({
      processId: { in: [workflow(), workflow(), workflow()] },
      not: { state: { equal: 'COMPLETED' } },
    })),
    page('of a person', () => ({ variables: { initiatorEntity: { equal: initiator() } } })),
    page('of a person and a workflow', () => ({
      processId: { equal: workflow() },
      variables: { initiatorEntity: { equal: initiator() } },
    })),
    page('before a moment', () => ({ start: { lessThan: moment() } })),
    page('after a moment, oldest first', () => ({ start: { greaterThan: moment() } }), {
      orderBy: { start: 'ASC' },
    }),
    page('by business key', () => ({ businessKey: { equal: `order-${any(ids.length)}` } })),
    page('by the beginning of a business key', () => ({
      businessKey: { like: `order-${any(9_000) + 1_000}*` },
    })),
    count('all', () => ({})),
    count('of a workflow', () => ({ processId: { equal: workflow() } })),
    count('of a state', () => ({ state: { equal: 'ERROR' } })),
    count('of a workflow in a state', () => ({
      processId: { equal: workflow() },
      state: { equal: 'COMPLETED' },
    })),
    count('of a person', () => ({ variables: { initiatorEntity: { equal: initiator() } } })),
    count('after a moment', () => ({ start: { greaterThan: moment() } })),
    {
      kind: 'overview',
      name: 'the numbers of all workflows',
      ask: () => ({
        query: STATISTICS,
        variables: { ids: Array.from({ length: WORKFLOWS }, (_, at) => `flow-${at}`) },
      }),
    },
    {
      kind: 'detail',
      name: 'a run',
      ask: () => ({ query: DETAIL, variables: { id: ids[any(ids.length)] } }),
    },
  ];
};

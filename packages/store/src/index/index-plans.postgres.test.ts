import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Query } from '../data-index.js';
import type { Database, Row, Statement } from '../database/database.js';
import { fillIngested } from '../testing/fill-ingested.fixture.js';
import { fill } from '../testing/fill.fixture.js';
import { planOf } from '../testing/plan.fixture.js';
import { filledPostgres } from '../testing/filled-postgres.fixture.js';
import type { FilledPostgres } from '../testing/filled-postgres.fixture.js';
import { SqlDataIndex } from './sql-data-index.js';

type List = 'instances' | 'jobs' | 'tasks';

const newest = [{ field: 'start', descending: true }];
const page = { orderBy: newest, limit: 20 };
const equal = (field: string, value: string) => ({ field, operator: 'equal', value }) as const;

/** Lists that clients ask for, and the indexes that serve them on both sides. */
const expected: readonly (readonly [name: string, list: List, query: Query, indexes: readonly string[]])[] = [
  ['the newest runs', 'instances', page, ['ingested_instance_by_start', 'instance_by_start']],
  [
    'runs in a state',
    'instances',
    { ...page, where: { field: 'state', operator: 'in', value: ['ACTIVE', 'ERROR'] } },
    [
      'ingested_instance_by_start',
      'ingested_instance_by_state',
      'ingested_instance_pkey',
      'instance_by_start',
      'instance_by_state',
      'instance_pkey',
    ],
  ],
  [
    'runs of a time',
    'instances',
    {
      ...page,
      where: { field: 'start', operator: 'between', value: { from: Date.now() - 60_000, to: Date.now() } },
    },
    ['ingested_instance_by_start', 'instance_by_start'],
  ],
  [
    'runs of a workflow',
    'instances',
    { ...page, where: equal('processId', 'workflow-1') },
    ['ingested_instance_by_workflow', 'instance_by_workflow'],
  ],
  [
    'runs of some workflows',
    'instances',
    { ...page, where: { field: 'processId', operator: 'in', value: ['workflow-1', 'workflow-2'] } },
    ['ingested_instance_by_workflow', 'ingested_instance_pkey', 'instance_by_workflow', 'instance_pkey'],
  ],
  [
    'runs of a person',
    'instances',
    { ...page, where: { ...equal('variables', 'user-1'), path: ['initiatorEntity'] } },
    // With as few people as the other runtimes have here, passing by their runs costs less than sorting them.
    ['ingested_instance_by_initiator', 'ingested_instance_by_start', 'instance_by_initiator'],
  ],
  [
    'runs of a person and a workflow',
    'instances',
    {
      ...page,
      where: {
        and: [
          { ...equal('variables', 'user-1'), path: ['initiatorEntity'] },
          equal('processId', 'workflow-1'),
        ],
      },
    },
    ['ingested_instance_by_initiator', 'ingested_instance_by_workflow', 'instance_by_initiator_and_workflow'],
  ],
  ['one run', 'instances', { where: equal('id', 'i1') }, ['ingested_instance_pkey', 'instance_pkey']],
  [
    'a business key',
    'instances',
    { where: equal('businessKey', 'key-1') },
    ['ingested_instance_by_business_key', 'instance_by_business_key'],
  ],
  [
    'runs below a run',
    'instances',
    { where: { field: 'parentProcessInstanceId', operator: 'in', value: ['i1'] } },
    ['ingested_instance_by_parent', 'instance_by_parent'],
  ],
  [
    'runs in a page by what their nodes are called',
    'instances',
    { ...page, where: { field: 'nodes', some: equal('name', 'State') } },
    [
      'ingested_instance_by_start',
      'ingested_node_pkey',
      'instance_by_start',
      'node_instance_pkey',
      'trace_pkey',
    ],
  ],
  [
    'the run of a node',
    'instances',
    { where: { field: 'nodes', some: equal('id', 'run-1:1') } },
    ['ingested_instance_pkey', 'ingested_node_pkey', 'instance_pkey', 'node_instance_pkey', 'trace_pkey'],
  ],
  [
    'jobs of a run',
    'jobs',
    { where: equal('processInstanceId', 'i1') },
    ['ingested_job_by_instance', 'instance_pkey', 'job_by_instance', 'timer_pkey'],
  ],
  [
    'a timer by its id',
    'jobs',
    { where: equal('id', 'i1:1:wait') },
    ['ingested_job_pkey', 'instance_pkey', 'job_pkey', 'timer_pkey'],
  ],
  [
    'user tasks of a run',
    'tasks',
    { where: equal('processInstanceId', 'i1') },
    ['ingested_task_by_instance'],
  ],
];

/** Keeps statements instead of carrying them out. */
class Recorder implements Database {
  statement: Statement = { text: '' };

  async query(statement: Statement): Promise<Row[]> {
    this.statement = statement;
    return [];
  }

  read(statement: Statement): Promise<Row[]> {
    return this.query(statement);
  }

  async transaction(): Promise<Row[][]> {
    return [];
  }

  listen(): () => void {
    return () => undefined;
  }

  async script(): Promise<void> {}

  async close(): Promise<void> {}
}

describe('the lists of the data index', () => {
  let filled: FilledPostgres;
  beforeAll(async () => {
    filled = await filledPostgres(`${fill(20_000)} ${fillIngested(20_000)}`);
  }, 120_000);
  afterAll(() => filled.close());

  it.each(expected)('find %s by index', async (_name, list, query, indexes) => {
    const recorder = new Recorder();
    await new SqlDataIndex(recorder)[list](query);
    const plan = await planOf(filled.client, recorder.statement);
    // Large parts of runs are looked up by their key, which every list of runs does.
    const used = plan.indexes.filter((index) => index !== 'large_value_pkey');
    expect(plan.scanned).toEqual([]);
    expect(indexes).toEqual(expect.arrayContaining(used));
  });
});

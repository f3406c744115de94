import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../testing/fill.fixture.js';
import { fillIngested } from '../testing/fill-ingested.fixture.js';
import { planOf } from '../testing/plan.fixture.js';
import { lookForExpiredIngested } from '../sql/expired-ingested.js';
import { filledPostgres } from '../testing/filled-postgres.fixture.js';
import type { FilledPostgres } from '../testing/filled-postgres.fixture.js';

const page = `select i.id, i.state, i.snapshot::text, i.variables::text, i.error_message from orchestrator.any_instance i`;

/** Lists of both sides and the indexes that serve them. */
const expected: readonly (readonly [name: string, text: string, indexes: readonly string[]])[] = [
  [
    'the newest runs',
    `${page} order by i.started_at desc, i.id limit 50`,
    ['ingested_instance_by_start', 'instance_by_start'],
  ],
  [
    'the newest runs of a workflow',
    `${page} where i.workflow_id = $1 order by i.started_at desc, i.id limit 50`,
    ['ingested_instance_by_workflow', 'instance_by_workflow'],
  ],
  ['one run', `${page} where i.id = $1`, ['ingested_instance_pkey', 'instance_pkey']],
  [
    'children',
    `${page} where i.parent_instance_id = any($1::text[])`,
    ['ingested_instance_by_parent', 'instance_by_parent'],
  ],
  [
    'a business key',
    `${page} where i.business_key = $1`,
    ['ingested_instance_by_business_key', 'instance_by_business_key'],
  ],
  [
    'runs of a person',
    `${page} where i.initiator_entity = $1 order by i.started_at desc limit 1000`,
    ['ingested_instance_by_initiator', 'instance_by_initiator'],
  ],
  [
    'nodes',
    `select n.id, n.name from orchestrator.any_node_instance n where n.instance_id = any($1::text[]) order by n.instance_id, n.entered_at, n.node`,
    ['ingested_node_pkey', 'node_instance_pkey', 'trace_pkey'],
  ],
  [
    'old runs',
    lookForExpiredIngested.text,
    ['ingested_instance_by_end', 'ingested_instance_pkey', 'instance_pkey'],
  ],
];

describe.each([
  ['many', 20_000],
  ['no', 0],
])('with %s runs of other runtimes', (_name, ingested) => {
  let filled: FilledPostgres;
  beforeAll(async () => {
    filled = await filledPostgres(`${fill(20_000)} ${ingested > 0 ? fillIngested(ingested) : ''}`);
  }, 120_000);
  afterAll(() => filled.close());

  it.each(expected)('%s are found by the indexes of both sides', async (_what, text, indexes) => {
    const plan = await planOf(filled.client, { text });
    // PostgreSQL may read a table without rows in any way.
    const hasRows = (name: string): boolean => ingested > 0 || !name.startsWith('ingested_');
    expect(plan.scanned.filter(hasRows)).toEqual([]);
    expect(plan.indexes.filter(hasRows)).toEqual(indexes.filter(hasRows));
  });
});

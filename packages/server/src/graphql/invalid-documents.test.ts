import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

const VALID = [
  '{ ProcessInstances(where: {or: [{id: {equal: "a"}}, {nodes: {name: {like: "*"}}}]}, orderBy: {start: DESC}) { id nodes { id } } }',
  'query Q($w: ProcessInstanceArgument) { CountProcessInstances(where: $w) Jobs(pagination: {limit: 1}) { id } }',
  'mutation { ProcessInstanceAbort(id: "a") }',
  'subscription { JobAdded { id } }',
  '{ ProcessDefinitions(where: {metadata: {a: {b: {between: {from: 1, to: "x"}}}}}) { id ...F } } fragment F on ProcessDefinition { name }',
];

const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  '$w',
  '...',
  'F',
  'null',
  '-1',
  '1e999',
  '\u0000',
  '\ud800',
  '@skip(if: 1)',
  '#',
];

/** Valid documents with pieces taken out, put in and exchanged. */
const broken = fc
  .tuple(
    fc.constantFrom(...VALID),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.constantFrom(...PIECES, '')), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([document, changes]) =>
    changes.reduce((text, [at, length, piece]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + piece + text.slice(from + length);
    }, document),
  );

const wrongValue = fc.anything({ maxDepth: 3, withNullPrototype: false }).filter((value) => {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
});

describe('documents that nobody should send', () => {
  let orchestrator: TestOrchestrator;

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator({});
  });
  afterAll(() => orchestrator.close());

  async function isAnswered(body: object): Promise<void> {
    const response = await orchestrator.post('/graphql', body);
    const text = await response.text();
    expect([200, 400, 406]).toContain(response.status);
    expect(text).not.toMatch(/\bat .*\.[jt]s:|select |orchestrator\./);
    if (response.status === 200) {
      const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: { extensions: object }[] };
      expect(data !== undefined || errors.length > 0).toBe(true);
      for (const error of errors) expect(error.extensions).toHaveProperty('classification');
    }
  }

  it('are answered with errors of GraphQL', async () => {
    await fc.assert(
      fc.asyncProperty(broken, (query) => isAnswered({ query })),
      { numRuns: 400 },
    );
  });

  it('may be wrong where a rule of validation does not expect it', async () => {
    await isAnswered({ query: 'subscription { JobAdded @skip(if: 1) { id } }' });
  });

  it('may have any variables', async () => {
    const query =
      'query ($w: ProcessInstanceArgument, $j: JSON, $o: ProcessInstanceOrderBy, $p: Pagination) { ProcessInstances(where: {and: [$w, {variables: $j}]}, orderBy: $o, pagination: $p) { id } }';
    const variables = fc.record(
      { w: wrongValue, j: wrongValue, o: wrongValue, p: wrongValue },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(variables, async (given) => {
        await isAnswered({ query, variables: given });
        await isAnswered({ query, variables: { j: given.j ?? null } });
      }),
      { numRuns: 150 },
    );
    expect(orchestrator.lines.filter((line) => line.startsWith('GraphQL'))).toEqual([]);
  });
});

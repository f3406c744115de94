import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../testing/portal.fixture';

const READ = 'orchestrator.workflow';
const USE = 'orchestrator.workflow.use';
const ADMIN = 'orchestrator.instanceAdminView';

/** The permission that a refusal names, or nothing when the request is answered. */
type Refusal = string | undefined;

interface Person {
  readonly user: string;
  /** Workflows in the list. */
  readonly sees: readonly string[];
  /** Runs in the list, by starter and workflow. */
  readonly runs: readonly string[];
  readonly greet: { readonly read: Refusal; readonly use: Refusal };
  readonly nap: { readonly read: Refusal; readonly use: Refusal };
  /** Ada's greeting. */
  readonly adasRun: Refusal;
}

const EVERYTHING = ['fail', 'greet', 'nap'];
const ALLOWED = { read: undefined, use: undefined };
const DENIED = { read: READ, use: USE };

const PEOPLE: readonly Person[] = [
  {
    user: 'ada',
    sees: EVERYTHING,
    runs: ['ada greet', 'ada nap'],
    greet: ALLOWED,
    nap: ALLOWED,
    adasRun: undefined,
  },
  { user: 'bob', sees: EVERYTHING, runs: ['bob greet'], greet: ALLOWED, nap: ALLOWED, adasRun: ADMIN },
  {
    user: 'admin',
    sees: EVERYTHING,
    runs: ['ada greet', 'ada nap', 'bob greet', 'old greet', 'some greet'],
    greet: ALLOWED,
    nap: ALLOWED,
    adasRun: undefined,
  },
  {
    user: 'reader',
    sees: EVERYTHING,
    runs: [],
    greet: { read: undefined, use: USE },
    nap: { read: undefined, use: USE },
    adasRun: ADMIN,
  },
  { user: 'some', sees: ['greet'], runs: ['some greet'], greet: ALLOWED, nap: DENIED, adasRun: ADMIN },
  { user: 'old', sees: ['greet'], runs: ['old greet'], greet: ALLOWED, nap: DENIED, adasRun: ADMIN },
  { user: 'nobody', sees: [], runs: [], greet: DENIED, nap: DENIED, adasRun: READ },
];

interface Answer {
  readonly status: number;
  readonly body: { readonly error?: { readonly name: string; readonly permission?: string } };
}

describe('access', () => {
  let portal: TestPortal;
  const runs: Record<string, string> = {};

  beforeAll(async () => {
    portal = await startTestPortal();
    for (const user of ['ada', 'bob', 'some', 'old']) {
      runs[`${user} greet`] = await portal.run(user, 'greet', { name: user });
    }
    runs['ada nap'] = await portal.run('ada', 'nap');
  });
  afterAll(() => portal.stop());

  const named = (ids: readonly { id: string }[]) =>
    ids.map(({ id }) => Object.keys(runs).find((name) => runs[name] === id)).toSorted();

  function expectAnswer({ status, body }: Answer, refusal: Refusal): void {
    if (refusal === undefined) {
      expect(status).toBe(200);
    } else {
      expect({ status, ...body.error }).toMatchObject({
        status: 403,
        name: 'NotAllowedError',
        permission: refusal,
      });
    }
  }

  describe.each(PEOPLE)('$user', ({ user, sees, runs: seen, adasRun, ...workflows }) => {
    it('sees the workflows that may be read', async () => {
      const { body } = await portal.post(user, '/v2/workflows/overview', {
        paginationInfo: { orderBy: 'id' },
      });
      const ids = body.overviews.map(({ workflowId }: { workflowId: string }) => workflowId);
      expect(ids.filter((id: string) => EVERYTHING.includes(id))).toEqual(sees);
    });

    it('sees the runs that may be read, counted likewise', async () => {
      const { body } = await portal.post(user, '/v2/workflows/instances', {
        paginationInfo: { pageSize: 100 },
      });
      expect(named(body.items)).toEqual(seen);
      expect(body.totalCount).toBe(seen.length);
    });

    it.each(['greet', 'nap'] as const)('reads the workflow %s, or is told what is missing', async (id) => {
      const refusal = workflows[id].read;
      expectAnswer(await portal.get(user, `/v2/workflows/${id}/overview`), refusal);
      expectAnswer(await portal.get(user, `/v2/workflows/${id}/source`), refusal);
      expectAnswer(await portal.get(user, `/v2/workflows/${id}/inputSchema`), refusal);
      const list = await portal.post(user, `/v2/workflows/${id}/instances`);
      expectAnswer(list, refusal);
      if (refusal === undefined) {
        expect(named(list.body.items)).toEqual(seen.filter((run) => run.endsWith(` ${id}`)));
      }
    });

    it.each(['greet', 'nap'] as const)('starts the workflow %s, or is told what is missing', async (id) => {
      // Input that the schema refuses: whoever may start gets 400, and there is no run to disturb other tests.
      const response = await portal.post(user, `/v2/workflows/${id}/execute`, {
        inputData: { isEvent: true },
      });
      const refusal = workflows[id].use;
      expect(response.status).toBe(refusal === undefined ? 400 : 403);
      expect(response.body.error.permission).toBe(refusal);
    });

    it('reads the run of Ada, or is told what is missing', async () => {
      const run = runs['ada greet'];
      expectAnswer(await portal.get(user, `/v2/workflows/instances/${run}`), adasRun);
      expectAnswer(await portal.get(user, `/v2/workflows/greet/inputSchema?instanceId=${run}`), adasRun);
    });

    it('may not abort the nap of Ada without being Ada or an administrator who may use the workflow', async () => {
      if (user === 'ada' || user === 'admin') {
        return;
      }
      const response = await portal.delete(user, `/v2/workflows/instances/${runs['ada nap']}/abort`);
      expectAnswer(response, workflows.nap.use ?? ADMIN);
    });
  });

  it('lets an administrator see but not abort a run of a workflow that they may not use', async () => {
    const run = runs['ada nap'];
    expectAnswer(await portal.get('auditor', `/v2/workflows/instances/${run}`), undefined);
    expectAnswer(await portal.delete('auditor', `/v2/workflows/instances/${run}/abort`), USE);
  });

  it('counts only own runs in the numbers of a workflow', async () => {
    const stats = async (user: string) =>
      (await portal.get(user, '/v2/workflows/greet/overview')).body.workflowRunStats?.totalCount;
    expect(await stats('bob')).toBe(1);
    expect(await stats('admin')).toBe(4);
    expect(await stats('reader')).toBeUndefined();
  });

  it('does not let a filter reach beyond the own runs', async () => {
    const nested = { field: 'initiatorEntity', operator: 'EQ', value: 'user:default/ada' };
    const filters = {
      operator: 'OR',
      filters: [
        { field: 'variables', nested },
        { operator: 'AND', filters: [] },
      ],
    };
    const { body } = await portal.post('bob', '/v2/workflows/instances', { filters });
    expect(named(body.items)).toEqual(['bob greet']);
  });

  it('lets an administrator abort the run of somebody else', async () => {
    const id = await portal.run('ada', 'nap');
    expectAnswer(await portal.delete('admin', `/v2/workflows/instances/${id}/abort`), undefined);
  });

  it('asks whoever is not signed in to sign in', async () => {
    const response = await portal
      .get('ada', '/v2/workflows/instances/statuses')
      .set('authorization', 'Bearer nonsense');
    expect(response.status).toBe(401);
  });
});

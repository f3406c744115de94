import { beforeEach, describe, expect, it } from 'vitest';
import type { ClaimedJob, Job, JobOrder } from '../jobs.js';
import type { OpenedStore } from './opened-store.fixture.js';

const claim = { owner: 'me', leaseMs: 60_000, limit: 100 };
const rules = { pause: 60_000, longestPause: 120_000, patience: 600_000 };
const failure = { message: 'It is away.', details: 'Nobody answered.' };
const source = 'http://here/jobs';

/** A job that was due long ago. */
function orderOf(id: string, parts: Partial<JobOrder> = {}): JobOrder {
  return {
    id,
    correlationId: `of ${id}`,
    expirationTime: Date.parse('2020-01-01T00:00:00.123Z'),
    priority: 0,
    callbackEndpoint: 'http://there/',
    recipient: { type: 'http', url: 'http://there/' },
    ...parts,
  };
}

/** What becomes of jobs, on every database below the store. */
export function jobSuite(opened: () => OpenedStore): void {
  const jobs = (): OpenedStore['store']['jobs'] => opened().store.jobs;
  const claimed = async (): Promise<ClaimedJob> => {
    const [job, ...others] = await jobs().claim(claim);
    if (!job || others.length > 0) throw new Error(`${others.length} others`);
    return job;
  };
  const statusOf = (job: Job | 'busy' | undefined): string | undefined =>
    typeof job === 'object' ? job.scheduled.status : job;
  const events = async () => {
    const sent = await opened().store.events.claimOutgoing(claim);
    await opened().store.events.sent(sent);
    return sent;
  };

  beforeEach(() => opened().reset());

  it('are read as they were ordered', async () => {
    const order = orderOf('a', {
      processId: 'p',
      processInstanceId: 'i',
      rootProcessId: 'rp',
      rootProcessInstanceId: 'ri',
      nodeInstanceId: 'n',
      repeatInterval: 1000,
      repeatLimit: 4,
      executionTimeout: 2,
      executionTimeoutUnit: 'SECONDS',
    });
    const created = await jobs().create(order);
    expect(created).toEqual(await jobs().load('a'));
    expect(created).toEqual({
      correlationId: 'of a',
      recipient: order.recipient,
      executionTimeout: 2,
      executionTimeoutUnit: 'SECONDS',
      scheduled: {
        id: 'a',
        expirationTime: '2020-01-01T00:00:00.123Z',
        priority: 0,
        callbackEndpoint: 'http://there/',
        processId: 'p',
        processInstanceId: 'i',
        rootProcessId: 'rp',
        rootProcessInstanceId: 'ri',
        nodeInstanceId: 'n',
        repeatInterval: 1000,
        repeatLimit: 4,
        scheduledId: 'a',
        retries: 0,
        status: 'SCHEDULED',
        lastUpdate: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        executionCounter: 0,
        executionResponse: null,
        exceptionMessage: null,
        exceptionDetails: null,
      },
    });
  });

  it('are claimed when they are due, the longest due ones first, and by one owner only', async () => {
    for (const id of ['late', 'later']) await jobs().create(orderOf(id, { expirationTime: 4e12 }));
    expect(await jobs().claim(claim)).toEqual([]);
    expect(await jobs().millisecondsToNext()).toBeGreaterThan(1e11);
    for (const [id, at] of [
      ['second', 2],
      ['first', 1],
    ] as const)
      await jobs().create(orderOf(id, { expirationTime: at }));
    expect(await jobs().millisecondsToNext()).toBe(0);
    expect(await jobs().claim({ ...claim, limit: 1 })).toMatchObject([{ id: 'first', left: 0 }]);
    expect(await jobs().claim({ ...claim, owner: 'you' })).toMatchObject([{ id: 'second' }]);
    expect(await jobs().claim(claim)).toEqual([]);
  });

  it('are over once they were called, and are forgotten some time after', async () => {
    await jobs().create(orderOf('a'));
    const [settled] = await jobs().settle('me', [await claimed()], rules);
    expect(settled?.scheduled).toMatchObject({ status: 'EXECUTED', executionCounter: 1 });
    expect(await jobs().load('a')).toBeUndefined();
    expect(statusOf(await jobs().loadEnded('a'))).toBe('EXECUTED');
    expect(await jobs().millisecondsToNext()).toBeUndefined();
    expect(await jobs().prune(60_000, 10)).toBe(0);
    expect(await jobs().prune(-1, 10)).toBe(1);
    expect(await jobs().loadEnded('a')).toBeUndefined();
  });

  describe('that are repeated', () => {
    it('keep their rhythm and are called as often as was ordered, whatever was missed', async () => {
      const interval = 3_600_000;
      await jobs().create(orderOf('a', { repeatInterval: interval, repeatLimit: 1 }));
      const first = await claimed();
      expect(first.left).toBe(1);
      const [settled] = await jobs().settle('me', [first], rules);
      expect(settled?.scheduled).toMatchObject({ status: 'SCHEDULED', executionCounter: 1, repeatLimit: 1 });
      const next = Date.parse(settled?.scheduled.expirationTime ?? '');
      expect((next - orderOf('a').expirationTime) % interval).toBe(0);
      expect(next).toBeGreaterThan(Date.now() - 60_000);
      expect(next).toBeLessThan(Date.now() + interval + 60_000);
      await jobs().reschedule('a', { expirationTime: 1, repeatLimit: 0 });
      const last = await claimed();
      expect(last.left).toBe(0);
      expect((await jobs().settle('me', [last], rules)).map(statusOf)).toEqual(['EXECUTED']);
    });

    it('go on without end where nothing else is said', async () => {
      await jobs().create(orderOf('a', { repeatInterval: 3_600_000, repeatLimit: -1 }));
      const job = await claimed();
      expect(job.left).toBe(-1);
      expect((await jobs().settle('me', [job], rules)).map(statusOf)).toEqual(['SCHEDULED']);
    });

    it.each([0, 1, 999])('every %i ms are called every second', async (repeatInterval) => {
      const expirationTime = Date.now() - 500;
      await jobs().create(orderOf('a', { expirationTime, repeatInterval, repeatLimit: -1 }));
      const [settled] = await jobs().settle('me', [await claimed()], rules);
      const next = Date.parse(settled?.scheduled.expirationTime ?? '') - expirationTime;
      expect(next).toBeGreaterThanOrEqual(1_000);
      expect(next % 1_000).toBe(0);
      expect(settled?.scheduled).toMatchObject({ repeatInterval });
    });
  });

  describe('whose call fails', () => {
    it('are tried again after growing pauses', async () => {
      await jobs().create(orderOf('a'));
      const pauses: (number | undefined)[] = [];
      for (let time = 1; time <= 3; time += 1) {
        const [job] = await jobs().settle('me', [{ ...(await claimed()), failure }], rules);
        expect(job?.scheduled).toMatchObject({
          status: 'RETRY',
          retries: time,
          exceptionMessage: 'It is away.',
          executionCounter: 0,
        });
        pauses.push(await jobs().millisecondsToNext());
        await opened().database.script(`update orchestrator.job set claimable_at = now()`);
      }
      expect(pauses.map((pause) => Math.round((pause ?? 0) / 10_000))).toEqual([6, 12, 12]);
      const [done] = await jobs().settle('me', [await claimed()], rules);
      expect(done?.scheduled).toMatchObject({ status: 'EXECUTED', retries: 3, exceptionMessage: null });
    });

    it('are given up in the end, and can be replayed as dead letters', async () => {
      await jobs().create(orderOf('a', { repeatInterval: 5, repeatLimit: 3 }));
      const given = await jobs().settle('me', [{ ...(await claimed()), failure }], { ...rules, patience: 0 });
      expect(given.map(statusOf)).toEqual(['ERROR']);
      const { deadLetters } = opened().store;
      const [letter] = await deadLetters.list({ limit: 10, kind: 'job' });
      expect(letter).toMatchObject({ kind: 'job', instanceId: 'a', attempts: 1, reason: 'It is away.' });
      expect(letter?.kind === 'job' && letter.job).toEqual(given[0]?.scheduled);
      expect(await deadLetters.replay([letter?.id ?? ''])).toEqual([letter?.id]);
      expect(await deadLetters.count()).toBe(0);
      expect(await claimed()).toMatchObject({ id: 'a', left: 3, recipient: orderOf('a').recipient });
    });

    it('stay dead letters while their id belongs to another job', async () => {
      await jobs().create(orderOf('a'));
      await jobs().settle('me', [{ ...(await claimed()), failure }], { ...rules, patience: 0 });
      await jobs().create(orderOf('a', { correlationId: 'other' }));
      const { deadLetters } = opened().store;
      const ids = (await deadLetters.list({ limit: 10 })).map(({ id }) => id);
      expect(await deadLetters.replay(ids)).toEqual([]);
      expect(await jobs().load('a')).toMatchObject({ correlationId: 'other' });
      await jobs().cancel('a');
      await jobs().prune(-1, 10);
      expect(await deadLetters.replay(ids)).toEqual(ids);
      expect(await jobs().load('a')).toMatchObject({ correlationId: 'of a' });
    });
  });

  describe('that were given up', () => {
    const giveUp = async (): Promise<void> => {
      await jobs().settle('me', [{ ...(await claimed()), failure }], { ...rules, patience: 0 });
    };
    const letters = async (): Promise<string[]> =>
      (await opened().store.deadLetters.list({ limit: 10, oldestFirst: true })).map(({ id }) => id);
    const replay = (ids: readonly string[]): Promise<string[]> => opened().store.deadLetters.replay(ids);
    const forget = (): Promise<number> => jobs().prune(-1, 10);

    it('and are cancelled or called under the same id since are not called again by a replay', async () => {
      await jobs().create(orderOf('a'));
      await giveUp();
      await jobs().create(orderOf('a'));
      await jobs().cancel('a');
      expect(await replay(await letters())).toEqual([]);
      expect(statusOf(await jobs().loadEnded('a'))).toBe('CANCELED');
      await jobs().create(orderOf('a'));
      await jobs().settle('me', [await claimed()], rules);
      expect(await replay(await letters())).toEqual([]);
      expect(statusOf(await jobs().loadEnded('a'))).toBe('EXECUTED');
    });

    it.each([
      ['remembered', false],
      ['forgotten', true],
    ])('several times under one id are replayed by their newest letter while %s', async (_, isForgotten) => {
      for (const correlationId of ['first', 'second']) {
        await jobs().create(orderOf('a', { correlationId }));
        await giveUp();
      }
      if (isForgotten) await forget();
      const [older = '', newer = ''] = await letters();
      if (!isForgotten) expect(await replay([older])).toEqual([]);
      expect(await replay([older, newer])).toEqual([newer]);
      expect(await claimed()).toMatchObject({ correlationId: 'second' });
      expect(await replay([older])).toEqual([]);
    });
  });

  describe('that are cancelled', () => {
    it('are never claimed any more', async () => {
      await jobs().create(orderOf('a'));
      expect(statusOf(await jobs().cancel('a'))).toBe('CANCELED');
      expect(await jobs().claim(claim)).toEqual([]);
      expect(await jobs().cancel('a')).toBeUndefined();
      expect(await jobs().cancel('b')).toBeUndefined();
    });

    it('while they are called are over with that call, whether it fails or not', async () => {
      await jobs().create(orderOf('failing'));
      await jobs().create(orderOf('repeated', { repeatInterval: 1, repeatLimit: 9 }));
      await jobs().create(orderOf('done'));
      const held = await jobs().claim(claim);
      for (const { id } of held) expect(await jobs().cancel(id)).toBe('busy');
      // Whoever makes the calls learns that none of them is to go on.
      expect(await jobs().renew('me', 60_000, held)).toEqual([]);
      const outcomes = held.map((job) => (job.id === 'failing' ? { ...job, failure } : job));
      const ends = await jobs().settle('me', outcomes, rules);
      expect(Object.fromEntries(ends.map((job) => [job.scheduled.id, statusOf(job)]))).toEqual({
        failing: 'CANCELED',
        repeated: 'CANCELED',
        done: 'EXECUTED',
      });
      for (const { scheduled } of ends)
        expect(scheduled).toMatchObject({ exceptionMessage: null, exceptionDetails: null });
      expect(await jobs().claim(claim)).toEqual([]);
    });

    it('while somebody calls them who is gone end without another call', async () => {
      await jobs().create(orderOf('asked'));
      await jobs().create(orderOf('marked'));
      await jobs().claim({ ...claim, leaseMs: 60_000 });
      expect(await jobs().cancel('asked')).toBe('busy');
      expect(await jobs().cancel('marked')).toBe('busy');
      await opened().database.script(`update orchestrator.job set claimable_at = now()`);
      expect(statusOf(await jobs().cancel('asked'))).toBe('CANCELED');
      expect(await jobs().claim({ ...claim, owner: 'next' })).toEqual([]);
      expect(statusOf(await jobs().loadEnded('marked'))).toBe('CANCELED');
      expect(await jobs().millisecondsToNext()).toBeUndefined();
    });
  });

  it('are moved to another time, unless they are being called', async () => {
    await jobs().create(orderOf('a', { repeatInterval: 1, repeatLimit: 9 }));
    const job = await claimed();
    expect(await jobs().reschedule('a', { expirationTime: 4e12 })).toBe('busy');
    await jobs().settle('me', [{ ...job, failure }], rules);
    const moved = await jobs().reschedule('a', { expirationTime: 4e12, repeatLimit: 2 });
    expect(moved).toMatchObject({
      scheduled: { status: 'SCHEDULED', retries: 0, repeatInterval: 1, repeatLimit: 2 },
    });
    expect(await jobs().claim(claim)).toEqual([]);
    expect(await jobs().reschedule('b', { expirationTime: 1 })).toBeUndefined();
  });

  it('are replaced by those of the same id, unless they are being called', async () => {
    await jobs().create(orderOf('a', { expirationTime: 4e12 }));
    expect(statusOf(await jobs().create(orderOf('a')))).toBe('SCHEDULED');
    const job = await claimed();
    expect(await jobs().create(orderOf('a'))).toBe('busy');
    await jobs().settle('me', [job], rules);
    expect(await jobs().create(orderOf('a'))).toMatchObject({ scheduled: { executionCounter: 0 } });
  });

  it('are taken over with the lease, and then no longer settled by whoever had them', async () => {
    await jobs().create(orderOf('a'));
    const lost = await claimed();
    expect(await jobs().renew('me', 60_000, [lost])).toEqual(['a']);
    await jobs().release('me');
    const [taken] = await jobs().claim({ ...claim, owner: 'you' });
    expect(await jobs().renew('me', 60_000, [lost])).toEqual([]);
    expect(await jobs().settle('me', [lost], rules)).toEqual([]);
    if (!taken) throw new Error('Nobody has it.');
    expect((await jobs().settle('you', [taken], rules)).map(statusOf)).toEqual(['EXECUTED']);
  });

  it('tell others of every change, each job in order', async () => {
    await jobs().create(orderOf('a'), source);
    const [job] = await jobs().claim(claim, source);
    if (!job) throw new Error('Nobody has it.');
    await jobs().settle('me', [{ ...job, failure }], { ...rules, pause: 0 }, source);
    await jobs().reschedule('a', { expirationTime: 4e12 }, source);
    await jobs().cancel('a', source);
    const told: unknown[] = [];
    for (let event of await events()) {
      do {
        const { data, ...attributes } = event.event;
        expect(attributes).toMatchObject({ specversion: '1.0', type: 'JobEvent', source, partitionkey: 'a' });
        told.push((data as { status?: unknown } | undefined)?.status);
        [event] = (await events()) as [typeof event];
      } while (event !== undefined);
    }
    expect(told).toEqual(['SCHEDULED', 'RETRY', 'SCHEDULED', 'CANCELED']);
  });
}

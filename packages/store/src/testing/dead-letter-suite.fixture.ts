import { beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetter } from '../dead-letters.js';
import type { OutgoingEvent } from '../events.js';
import type { Message } from '../inbox.js';
import { changeOf, definitionOf, eventOf, instanceOf, past } from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const claim = { owner: 'me', leaseMs: 60_000, limit: 100 };
const failure = { reason: 'The receiver is away.', pause: 0, patience: 60_000 };
const hopeless = { ...failure, patience: 0 };

/** What is given up and what becomes of it, on every database below the store. */
export function deadLetterSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;
  const letters = (query = {}): Promise<DeadLetter[]> => store().deadLetters.list({ limit: 100, ...query });

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('greeting'));
  });

  /** A new instance that produces these events. */
  const producing = async (id: string, ...events: string[]): Promise<void> => {
    const effects = events.map(
      (event) => ({ type: 'publish', node: `${id}:0`, event: eventOf(event) }) as const,
    );
    await store().commit([changeOf(instanceOf(id, 1), { effects })]);
  };
  const outgoing = (): Promise<OutgoingEvent[]> => store().events.claimOutgoing(claim);
  const only = async (): Promise<OutgoingEvent> => {
    const [event, ...others] = await outgoing();
    if (!event || others.length > 0) throw new Error(`${others.length} others`);
    return event;
  };

  describe('an event that cannot be sent', () => {
    it('holds back what its instance produced later, but not for ever', async () => {
      await producing('a', '1', '2');
      expect(await store().events.failed(await only(), failure)).toBe(false);
      const again = await only();
      expect(again).toMatchObject({ event: eventOf('1'), attempts: 1 });
      expect(await store().events.failed(again, hopeless)).toBe(true);
      expect(await only()).toMatchObject({ event: eventOf('2'), attempts: 0 });
      expect(await letters()).toEqual([
        {
          id: expect.any(String) as string,
          kind: 'event',
          instanceId: 'a',
          event: eventOf('1'),
          attempts: 2,
          reason: failure.reason,
          firstFailedAt: expect.any(Number) as number,
          givenUpAt: expect.any(Number) as number,
        },
      ]);
    });

    it('is given up by the time for which it fails, not by the time for which it waits', async () => {
      await producing('a', '1');
      await opened().database.query({
        text: `update orchestrator.outbox set first_failed_at = now() - interval '1 minute'`,
      });
      expect(await store().events.failed(await only(), { ...failure, patience: 120_000 })).toBe(false);
      expect(await store().events.failed(await only(), { ...failure, patience: 59_000 })).toBe(true);
      expect(
        await store().events.failed(
          { instanceId: 'a', commit: 1, position: 0, event: eventOf('1'), attempts: 0 },
          hopeless,
        ),
      ).toBe(false);
      const [letter] = await letters();
      expect(letter && letter.givenUpAt - letter.firstFailedAt).toBeGreaterThanOrEqual(59_000);
    });

    it('takes its former place when it is replayed, with all its tries before it', async () => {
      await producing('a', '1', '2', '3');
      await store().events.failed(await only(), hopeless);
      await store().events.failed(await only(), hopeless);
      const ids = (await letters()).map(({ id }) => id);
      expect((await store().deadLetters.replay([...ids, '999999'])).sort()).toEqual([...ids].sort());
      expect(await store().deadLetters.replay(ids)).toEqual([]);
      expect(await store().deadLetters.count()).toBe(0);
      const sent: string[] = [];
      for (let next = await only(); next; [next] = (await outgoing()) as [OutgoingEvent]) {
        expect(next.attempts).toBe(0);
        sent.push(next.event.id);
        await store().events.sent([next]);
      }
      expect(sent).toEqual(['1', '2', '3']);
    });

    it('keeps a reason that the database could not store', async () => {
      await producing('a', '1');
      await store().events.failed(await only(), { ...hopeless, reason: `a\u0000b\ud800${'c'.repeat(5000)}` });
      const [letter] = await letters();
      expect(letter?.reason).toHaveLength(1000);
      expect(letter?.reason).toMatch(/^a\ufffdb\ufffdc+$/);
    });
  });

  describe('a message that cannot be handed over', () => {
    const tell = (to: string) => ({ type: 'message', to, fact: { type: 'cancelled' } }) as const;
    const begin = (id: string) =>
      ({
        type: 'start',
        node: 'a:1',
        instanceId: id,
        workflowId: 'w',
        data: {},
        variables: {},
        headers: {},
      }) as const;
    const claimed = (): Promise<Message[]> => store().inbox.claim(claim);
    const away = { ...failure, longest: 60_000 };

    it('waits longer each time, then is given up, and comes back as it was', async () => {
      await store().commit([
        changeOf(instanceOf('a', 1)),
        changeOf(instanceOf('b', 1), { effects: [tell('a')] }),
      ]);
      const [message] = await claimed();
      const id = message?.id ?? '';
      expect(await store().inbox.failed(id, { ...away, pause: 0 })).toBe(false);
      expect(await claimed()).toEqual([message]);
      expect(await store().inbox.failed(id, { ...away, pause: 10_000 })).toBe(false);
      const milliseconds = await store().inbox.millisecondsToNext();
      expect(milliseconds).toBeGreaterThan(15_000);
      expect(milliseconds).toBeLessThanOrEqual(20_000);
      expect(await store().inbox.failed(id, { ...away, pause: 1, longest: 0 })).toBe(false);
      expect(await store().inbox.failed(id, { ...away, patience: 0 })).toBe(true);
      expect(await store().inbox.failed(id, { ...away, patience: 0 })).toBe(false);
      expect(await claimed()).toEqual([]);
      const [letter] = await letters();
      expect(letter).toMatchObject({
        kind: 'message',
        instanceId: 'a',
        attempts: 4,
        message: { kind: 'fact' },
      });
      await store().deadLetters.replay([letter?.id ?? '']);
      expect(await claimed()).toEqual([{ ...message, id: expect.any(String) as string }]);
    });

    it('takes with it what its receiver is told, so that a replay starts and tells it in that order', async () => {
      await store().commit([changeOf(instanceOf('a', 1), { effects: [begin('c'), tell('c')] })]);
      const [start, toChild] = await claimed();
      await store().inbox.failed(start?.id ?? '', { ...away, patience: 0 });
      expect(await store().inbox.returnToSender(toChild?.id ?? '', 0)).toBe(true);
      const found = await letters({ instanceId: 'c', kind: 'message' });
      expect(found.map((letter) => letter.kind === 'message' && letter.message.kind)).toEqual([
        'fact',
        'child',
      ]);
      await store().deadLetters.replay(found.map(({ id }) => id));
      expect((await claimed()).map(({ kind, receiver }) => `${kind} ${receiver}`)).toEqual([
        'child c',
        'fact c',
      ]);
    });
  });

  describe('dead letters', () => {
    it('are listed by pages, the newest first, and by kind and instance', async () => {
      for (const id of ['a', 'b', 'c']) {
        await producing(id, id);
        await store().events.failed(await only(), hopeless);
      }
      const instances = (found: DeadLetter[]): string[] => found.map(({ instanceId }) => instanceId);
      const first = await letters({ limit: 2 });
      expect(instances(first)).toEqual(['c', 'b']);
      expect(instances(await letters({ limit: 2, after: first[1]?.id }))).toEqual(['a']);
      expect(instances(await letters({ limit: 2, oldestFirst: true }))).toEqual(['a', 'b']);
      expect(instances(await letters({ oldestFirst: true, after: first[1]?.id }))).toEqual(['c']);
      expect(instances(await letters({ instanceId: 'b' }))).toEqual(['b']);
      expect(await letters({ kind: 'message' })).toEqual([]);
      expect(await store().deadLetters.load(first[0]?.id ?? '')).toEqual(first[0]);
      expect(await store().deadLetters.count()).toBe(3);
    });

    it('outlive their instance, and go for good when they are removed', async () => {
      await producing('a', '1');
      await store().events.failed(await only(), hopeless);
      await store().commit([changeOf(instanceOf('a', 2, { state: 'COMPLETED', endedAt: past }))]);
      const ids = (await letters()).map(({ id }) => id);
      expect(ids).toHaveLength(1);
      expect(await store().deadLetters.remove(ids)).toEqual(ids);
      expect(await store().deadLetters.remove(ids)).toEqual([]);
      expect(await store().deadLetters.load(ids[0] ?? '')).toBeUndefined();
      expect(await outgoing()).toEqual([]);
    });
  });
}

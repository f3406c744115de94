import type { Instance } from '@orchestrator/engine';
import { beforeEach, describe, expect, it } from 'vitest';
import { StoreDataError } from '../errors.js';
import type { Delivery, DeliveryOutcome } from '../events.js';
import type { Message } from '../inbox.js';
import {
  changeOf,
  definitionOf,
  eventOf,
  instanceOf,
  past,
  settledOf,
  subscribeOf,
} from './changes.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const claim = { owner: 'me', leaseMs: 60_000, limit: 100 };

/** How instances, events and the outside meet, on every database below the store. */
export function exchangeSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;

  beforeEach(async () => {
    await opened().reset();
    const sets = [
      { eventType: 'paid', attributes: ['order'] },
      { eventType: 'paid', attributes: ['shop', 'order'] },
      { eventType: 'paid', attributes: [] },
    ];
    await store().saveDefinition(definitionOf('greeting'), sets);
  });

  /** A new instance that waits for `paid` at its node 1. */
  const waiting = async (
    id: string,
    correlation: { readonly [attribute: string]: string | null } = {},
    overrides: Partial<Instance> = {},
  ): Promise<void> => {
    const effects = [subscribeOf(`${id}:1`, correlation)];
    await store().commit([changeOf(instanceOf(id, 1, overrides), { effects })]);
  };
  const deliver = (event: Delivery['event'], parts: Partial<Delivery> = {}): Promise<DeliveryOutcome> =>
    store().events.deliver({ event, starts: [], window: 60_000, ...parts });
  /** All messages, as `receiver: what`. */
  const messages = async (): Promise<string[]> =>
    (await store().inbox.claim(claim))
      .map((message) => `${message.receiver}: ${describeMessage(message)}`)
      .sort();
  const start = { workflowId: 'greeting', definition: 'hash', instanceId: 'new', unlessTaken: false };

  describe('messages', () => {
    it('are claimed anew at once where the answer to a claim was lost', async () => {
      await store().events.deliver({ event: eventOf('e'), starts: [start], window: 60_000 });
      const claimed = await store().inbox.claim(claim);
      expect(await store().inbox.claim({ ...claim, owner: 'other', lost: true })).toEqual([]);
      expect(await store().inbox.claim({ ...claim, lost: true })).toEqual(claimed);
      expect(claimed).toHaveLength(1);
    });

    it('are written with the commit of their sender and claimed once, in order', async () => {
      const fact = { type: 'cancelled' } as const;
      const wish = {
        type: 'start',
        node: 'a:1',
        instanceId: 'c',
        workflowId: 'w',
        data: { z: 1, a: 2 },
      } as const;
      const begin = { ...wish, variables: {}, headers: {} };
      const effects = [begin, { type: 'message', to: 'c', fact } as const];
      await store().commit([changeOf(instanceOf('a', 1), { effects })]);
      expect(await store().commit([changeOf(instanceOf('a', 7), { effects })])).toEqual(['conflict']);
      const claimed = await store().inbox.claim(claim);
      expect(claimed).toMatchObject([
        { receiver: 'c', kind: 'child', start: begin },
        { receiver: 'c', kind: 'fact', fact },
      ]);
      expect(await store().inbox.claim(claim)).toEqual([]);
      await store().releaseLeases('me');
      expect(await store().inbox.millisecondsToNext()).toBe(0);
      expect(await store().inbox.claim(claim)).toEqual(claimed);
    });

    it('are consumed in the commit of their receiver, by one only', async () => {
      await store().commit([
        changeOf(instanceOf('a', 1)),
        changeOf(instanceOf('b', 1), { effects: [tell('a')] }),
      ]);
      const [message] = await store().inbox.claim(claim);
      const step = (version: number): Promise<string[]> =>
        store().commit([changeOf(instanceOf('a', version), { consumed: message?.id ?? '' })]);
      expect(await step(7)).toEqual(['conflict']);
      expect(await step(2)).toEqual(['committed']);
      expect(await step(3)).toEqual(['consumed']);
      await store().releaseLeases('me');
      expect(await store().inbox.claim(claim)).toEqual([]);
      expect((await store().load('a'))?.version).toBe(2);
    });

    it('to somebody who is still to be started wait, others to nobody go', async () => {
      const begin = { type: 'start', node: 'a:1', instanceId: 'c', workflowId: 'w', data: {} } as const;
      const effects = [{ ...begin, variables: {}, headers: {} }, tell('c'), tell('nobody')];
      await store().commit([changeOf(instanceOf('a', 1), { effects })]);
      const [child, toChild, toNobody] = await store().inbox.claim(claim);
      expect(await store().inbox.returnToSender(toNobody?.id ?? '', 0)).toBe(true);
      expect(await store().inbox.returnToSender(toChild?.id ?? '', 0)).toBe(false);
      expect(await store().inbox.claim(claim)).toEqual([toChild]);
      await store().commit([changeOf(instanceOf('c', 1), { consumed: child?.id ?? '' })]);
      expect(await store().inbox.returnToSender(toChild?.id ?? '', 0)).toBe(false);
      await store().inbox.discard([toChild?.id ?? '']);
      expect(await store().inbox.millisecondsToNext()).toBeUndefined();
    });
  });

  describe('an event', () => {
    it('that names nobody reaches all who wait for its type, and is not kept', async () => {
      await waiting('a');
      await waiting('b');
      await store().commit([changeOf(instanceOf('b', 2), { effects: [settledOf('b:1', 'subscriptions')] })]);
      await waiting('c');
      await store().commit([changeOf(instanceOf('c', 2, { state: 'ABORTED' }))]);
      expect(await deliver(eventOf('1'))).toMatchObject({ told: 1, started: 0, kept: false });
      expect(await deliver({ ...eventOf('2'), type: 'other' })).toMatchObject({
        told: 0,
        started: 0,
        kept: false,
      });
      expect(await messages()).toEqual(['a: a:1 hears 1']);
      await waiting('d');
      expect(await messages()).toEqual([]);
    });

    it('arrives as it was sent, in the same order of keys', async () => {
      await waiting('a');
      await deliver(eventOf('1', { zz: 'ä"' }));
      const [message] = await store().inbox.claim(claim);
      expect(JSON.stringify(message?.kind === 'fact' && message.fact)).toBe(
        JSON.stringify({ type: 'event-arrived', node: 'a:1', event: eventOf('1', { zz: 'ä"' }) }),
      );
    });

    it('reaches each waiting node once, however often it comes', async () => {
      await waiting('a');
      await waiting('b');
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => deliver(eventOf('1'))));
      expect(outcomes.reduce((sum, { told }) => sum + told, 0)).toBe(2);
      await store().commit([changeOf(instanceOf('a', 2), { effects: [subscribeOf('a:2')] })]);
      const nothing = { told: 0, started: 0, kept: false };
      expect(await deliver(eventOf('1'))).toEqual({ ...nothing, duplicate: true });
      const another = { ...eventOf('1'), source: 'another' };
      expect(await deliver(another)).toMatchObject({ told: 3, duplicate: false });
    });

    it('that names an instance reaches it alone, now or when it begins to wait', async () => {
      await waiting('a');
      await store().commit([changeOf(instanceOf('b', 1))]);
      const toB = { kogitoprocrefid: 'b' };
      expect(await deliver(eventOf('1', toB))).toMatchObject({ told: 0, started: 0, kept: true });
      expect(await deliver(eventOf('2', { kogitoprocrefid: 'gone' }))).toMatchObject({ kept: false });
      expect(await messages()).toEqual([]);
      const effects = [subscribeOf('b:4', {}, { eventType: 'other' }), subscribeOf('b:5')];
      await store().commit([changeOf(instanceOf('b', 2), { effects })]);
      expect(await messages()).toEqual(['b: b:5 hears 1']);
      expect(await deliver(eventOf('3', toB))).toMatchObject({ told: 1, started: 0, kept: false });
      expect(await messages()).toEqual(['b: b:5 hears 3']);
    });

    it('that names a business key reaches its bearer, now or when it begins to wait', async () => {
      await waiting('a', {}, { businessKey: 'k' });
      await waiting('b', {}, { businessKey: 'other' });
      expect(await deliver(eventOf('1', { kogitobusinesskey: 'k' }))).toMatchObject({ told: 1, kept: false });
      expect(await deliver(eventOf('2', { kogitobusinesskey: 'late' }))).toMatchObject({
        told: 0,
        kept: true,
      });
      await waiting('c', {}, { businessKey: 'late' });
      expect(await messages()).toEqual(['a: a:1 hears 1', 'c: c:1 hears 2']);
    });

    it('goes by correlation before all else, and keeps others of that workflow out', async () => {
      await waiting('a', { order: '7' });
      await waiting('b', { order: '8' });
      await waiting('open', { order: null });
      await waiting('elsewhere', {}, { workflowId: 'other' });
      expect(await deliver(eventOf('1', { order: '7' }))).toMatchObject({ told: 2 });
      expect(await messages()).toEqual(['a: a:1 hears 1', 'elsewhere: elsewhere:1 hears 1']);
      expect(await deliver(eventOf('2', { order: '9' }))).toMatchObject({ told: 2 });
      expect(await messages()).toEqual(['elsewhere: elsewhere:1 hears 2', 'open: open:1 hears 2']);
      expect(await deliver(eventOf('3'))).toMatchObject({ told: 4 });
      expect(await messages()).toHaveLength(4);
      expect(await deliver(eventOf('4', { order: '8', kogitoprocrefid: 'a' }))).toMatchObject({ told: 1 });
      expect(await messages()).toEqual(['b: b:1 hears 4']);
    });

    it('with all correlation attributes is kept for whoever waits for them', async () => {
      expect(await deliver(eventOf('1', { order: '7' }))).toMatchObject({ kept: true });
      expect(await deliver(eventOf('2', { shop: 's' }))).toMatchObject({ kept: false });
      expect(await deliver(eventOf('3', { order: '8', shop: 's' }))).toMatchObject({ kept: true });
      await waiting('a', { order: '9' });
      await waiting('b', { order: '7', shop: 's' });
      expect(await messages()).toEqual([]);
      await waiting('c', { order: '7' });
      await waiting('d', { order: '7' });
      await waiting('e', { shop: 's', order: null });
      expect(await messages()).toEqual(['c: c:1 hears 1', 'e: e:1 hears 3']);
    });

    it('fits only a source that is asked for', async () => {
      const effects = [subscribeOf('a:1', {}, { source: 'bank' })];
      await store().commit([changeOf(instanceOf('a', 1), { effects })]);
      expect(await deliver(eventOf('1'))).toMatchObject({ told: 0 });
      expect(await deliver({ ...eventOf('2'), source: 'bank' })).toMatchObject({ told: 1 });
    });

    it('is kept no longer than its window', async () => {
      await deliver(eventOf('1', { order: '7' }), { window: 0 });
      await waiting('a', { order: '7' });
      expect(await messages()).toEqual([]);
    });

    it('that cannot be stored is refused', async () => {
      await expect(deliver({ ...eventOf('1'), data: '\u0000' })).rejects.toThrow(StoreDataError);
    });

    it('whose node has gone is offered to the next node of the instance, or kept when it names it', async () => {
      await waiting('a');
      const named = { kogitoprocrefid: 'a' };
      for (const event of [eventOf('1', named), eventOf('2', named), eventOf('3')]) await deliver(event);
      const [first, second, third] = await store().inbox.claim(claim);
      const next = [settledOf('a:1'), subscribeOf('a:2')];
      await store().commit([changeOf(instanceOf('a', 2), { consumed: first?.id ?? '', effects: next })]);
      const again = (id: string, message: Message | undefined): Promise<DeliveryOutcome> =>
        deliver(eventOf(id, named), { again: { instanceId: 'a', message: message?.id ?? '' } });
      expect(await again('2', second)).toMatchObject({ told: 1, started: 0, kept: false });
      expect(await again('2', second)).toMatchObject({ told: 0, started: 0, kept: false });
      expect(await messages()).toEqual(['a: a:2 hears 2']);
      await store().commit([changeOf(instanceOf('a', 3), { effects: [settledOf('a:2')] })]);
      expect(await again('3', third)).toMatchObject({ told: 0, started: 0, kept: true });
      await store().commit([changeOf(instanceOf('a', 4), { effects: [subscribeOf('a:3')] })]);
      expect(await messages()).toEqual(['a: a:3 hears 3']);
    });

    it('that several instances gave back is kept for each of them, and for nobody else', async () => {
      await waiting('a', { order: '7' });
      await waiting('b', { order: '7' });
      const order = { order: '7' };
      await deliver(eventOf('1', order));
      const messages1 = await store().inbox.claim(claim);
      for (const { id, receiver } of messages1) {
        const version = { effects: [settledOf(`${receiver}:1`)] };
        await store().commit([changeOf(instanceOf(receiver, 2), version)]);
        const again = { instanceId: receiver, message: id };
        expect(await deliver(eventOf('1', order), { again })).toMatchObject({
          told: 0,
          started: 0,
          kept: true,
        });
      }
      expect(messages1.map(({ receiver }) => receiver).sort()).toEqual(['a', 'b']);
      await waiting('c', { order: '7' });
      await waiting('d', { order: null });
      expect(await messages()).toEqual([]);
      for (const id of ['a', 'b']) {
        const effects = [subscribeOf(`${id}:2`, order)];
        await store().commit([changeOf(instanceOf(id, 3), { effects })]);
        expect(await messages()).toEqual([`${id}: ${id}:2 hears 1`]);
      }
    });

    it('and a subscription that is committed at the same time never miss each other', async () => {
      const runs = Array.from({ length: 40 }, (_, n) => `run-${n}`);
      await store().commit(runs.map((id) => changeOf(instanceOf(id, 1))));
      await Promise.all(
        runs.flatMap((id, n) => {
          const named = n % 2 === 0 ? { kogitoprocrefid: id } : { order: id };
          const effects = [subscribeOf(`${id}:1`, n % 4 === 1 ? { order: id } : { order: null })];
          const change = changeOf(instanceOf(id, 2), { effects });
          // Those without a fixed value would take each other's events.
          if (n % 4 === 3) return [];
          return [deliver(eventOf(id, named)), store().commit([change])];
        }),
      );
      expect(await messages()).toHaveLength(30);
    });
  });

  describe('an event that starts workflows', () => {
    it('starts each once, and tells those who wait as well', async () => {
      await waiting('a');
      const starts = [start, { ...start, workflowId: 'other', instanceId: 'new 2' }];
      const outcomes = await Promise.all([1, 2, 3].map(() => deliver(eventOf('1'), { starts })));
      expect(outcomes.reduce((sum, { started }) => sum + started, 0)).toBe(2);
      expect(await messages()).toEqual([
        'a: a:1 hears 1',
        'new 2: starts hash by 1',
        'new: starts hash by 1',
      ]);
    });

    it('never does when it names an instance', async () => {
      const event = eventOf('1', { kogitoprocrefid: 'nobody' });
      expect(await deliver(event, { starts: [start] })).toMatchObject({ told: 0, started: 0, kept: false });
    });

    it('does not while somebody lives with its business key', async () => {
      const event = (id: string): Delivery['event'] => eventOf(id, { kogitobusinesskey: 'k' });
      await store().commit([changeOf(instanceOf('a', 1, { businessKey: 'k', state: 'ERROR' }))]);
      expect(await deliver(event('1'), { starts: [start] })).toMatchObject({ started: 0, kept: true });
      await store().commit([changeOf(instanceOf('a', 2, { businessKey: 'k', state: 'COMPLETED' }))]);
      expect(await deliver(event('2'), { starts: [start] })).toMatchObject({ started: 1, kept: false });
    });

    it('does not while somebody lives who was started with its correlation', async () => {
      const correlated = { ...start, correlation: { order: '7' } };
      const event = (id: string): Delivery['event'] => eventOf(id, { order: '7' });
      await store().commit([
        changeOf(instanceOf('a', 1, { correlation: { order: '7' } })),
        changeOf(instanceOf('b', 1, { correlation: { order: '8' }, workflowId: 'other' })),
      ]);
      expect(await deliver(event('1'), { starts: [correlated] })).toMatchObject({ started: 0, kept: true });
      await store().commit([changeOf(instanceOf('a', 2, { state: 'ABORTED', endedAt: past }))]);
      expect(await deliver(event('2'), { starts: [correlated] })).toMatchObject({ started: 1 });
    });

    it('does not while an earlier one is still to start the instance that it belongs to', async () => {
      const correlated = { ...start, correlation: { order: '7' } };
      const types = ['paid', 'ordered', 'paid', 'ordered'];
      const deliverAll = (
        attributes: { [name: string]: string },
        starts: Delivery['starts'],
      ): Promise<DeliveryOutcome[]> =>
        Promise.all(
          types.map((type, n) =>
            deliver({ ...eventOf(`${JSON.stringify(attributes)} ${n}`, attributes), type }, { starts }),
          ),
        );
      const sum = (outcomes: readonly DeliveryOutcome[]): number =>
        outcomes.reduce((total, { started }) => total + started, 0);
      expect(sum(await deliverAll({ order: '7' }, [correlated]))).toBe(1);
      expect(sum(await deliverAll({ kogitobusinesskey: 'k' }, [start]))).toBe(1);
      expect(sum(await deliverAll({}, [start]))).toBe(4);
    });

    it('does not, where it is asked not to, when somebody of the workflow takes it', async () => {
      const starts = [{ ...start, unlessTaken: true }];
      await waiting('elsewhere', {}, { workflowId: 'other' });
      expect(await deliver(eventOf('1'), { starts })).toMatchObject({ told: 1, started: 1 });
      await waiting('a');
      expect(await deliver(eventOf('2'), { starts })).toMatchObject({ told: 2, started: 0 });
    });
  });

  describe('what is remembered of events', () => {
    it('is forgotten after its time, a bounded number at once', async () => {
      await deliver(eventOf('1', { order: '7' }), { window: 0 });
      for (const id of ['a', 'b', 'c']) await waiting(id);
      await deliver(eventOf('2'));
      expect(await store().events.prune(60_000, 10)).toBe(1);
      expect(await store().events.prune(0, 2)).toBe(2);
      expect(await store().events.prune(0, 2)).toBe(1);
      expect(await store().events.prune(0, 2)).toBe(0);
    });
  });
}

function tell(to: string): { type: 'message'; to: string; fact: { type: 'cancelled' } } {
  return { type: 'message', to, fact: { type: 'cancelled' } };
}

function describeMessage(message: Message): string {
  if (message.kind === 'event') return `starts ${message.definition} by ${message.event.id}`;
  if (message.kind === 'child') return 'child';
  const { fact } = message;
  return fact.type === 'event-arrived' ? `${fact.node} hears ${fact.event.id}` : fact.type;
}

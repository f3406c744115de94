import type { Effect, SubscribeEffect } from '@orchestrator/engine';
import { attributesText, correlationKey, noAttributes } from '../rows/correlation-key.js';
import { businessKeyLock, correlationLock, instanceLock, openLock } from '../rows/lock-names.js';
import type { LockName } from '../rows/lock-names.js';
import { nodeNumber } from '../rows/node-number.js';
import type { Change } from '../store.js';

/** What one change exchanges with others, as rows of the tables of migration 002. */
export interface ExchangeRows {
  readonly ended: readonly object[];
  readonly subscriptions: readonly SubscriptionRow[];
  readonly messages: readonly object[];
  readonly events: readonly object[];
}

interface SubscriptionRow {
  readonly id: string;
  readonly node: number;
  readonly position: number;
  readonly workflow: string;
  readonly business_key: string | undefined;
  readonly type: string;
  readonly source: string | undefined;
  readonly attributes: string;
  readonly key: string | undefined;
  readonly fixed: { readonly [attribute: string]: string };
}

/** Whether a change needs more than the rows that nearly every step has. */
export function exchanges({ effects, consumed }: Change): boolean {
  return consumed !== undefined || effects.some(isExchange);
}

function isExchange(effect: Effect): boolean {
  if (effect.type === 'settled') return effect.what === 'subscriptions' || effect.what === 'all';
  return ['subscribe', 'publish', 'start', 'message'].includes(effect.type);
}

/** The rows of one change. Positions of messages and events follow the order of the effects. */
export function exchangeRows(change: Change): ExchangeRows {
  const { id, version } = change.instance;
  const subscriptions = change.effects
    .filter((effect) => effect.type === 'subscribe')
    .map((effect) => subscriptionRow(change, effect));
  const messages = change.effects.flatMap((effect) => {
    if (effect.type === 'message') return { receiver: effect.to, kind: 'fact', content: effect.fact };
    if (effect.type === 'start') return { receiver: effect.instanceId, kind: 'child', content: effect };
    return [];
  });
  return {
    ended: endedRows(change, subscriptions),
    subscriptions,
    messages: messages.map((message, position) => ({ id, position, ...message })),
    events: change.effects
      .filter((effect) => effect.type === 'publish')
      .map(({ event }, position) => ({ id, version, position, event })),
  };
}

/** The names under which events may look for this subscription. */
export function subscriptionLocks({ type, id, business_key, attributes, key }: SubscriptionRow): LockName[] {
  const locks = [instanceLock(type, id)];
  if (business_key !== undefined) locks.push(businessKeyLock(type, business_key));
  if (key !== undefined) locks.push(correlationLock(type, key));
  else if (attributes !== noAttributes) locks.push(openLock(type, attributes, false));
  return locks;
}

function subscriptionRow({ instance }: Change, effect: SubscribeEffect): SubscriptionRow {
  const names = Object.keys(effect.correlation);
  const fixed = Object.entries(effect.correlation).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  );
  const values = Object.fromEntries(fixed);
  return {
    id: instance.id,
    node: nodeNumber(instance.id, effect.node),
    position: effect.index,
    workflow: instance.workflowId,
    business_key: instance.businessKey,
    type: effect.eventType,
    source: effect.source,
    attributes: attributesText(names),
    key: names.length > 0 && fixed.length === names.length ? correlationKey(values) : undefined,
    fixed: values,
  };
}

/** Nodes whose subscriptions end, with the positions that this step writes anew. */
function endedRows({ instance: { id }, effects }: Change, added: readonly SubscriptionRow[]): object[] {
  return effects.flatMap((effect) => {
    if (effect.type !== 'settled' || !isExchange(effect)) return [];
    const node = nodeNumber(id, effect.node);
    return [{ id, node, renewed: added.filter((row) => row.node === node).map((row) => row.position) }];
  });
}

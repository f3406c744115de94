import type { CloudEvent } from '@orchestrator/engine';
import type { Delivery } from '../events.js';
import type { SqlValue } from '../database/database.js';
import { correlationKey, noAttributes } from '../rows/correlation-key.js';
import { businessKeyLock, correlationLock, instanceLock, openLock, startLock } from '../rows/lock-names.js';
import type { LockName } from '../rows/lock-names.js';
import { storableJson } from './storable.js';

/** Extension attribute that names the instance an event is for. */
const referenceAttribute = 'kogitoprocrefid';
/** Extension attribute that names the business key of the instance an event is for. */
const businessKeyAttribute = 'kogitobusinesskey';

/** An event as the tables see it. */
export interface EventAddress {
  readonly attributes: { readonly [name: string]: string };
  readonly referenceId: string | null;
  readonly businessKey: string | null;
  /** Sets of correlation attributes, as texts, that it has completely, with its key under each. */
  readonly complete: ReadonlyMap<string, string>;
  /** Sets that it lacks some of; the empty one is always among them. */
  readonly incomplete: readonly string[];
}

/** Whom an event is for, by the sets of correlation attributes (as texts) that are used with its type. */
export function eventAddress(event: CloudEvent, sets: readonly string[]): EventAddress {
  const attributes = attributesOf(event);
  const complete = new Map<string, string>();
  const incomplete = [noAttributes];
  for (const set of sets) {
    const values = valuesOf(attributes, JSON.parse(set) as string[]);
    if (values === undefined) incomplete.push(set);
    else complete.set(set, correlationKey(values));
  }
  return {
    attributes,
    referenceId: attributes[referenceAttribute] ?? null,
    businessKey: attributes[businessKeyAttribute] ?? null,
    complete,
    incomplete,
  };
}

/**
 * Whom an event is for that comes back from an instance: nobody else, since the others have had it. One that was addressed
 * by its type alone stays so, and is not kept.
 */
export function returnedAddress(address: EventAddress, instanceId: string): EventAddress {
  const { referenceId, businessKey, complete } = address;
  if (referenceId === null && businessKey === null && complete.size === 0) return address;
  return { ...address, referenceId: instanceId, businessKey: null, complete: new Map() };
}

/** The names under which subscriptions may be waiting for this event, and other events may start the same instance. */
export function eventLocks({ event: { type }, starts }: Delivery, address: EventAddress): LockName[] {
  const { referenceId, businessKey, complete } = address;
  return [
    ...starts.flatMap(({ workflowId, correlation }) => [
      ...(correlation ? [startLock(workflowId, correlationKey(correlation))] : []),
      ...(businessKey === null ? [] : [startLock(workflowId, businessKey)]),
    ]),
    ...(referenceId === null ? [] : [instanceLock(type, referenceId)]),
    ...(businessKey === null ? [] : [businessKeyLock(type, businessKey)]),
    ...[...complete].flatMap(([set, key]) => [correlationLock(type, key), openLock(type, set, true)]),
  ];
}

/** The parameters of `deliverEvent`. @throws StoreDataError when the event cannot be stored */
export function deliveryParameters(
  { event, starts, window, again }: Delivery,
  address: EventAddress,
): SqlValue[] {
  const { attributes, referenceId, businessKey, complete, incomplete } = address;
  const startRows = starts.map(({ workflowId, definition, instanceId, correlation, unlessTaken }) => ({
    workflow: workflowId,
    instance: instanceId,
    definition,
    correlation: correlation && correlationKey(correlation),
    unlessTaken,
  }));
  const text = storableJson(event);
  return [
    event.source,
    event.id,
    event.type,
    referenceId,
    businessKey,
    [...complete.keys()],
    [...complete.values()],
    incomplete,
    JSON.stringify(attributes),
    text,
    JSON.stringify(startRows),
    window,
    again?.message ?? null,
    again?.instanceId ?? null,
  ];
}

/** Everything but the payload, as texts: that is how attributes are compared. */
function attributesOf(event: CloudEvent): { readonly [name: string]: string } {
  const { data: _data, ...attributes } = event;
  const texts = Object.entries(attributes).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string') return [[name, value]];
    return typeof value === 'number' || typeof value === 'boolean' ? [[name, String(value)]] : [];
  });
  return Object.fromEntries(texts);
}

/** The values of these attributes; undefined when one is missing. */
function valuesOf(
  attributes: { readonly [name: string]: string },
  names: readonly string[],
): { readonly [name: string]: string } | undefined {
  const values: [string, string][] = [];
  for (const name of names) {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (value === undefined) return undefined;
    values.push([name, value]);
  }
  return Object.fromEntries(values);
}

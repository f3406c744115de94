import type { CloudEvent } from '../instance/instance.js';
import type { SubscribeEffect } from '../facts.js';

/** What an event has to be to fit. */
export type Expectation = Pick<SubscribeEffect, 'eventType' | 'source' | 'correlation'>;

/**
 * Whether an event is one that a node waits for: type, source where it counts, and the correlation attributes whose
 * values are fixed. An event without such an attribute still fits in SonataFlow, where routing happens by reference id
 * or type then (workflow-runtime.md 5.3); with `strict` it does not.
 */
export function matchesEvent(expected: Expectation, event: CloudEvent, strict: boolean): boolean {
  if (event.type !== expected.eventType) return false;
  if (expected.source !== undefined && event.source !== expected.source) return false;
  return Object.entries(expected.correlation).every(([attribute, wanted]) => {
    const given = Object.hasOwn(event, attribute) ? event[attribute] : undefined;
    if (given === undefined || given === null) return !strict;
    return wanted === null || String(given) === wanted;
  });
}

/** The values that an event brings for correlation attributes that are not fixed yet. */
export function correlationOf(
  event: CloudEvent,
  attributes: readonly string[],
): { [attribute: string]: string } {
  return Object.fromEntries(
    attributes.flatMap((attribute) => {
      const value = Object.hasOwn(event, attribute) ? event[attribute] : undefined;
      return value === undefined || value === null ? [] : [[attribute, String(value)]];
    }),
  );
}

import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { CloudEvent } from '@orchestrator/engine';
import type { StepReports } from '@orchestrator/runtime';
import { outgoingChannel } from '../http/events/outgoing-channel.js';
import { instanceEvents } from './instance-events.js';

const GROUP = 'MultipleProcessInstanceDataEvent';

/**
 * Tells a Data Index elsewhere what instances do, where the settings name one (workflow-runtime.md 5.6): one event each,
 * or with `kogito.events.grouping=true` one for each step.
 *
 * @param serviceUrl - how this runtime is reached
 */
export function lifecycleReports(serviceUrl: () => string): StepReports {
  return (instance, step, settings) => {
    if (settings.get('kogito.events.processinstances.enabled') === 'false') return [];
    if (!outgoingChannel(GROUP, settings)) return [];
    const events = instanceEvents(instance, step, serviceUrl());
    return settings.get('kogito.events.grouping') === 'true' ? grouped(events) : events;
  };
}

function grouped(events: readonly CloudEvent[]): readonly CloudEvent[] {
  const [first] = events;
  if (!first) return [];
  const { data: _data, kogitovariablename: _name, ...attributes } = first;
  return [{ ...attributes, id: randomUUID(), type: GROUP, data: events.map(asJson) }];
}

function asJson(event: CloudEvent): JsonObject {
  const present = Object.entries(event).flatMap(([name, value]): [string, Json][] =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(present);
}

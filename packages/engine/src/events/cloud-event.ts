import type { Json, ProducedEvent, Program } from '@orchestrator/definition';
import { toText } from '../data/text.js';
import type { OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { identifier } from '../identifiers.js';
import type { CloudEvent, Instance } from '../instance/instance.js';

/** State names as events carry them (workflow-runtime.md 5.2). */
const STATE_NAMES = {
  ACTIVE: 'Active',
  COMPLETED: 'Completed',
  ABORTED: 'Aborted',
  SUSPENDED: 'Suspended',
  ERROR: 'Error',
} as const;

/**
 * A produced event with the attributes that tell which instance sent it (workflow-runtime.md 5.2). Its id derives from
 * the instance, so a repeated delivery is recognised.
 *
 * @param payload - what becomes `data`
 * @param view - the data that expressions of context attributes see
 */
export function cloudEvent(
  walk: Walk,
  scope: OpenScope,
  event: ProducedEvent,
  payload: Json,
  view: Json,
): CloudEvent {
  const attributes = Object.entries(event.attributes).map(([name, template]) => [
    name,
    toText(walk.fill(template, scope, view)),
  ]);
  const spec = walk.program.dialect === 'spec';
  return {
    specversion: '1.0',
    id: identifier(walk.nextName(), walk.now),
    source: (spec ? event.source : undefined) ?? `/process/${walk.program.workflowId}`,
    type: event.type,
    time: new Date(walk.now).toISOString(),
    datacontenttype: 'application/json',
    ...senderAttributes({ ...walk.instance, state: walk.state }, walk.program),
    ...walk.correlation,
    ...(Object.fromEntries(attributes) as { [name: string]: string }),
    data: payload,
  };
}

/** The attributes that tell which instance an event comes from (workflow-runtime.md 5.2). */
export function senderAttributes(instance: Instance, program: Program): { readonly [name: string]: string } {
  const { parent, referenceId, businessKey, state } = instance;
  return {
    kogitoprocinstanceid: instance.id,
    kogitoprocid: program.workflowId,
    kogitoprocversion: program.version,
    kogitoprocist: STATE_NAMES[state],
    kogitoproctype: 'SW',
    ...(parent && {
      kogitoparentprociid: parent.instanceId,
      kogitorootprociid: parent.rootInstanceId,
      kogitorootprocid: parent.rootWorkflowId,
    }),
    ...(referenceId !== undefined && { kogitoprocrefid: referenceId }),
    ...(businessKey !== undefined && { kogitobusinesskey: businessKey }),
  };
}

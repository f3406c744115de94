import { randomUUID } from 'node:crypto';
import { nodeTypeOf, senderAttributes } from '@orchestrator/engine';
import type { CloudEvent, Frame, Instance, Scope, TraceEntry } from '@orchestrator/engine';
import type { JsonObject, TaskId } from '@orchestrator/definition';
import type { CommittedStep } from '@orchestrator/runtime';
import { changedVariables } from './changed-variables.js';

/** States by the number that events carry (workflow-runtime.md 5.6). */
const STATES = { ACTIVE: 1, COMPLETED: 2, ABORTED: 3, SUSPENDED: 4, ERROR: 5 } as const;

/** `eventType` of state events. */
const STARTED = 1;
const ENDED = 2;
const MIGRATED = 3;
const RETRIGGERED = 4;
const UPDATED = 5;

/** `eventType` of node events, by what the trace calls it; a retry is no event of its own. */
const NODE_EVENTS = { entered: 1, exited: 2, cancelled: 3, skipped: 4, failed: 6 } as const;

/**
 * What a step did, as the events that a Data Index takes in (workflow-runtime.md 5.6): the state first when the instance
 * is new, last when it has ended.
 *
 * @param serviceUrl - address of this runtime; `source` begins with it
 */
export function instanceEvents(instance: Instance, step: CommittedStep, serviceUrl: string): CloudEvent[] {
  const { program, before } = step;
  const { id, identity } = instance;
  const { workflowId, version } = program;
  const time = new Date(momentOf(instance, step)).toISOString();
  const about = (type: string, data: JsonObject): CloudEvent => ({
    specversion: '1.0',
    id: randomUUID(),
    source: `${serviceUrl}/${encodeURIComponent(workflowId)}`,
    type,
    time,
    datacontenttype: 'application/json',
    ...senderAttributes(instance, program),
    ...(identity !== undefined && { kogitoidentity: identity }),
    data: {
      eventDate: time,
      eventUser: identity ?? null,
      processId: workflowId,
      processVersion: version,
      processInstanceId: id,
      ...data,
    },
  });
  const state = stateEvent(instance, step);
  const states = state ? [about('ProcessInstanceStateDataEvent', state)] : [];
  const isStart = before.version === 0;
  const nodes = step.trace.flatMap((entry) => nodeEvent(entry, step));
  const variables = changedVariables(isStart ? undefined : before.root.data, instance.root.data);
  return [
    ...(isStart ? [about('ProcessInstanceStateDataEvent', { ...started(instance, step) })] : []),
    ...nodes.map((data) => about('ProcessInstanceNodeDataEvent', data)),
    ...variables.map(([variableName, variableValue]) => ({
      ...about('ProcessInstanceVariableDataEvent', {
        nodeContainerDefinitionId: workflowId,
        nodeContainerInstanceId: id,
        variableId: variableName,
        variableName,
        variableValue,
      }),
      kogitovariablename: variableName,
    })),
    ...errorEvents(instance, step).map((data) => about('ProcessInstanceErrorDataEvent', data)),
    ...states,
  ];
}

/** When the step was made: of what it traced, the last. */
function momentOf(instance: Instance, { trace }: CommittedStep): number {
  return instance.endedAt ?? trace.at(-1)?.at ?? (instance.version === 1 ? instance.startedAt : Date.now());
}

function started(instance: Instance, step: CommittedStep): JsonObject {
  return { ...stateData({ ...instance, state: 'ACTIVE' }, step, STARTED) };
}

/** What the step did to the state beside starting; undefined: nothing. */
function stateEvent(instance: Instance, step: CommittedStep): JsonObject | undefined {
  const { before, trace } = step;
  if (instance.endedAt !== undefined) return stateData(instance, step, ENDED);
  if (before.definition !== instance.definition) return stateData(instance, step, MIGRATED);
  if (trace.some((entry) => entry.type === 'entered' && entry.retrigger))
    return stateData(instance, step, RETRIGGERED);
  return instance.state === before.state ? undefined : stateData(instance, step, UPDATED);
}

function stateData(instance: Instance, { program }: CommittedStep, eventType: number): JsonObject {
  const { parent, startedAt, endedAt } = instance;
  const isEnd = eventType === ENDED && endedAt !== undefined;
  return {
    eventDate: new Date(isEnd ? endedAt : startedAt).toISOString(),
    eventType,
    processType: 'SW',
    processName: program.name,
    businessKey: instance.businessKey ?? null,
    parentInstanceId: parent?.instanceId ?? null,
    rootProcessId: parent?.rootWorkflowId ?? null,
    rootProcessInstanceId: parent?.rootInstanceId ?? null,
    state: STATES[instance.state],
    roles: [],
    slaDueDate: null,
  };
}

function nodeEvent(entry: TraceEntry, { program, before, trace }: CommittedStep): JsonObject[] {
  if (entry.type === 'retrying') return [];
  const taskId = taskOf(entry, trace) ?? taskIn(before.root, entry.node);
  const task = taskId === undefined ? undefined : program.tasks.get(taskId);
  if (!task) return [];
  const isEntry = entry.type === 'entered';
  return [
    {
      eventDate: new Date(entry.at).toISOString(),
      eventType: NODE_EVENTS[entry.type],
      nodeDefinitionId: task.id,
      nodeName: task.name,
      nodeType: isEntry ? entry.nodeType : nodeTypeOf(task),
      nodeInstanceId: entry.node,
      connectionNodeDefinitionId: null,
      workItemId: null,
      slaDueDate: null,
      retrigger: isEntry && entry.retrigger === true,
      data: {
        ...(isEntry && entry.input !== undefined && { inputParameters: entry.input }),
        ...(entry.type === 'exited' && entry.output !== undefined && { outputParameters: entry.output }),
      },
    },
  ];
}

function errorEvents(instance: Instance, { before }: CommittedStep): JsonObject[] {
  const { error } = instance;
  if (!error || error === before.error) return [];
  return [{ nodeDefinitionId: error.task, nodeInstanceId: error.node, errorMessage: error.message }];
}

/** The task of a node that was entered in the same step. */
function taskOf(entry: TraceEntry, trace: readonly TraceEntry[]): TaskId | undefined {
  const entered = trace.find((other) => other.type === 'entered' && other.node === entry.node);
  return entered?.type === 'entered' ? entered.task : undefined;
}

/** The task of a node that was open before the step. */
function taskIn({ frame }: Scope, node: string): TaskId | undefined {
  for (let at: Frame | undefined = frame ?? undefined; at; at = at.child) {
    if (at.node === node) return at.task;
    for (const scope of at.scopes ?? []) {
      const found = taskIn(scope, node);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

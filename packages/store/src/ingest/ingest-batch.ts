import { foldDefinition, newDefinition } from './definition-fold.js';
import type { DefinitionRecord } from './definition-fold.js';
import { foldInstance, newInstance } from './instance-fold.js';
import type { InstanceEvent, InstanceRecord } from './instance-fold.js';
import { foldJob, newJob } from './job-fold.js';
import type { JobRecord } from './job-fold.js';
import type { LifecycleEvent } from './lifecycle-event.js';
import { foldNode, newNode } from './node-fold.js';
import type { NodeEvent, NodeRecord } from './node-fold.js';
import { foldTask, newTask } from './task-fold.js';
import type { TaskEvent, TaskRecord } from './task-fold.js';

/** Everything that a batch of events reads and writes, by the text of its key. */
export interface Records {
  readonly definitions: Map<string, DefinitionRecord>;
  readonly instances: Map<string, InstanceRecord>;
  readonly nodes: Map<string, NodeRecord>;
  readonly jobs: Map<string, JobRecord>;
  readonly tasks: Map<string, TaskRecord>;
}

/** Keys of what a batch is about, as objects for the statements that load it. */
export interface Keys {
  readonly definitions: readonly object[];
  /** Runs of which variables change. */
  readonly instances: readonly { readonly id: string }[];
  /** Runs of which only the rest changes. */
  readonly others: readonly { readonly id: string }[];
  readonly nodes: readonly object[];
  readonly jobs: readonly { readonly id: string }[];
  readonly tasks: readonly { readonly id: string }[];
}

/** The text of a key of several parts. */
export function keyText(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** What these events are about, each once. */
export function keysOf(events: readonly LifecycleEvent[]): Keys {
  const definitions = new Map<string, object>();
  const instances = new Map<string, { readonly id: string }>();
  const written = new Set<string>();
  const nodes = new Map<string, object>();
  const jobs = new Map<string, { readonly id: string }>();
  const tasks = new Map<string, { readonly id: string }>();
  for (const event of events) {
    if (event.kind === 'definition') {
      const { workflowId, version } = event;
      definitions.set(keyText(workflowId, version), { workflowId, version });
    } else if (event.kind === 'job') jobs.set(event.job, { id: event.job });
    else if (isAboutTask(event)) tasks.set(event.task, { id: event.task });
    else {
      const { id } = event.instance;
      instances.set(id, { id });
      if (event.kind === 'variable') written.add(id);
      if (isAboutNode(event)) nodes.set(keyText(id, event.node), { instanceId: id, id: event.node });
    }
  }
  return {
    definitions: [...definitions.values()],
    instances: [...instances.values()].filter(({ id }) => written.has(id)),
    others: [...instances.values()].filter(({ id }) => !written.has(id)),
    nodes: [...nodes.values()],
    jobs: [...jobs.values()],
    tasks: [...tasks.values()],
  };
}

/** What is to be written after these events: the records they change, each one revision on. `stored` is left as it is. */
export function foldBatch(stored: Records, events: readonly LifecycleEvent[]): Records {
  const changed: Records = {
    definitions: new Map(),
    instances: new Map(),
    nodes: new Map(),
    jobs: new Map(),
    tasks: new Map(),
  };
  for (const event of events) {
    if (event.kind === 'definition') {
      const key = keyText(event.workflowId, event.version);
      change(changed.definitions, stored.definitions, key, event, newDefinition, foldDefinition);
    } else if (event.kind === 'job') {
      change(changed.jobs, stored.jobs, event.job, event, newJob, foldJob);
    } else if (isAboutTask(event)) {
      change(changed.tasks, stored.tasks, event.task, event, newTask, foldTask);
    } else {
      change(changed.instances, stored.instances, event.instance.id, event, newInstance, foldInstance);
      if (isAboutNode(event)) changeNode(changed, stored, event);
    }
  }
  return {
    ...changed,
    definitions: oneRevisionOn(changed.definitions),
    instances: oneRevisionOn(changed.instances),
    jobs: oneRevisionOn(changed.jobs),
    tasks: oneRevisionOn(changed.tasks),
  };
}

function changeNode(changed: Records, stored: Records, event: NodeEvent): void {
  const run = changed.instances.get(event.instance.id);
  if (!run) return;
  const key = keyText(run.id, event.node);
  let record = changed.nodes.get(key) ?? stored.nodes.get(key);
  if (!record) {
    const position = run.marks.nodes + 1;
    record = newNode(event, position);
    changed.instances.set(run.id, { ...run, marks: { ...run.marks, nodes: position } });
  }
  changed.nodes.set(key, foldNode(record, event));
}

function change<R, E>(
  changed: Map<string, R>,
  stored: ReadonlyMap<string, R>,
  key: string,
  event: E,
  make: (event: E) => R,
  fold: (record: R, event: E) => R,
): void {
  changed.set(key, fold(changed.get(key) ?? stored.get(key) ?? make(event), event));
}

function oneRevisionOn<R extends { readonly revision: number }>(records: Map<string, R>): Map<string, R> {
  return new Map([...records].map(([key, record]) => [key, { ...record, revision: record.revision + 1 }]));
}

function isAboutTask(event: LifecycleEvent): event is TaskEvent {
  return event.kind.startsWith('task-');
}

function isAboutNode(event: InstanceEvent): event is NodeEvent {
  return event.kind === 'node' || (event.kind === 'error' && event.node !== null);
}

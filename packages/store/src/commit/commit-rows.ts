import type { Json, JsonObject } from '@orchestrator/definition';
import type { CallEffect, Instance } from '@orchestrator/engine';
import type { Change } from '../store.js';
import { nodeNumber } from '../rows/node-number.js';
import { stateNumber } from '../rows/state-number.js';
import { storableJson } from './storable.js';
import { nodeChanges } from './trace-rows.js';

/** The rows of one change as JSON texts, in the order of the parameters of the group commit. */
export interface ChangeRows {
  readonly change: string;
  readonly nodesEntered: readonly string[];
  readonly nodesChanged: readonly string[];
  readonly calls: readonly string[];
  readonly timers: readonly string[];
  readonly settled: readonly string[];
  /** The instance's own text, as it will stand in the database. */
  readonly snapshot: string;
}

/**
 * Turns a change into rows.
 *
 * @throws StoreDataError naming the instance when one of its values cannot be stored
 */
export function changeRows(change: Change): ChangeRows {
  const { instance } = change;
  const json = (value: unknown): string => storableJson(value, instance.id);
  const snapshot = json(instance);
  const nodes = nodeChanges(instance.id, change.trace);
  const { calls, timers } = effectRows(change);
  return {
    change: `${json(instanceRow(change)).slice(0, -1)},"snapshot":${snapshot}}`,
    nodesEntered: nodes.filter((node) => node.entered !== undefined).map(json),
    nodesChanged: nodes.filter((node) => node.entered === undefined).map(json),
    calls: calls.map(json),
    timers: timers.map(json),
    settled: settledRows(change, calls, timers).map(json),
    snapshot,
  };
}

/** The parameters of the group commit for these changes. */
export function commitParameters(rows: readonly ChangeRows[]): string[] {
  const array = (texts: readonly string[]): string => `[${texts.join(',')}]`;
  return [
    array(rows.map((row) => row.change)),
    array(rows.flatMap((row) => row.nodesEntered)),
    array(rows.flatMap((row) => row.nodesChanged)),
    array(rows.flatMap((row) => row.calls)),
    array(rows.flatMap((row) => row.timers)),
    array(rows.flatMap((row) => row.settled)),
  ];
}

function instanceRow({ instance, lease }: Change): object {
  return {
    id: instance.id,
    version: instance.version,
    workflow: instance.workflowId,
    definition: instance.definition,
    state: stateNumber(instance.state),
    business_key: instance.businessKey,
    initiator: textOf(instance.variables, 'initiatorEntity'),
    target: textOf(instance.variables, 'targetEntity'),
    started: instance.startedAt,
    ended: instance.endedAt,
    over: isOver(instance),
    owner: lease?.owner,
    lease: lease?.milliseconds,
  };
}

/** An instance in ERROR may be retriggered, so it keeps what it waits for. */
function isOver(instance: Instance): boolean {
  return instance.state === 'COMPLETED' || instance.state === 'ABORTED';
}

/** A variable of the start request that lists filter by, when it is a text. */
function textOf(variables: JsonObject, name: string): string | undefined {
  const value: Json | undefined = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

interface CallRow {
  readonly id: string;
  readonly node: number;
  readonly effect: CallEffect;
}

interface TimerRow {
  readonly id: string;
  readonly node: number;
  readonly due: number;
}

function effectRows({ instance: { id }, effects }: Change): { calls: CallRow[]; timers: TimerRow[] } {
  const calls: CallRow[] = [];
  const timers: TimerRow[] = [];
  for (const effect of effects) {
    if (effect.type === 'call') calls.push({ id, node: nodeNumber(id, effect.node), effect });
    if (effect.type === 'timer') timers.push({ id, node: nodeNumber(id, effect.node), due: effect.due });
  }
  return { calls, timers };
}

/** What to remove: of each settled node its call and its timer, except the one that this step writes anew. */
function settledRows(change: Change, calls: readonly CallRow[], timers: readonly TimerRow[]): object[] {
  const { id } = change.instance;
  const called = new Set(calls.map((row) => row.node));
  const timed = new Set(timers.map((row) => row.node));
  return change.settled.map((settled) => {
    const node = nodeNumber(id, settled);
    return { id, node, call: !called.has(node), timer: !timed.has(node) };
  });
}

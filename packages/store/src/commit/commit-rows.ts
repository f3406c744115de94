import type { Json, JsonObject } from '@orchestrator/definition';
import type { CallEffect, Instance, SettledEffect, TimerName } from '@orchestrator/engine';
import type { BoundStatement } from '../database/database.js';
import type { Change } from '../store.js';
import { correlationKey } from '../rows/correlation-key.js';
import { nodeNumber } from '../rows/node-number.js';
import { stateNumber } from '../rows/state-number.js';
import { commitParts, commitStatement, textSeparator } from '../sql/commit-changes.js';
import type { CommitPart } from '../sql/commit-changes.js';
import { StoreDataTooLargeError } from '../errors.js';
import type { KnownParts } from './known-parts.js';
import { largeLength, partText, storedForm } from './large-parts.js';
import type { LargePart, StoredForm } from './large-parts.js';
import { storableJson } from './storable.js';
import { traceText } from './trace-rows.js';

/** The rows of one change as JSON texts, those of each part as one text with commas between them. */
export interface ChangeRows extends Readonly<Record<CommitPart, string>> {
  readonly change: string;
  readonly snapshot: string;
  /** What the step tells of its nodes; empty when that is nothing. */
  readonly trace: string;
  /** Of the calls, in their order. */
  readonly effects: readonly string[];
  /** The instance's own text and where its large parts are, as they will stand in the database. */
  readonly form: string;
  /** Hashes of the large parts that are kept beside it. */
  readonly partHashes: readonly string[];
}

/**
 * Turns a change into rows.
 *
 * @throws StoreDataError naming the instance when one of its values cannot be stored
 */
export function changeRows(change: Change, stored: KnownParts): ChangeRows {
  const { instance } = change;
  const json = (value: unknown): string => storableJson(value, instance.id);
  const { snapshot, parts, length } = formOf(instance, stored);
  const { maxLength = length } = change;
  if (length > maxLength) throw new StoreDataTooLargeError(length, maxLength, instance.id);
  const texts = (values: readonly object[]): string => values.map(json).join(',');
  const { calls, timers } = effectRows(change);
  return {
    change: json(instanceRow(change, parts)),
    snapshot,
    trace: traceText(instance.id, change.trace),
    calls: texts(calls.map(({ row }) => row)),
    effects: calls.map(({ effect }) => json(effect)),
    timers: texts(timers),
    // Of an instance that ends all rows go anyway.
    settledCalls: isOver(instance) ? '' : texts(settledCalls(change, calls)),
    settledTimers: isOver(instance) ? '' : texts(settledTimers(change, timers)),
    largeValues: newParts(instance, parts, stored),
    form: parts.length > 0 ? snapshot + JSON.stringify(places(parts)) : snapshot,
    partHashes: parts.map(({ hash }) => hash),
  };
}

/** Most instances are small, and have never been otherwise: those are written down at once. */
function formOf(instance: Instance, stored: KnownParts): StoredForm {
  if (stored.has(instance.id)) return storedForm(instance);
  const snapshot = storableJson(instance, instance.id);
  if (snapshot.length < largeLength) return { snapshot, parts: [], length: snapshot.length };
  return storedForm(instance);
}

/** Parts that the database does not have. A new instance has none there, whatever was known of one of the same id. */
function newParts({ id, version }: Instance, parts: readonly LargePart[], stored: KnownParts): string {
  if (version === 1) stored.forget(id);
  const known = stored.of(id);
  return parts
    .filter(({ hash }) => !known.has(hash))
    .map((part) => `{"id":${JSON.stringify(id)},"hash":"${part.hash}","value":${partText(part, id)}}`)
    .join(',');
}

/** The group commit of these changes: a statement with the parts that they need, and its parameters. */
export function boundCommit(changes: readonly Change[], rows: readonly ChangeRows[]): BoundStatement {
  const parts = commitParts.filter((part) => rows.some((row) => row[part] !== ''));
  const statement = commitStatement({
    created: changes.some(({ instance }) => instance.version === 1),
    replaced: changes.some(({ instance }) => instance.version > 1),
    over: changes.some(({ instance }) => isOver(instance) && instance.version > 1),
    parts,
  });
  const array = (texts: readonly string[]): string => `[${texts.join(',')}]`;
  const ordered = inOrderOfId(changes, rows);
  return {
    statement,
    values: [
      array(ordered.map(({ change }) => change)),
      ordered.map(({ snapshot }) => snapshot).join(textSeparator),
      ordered.map(({ trace }) => trace).join(textSeparator),
      ...parts.flatMap((part) => [
        array(rows.map((row) => row[part]).filter((text) => text !== '')),
        ...(part === 'calls' ? [rows.flatMap(({ effects }) => effects).join(textSeparator)] : []),
      ]),
    ],
  };
}

/** Groups lock instances in this order. */
function inOrderOfId(changes: readonly Change[], rows: readonly ChangeRows[]): ChangeRows[] {
  return rows
    .map((row, index) => ({ id: changes[index]?.instance.id ?? '', row }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ row }) => row);
}

/** The columns that each step writes, and for a new instance those that stay. */
function instanceRow({ instance, consumed }: Change, parts: readonly LargePart[]): object {
  return {
    id: instance.id,
    version: instance.version,
    definition: instance.definition,
    state: stateNumber(instance.state),
    ended: instance.endedAt,
    over: isOver(instance),
    consumed,
    large: parts.length > 0 ? places(parts) : undefined,
    ...(instance.version === 1 && lastingColumns(instance)),
  };
}

function lastingColumns({
  workflowId,
  businessKey,
  variables,
  parent,
  correlation,
  startedAt,
}: Instance): object {
  return {
    workflow: workflowId,
    business_key: businessKey,
    initiator: textOf(variables, 'initiatorEntity'),
    target: textOf(variables, 'targetEntity'),
    parent: parent?.instanceId,
    root: parent?.rootInstanceId,
    root_workflow: parent?.rootWorkflowId,
    correlation: Object.keys(correlation).length > 0 ? correlationKey(correlation) : undefined,
    started: startedAt,
  };
}

/** Where the parts of an instance are, as its row tells it. */
function places(parts: readonly LargePart[]): unknown[] {
  return parts.map(({ path, hash }) => [path, hash]);
}

/** Whether an instance has ended. One in ERROR may be retriggered, so it keeps what it waits for. */
export function isOver(instance: Instance): boolean {
  return instance.state === 'COMPLETED' || instance.state === 'ABORTED';
}

/** A variable of the start request that lists filter by, when it is a text. */
function textOf(variables: JsonObject, name: string): string | undefined {
  const value: Json | undefined = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

interface CallRow {
  readonly row: {
    readonly id: string;
    readonly node: number;
    readonly detached: boolean;
    readonly owner?: string | undefined;
    readonly lease?: number | undefined;
  };
  readonly effect: CallEffect;
}

interface TimerRow {
  readonly id: string;
  readonly node: number;
  readonly name: TimerName;
  readonly due: number;
  readonly workflow: string;
}

/** Calls and timers of a step; of an instance that ends only its detached calls stay. */
function effectRows({ instance, effects, lease }: Change): { calls: CallRow[]; timers: TimerRow[] } {
  const { id, workflowId: workflow } = instance;
  const over = isOver(instance);
  const calls: CallRow[] = [];
  const timers: TimerRow[] = [];
  for (const effect of effects) {
    if (effect.type !== 'call' && effect.type !== 'timer') continue;
    const row = { id, node: nodeNumber(id, effect.node) };
    if (effect.type === 'timer') {
      if (!over) timers.push({ ...row, name: effect.timer, due: effect.due, workflow });
    } else if (!over || effect.detached)
      calls.push({
        row: { ...row, detached: effect.detached, owner: lease?.owner, lease: lease?.milliseconds },
        effect,
      });
  }
  return { calls, timers };
}

/** Calls to remove, except those that this step writes anew. */
function settledCalls(change: Change, added: readonly CallRow[]): object[] {
  return settledOf(change, ['call', 'all']).filter(({ node }) => !added.some(({ row }) => row.node === node));
}

/** Timers to remove, except those that this step writes anew. */
function settledTimers(change: Change, added: readonly TimerRow[]): object[] {
  return (['wait', 'deadline'] as const).flatMap((name) =>
    settledOf(change, [name, 'all'])
      .filter(({ node }) => !added.some((row) => row.node === node && row.name === name))
      .map((row) => ({ ...row, name })),
  );
}

function settledOf(
  { instance: { id }, effects }: Change,
  parts: readonly SettledEffect['what'][],
): { readonly id: string; readonly node: number }[] {
  return effects
    .filter((effect) => effect.type === 'settled')
    .filter((effect) => parts.includes(effect.what))
    .map((effect) => ({ id, node: nodeNumber(id, effect.node) }));
}

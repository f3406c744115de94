import type { Program } from '@orchestrator/definition';
import type { Effect, Fact } from '../facts.js';
import { eventUses } from '../events/event-uses.js';
import type { Frame, Scope } from '../instance/frame.js';
import type { Instance } from '../instance/instance.js';

/** What a host keeps beside an instance, as a sorted list of names: `call run:2`, `timer run:3 wait`, … */
export class Rows {
  readonly calls = new Map<string, Extract<Effect, { type: 'call' }>>();
  readonly timers = new Map<string, Extract<Effect, { type: 'timer' }>>();
  readonly subscriptions = new Map<string, Extract<Effect, { type: 'subscribe' }>>();

  apply(effect: Effect): void {
    if (effect.type === 'call') this.calls.set(effect.node, effect);
    else if (effect.type === 'timer') this.timers.set(`${effect.node} ${effect.timer}`, effect);
    else if (effect.type === 'subscribe') this.subscriptions.set(`${effect.node} ${effect.index}`, effect);
    else if (effect.type === 'settled') this.#settle(effect);
  }

  clear(): void {
    this.calls.forEach((call, node) => !call.detached && this.calls.delete(node));
    this.timers.clear();
    this.subscriptions.clear();
  }

  get names(): string[] {
    const calls = [...this.calls.values()].filter(({ detached }) => !detached);
    return [
      ...calls.map(({ node, attempt }) => `call ${node} ${attempt}`),
      ...[...this.timers.values()].map(({ node, timer, due }) => `timer ${node} ${timer} ${due}`),
      ...[...this.subscriptions.keys()].map((key) => `subscription ${key}`),
    ].sort();
  }

  #settle({ node, what }: Extract<Effect, { type: 'settled' }>): void {
    const all = what === 'all';
    if (all || what === 'call') this.calls.delete(node);
    if (all || what === 'wait') this.timers.delete(`${node} wait`);
    if (all || what === 'deadline') this.timers.delete(`${node} deadline`);
    if (all || what === 'subscriptions') {
      for (const key of this.subscriptions.keys())
        if (key.startsWith(`${node} `)) this.subscriptions.delete(key);
    }
  }
}

/** The rows that an instance's own JSON says there must be: none lost, none invented. */
export function rowsOf(program: Program, instance: Instance): string[] {
  if (instance.endedAt !== undefined) return [];
  const rows: string[] = [];
  if (instance.deadline !== undefined) rows.push(`timer ${instance.id}:0 deadline ${instance.deadline}`);
  rowsOfScope(program, instance.root, rows);
  const settled = new Set(instance.held.flatMap(settledBy));
  return rows
    .filter(
      (row) =>
        !settled.has(row.split(' ').slice(0, 3).join(' ')) &&
        !settled.has(row.split(' ').slice(0, 2).join(' ')),
    )
    .sort();
}

function settledBy(fact: Fact): string[] {
  if (fact.type === 'call-succeeded' || fact.type === 'call-failed') return [`call ${fact.node}`];
  return fact.type === 'timer-fired' ? [`timer ${fact.node} ${fact.timer}`] : [];
}

function rowsOfScope(program: Program, scope: Scope, rows: string[]): void {
  for (let frame: Frame | null | undefined = scope.frame; frame; frame = frame.child) {
    const { node, wait } = frame;
    if (wait?.for === 'call') rows.push(`call ${node} ${wait.attempt}`);
    if (wait && 'due' in wait && wait.due !== undefined) rows.push(`timer ${node} wait ${wait.due}`);
    if (frame.deadline !== undefined) rows.push(`timer ${node} deadline ${frame.deadline}`);
    if (wait?.for === 'events') {
      const task = program.tasks.get(frame.task);
      const count = task?.kind === 'listen' ? eventUses(task).length : 1;
      for (let index = 0; index < count; index += 1) rows.push(`subscription ${node} ${index}`);
    }
    for (const inner of frame.scopes ?? []) rowsOfScope(program, inner, rows);
  }
}

import type {
  DurationSource,
  Expression,
  Json,
  Meter,
  Program,
  Task,
  TaskId,
  Template,
  Variables,
} from '@orchestrator/definition';
import { guarded } from '../failure.js';
import { Agenda } from '../flow/agenda.js';
import type { Advance, Effect, Environment, Fact, TimerName, TraceEntry } from '../facts.js';
import type {
  DetachedChild,
  Ending,
  Instance,
  InstanceError,
  InstanceState,
  PythonChanges,
} from '../instance/instance.js';
import type { NodeInstanceId, Wait } from '../instance/frame.js';
import type { Limits } from '../limits.js';
import { nodeTypeOf } from '../node-type.js';
import { instantAfter } from './instant.js';
import { netEffects } from './net-effects.js';
import { OpenFrame, openScope, unknownTask } from './open-frame.js';
import type { OpenScope } from './open-frame.js';
import { changedVariables } from './python.js';
import { maskedVariables, variablesOf } from './variables.js';
import type { Readable } from './variables.js';
import { viewOf } from './view.js';

/**
 * The state of one `advance`: an instance taken apart so that tasks can change it, and what they wish for.
 *
 * Nothing of it outlives the call; {@link Walk.finish} puts an instance together again.
 */
export class Walk implements Meter {
  readonly program: Program;
  readonly now: number;
  readonly limits: Limits;
  readonly environment: Environment;
  readonly instance: Instance;
  readonly effects: Effect[] = [];
  readonly trace: TraceEntry[] = [];
  readonly root: OpenScope;
  /** What is still to be done in this advance. */
  readonly agenda = new Agenda();
  state: InstanceState;
  error: InstanceError | undefined;
  ending: Ending | undefined;
  endedAt: number | undefined;
  deadline: number | undefined;
  response: Instance['response'];
  python: Instance['python'];
  startEvent: Instance['startEvent'];
  compensable: readonly TaskId[];
  children: readonly DetachedChild[];
  correlation: Instance['correlation'];
  held: readonly Fact[];
  stepsSinceWait: number;
  /** Tasks entered in this advance. */
  steps = 0;
  /** What the expressions of this advance have cost. */
  cost = 0;
  /** True while an operator's retry opens its nodes anew. */
  retriggering = false;
  #entered: number;
  #produced: number;
  #variables:
    { readonly of: OpenScope; readonly result: Json | undefined; readonly value: Variables } | undefined;

  constructor(program: Program, instance: Instance, now: number, limits: Limits, environment: Environment) {
    this.program = program;
    this.instance = instance;
    this.now = now;
    this.limits = limits;
    this.environment = environment;
    this.state = instance.state;
    this.error = instance.error;
    this.ending = instance.ending;
    this.endedAt = instance.endedAt;
    this.deadline = instance.deadline;
    this.response = instance.response;
    this.python = instance.python;
    this.startEvent = instance.startEvent;
    this.compensable = instance.compensable;
    this.children = instance.children;
    this.correlation = instance.correlation;
    this.held = instance.held;
    this.stepsSinceWait = instance.stepsSinceWait;
    this.#entered = instance.entered;
    this.#produced = instance.produced;
    this.root = openScope(program, instance.root, null);
  }

  task(id: TaskId): Task {
    const task = this.program.tasks.get(id);
    if (!task) throw unknownTask(id);
    return task;
  }

  /** Opens a frame around a task, innermost on its path, and shows it in the trace. */
  open(scope: OpenScope, task: Task): OpenFrame {
    this.#entered += 1;
    const frame = new OpenFrame(scope, task, `${this.instance.id}:${this.#entered}`);
    const parent = (scope.leaf ?? scope.parent)?.node;
    scope.frames.push(frame);
    this.trace.push({
      type: 'entered',
      node: frame.node,
      task: task.id,
      name: task.name,
      nodeType: nodeTypeOf(task),
      at: this.now,
      ...(parent !== undefined && { parent }),
      ...(this.retriggering && { retrigger: true }),
    });
    return frame;
  }

  /** Shows in the trace what a node was given. */
  showInput(frame: OpenFrame, input: Json): void {
    const { node } = frame;
    const index = this.trace.findLastIndex((entry) => entry.type === 'entered' && entry.node === node);
    const entry = this.trace[index];
    if (entry?.type === 'entered') this.trace[index] = { ...entry, input };
  }

  /** Begins to wait; `due` wakes the frame when nothing else does. */
  await(frame: OpenFrame, wait: Wait): void {
    frame.wait = wait;
    if (wait.due !== undefined) this.timer(frame.node, 'wait', wait.due);
  }

  timer(node: NodeInstanceId, timer: TimerName, due: number): void {
    this.effects.push({ type: 'timer', node, timer, due });
  }

  /** Ends what rows say about a frame's present wait: the fact that it waited for is here. */
  settle(frame: OpenFrame): void {
    const { wait, node } = frame;
    if (!wait) return;
    frame.wait = undefined;
    if (wait.for === 'call') this.effects.push({ type: 'settled', node, what: 'call' });
    if (wait.for === 'events') this.effects.push({ type: 'settled', node, what: 'subscriptions' });
    if (wait.due !== undefined) this.effects.push({ type: 'settled', node, what: 'wait' });
  }

  /** The instant that lies a duration after now. */
  after(duration: DurationSource, scope: OpenScope): number {
    return instantAfter(this.now, duration, (expression) => this.evaluate(expression, scope));
  }

  /** The data as expressions of a path see it. */
  view(scope: OpenScope): Json {
    return viewOf(scope, this.program.dialect);
  }

  evaluate(expression: Expression, scope: OpenScope, data: Json = this.view(scope)): Json {
    return guarded(() => expression.evaluate(data, this.variables(scope), this.now, this));
  }

  /** Whether a condition holds. */
  holds(condition: Expression, scope: OpenScope): boolean {
    return guarded(() => condition.test(this.view(scope), this.variables(scope), this.now, this));
  }

  /** The value of an expression where text is wanted. */
  textOf(expression: Expression, scope: OpenScope): string {
    return guarded(() => expression.text(this.view(scope), this.variables(scope), this.now, this));
  }

  fill(template: Template, scope: OpenScope, data: Json): Json {
    return guarded(() => template.evaluate(data, this.variables(scope), this.now, this));
  }

  /** What an evaluation gives where people see it: the same without secrets. */
  shown(evaluation: Expression | Template, scope: OpenScope, data: Json): Json {
    const variables = evaluation.confidential
      ? maskedVariables(this.#readable(scope), this.environment)
      : this.variables(scope);
    return guarded(() => evaluation.evaluate(data, variables, this.now, this));
  }

  variables(scope: OpenScope): Variables {
    const kept = this.#variables;
    if (kept?.of === scope && kept.result === scope.result) return kept.value;
    const value = variablesOf(this.#readable(scope), this.environment);
    this.#variables = { of: scope, result: scope.result, value };
    return value;
  }

  /** Takes note of what an evaluation has cost. */
  spend(cost: number): void {
    this.cost += 1 + cost;
  }

  /** Takes note of what a call answered beside its body. */
  respond(response: Instance['response']): void {
    this.response = response;
    this.#variables = undefined;
  }

  /** Takes note of what a script did to the variables of Python. */
  changePython(changes: PythonChanges): void {
    this.python = changedVariables(this.python, changes);
    this.#variables = undefined;
  }

  /** A name that no other event or child of this instance has. */
  nextName(): string {
    this.#produced += 1;
    return `${this.instance.id}/${this.#produced}`;
  }

  finish(): Advance {
    const { error: _error, endedAt: _endedAt, ending: _ending, ...rest } = this.instance;
    const {
      startEvent: _startEvent,
      response: _response,
      python: _python,
      deadline: _deadline,
      ...kept
    } = rest;
    const instance: Instance = {
      ...kept,
      state: this.state,
      root: this.root.toJson(),
      entered: this.#entered,
      produced: this.#produced,
      stepsSinceWait: this.stepsSinceWait,
      correlation: this.correlation,
      compensable: this.compensable,
      children: this.children,
      held: this.held,
      ...(this.startEvent && { startEvent: this.startEvent }),
      ...(this.response && { response: this.response }),
      ...(this.python && { python: this.python }),
      ...(this.deadline !== undefined && { deadline: this.deadline }),
      ...(this.ending && { ending: this.ending }),
      // What an aborted run had failed with before stays of interest.
      ...(this.error && { error: this.error }),
      ...(this.endedAt !== undefined && { endedAt: this.endedAt }),
    };
    return { instance, effects: netEffects(this.effects), trace: this.trace };
  }

  #readable(scope: OpenScope): Readable {
    return {
      instance: this.instance,
      program: this.program,
      response: this.response,
      python: this.python,
      item: scope.item,
      prevActionResult: scope.result,
    };
  }
}

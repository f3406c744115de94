import { loadDefinition, StoredResources } from '@orchestrator/definition';
import type { Dialect, Json, Program } from '@orchestrator/definition';
import { expect } from 'vitest';
import { advance } from './advance.js';
import type { AdvanceOptions } from './advance.js';
import type { CallError, Effect, Fact, TraceEntry } from './facts.js';
import { createInstance } from './instance/create.js';
import type { Beginning } from './instance/create.js';
import type { CloudEvent, Instance } from './instance/instance.js';

/** When every run of a test begins: 2026-01-02T03:04:05Z. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Compiles a document that has to be right; its findings are the error otherwise. */
export async function compileYaml(
  text: string,
  dialect: Dialect = 'sonataflow',
  files: { readonly [path: string]: string } = {},
): Promise<Program> {
  const resources = new StoredResources(new Map(Object.entries(files)));
  const { program, findings } = await loadDefinition('w/w.sw.yaml', text, resources, { dialect });
  if (!program) throw new Error(JSON.stringify(findings, null, 2));
  return program;
}

/** Functions that most tests call: `get` and `put` outside, `sum` inside, `log` writes a line. */
export const FUNCTIONS = `
  - {name: get, type: custom, operation: 'rest:get:http://localhost/get'}
  - {name: put, type: custom, operation: 'rest:put:http://localhost/put'}
  - {name: sum, type: expression, operation: '.a + .b'}
  - {name: log, type: custom, operation: sysout}`;

/** A workflow of these states; other sections of the document may be given before them. */
export function workflow(states: string, sections = '', dialect: Dialect = 'sonataflow'): Promise<Program> {
  return compileYaml(
    `id: w\nversion: '1.0'\n${sections}\nfunctions:${FUNCTIONS}\nstates:${states}\n`,
    dialect,
  );
}

/** A run that a test takes through its life, one fact after the other. */
export class Run {
  readonly program: Program;
  readonly options: AdvanceOptions;
  instance: Instance;
  /** All effects and trace entries so far. */
  readonly effects: Effect[] = [];
  readonly trace: TraceEntry[] = [];
  /** Effects of the last fact. */
  news: readonly Effect[] = [];
  now = NOW;

  constructor(program: Program, beginning: Partial<Beginning> = {}, options: AdvanceOptions = {}) {
    this.program = program;
    this.options = options;
    this.instance = createInstance(program, { id: 'run', data: {}, ...beginning }, NOW);
  }

  static start(program: Program, data: Json = {}, options: AdvanceOptions = {}): Run {
    return new Run(program, { data }, options).take({ type: 'started' });
  }

  static startedBy(program: Program, event: CloudEvent, options: AdvanceOptions = {}): Run {
    return new Run(program, { startEvent: event }, options).take({ type: 'started' });
  }

  /** Takes a fact, with a way through JSON before it. */
  take(fact: Fact): this {
    const stored = JSON.parse(JSON.stringify(this.instance)) as Instance;
    const step = advance(this.program, stored, fact, this.now, this.options);
    // Whatever a step gives is stored: it has to be the same after a way through JSON, down to absent properties.
    expect(JSON.parse(JSON.stringify(step))).toStrictEqual(step);
    this.instance = step.instance;
    this.news = step.effects;
    this.effects.push(...step.effects);
    this.trace.push(...step.trace);
    return this;
  }

  get state(): string {
    return this.instance.state;
  }

  get data(): Json {
    return this.instance.root.data;
  }

  /** Node of the newest execution of the task with this name. */
  node(name: string): string {
    const entry = this.trace.findLast((found) => found.type === 'entered' && found.name === name);
    if (!entry) throw new Error(`Nothing called "${name}" was entered.`);
    return entry.node;
  }

  succeed(name: string, result: Json = {}): this {
    return this.take({ type: 'call-succeeded', node: this.node(name), result });
  }

  fail(name: string, error: Partial<CallError> = {}): this {
    const whole = { code: 'http-status', message: 'It answered 500.', ...error };
    return this.take({ type: 'call-failed', node: this.node(name), error: whole });
  }

  /** Lets the time pass until the newest timer of a task, and fires it. */
  fire(name: string, timer: 'wait' | 'deadline' = 'wait'): this {
    const node = name === '' ? 'run:0' : this.node(name);
    const effect = this.effects.findLast(
      (found) => found.type === 'timer' && found.node === node && found.timer === timer,
    );
    if (effect?.type !== 'timer') throw new Error(`"${name}" has no timer.`);
    this.now = Math.max(this.now, effect.due);
    return this.take({ type: 'timer-fired', node, timer });
  }

  hear(name: string, event: CloudEvent): this {
    return this.take({ type: 'event-arrived', node: this.node(name), event });
  }

  /** Effects of one type, all or only the news. */
  of<T extends Effect['type']>(
    type: T,
    effects: readonly Effect[] = this.effects,
  ): Extract<Effect, { type: T }>[] {
    return effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);
  }

  /** Names of the tasks that were entered, in order. */
  get entered(): string[] {
    return this.trace.flatMap((entry) => (entry.type === 'entered' ? [entry.name] : []));
  }
}

/** An event as it arrives from outside. */
export function event(type: string, data: Json = {}, extensions: { [name: string]: Json } = {}): CloudEvent {
  return { specversion: '1.0', id: `${type}-1`, source: 'test', type, data, ...extensions };
}

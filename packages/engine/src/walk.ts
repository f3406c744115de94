import { ExpressionError } from '@orchestrator/definition';
import type { Expression, Json, Program, Task, TaskId, Variables } from '@orchestrator/definition';
import { TaskFailure } from './failure.js';
import type { Advance, Effect, TraceEntry } from './facts.js';
import { nodeTypeOf } from './node-type.js';
import type { Frame, Instance, InstanceError, InstanceState, NodeInstanceId, Wait } from './instance.js';

/** A frame while it is being worked on. */
export interface OpenFrame {
  readonly task: Task;
  readonly node: NodeInstanceId;
  index: number;
  wait: Wait | undefined;
}

/**
 * The state of one `advance`: an instance taken apart so that steps can change it, and what they wish for.
 *
 * Nothing of it outlives the call; {@link Walk.finish} puts an instance together again.
 */
export class Walk {
  readonly program: Program;
  readonly now: number;
  readonly effects: Effect[] = [];
  readonly trace: TraceEntry[] = [];
  /** Open frames, the state first and its running action last. */
  readonly frames: OpenFrame[];
  data: Json;
  state: InstanceState;
  stepsSinceWait: number;
  readonly #instance: Instance;
  #entered: number;
  #error: InstanceError | undefined;
  #endedAt: number | undefined;
  #variables: Variables | undefined;

  constructor(program: Program, instance: Instance, now: number) {
    this.program = program;
    this.now = now;
    this.#instance = instance;
    this.#entered = instance.entered;
    this.data = instance.root.data;
    this.state = instance.state;
    this.stepsSinceWait = instance.stepsSinceWait;
    this.frames = openFrames(program, instance.root.frame);
  }

  /** The innermost open frame. */
  get leaf(): OpenFrame | undefined {
    return this.frames.at(-1);
  }

  task(id: TaskId): Task {
    const task = this.program.tasks.get(id);
    if (!task)
      throw new TaskFailure({ code: 'definition-mismatch', message: `The definition has no task ${id}.` });
    return task;
  }

  /** Opens a frame around a task and shows it in the trace. */
  open(task: Task): void {
    const parent = this.leaf?.node;
    this.#entered += 1;
    const node = `${this.#instance.id}:${this.#entered}`;
    const frame: OpenFrame = { task, node, index: 0, wait: undefined };
    this.frames.push(frame);
    this.trace.push({
      type: 'entered',
      node,
      task: task.id,
      name: task.name,
      nodeType: nodeTypeOf(task),
      at: this.now,
      ...(parent !== undefined && { parent }),
    });
  }

  /** Shows in the trace what the innermost frame's call was given. */
  showInput(input: Json): void {
    const node = this.leaf?.node;
    const index = this.trace.findLastIndex((entry) => entry.type === 'entered' && entry.node === node);
    const entry = this.trace[index];
    if (entry?.type === 'entered') this.trace[index] = { ...entry, input };
  }

  /** Closes the innermost frame. */
  close(output?: Json): void {
    const frame = this.frames.pop();
    if (frame)
      this.trace.push({
        type: 'exited',
        node: frame.node,
        at: this.now,
        ...(output !== undefined && { output }),
      });
  }

  evaluate(expression: Expression, data: Json = this.data): Json {
    return this.guard(() => expression.evaluate(data, this.variables, this.now));
  }

  /** Runs an evaluation; a failing expression fails the task. */
  guard(evaluation: () => Json): Json {
    try {
      return evaluation();
    } catch (error) {
      if (error instanceof ExpressionError)
        throw new TaskFailure({ code: error.code, message: error.message });
      throw error;
    }
  }

  /** What expressions can read beside their data (workflow-runtime.md 3.4). */
  get variables(): Variables {
    const instance = this.#instance;
    this.#variables ??= {
      ...instance.variables,
      CONST: this.program.constants,
      WORKFLOW: {
        instanceId: instance.id,
        id: this.program.workflowId,
        name: this.program.name,
        input: instance.input,
      },
    };
    return this.#variables;
  }

  /** Ends the instance in ERROR; its frames stay, so that an operator can see and repair where it stopped. */
  fail(failure: TaskFailure): void {
    const frame = this.leaf;
    const { code, message, cause, status } = failure.error;
    this.state = 'ERROR';
    if (frame) {
      frame.wait = undefined;
      this.trace.push({ type: 'failed', node: frame.node, at: this.now, message });
    }
    this.#error = {
      code,
      message,
      task: frame?.task.id ?? this.program.start,
      node: frame?.node ?? '',
      ...(cause !== undefined && { cause }),
      ...(status !== undefined && { status }),
    };
  }

  /** Ends the instance for good. */
  end(state: 'COMPLETED' | 'ABORTED'): void {
    for (const frame of this.frames.toReversed())
      this.trace.push({ type: 'cancelled', node: frame.node, at: this.now });
    this.frames.length = 0;
    this.state = state;
    this.#endedAt = this.now;
  }

  finish(): Advance {
    const { error: before, endedAt: _endedAt, ...rest } = this.#instance;
    const error = this.#error ?? (this.state === 'ABORTED' ? before : undefined);
    const instance: Instance = {
      ...rest,
      state: this.state,
      root: { data: this.data, frame: nestFrames(this.frames) },
      entered: this.#entered,
      stepsSinceWait: this.stepsSinceWait,
      // What an aborted run had failed with before stays of interest.
      ...(error && { error }),
      ...(this.#endedAt !== undefined && { endedAt: this.#endedAt }),
    };
    return { instance, effects: this.effects, trace: this.trace };
  }
}

function openFrames(program: Program, outermost: Frame | null): OpenFrame[] {
  const frames: OpenFrame[] = [];
  for (let frame: Frame | null | undefined = outermost; frame; frame = frame.child) {
    const task = program.tasks.get(frame.task);
    if (!task) break;
    frames.push({ task, node: frame.node, index: frame.index ?? 0, wait: frame.wait });
  }
  return frames;
}

function nestFrames(frames: readonly OpenFrame[]): Frame | null {
  let inner: Frame | undefined;
  for (const { task, node, index, wait } of frames.toReversed()) {
    inner = {
      task: task.id,
      node,
      ...(task.kind === 'do' && { index }),
      ...(wait && { wait }),
      ...(inner && { child: inner }),
    };
  }
  return inner ?? null;
}

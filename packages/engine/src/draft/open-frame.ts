import type { Json, JsonObject, Program, Task } from '@orchestrator/definition';
import { TaskFailure } from '../failure.js';
import type { Frame, NodeInstanceId, Progress, Scope, Step, Wait } from '../instance/frame.js';

/** A path while it is being worked on. */
export class OpenScope {
  data: Json;
  readonly index: number;
  readonly item: JsonObject | undefined;
  result: Json | undefined;
  /** The frame that runs this path beside others; null for the main path. */
  readonly parent: OpenFrame | null;
  /** Open frames, the outermost first and the running one last. */
  readonly frames: OpenFrame[] = [];
  /** True once the path has ended or was given up: work that is still planned for it is void. */
  closed = false;

  constructor(parent: OpenFrame | null, index: number, data: Json, item?: JsonObject) {
    this.parent = parent;
    this.index = index;
    this.data = data;
    this.item = item;
  }

  /** The innermost open frame. */
  get leaf(): OpenFrame | undefined {
    return this.frames.at(-1);
  }

  toJson(): Scope {
    return {
      data: this.data,
      frame: this.frames.reduceRight<Frame | null>((child, frame) => frame.toJson(child), null),
      index: this.index,
      ...(this.item && { item: this.item }),
      ...(this.result !== undefined && { result: this.result }),
    };
  }
}

/** A task that has been entered, while it is being worked on. */
export class OpenFrame {
  readonly scope: OpenScope;
  readonly task: Task;
  readonly node: NodeInstanceId;
  step: Step | undefined;
  wait: Wait | undefined;
  deadline: number | undefined;
  progress: Progress | undefined;
  retries: Frame['retries'];
  failed = false;
  scopes: OpenScope[] = [];
  /** True once the input filter has been applied. */
  narrowed = false;
  /** The data before the task was begun in this very advance; a failure on the way puts it back. */
  dataBefore: Json | undefined;

  constructor(scope: OpenScope, task: Task, node: NodeInstanceId) {
    this.scope = scope;
    this.task = task;
    this.node = node;
  }

  /** The frame around this one, on the same path or the one that runs this path. */
  get outer(): OpenFrame | null {
    const { frames, parent } = this.scope;
    return frames[frames.indexOf(this) - 1] ?? parent;
  }

  /** What the task's kind keeps, if it has begun; each kind knows its own. */
  kept<K extends Progress['kind']>(kind: K): Extract<Progress, { kind: K }> | undefined {
    return this.progress?.kind === kind ? (this.progress as Extract<Progress, { kind: K }>) : undefined;
  }

  /**
   * What the task's kind keeps, where it must have begun.
   *
   * @throws TaskFailure `definition-mismatch` when the instance was in a task of another kind there
   */
  progressOf<K extends Progress['kind']>(kind: K): Extract<Progress, { kind: K }> {
    const kept = this.kept(kind);
    if (kept) return kept;
    throw mismatch(`The instance was not in a task of the kind "${kind}" at ${this.task.id}.`);
  }

  toJson(child: Frame | null): Frame {
    const { step, wait, deadline, progress, retries } = this;
    return {
      task: this.task.id,
      node: this.node,
      ...(step && { step }),
      ...(child && { child }),
      ...(this.scopes.length > 0 && { scopes: this.scopes.map((scope) => scope.toJson()) }),
      ...(wait && { wait }),
      ...(deadline !== undefined && { deadline }),
      ...(progress && { progress }),
      ...(retries && { retries }),
      ...(this.failed && { failed: true }),
      ...(this.narrowed && { narrowed: true }),
    };
  }
}

/**
 * Opens a stored path with everything inside it.
 *
 * @throws TaskFailure `definition-mismatch` when the program lacks one of its tasks
 */
export function openScope(program: Program, stored: Scope, parent: OpenFrame | null): OpenScope {
  const scope = new OpenScope(parent, stored.index, stored.data, stored.item);
  scope.result = stored.result;
  for (let frame: Frame | null | undefined = stored.frame; frame; frame = frame.child) {
    scope.frames.push(openFrame(program, frame, scope));
  }
  return scope;
}

function openFrame(program: Program, stored: Frame, scope: OpenScope): OpenFrame {
  const task = program.tasks.get(stored.task);
  if (!task) throw unknownTask(stored.task);
  const frame = new OpenFrame(scope, task, stored.node);
  frame.step = stored.step;
  frame.wait = stored.wait;
  frame.deadline = stored.deadline;
  frame.progress = stored.progress;
  frame.retries = stored.retries;
  frame.failed = stored.failed ?? false;
  frame.narrowed = stored.narrowed ?? false;
  frame.scopes = (stored.scopes ?? []).map((inner) => openScope(program, inner, frame));
  return frame;
}

/** The failure of an instance whose definition does not know a task that it is in. */
export function unknownTask(id: string): TaskFailure {
  return mismatch(`The definition has no task ${id}.`);
}

function mismatch(message: string): TaskFailure {
  return new TaskFailure({ code: 'definition-mismatch', message }, false);
}

import type { Expression } from '../../expressions/expression.js';
import { keysRead } from '../../expressions/reads.js';
import type { CallTask, EmitTask, ResultFilter, RunTask } from '../../program/action.js';
import { partsOf } from '../../graph/task-links.js';
import type { ForTask, ListenTask, Task, TaskId } from '../../program/task.js';
import { isCautious, keysOf, NO_KEYS, outputKeys, union } from './output-keys.js';
import type { Keys } from './output-keys.js';

/** Where the merge rules put a result that is no object (workflow-runtime.md 3.6). */
const SCALAR_KEY: Keys = new Set(['response']);

/** Told of a key that an expression of a task reads although nothing can have written it. */
export type UnwrittenKey = (task: Task, expression: Expression, key: string) => void;

/** Follows the top-level keys of the state data through one state. */
export class TaskKeys {
  /** The keys that the data may have had at any moment so far. */
  seen: Keys = NO_KEYS;
  readonly #tasks: ReadonlyMap<TaskId, Task>;
  readonly #report: UnwrittenKey | undefined;

  constructor(tasks: ReadonlyMap<TaskId, Task>, report?: UnwrittenKey) {
    this.#tasks = tasks;
    this.#report = report;
  }

  /** The keys that the data may have after a task, given those before it. */
  after(task: Task, before: Keys): Keys {
    let keys = this.#note(task.input ? this.#filter(task, task.input, before) : before);
    keys = this.#note(this.#inside(task, keys));
    return task.output ? this.#note(this.#filter(task, task.output, keys)) : keys;
  }

  #inside(task: Task, keys: Keys): Keys {
    switch (task.kind) {
      case 'set':
        return merged(keys, keysOf(task.data));
      case 'switch':
        for (const { when } of task.branches) this.#read(task, when, keys);
        return keys;
      case 'do':
        return task.children.reduce((data, child) => this.#part(child, data), keys);
      case 'fork':
        return union(keys, ...task.branches.map((branch) => this.#part(branch, keys)));
      case 'for':
        return this.#loop(task, keys);
      case 'listen':
        return this.#events(task, keys);
      case 'call':
      case 'emit':
      case 'run':
        return this.#action(task, keys);
      case 'continue':
        for (const expression of task.data?.expressions ?? []) this.#read(task, expression, keys);
        return keys;
      case 'wait':
      case 'compensate':
        return keys;
    }
  }

  #part(id: TaskId, keys: Keys): Keys {
    const task = this.#tasks.get(id);
    return task ? this.after(task, keys) : 'anything';
  }

  /** What the body writes stays with its item; only the list of results reaches the state data. */
  #loop(task: ForTask, keys: Keys): Keys {
    this.#read(task, task.in, keys);
    this.#part(task.body, union(keys, new Set([task.as])));
    return task.target ? union(keys, targetKeys(task.target)) : keys;
  }

  #events(task: ListenTask, keys: Keys): Keys {
    const filters = task.entries.flatMap(({ events }) => events.map(({ filter }) => filter));
    const payloads = filters.reduce((data, filter) => this.#result(filter, 'anything', data), keys);
    return union(keys, ...partsOf(task).map((part) => this.#part(part, payloads)), payloads);
  }

  #action(task: CallTask | EmitTask | RunTask, keys: Keys): Keys {
    if (task.condition) this.#read(task, task.condition, keys);
    const view = task.fromStateData ? this.#filter(task, task.fromStateData, keys) : keys;
    if (task.kind === 'emit') {
      for (const { expressions } of [
        task.event.data ?? { expressions: [] },
        ...Object.values(task.event.attributes),
      ]) {
        for (const expression of expressions) this.#read(task, expression, view);
      }
      return task.answer ? this.#result(task.answer.event.filter, 'anything', keys) : keys;
    }
    if (task.kind === 'run') return this.#result(task.result, 'anything', keys);
    for (const expression of task.arguments?.expressions ?? []) this.#read(task, expression, view);
    if (task.function.kind === 'log') return keys;
    if (task.function.kind !== 'expression') return this.#result(task.result, 'anything', keys);
    return this.#result(task.result, this.#filter(task, task.function.expression, view), keys);
  }

  #result(filter: ResultFilter, value: Keys, keys: Keys): Keys {
    if (!filter.use) return keys;
    if (filter.target && filter.target.length > 0) return union(keys, targetKeys(filter.target));
    return merged(keys, filter.select ? outputKeys(filter.select.source, value) : value);
  }

  #filter(task: Task, expression: Expression, keys: Keys): Keys {
    this.#read(task, expression, keys);
    return outputKeys(expression.source, keys);
  }

  #read(task: Task, expression: Expression, keys: Keys): void {
    if (!this.#report || keys === 'anything' || isCautious(expression.source)) return;
    const read = keysRead(expression.reads);
    if (read === 'anything') return;
    for (const key of read) if (!keys.has(key)) this.#report(task, expression, key);
  }

  #note(keys: Keys): Keys {
    this.seen = union(this.seen, keys);
    return keys;
  }
}

function merged(keys: Keys, value: Keys): Keys {
  return union(keys, value, SCALAR_KEY);
}

function targetKeys(target: readonly (string | number)[]): Keys {
  const [first] = target;
  return typeof first === 'string' ? new Set([first]) : 'anything';
}

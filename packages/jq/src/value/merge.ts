import type { Json, JsonObject } from '../json.js';
import type { Run } from '../run.js';
import { fail } from './describe.js';
import { isObject } from './kind.js';
import { copyOf, type Draft, put, read } from './record.js';

const MAX_DEPTH = 10_000;

interface Task {
  readonly target: Draft;
  readonly from: JsonObject;
  readonly depth: number;
}

/** `a * b` for objects: members that are objects on both sides merge, all others are taken from `b`. Without any it is `a`. */
export function mergeDeep(a: JsonObject, b: JsonObject, run: Run): Json {
  if (Object.keys(b).length === 0) return a;
  const root = copy(a, run);
  const tasks: Task[] = [{ target: root, from: b, depth: 0 }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (task.depth > MAX_DEPTH) throw fail('Object merge too deep');
    for (const key of Object.keys(task.from)) {
      run.step();
      const before = read(task.target, key);
      const after = read(task.from, key);
      if (isObject(before) && isObject(after)) {
        const target = copy(before, run);
        put(task.target, key, target);
        tasks.push({ target, from: after, depth: task.depth + 1 });
      } else {
        put(task.target, key, after);
      }
    }
  }
  return root;
}

function copy(object: JsonObject, run: Run): Draft {
  run.produce(32 * Object.keys(object).length + 32);
  return copyOf(object);
}

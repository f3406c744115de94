import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { add } from './arithmetic.js';
import { setKey } from './paths.js';
import { isArray, isObject } from './kind.js';
import { copyOf, type Draft, put } from './record.js';

/**
 * A state that only its owner sees while it grows. Adding to an array or an object that the accumulator made itself
 * changes it in place, so that collecting n values costs n and not n².
 */
export class Accumulator {
  #value: Json;
  #array: Json[] | null = null;
  #draft: Draft | null = null;

  constructor(value: Json) {
    this.#value = value;
  }

  /** The state; whoever takes it must not add any more. */
  get value(): Json {
    return this.#value;
  }

  /** The state becomes null. */
  forget(): void {
    this.#replace(null);
  }

  /** The state becomes `state + value`. */
  add(value: Json, run: Run): void {
    if (typeof value === 'number' && typeof this.#value === 'number') this.#value += value;
    else if (isArray(value) && isArray(this.#value)) {
      // The state stays the very value that it is, which counts in path expressions.
      if (value.length === 0) return;
      run.produce(8 * value.length + 16);
      const array = this.#ownArray(this.#value, run);
      for (const item of value) array.push(item);
    } else if (isObject(value) && isObject(this.#value)) {
      const draft = this.#ownDraft(this.#value, run);
      for (const key of Object.keys(value)) {
        run.produce(32);
        put(draft, key, value[key] ?? null);
      }
    } else this.#replace(add(this.#value, value, run));
  }

  /** The state becomes `state | .[key] = value`. */
  set(key: Json, value: Json, run: Run): void {
    if (typeof key === 'string' && isObject(this.#value)) {
      run.produce(64);
      put(this.#ownDraft(this.#value, run), key, value);
    } else if (
      typeof key === 'number' &&
      isArray(this.#value) &&
      Number.isInteger(key) &&
      key >= 0 &&
      key <= this.#value.length
    ) {
      run.produce(8);
      this.#ownArray(this.#value, run)[key] = value;
    } else this.#replace(setKey(this.#value, key, value, run));
  }

  #replace(value: Json): void {
    this.#value = value;
    this.#array = null;
    this.#draft = null;
  }

  #ownArray(current: readonly Json[], run: Run): Json[] {
    if (this.#array === null) {
      run.produce(8 * current.length);
      this.#array = current.slice();
      this.#value = this.#array;
    }
    return this.#array;
  }

  #ownDraft(current: Json, run: Run): Draft {
    if (this.#draft === null) {
      this.#draft = isObject(current) ? copyOf(current) : {};
      run.produce(32 * Object.keys(this.#draft).length);
      this.#value = this.#draft;
    }
    return this.#draft;
  }
}

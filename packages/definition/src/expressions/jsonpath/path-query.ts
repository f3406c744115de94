import type { Json } from '../../json.js';
import type { DataPath } from '../../program/action.js';
import { ExpressionError } from '../expression.js';
import type { Path } from './parse-paths.js';
import type { Search } from './search.js';
import { child, selectAll } from './select.js';
import { definiteKey } from './step.js';
import type { Step } from './step.js';

/** A path, ready to be followed. */
export class PathQuery {
  /** Name of the variable that it starts from; undefined: the data. */
  readonly root: string | undefined;
  /** The keys up to the first step that can lead to several places. */
  readonly prefix: DataPath;
  /** True when it leads to one place at most. Then its value is what is there, and a list otherwise. */
  readonly isDefinite: boolean;
  /** True where any part of the data may be read: by a filter from the root on, or by a text that may be no path. */
  readonly readsAnything: boolean;
  readonly #rest: readonly Step[];

  constructor({ root, isAssumed, steps }: Path) {
    this.root = root;
    const prefix: (string | number)[] = [];
    for (const step of steps) {
      const key = definiteKey(step);
      if (key === undefined) break;
      prefix.push(key);
    }
    this.prefix = prefix;
    this.#rest = steps.slice(prefix.length);
    this.isDefinite = this.#rest.length === 0;
    this.readsAnything = isAssumed || this.#rest.some(hasFilterFromRoot);
  }

  /**
   * The value that the path leads to from its root.
   *
   * @throws ExpressionError when a name or position before the first selection of many is missing
   */
  follow(start: Json, search: Search): Json {
    let value = start;
    for (const key of this.prefix) {
      const next = child(value, key);
      if (next === undefined) return this.#missing(key, value, search);
      value = next;
    }
    return this.isDefinite ? value : selectAll(value, this.#rest, search);
  }

  /** A list that is too short gives a selection nothing to select from; all else that is missing is an error. */
  #missing(key: string | number, value: Json, search: Search): Json {
    if (!this.isDefinite && typeof key === 'number' && Array.isArray(value)) return [];
    const message = `The path ${search.source} leads nowhere: there is no ${typeof key === 'number' ? `element ${key}` : `"${key}"`}.`;
    throw new ExpressionError('expression-failed', message);
  }
}

function hasFilterFromRoot({ selectors }: Step): boolean {
  return selectors.some((selector) => selector.kind === 'filter' && selector.readsRoot);
}

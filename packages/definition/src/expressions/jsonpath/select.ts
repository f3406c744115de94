import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import type { Search } from './search.js';
import type { Selector, Slice, Step } from './step.js';

/** What steps lead to from a value; what is not there is passed over. */
export function selectAll(start: Json, steps: readonly Step[], search: Search): readonly Json[] {
  let found: readonly Json[] = [start];
  for (const { descend, selectors } of steps) {
    const next: Json[] = [];
    for (const value of found) {
      if (descend) selectBelow(value, selectors, search, next);
      else for (const selector of selectors) select(value, selector, search, next);
    }
    found = next;
  }
  return found;
}

/** The value under a key or position, which counts from the end where it is negative. */
export function child(value: Json | undefined, key: string | number): Json | undefined {
  if (typeof key === 'number') return Array.isArray(value) ? (value as readonly Json[]).at(key) : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function select(value: Json, selector: Selector, search: Search, found: Json[]): void {
  search.visit();
  switch (selector.kind) {
    case 'name':
    case 'index': {
      const selected = child(value, selector.kind === 'name' ? selector.name : selector.index);
      if (selected !== undefined) found.push(selected);
      return;
    }
    case 'wildcard':
      for (const item of search.children(value)) {
        search.visit();
        found.push(item);
      }
      return;
    case 'slice':
      if (Array.isArray(value)) slice(value as readonly Json[], selector, search, found);
      return;
    case 'filter': {
      // An object is tested itself, not its members, as Jayway JsonPath does.
      const tested = Array.isArray(value) ? (value as readonly Json[]) : isJsonObject(value) ? [value] : [];
      for (const item of tested) {
        search.visit();
        if (selector.test(item, search)) found.push(item);
      }
    }
  }
}

/** Applies selectors to a value and to everything in it, outer values first. */
function selectBelow(start: Json, selectors: readonly Selector[], search: Search, found: Json[]): void {
  const open: Json[] = [start];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const selector of selectors) {
      // The elements of a list are tested when it is their turn.
      if (selector.kind !== 'filter' || !Array.isArray(value)) select(value, selector, search, found);
    }
    const children = search.children(value);
    for (let index = children.length - 1; index >= 0; index--) {
      search.visit();
      open.push(children[index] ?? null);
    }
  }
}

function slice(list: readonly Json[], { start, stop, step = 1 }: Slice, search: Search, found: Json[]): void {
  const { length } = list;
  const position = (index: number, lowest: number, highest: number): number =>
    Math.min(Math.max(index >= 0 ? index : length + index, lowest), highest);
  const take = (index: number): void => {
    search.visit();
    found.push(list[index] ?? null);
  };
  if (step > 0) {
    const end = position(stop ?? length, 0, length);
    for (let index = position(start ?? 0, 0, length); index < end; index += step) take(index);
  } else if (step < 0) {
    const end = stop === undefined ? -1 : position(stop, -1, length - 1);
    for (let index = position(start ?? length - 1, -1, length - 1); index > end; index += step) take(index);
  }
}

import type { Json } from '../../json.js';
import type { Search } from './search.js';

/** One step of a path: to children, or with `..` to everything below. */
export interface Step {
  readonly descend: boolean;
  readonly selectors: readonly Selector[];
}

/** What a step takes of a value. */
export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  /** Negative positions count from the end. */
  | { readonly kind: 'index'; readonly index: number }
  | Slice
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly test: Test; readonly readsRoot: boolean };

/** `[start:stop:step]` of RFC 9535; every part may be missing. */
export interface Slice {
  readonly kind: 'slice';
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly step: number | undefined;
}

/** Whether a value passes a filter. */
export type Test = (current: Json, search: Search) => boolean;

/** The key of a step that leads to one place at most; undefined for any other step. */
export function definiteKey({ descend, selectors }: Step): string | number | undefined {
  const [only] = selectors;
  if (descend || selectors.length !== 1) return undefined;
  return only?.kind === 'name' ? only.name : only?.kind === 'index' ? only.index : undefined;
}

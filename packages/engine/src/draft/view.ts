import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import type { OpenScope } from './open-frame.js';

/**
 * The data as expressions of a path see it: inside an iteration the item is a property as well as a variable, unless
 * the data has one of that name (specification 0.8, A6.7).
 */
export function viewOf(scope: OpenScope): Json {
  const { data, item } = scope;
  return item !== undefined && isJsonObject(data) ? { ...item, ...data } : data;
}

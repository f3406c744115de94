import { isJsonObject } from '@orchestrator/definition';
import type { Dialect, Json } from '@orchestrator/definition';
import type { OpenScope } from './open-frame.js';

/**
 * The data as expressions of a path see it: inside an iteration the item is a property as well as a variable
 * (specification 0.8, A6.7). SonataFlow knows the variable only, so that there a property of the data of that name goes
 * first.
 */
export function viewOf({ data, item }: OpenScope, dialect: Dialect): Json {
  if (item === undefined || !isJsonObject(data)) return data;
  return dialect === 'spec' ? { ...data, ...item } : { ...item, ...data };
}

import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import { isList, own } from './json.js';

/** Whether two values say the same; the order of an object's keys does not count. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a)) {
    return isList(b) && a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(own(a, key), own(b, key)))
  );
}

import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import { namesAt, walkProperties, walkTexts } from './document-walk.js';

/** What may be left over of each section, and the properties that refer to it. */
const SECTIONS = [
  { section: 'functions', kind: 'function', references: ['functionRef', 'refName'] },
  {
    section: 'events',
    kind: 'event',
    references: ['eventRef', 'eventRefs', 'triggerEventRef', 'resultEventRef'],
  },
  {
    section: 'errors',
    kind: 'error',
    references: ['errorRef', 'errorRefs', 'retryableErrors', 'nonRetryableErrors'],
  },
  { section: 'retries', kind: 'retry', references: ['retryRef'] },
  { section: 'auth', kind: 'auth', references: ['authRef'] },
] as const;

const ADVICE = 'remove it or refer to it';

/** Hints at functions, events, errors, retries and auth definitions of the document that nothing refers to. */
export function checkUnused(root: Cursor): void {
  const used = usedNames(root);
  for (const { section, kind, references } of SECTIONS) {
    const list = root.get(section);
    // What stands in a file of its own may serve other workflows; functions of such a file may use an auth definition.
    if (!Array.isArray(list.value)) continue;
    if (section === 'auth' && typeof root.get('functions').value === 'string') continue;
    list.value.forEach((_, index) => {
      const name = list.get(index).get('name');
      if (typeof name.value !== 'string' || references.some((key) => used.get(key)?.has(String(name.value))))
        return;
      if (kind === 'function' && used.get('fn:')?.has(name.value)) return;
      list
        .get(index)
        .report('hint', `unused-${kind}`, `Nothing refers to the ${kind} "${name.value}"; ${ADVICE}.`);
    });
  }
}

/** The names under each referring property. */
function usedNames(root: Cursor): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  const add = (key: string, name: string): void => {
    used.set(key, (used.get(key) ?? new Set()).add(name));
  };
  walkProperties(root, (key, property) => {
    if (isJsonObject(property.value)) return;
    for (const { value } of namesAt(property)) add(key, String(value));
  });
  walkTexts(root, (text) => {
    const name = /^[\s${]*fn:([^}]+?)[\s}]*$/.exec(text)?.[1];
    if (name !== undefined) add('fn:', name);
  });
  return used;
}

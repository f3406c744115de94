import type { Cursor } from '../document/cursor.js';
import type { Then } from '../program.js';
import type { CompileContext } from './context.js';

/** Reads `transition` or `end` beside each other (specification 0.8, section A8). */
export function compileThen(cursor: Cursor, context: CompileContext): Then | undefined {
  const transition = cursor.get('transition');
  const end = cursor.get('end');
  if (transition.exists && isEnd(end)) {
    transition.error(
      'transition-and-end',
      'There is both a "transition" and an "end" here; keep the one that you mean.',
    );
    return undefined;
  }
  if (transition.exists) return compileTransition(transition, context);
  if (isEnd(end)) return compileEnd(end);
  cursor.error('missing-transition', 'It isn\'t said what follows; add a "transition" or "end: true".');
  return undefined;
}

function isEnd(end: Cursor): boolean {
  return end.exists && end.value !== false && end.value !== 'false';
}

function compileTransition(cursor: Cursor, context: CompileContext): Then | undefined {
  const target = typeof cursor.value === 'string' ? cursor : cursor.get('nextState');
  if (target !== cursor) rejectUnsupported(cursor, ['produceEvents', 'compensate']);
  const name = target.text;
  if (name === undefined) return undefined;
  const to = context.states.get(name);
  if (to !== undefined) return { to };
  target.error('unknown-state', `There is no state "${name}"; correct the name or add the state.`);
  return undefined;
}

function compileEnd(cursor: Cursor): Then {
  if (typeof cursor.value === 'boolean' || typeof cursor.value === 'string') return { end: 'path' };
  rejectUnsupported(cursor, ['produceEvents', 'compensate', 'continueAs']);
  const terminate = cursor.get('terminate');
  return { end: terminate.exists && terminate.boolean === true ? 'instance' : 'path' };
}

/** Reports properties that would change what happens and that this version cannot carry out. */
export function rejectUnsupported(cursor: Cursor, keys: readonly string[]): void {
  for (const key of keys) {
    const property = cursor.get(key);
    if (!property.exists || property.value === false) continue;
    property.error('not-supported', `"${key}" can't be carried out by this version; leave it out.`);
  }
}

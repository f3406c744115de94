import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import { walkProperties } from './document-walk.js';

/** A state as the document has it. */
export interface DocumentState {
  readonly cursor: Cursor;
  readonly name: string;
  readonly forCompensation: boolean;
  /** Names of other states in `transition`, wherever in this state. */
  readonly transitions: readonly DocumentTransition[];
  /** Every `end` in this state that says that something ends. */
  readonly ends: readonly Cursor[];
}

/** A mention of the state that follows. */
export interface DocumentTransition {
  /** The text with the name. */
  readonly cursor: Cursor;
  readonly name: string;
  /** True: taken when something fails (`onErrors`). */
  readonly onError: boolean;
}

/** The states of a document that have a name; the first of several with the same name. */
export function documentStates(root: Cursor): ReadonlyMap<string, DocumentState> {
  const states = new Map<string, DocumentState>();
  const list = root.get('states');
  if (!Array.isArray(list.value)) return states;
  for (let index = 0; index < list.value.length; index++) {
    const cursor = list.get(index);
    const name = cursor.get('name').value;
    if (typeof name === 'string' && !states.has(name)) states.set(name, documentState(cursor, name));
  }
  return states;
}

function documentState(cursor: Cursor, name: string): DocumentState {
  const transitions: DocumentTransition[] = [];
  const ends: Cursor[] = [];
  walkProperties(cursor, (property, place) => {
    if (property === 'end' && place.exists && place.value !== false && place.value !== 'false')
      ends.push(place);
    if (property !== 'transition') return;
    const target = isJsonObject(place.value) ? place.get('nextState') : place;
    if (typeof target.value !== 'string') return;
    const onError = place.pointer.startsWith(`${cursor.pointer}/onErrors/`);
    transitions.push({ cursor: target, name: target.value, onError });
  });
  const usedFor = cursor.get('usedForCompensation').value;
  return { cursor, name, forCompensation: usedFor === true || usedFor === 'true', transitions, ends };
}

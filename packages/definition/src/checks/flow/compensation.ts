import type { Cursor } from '../../document/cursor.js';
import type { Dialect } from '../../program/dialect.js';
import { documentStates } from './document-states.js';
import type { DocumentState } from './document-states.js';

/** Reports where states that undo others are not kept apart from the rest (specification 0.8, section A12). */
export function checkCompensation(root: Cursor, dialect: Dialect): void {
  const states = documentStates(root);
  checkStart(root, states);
  for (const state of states.values()) {
    checkTarget(state, states);
    checkTransitions(state, states, dialect);
  }
}

function checkStart(root: Cursor, states: ReadonlyMap<string, DocumentState>): void {
  const start = root.get('start');
  const cursor = typeof start.value === 'string' ? start : start.get('stateName');
  const state = typeof cursor.value === 'string' ? states.get(cursor.value) : undefined;
  if (state?.forCompensation) {
    cursor.error(
      'transition-to-compensation',
      `"${state.name}" undoes another state, so the workflow can't start there.`,
    );
  }
}

/** What `compensatedBy` may name. Unknown names are told where references are resolved. */
function checkTarget(state: DocumentState, states: ReadonlyMap<string, DocumentState>): void {
  const reference = state.cursor.get('compensatedBy');
  const target = typeof reference.value === 'string' ? states.get(reference.value) : undefined;
  if (!target) return;
  const { name } = target;
  if (target.cursor.get('type').value === 'event') {
    reference.error(
      'not-for-compensation',
      `"${name}" waits for events, so it can't undo a state; name another one.`,
    );
  } else if (!target.forCompensation) {
    const message = `"${name}" can't undo a state; add "usedForCompensation: true" to it or name another state.`;
    reference.error('not-for-compensation', message);
  }
  if (state.forCompensation) {
    const message = `"${state.name}" undoes another state, so it can't be undone itself; remove "compensatedBy".`;
    reference.reportName('error', 'nested-compensation', message);
  }
}

function checkTransitions(
  state: DocumentState,
  states: ReadonlyMap<string, DocumentState>,
  dialect: Dialect,
): void {
  for (const { cursor, name, onError } of state.transitions) {
    const target = states.get(name);
    if (!target || target.forCompensation === state.forCompensation) continue;
    if (target.forCompensation) {
      const message = `"${name}" undoes another state, so no transition may lead to it; name it in "compensatedBy".`;
      cursor.error('transition-to-compensation', message);
    } else if (!onError || dialect === 'spec') {
      const message = `"${state.name}" undoes another state, so it may only go on to states with "usedForCompensation: true".`;
      cursor.error('transition-from-compensation', message);
    }
  }
}

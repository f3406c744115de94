import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { Dialect } from '../../program/dialect.js';
import { documentStates } from './document-states.js';
import type { DocumentState } from './document-states.js';

/**
 * Reports where the states that run before a workflow timeout are not kept apart from the rest (specification 0.8,
 * section A11). SonataFlow never runs them, so such a document works there.
 */
export function checkRunBefore(root: Cursor, dialect: Dialect): void {
  const timeout = root.get('timeouts').get('workflowExecTimeout');
  const reference = timeout.get('runBefore');
  const states = documentStates(root);
  const first = typeof reference.value === 'string' ? states.get(reference.value) : undefined;
  if (!first) return;
  const severity = dialect === 'spec' ? 'error' : 'warning';
  const report = (cursor: Cursor, message: string): void => cursor.report(severity, 'run-before', message);

  const own = follow(first, states);
  for (const state of own) {
    if (state.forCompensation)
      report(reference, `"${state.name}" undoes another state, so it can't run before the timeout.`);
  }
  if (![...own].some(({ ends }) => ends.length > 0)) {
    report(
      reference,
      `"${first.name}" and what follows it never end; add "end: true" to one of these states.`,
    );
  }
  const start = root.get('start');
  const startName = isJsonObject(start.value) ? start.get('stateName').value : start.value;
  if ([...own].some(({ name }) => name === startName)) {
    report(
      reference,
      'The workflow starts with a state that runs before the timeout; use a state of its own for that.',
    );
  }
  for (const state of states.values()) {
    if (own.has(state)) continue;
    for (const { cursor, name } of state.transitions) {
      const target = states.get(name);
      if (!target || !own.has(target)) continue;
      report(
        cursor,
        `"${name}" runs before the timeout, so no other state may lead to it; use a state of its own for that.`,
      );
    }
  }
}

function follow(
  first: DocumentState,
  states: ReadonlyMap<string, DocumentState>,
): ReadonlySet<DocumentState> {
  const found = new Set<DocumentState>();
  const open = [first];
  for (let state = open.pop(); state; state = open.pop()) {
    if (found.has(state)) continue;
    found.add(state);
    open.push(...state.transitions.flatMap(({ name }) => states.get(name) ?? []));
  }
  return found;
}

import type { Cursor } from '../document/cursor.js';
import type { Dialect } from '../program/dialect.js';
import type { CheckedFlow } from './flow/checked-flow.js';
import { checkCompensation } from './flow/compensation.js';
import { findUnwrittenKeys } from './flow/data-flow.js';
import { checkEndlessLoops } from './flow/endless-loops.js';
import { checkEnds } from './flow/ends.js';
import { checkEventSwitches } from './flow/event-switch.js';
import { ExpressionPlaces } from './flow/expression-places.js';
import { checkParallelism } from './flow/parallelism.js';
import { checkRunBefore } from './flow/run-before.js';
import { checkScriptLanguages } from './flow/script-languages.js';
import { checkUndeclared } from './flow/undeclared.js';
import { checkUnreached } from './flow/unreached.js';
import { checkUnused } from './flow/unused.js';

/**
 * Reports what a document says and cannot mean, beyond the shape of its parts (specification 0.8, section A15):
 * states without a way to them, loops without a way out, broken isolation of compensation, numbers out of range,
 * declarations that nothing uses, scripts that nothing runs, expressions that read what nobody declares or writes.
 */
export function checkFlow(root: Cursor, flow: CheckedFlow, dialect: Dialect): void {
  const places = new ExpressionPlaces(root);
  checkUnreached(root, flow);
  checkEndlessLoops(root, flow);
  checkCompensation(root, dialect);
  checkRunBefore(root, dialect);
  checkParallelism(root, dialect);
  checkEnds(root);
  checkEventSwitches(root, flow, dialect);
  checkUnused(root);
  checkScriptLanguages(root);
  checkUndeclared(root, flow, places, dialect);
  if (root.get('expressionLang').value !== 'jsonpath') checkReads(flow, places);
}

function checkReads(flow: CheckedFlow, places: ExpressionPlaces): void {
  const unwritten = new Map<Cursor, Set<string>>();
  findUnwrittenKeys(flow, (task, expression, key) => {
    const [place] = places.find(expression, task);
    if (place) unwritten.set(place, (unwritten.get(place) ?? new Set()).add(key));
  });
  for (const [place, keys] of unwritten) {
    const names = [...keys].map((key) => `".${key}"`).join(' and ');
    place.report(
      'hint',
      'unwritten-key',
      `Nothing writes ${names} before this is read; correct the name or write it first.`,
    );
  }
}

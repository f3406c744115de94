import type { Cursor } from '../document/cursor.js';
import { isJsonObject } from '../json.js';
import type { Dialect, FunctionTarget, Task, TaskId } from '../program.js';
import type { CompileContext } from './context.js';
import { compileFunctions } from './functions.js';
import { rejectUnsupported } from './flow.js';
import { compileState, successors } from './states.js';

/** The flow of a document: what {@link compileFlow} adds to a Program. */
export interface Flow {
  readonly start: TaskId;
  readonly tasks: ReadonlyMap<TaskId, Task>;
}

/** Compiles states, functions and start of a 0.8 document. Findings are noted on the cursor's document. */
export function compileFlow(root: Cursor, dialect: Dialect): Flow | undefined {
  rejectUnsupported(root, ['timeouts', 'keepActive', 'autoRetries']);
  const functionsSection = root.get('functions');
  const functions = compileFunctions(functionsSection, dialect);
  const states = root.get('states').list;
  if (states.length === 0) {
    root.error('missing-states', 'The workflow has no states; add a list "states" with at least one.');
    return undefined;
  }
  const named = nameStates(states);
  const context: CompileContext = {
    dialect,
    functions,
    states: new Map([...named].map(([name, cursor]) => [name, cursor.pointer])),
    tasks: new Map(),
    usedFunctions: new Set(),
  };
  for (const [name, state] of named) compileState(state, name, context);
  const start = compileStart(root, states[0], context);
  if (start === undefined) return undefined;
  warnAboutUnreached(named, start, context);
  warnAboutUnused(functionsSection, functions, context);
  return { start, tasks: context.tasks };
}

function nameStates(states: readonly Cursor[]): Map<string, Cursor> {
  const named = new Map<string, Cursor>();
  for (const state of states) {
    if (state.object === undefined) continue;
    const name = state.required('name');
    if (name === undefined) continue;
    if (named.has(name))
      state
        .get('name')
        .error('duplicate-name', `There is another state "${name}"; give one of them a new name.`);
    else named.set(name, state);
  }
  return named;
}

function compileStart(root: Cursor, first: Cursor | undefined, context: CompileContext): TaskId | undefined {
  const start = root.get('start');
  if (!start.exists) return first?.pointer;
  const target = isJsonObject(start.value) ? start.get('stateName') : start;
  if (target !== start) rejectUnsupported(start, ['schedule']);
  const name = target.text;
  if (name === undefined) return undefined;
  const id = context.states.get(name);
  if (id === undefined)
    target.error('unknown-state', `The workflow can't start with "${name}": there is no such state.`);
  return id;
}

function warnAboutUnreached(
  named: ReadonlyMap<string, Cursor>,
  start: TaskId,
  context: CompileContext,
): void {
  const reached = new Set<TaskId>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const task = context.tasks.get(id);
    if (task) open.push(...successors(task));
  }
  for (const [name, state] of named) {
    if (!reached.has(state.pointer) && context.tasks.has(state.pointer)) {
      state.report(
        'warning',
        'unreached-state',
        `Nothing leads to the state "${name}"; add a transition to it or remove it.`,
      );
    }
  }
}

function warnAboutUnused(
  section: Cursor,
  functions: ReadonlyMap<string, FunctionTarget>,
  context: CompileContext,
): void {
  if (!Array.isArray(section.value)) return;
  for (const entry of section.list) {
    const name = entry.get('name').value;
    if (typeof name === 'string' && functions.has(name) && !context.usedFunctions.has(name)) {
      entry.report(
        'hint',
        'unused-function',
        `The function "${name}" is never called; remove it or refer to it.`,
      );
    }
  }
}

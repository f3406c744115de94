import type { Cursor } from '../document/cursor.js';
import type { ExpressionLanguage } from '../expressions/language.js';
import type { JsonObject } from '../json.js';
import type { Dialect } from '../program/dialect.js';
import type { Program } from '../program/program.js';
import type { Task, TaskId } from '../program/task.js';
import type { CompileContext, ExpressionContext } from './context.js';
import { Declarations, duplicateSeverity } from './declarations.js';
import { compileErrors } from './errors/declared-errors.js';
import { compileRetries } from './errors/retry-policies.js';
import { compileEvents } from './events/declared-event.js';
import { functionNamespaces, uriAliases } from './extensions.js';
import { cancelCompensation } from './flow/compensate.js';
import type { DeclaredFunction } from './functions/declared-function.js';
import { compileFunctions } from './functions/functions.js';
import type { References } from './references/references.js';
import type { Section } from './references/section.js';
import { readSections } from './sections.js';
import type { Sections } from './sections.js';
import { compileSchedule } from './timing/start-schedule.js';
import { compileStart } from './start.js';
import { compileState } from './states/state.js';
import { compileWorkflowTimeout } from './timing/workflow-timeout.js';

/** The parts of a Program that make instances run. */
export type CompiledFlow = Pick<
  Program,
  'start' | 'states' | 'tasks' | 'schedule' | 'keepActive' | 'timeout' | 'constants'
>;

/** What {@link compileFlow} makes of a document. */
export interface CompiledDocument {
  /** Where the sections stand that may be files of their own. */
  readonly sections: Sections;
  /** Absent when there is no state to begin with. */
  readonly flow?: CompiledFlow;
}

/** Compiles the states of a 0.8 document and everything that they refer to; what is wrong is noted by the cursor. */
export async function compileFlow(
  root: Cursor,
  file: string,
  dialect: Dialect,
  language: ExpressionLanguage,
  references: References,
): Promise<CompiledDocument> {
  const sections = await readSections(root, file, references);
  const functions = new Declarations<DeclaredFunction>('function', 'functions');
  const expressions: ExpressionContext = { dialect, language, functions };
  await compileFunctions(sections.functions, {
    ...expressions,
    references,
    aliases: uriAliases(root),
    auth: declaredAuth(sections.auth, dialect),
  });
  const states = nameStates(root);
  const context = compileContext(root, sections, states, expressions);
  // Also those without a name of their own, so that all of their problems are told.
  for (const state of root.get('states').list) compileState(state, context);
  const undo = cancelCompensation();
  context.tasks.set(undo.id, undo);
  const flow = finish(root, sections, context);
  return { sections, ...(flow && { flow }) };
}

function finish(root: Cursor, sections: Sections, context: CompileContext): CompiledFlow | undefined {
  const timeout = compileWorkflowTimeout(context);
  const schedule = compileSchedule(root.get('start').get('schedule'));
  if (context.start === undefined) return undefined;
  return {
    start: context.start,
    states: root.get('states').list.map(({ pointer }) => pointer),
    tasks: context.tasks,
    keepActive: isSet(root.get('keepActive')),
    constants: constantsIn(sections.constants),
    ...(schedule && { schedule }),
    ...(timeout && { timeout }),
  };
}

/** Finds the states by name; every reference to one is checked against them. */
function nameStates(root: Cursor): Declarations<TaskId> {
  const states = new Declarations<TaskId>('state', 'states');
  const list = root.get('states').list;
  for (const state of list) states.declare(state, () => state.pointer, 'error');
  if (list.length === 0) {
    root.error('missing-states', 'The workflow has no states; add a list "states" with at least one.');
  }
  return states;
}

function compileContext(
  root: Cursor,
  sections: Sections,
  states: Declarations<TaskId>,
  expressions: ExpressionContext,
): CompileContext {
  const { dialect } = expressions;
  const events = compileEvents(sections.events.cursor, expressions);
  const errors = compileErrors(sections.errors.cursor, dialect);
  const retries = compileRetries(sections.retries.cursor, expressions);
  if (!sections.events.complete) events.markIncomplete();
  if (!sections.errors.complete) errors.markIncomplete();
  if (!sections.retries.complete) retries.markIncomplete();
  return {
    ...expressions,
    states,
    events,
    errors,
    retries,
    autoRetries: isSet(root.get('autoRetries')),
    namespaces: functionNamespaces(root),
    timeouts: sections.timeouts.cursor,
    start: compileStart(root, states, dialect),
    tasks: new Map<TaskId, Task>(),
  };
}

/** Names of the credentials for fetching documents; nothing else is needed of them here. */
function declaredAuth(section: Section, dialect: Dialect): Declarations<true> {
  const auth = new Declarations<true>('auth', 'auth');
  if (!section.complete) auth.markIncomplete();
  for (const entry of section.cursor.list) auth.declare(entry, () => true, duplicateSeverity(dialect));
  return auth;
}

function constantsIn(section: Section): JsonObject {
  return section.cursor.exists ? (section.cursor.object ?? {}) : {};
}

function isSet(flag: Cursor): boolean {
  return flag.exists && flag.boolean === true;
}

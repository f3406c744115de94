import { pointerTo } from '../document/document.js';
import type { Cursor } from '../document/cursor.js';
import { parseDuration } from '../duration.js';
import { compileTemplate } from '../expressions/template.js';
import { stripDelimiters } from '../expressions/jq-expression.js';
import type { CallTask, Duration, ResultFilter, TaskId } from '../program.js';
import { functionNamed, optionalExpression } from './context.js';
import type { CompileContext } from './context.js';
import { rejectUnsupported } from './flow.js';

/** Compiles a list of actions; answers the tasks to run in order (specification 0.8, section A7). */
export function compileActions(actions: readonly Cursor[], context: CompileContext): TaskId[] {
  return actions.flatMap((action) => compileAction(action, context));
}

function compileAction(action: Cursor, context: CompileContext): TaskId[] {
  rejectUnsupported(action, ['eventRef', 'subFlowRef', 'retryRef']);
  const call = compileCall(action, context);
  if (!call) return [];
  context.tasks.set(call.id, call);
  return [...compileSleep(action, 'before', context), call.id, ...compileSleep(action, 'after', context)];
}

function compileCall(action: Cursor, context: CompileContext): CallTask | undefined {
  const reference = action.get('functionRef');
  const isText = typeof reference.value === 'string';
  if (!reference.exists) {
    if (!action.get('eventRef').exists && !action.get('subFlowRef').exists) {
      action.error('missing-property', 'The action calls nothing; add a "functionRef".');
    }
    return undefined;
  }
  const name = isText ? reference.text : reference.required('refName');
  if (name === undefined) return undefined;
  context.usedFunctions.add(name);
  const target = context.functions.get(name);
  if (!target) {
    const cursor = isText ? reference : reference.get('refName');
    cursor.error('unknown-function', `There is no usable function "${name}"; define it or correct the name.`);
    return undefined;
  }
  if (!isText) rejectUnsupported(reference, ['selectionSet']);
  const invoke = isText ? undefined : reference.optional('invoke');
  if (invoke === 'async') rejectUnsupported(reference, ['invoke']);
  const given = isText ? undefined : reference.get('arguments');
  const filter = action.get('actionDataFilter');
  const condition = optionalExpression(action.get('condition'), context);
  const fromStateData = optionalExpression(filter.get('fromStateData'), context);
  return {
    kind: 'call',
    id: action.pointer,
    name: action.optional('name') ?? name,
    function: target,
    result: compileResult(filter, context),
    ...(condition && { condition }),
    ...(fromStateData && { fromStateData }),
    ...(given?.value !== undefined &&
      given.value !== null && {
        arguments: compileTemplate(given.value, context.dialect, (name) => functionNamed(name, context)),
      }),
  };
}

function compileResult(filter: Cursor, context: CompileContext): ResultFilter {
  const use = filter.get('useResults');
  const select = optionalExpression(filter.get('results'), context);
  const target = filter.get('toStateData');
  const path = target.exists ? compilePath(target) : undefined;
  return {
    use: !use.exists || use.boolean !== false,
    ...(select && { select }),
    ...(path && path.length > 0 && { target: path }),
  };
}

/** Reads `.a.b[0]["c d"]`, the only targets that results can be assigned to (workflow-runtime.md 3.5). */
function compilePath(cursor: Cursor): (string | number)[] | undefined {
  const text = cursor.text;
  if (text === undefined) return undefined;
  let rest = stripDelimiters(text);
  const path: (string | number)[] = [];
  const step = /^\.?(?:([A-Za-z_][A-Za-z0-9_]*)|"([^"\\]*)"|\[(\d{1,6})\]|\["([^"\\]*)"\])/;
  while (rest !== '' && rest !== '.') {
    const match = step.exec(rest);
    if (!match || !(rest.startsWith('.') || rest.startsWith('['))) {
      cursor.error(
        'bad-path',
        `Results can't be written to ${text}; name a property, for instance ".order.id".`,
      );
      return undefined;
    }
    path.push(match[3] === undefined ? (match[1] ?? match[2] ?? match[4] ?? '') : Number(match[3]));
    rest = rest.slice(match[0].length);
  }
  return path;
}

function compileSleep(action: Cursor, when: 'before' | 'after', context: CompileContext): TaskId[] {
  const sleep = action.get('sleep');
  const cursor = sleep.get(when);
  if (!cursor.exists) return [];
  const duration = durationAt(cursor);
  if (!duration) return [];
  const id = pointerTo(sleep.pointer, when);
  context.tasks.set(id, { kind: 'wait', id, name: `sleep ${when}`, duration });
  return [id];
}

/** The duration under a cursor; anything else becomes a finding. */
export function durationAt(cursor: Cursor): Duration | undefined {
  const text = cursor.text;
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (!duration)
    cursor.error('bad-duration', `"${text}" is no ISO 8601 duration; write for instance PT30S, PT5M or P1D.`);
  return duration;
}

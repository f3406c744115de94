import type { Cursor } from '../../document/cursor.js';
import type { Dialect } from '../../program/dialect.js';
import { suggestion } from '../suggestion.js';
import type { JsonType, Shape } from './shape.js';
import { stateProperties } from './state-shapes.js';
import type { Violation } from './validator.js';

/** Tells the author of a document about a violation, unless an error about the same value has been told already. */
export function reportViolation(cursor: Cursor, violation: Violation, dialect: Dialect): void {
  if (cursor.noted === 'error') return;
  const { keyword, names, shape } = violation;
  switch (keyword) {
    case 'type':
      return reportType(cursor, shape, dialect);
    case 'also':
      if (dialect === 'spec') cursor.report('warning', 'wrong-type', wrongType(cursor, textTypes(shape)));
      return;
    case 'needs':
      for (const name of names)
        cursor.get(name).error('missing-property', `"${name}" is missing here; add it.`);
      return;
    case 'wants':
      return reportAbsent(cursor, names);
    case 'specNeeds':
      if (dialect === 'spec') reportAbsent(cursor, names);
      return;
    case 'someOf':
      return cursor.report(
        'warning',
        'missing-property',
        `"${nameOf(cursor)}" says nothing; add one of ${quoted(shape.someOf ?? [])}.`,
      );
    case 'exactlyOne':
      return reportChoice(cursor, violation);
    case 'additionalProperties':
      for (const name of names) reportUnknown(cursor.get(name), name, shape);
      return;
    case 'enum':
      return reportWord(cursor, shape);
    case 'minLength':
      return cursor.report(
        'warning',
        'empty-text',
        `"${nameOf(cursor)}" is empty; fill it in or leave it out.`,
      );
    case 'minItems':
      return reportEmptyList(cursor, shape, dialect);
    case 'uniqueItems':
      return cursor.report(
        'warning',
        'duplicate-item',
        `"${nameOf(cursor)}" names something twice; once is enough.`,
      );
    default:
      return reportRange(cursor, shape);
  }
}

function reportType(cursor: Cursor, shape: Shape, dialect: Dialect): void {
  const { value } = cursor;
  const types = typesOf(shape);
  const name = nameOf(cursor);
  const lenient = dialect === 'spec' ? 'warning' : 'hint';
  const isNew = cursor.noted === undefined;
  if (value === null && !/^\d+$/.test(name)) {
    const message = `"${name}" has no value; give it one or leave it out.`;
    if (isNew) cursor.report(lenient, 'empty-property', message);
    return;
  }
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) {
    const message = `"${name}" is read as a text; put the value in quotes, so that every tool does so.`;
    if (isNew) cursor.report(lenient, 'unquoted-text', message);
    return;
  }
  if (types.includes('boolean') && (value === 'true' || value === 'false')) {
    return cursor.report(lenient, 'quoted-value', `"${name}" is ${value}; write it without quotes.`);
  }
  cursor.error('wrong-type', wrongType(cursor, types));
}

function reportAbsent(cursor: Cursor, names: readonly string[]): void {
  for (const name of names)
    cursor.get(name).report('warning', 'missing-property', `"${name}" should be here; add it.`);
}

/** Uses the codes and places of the front end for `transition` and `end`, which it cannot do without. */
function reportChoice(cursor: Cursor, { names, shape }: Violation): void {
  const choices = shape.exactlyOne ?? [];
  const [first, second] = names;
  if (choices.includes('end')) {
    if (first === undefined)
      cursor.error('missing-transition', 'It isn\'t said what follows; add a "transition" or "end: true".');
    else
      cursor
        .get('transition')
        .error(
          'transition-and-end',
          'There is both a "transition" and an "end" here; keep the one that you mean.',
        );
  } else if (first === undefined) {
    cursor.error('missing-property', `One of ${quoted(choices)} is needed here; add it.`);
  } else if (second !== undefined) {
    const message = `"${first}" and "${second}" exclude each other; keep the one that you mean.`;
    cursor.get(second).reportName('error', 'conflicting-properties', message);
  }
}

function reportUnknown(cursor: Cursor, name: string, shape: Shape): void {
  const noun = shape.noun ?? 'This object';
  // What another type of state has was put here on purpose, and no other name is meant.
  const elsewhere = noun.startsWith('A state of') && stateProperties.has(name);
  const advice = 'it has no effect, so remove it';
  const ending = elsewhere ? `; ${advice}.` : suggestion(name, Object.keys(shape.properties ?? {}), advice);
  cursor.reportName('warning', 'unknown-property', `${noun} has no property "${name}"${ending}`);
}

function reportWord(cursor: Cursor, shape: Shape): void {
  const words = shape.enum ?? [];
  const { value } = cursor;
  // A wrong type is told as such.
  if (typeof value !== 'string') return;
  const name = nameOf(cursor);
  const code = name === 'type' ? 'unknown-type' : 'unknown-value';
  cursor.error(code, `"${value}" is no ${name}${suggestion(value, words, `use one of ${quoted(words)}`)}`);
}

function reportEmptyList(cursor: Cursor, shape: Shape, dialect: Dialect): void {
  const message = `The list "${nameOf(cursor)}" is empty; fill it in or leave it out.`;
  const lenient = dialect === 'spec' ? 'warning' : 'hint';
  cursor.report(shape.essential ? 'error' : lenient, 'empty-list', message);
}

function reportRange(cursor: Cursor, { minimum, maximum }: Shape): void {
  const range = maximum === undefined ? `${minimum ?? 0} or more` : `between ${minimum ?? 0} and ${maximum}`;
  cursor.error('out-of-range', `"${nameOf(cursor)}" must be ${range}.`);
}

function wrongType(cursor: Cursor, types: readonly JsonType[]): string {
  const expected = types.map((type) => words[type]).join(' or ');
  return `"${nameOf(cursor)}" must be ${expected}, but it is ${describe(cursor.value)}.`;
}

const words: { readonly [type in JsonType]: string } = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'empty',
};

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : `the ${typeof value} ${String(value)}`;
}

function typesOf(shape: Shape): readonly JsonType[] {
  return [shape.type ?? []].flat();
}

function textTypes(shape: Shape): readonly JsonType[] {
  return typesOf(shape).filter((type) => !shape.also?.includes(type));
}

/** The property or the position under which the value stands. */
function nameOf(cursor: Cursor): string {
  return cursor.pointer
    .slice(cursor.pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

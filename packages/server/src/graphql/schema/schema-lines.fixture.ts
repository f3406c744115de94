import { readFileSync } from 'node:fs';
import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLInputField, GraphQLSchema } from 'graphql';

/** A schema line by line, each field, argument and enum value with its type, so that two can be compared. */
export function linesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
      if (!isObjectType(type) && !isInputObjectType(type)) return [];
      const fields: readonly Field[] = isObjectType(type)
        ? Object.values(type.getFields())
        : Object.values(type.getFields());
      return fields.map((field) => `${type.name}.${lineOf(field)}`);
    });
}

type Field = GraphQLField<unknown, unknown> | GraphQLInputField;

function lineOf(field: Field): string {
  const args = 'args' in field ? field.args.map(({ name, type }) => `${name}: ${String(type)}`) : [];
  return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${String(field.type)}`;
}

/** The Data Index of stream 10.2, in the same lines (data-index-and-jobs.md 1.2). */
export function expectedLines(): string[] {
  const text = readFileSync(new URL('data-index-10.2.txt', import.meta.url), 'utf8');
  return text.trimEnd().split('\n');
}

const KINDS: ReadonlySet<string> = new Set(['OBJECT', 'INPUT_OBJECT', 'ENUM']);

/** The tables of the contract in the same lines, with its notes about stream 10.2 applied. */
export function linesOfContract(markdown: string): string[] {
  const section = markdown.slice(markdown.indexOf('### 1.2'), markdown.indexOf('### 1.3'));
  const lines: string[] = [];
  let type = { name: '', kind: '' };
  for (const line of section.split('\n')) {
    const heading = /^\*\*(\w+)\*\* \((\w+)(.*)\)/.exec(line);
    if (heading) type = { name: heading[1] ?? '', kind: isLater(heading[3]) ? '' : (heading[2] ?? '') };
    if (!KINDS.has(type.kind)) continue;
    if (type.kind === 'ENUM') lines.push(...enumValues(line).map((value) => `${type.name}.${value}`));
    else lines.push(...fieldOfRow(line).map((field) => `${type.name}.${field}`));
  }
  return lines;
}

function isLater(note = ''): boolean {
  return /since after-10\.2|gone after 10\.[01]\b/.test(note);
}

function enumValues(line: string): string[] {
  return line.startsWith('`') ? [...line.matchAll(/`(\w+)`/g)].map(([, value = '']) => value) : [];
}

function fieldOfRow(line: string): string[] {
  const [, name, type, note = ''] = /^\| `(\w+)` \| `([^`]+)` \| (.*) \|$/.exec(line) ?? [];
  if (name === undefined || isLater(note)) return [];
  const args = note.includes('args:')
    ? [...note.matchAll(/`(\w+: [^`]+)`/g)].map(([, argument]) => argument)
    : [];
  const formerly = /in 10\.2: `([^`]+)`/.exec(note)?.[1];
  return [`${name}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${formerly ?? type}`];
}

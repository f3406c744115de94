import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import type { Parameter, ParameterStyle } from './parameter.js';

/** How a parameter is written, apart from what its value means. */
export type ParameterForm = Pick<Parameter, 'name' | 'style' | 'explode' | 'allowReserved'>;

/** A name and a text that stand for themselves: a field, a part of a query. */
export type Pair = readonly [name: string, text: string];

const DELIMITERS: Partial<Record<ParameterStyle, string>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

/** A value as one text: text as it is, everything else as JSON. */
export function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A value in a path, escaped, with the signs that its style puts before it (RFC 6570). */
export function pathText({ name, style, explode }: ParameterForm, value: Json): string {
  const prefix = { label: '.', matrix: ';' }[style as 'label' | 'matrix'] ?? '';
  const separator = explode && prefix !== '' ? prefix : ',';
  const label = style === 'matrix' ? `${encodeURIComponent(name)}=` : '';
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => encodeURIComponent(plainText(item)));
    if (explode) return prefix + items.map((item) => label + item).join(separator);
    return prefix + label + items.join(separator);
  }
  if (isJsonObject(value)) {
    const parts = objectParts(value, explode, encodeURIComponent);
    return prefix + (explode ? '' : label) + parts.join(separator);
  }
  return prefix + label + encodeURIComponent(plainText(value));
}

/** A value in a header: without escapes, elements separated by commas. */
export function headerText({ explode }: ParameterForm, value: Json): string {
  if (Array.isArray(value)) return value.map((item: Json) => plainText(item)).join(',');
  if (isJsonObject(value)) return objectParts(value, explode, (text) => text).join(',');
  return plainText(value);
}

/** A value in a query or in a form, as the pairs that it is written with; not escaped. */
export function pairsOf({ name, style, explode }: ParameterForm, value: Json): Pair[] {
  if (style === 'deepObject') return [...deepPairs(name, value)];
  const delimiter = DELIMITERS[style] ?? ',';
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => plainText(item));
    return explode ? items.map((item): Pair => [name, item]) : [[name, items.join(delimiter)]];
  }
  if (isJsonObject(value)) {
    if (explode) return Object.entries<Json>(value).map(([key, item]): Pair => [key, plainText(item)]);
    return [[name, objectParts(value, false, (text) => text).join(delimiter)]];
  }
  return [[name, plainText(value)]];
}

/**
 * A value in a query, escaped. What separates the elements of a list stays readable where addresses allow it, so that a
 * value that holds the same character can be told from it.
 */
export function queryText(form: ParameterForm, value: Json): string[] {
  const escape = form.allowReserved ? encodeReserved : encodeURIComponent;
  if (!form.explode && typeof value === 'object' && value !== null && form.style === 'form') {
    const parts = Array.isArray(value)
      ? value.map((item: Json) => escape(plainText(item)))
      : objectParts(value as { readonly [key: string]: Json }, false, escape);
    return [`${encodeURIComponent(form.name)}=${parts.join(',')}`];
  }
  return pairsOf(form, value).map(([name, text]) => `${encodeURIComponent(name)}=${escape(text)}`);
}

/** Escapes what can't stand in a query at all, and what would end this value. */
function encodeReserved(text: string): string {
  return encodeURIComponent(text).replaceAll(/%(?:3A|2F|3F|5B|5D|40|24|2C|3B|3D)/g, (code) =>
    decodeURIComponent(code),
  );
}

function objectParts(
  value: { readonly [key: string]: Json },
  explode: boolean,
  escape: (text: string) => string,
): string[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const pair = [escape(key), escape(plainText(item))];
    return explode ? [pair.join('=')] : pair;
  });
}

function* deepPairs(name: string, value: Json): Iterable<Pair> {
  if (isJsonObject(value)) {
    for (const [key, item] of Object.entries<Json>(value)) yield* deepPairs(`${name}[${key}]`, item);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) yield* deepPairs(name, item);
  } else {
    yield [name, plainText(value)];
  }
}

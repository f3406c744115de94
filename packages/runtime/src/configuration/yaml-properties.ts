import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Properties } from './properties.js';

/**
 * Reads configuration that is written as YAML: nested keys become dotted ones, lists become texts with commas.
 *
 * @throws Error with line and column when the text is not YAML
 */
export function parseYamlProperties(text: string): Properties {
  const properties = new Map<string, string>();
  // Loaded where somebody writes settings in YAML; whoever reads them does so without waiting.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  collect(parse(text) as unknown, '', properties);
  return properties;
}

function collect(value: unknown, key: string, into: Map<string, string>): void {
  if (Array.isArray(value)) {
    into.set(key, value.map(textOf).join(','));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(inner, keyBelow(key, name), into);
  } else if (key !== '' && value !== null && value !== undefined) {
    into.set(key, textOf(value));
  }
}

/** `~` stands for the key above itself, which then has a value and keys below it. */
function keyBelow(key: string, name: string): string {
  if (name === '~' || name === 'null' || name === '') return key;
  const plain = name.replaceAll('"', '');
  return key === '' ? plain : `${key}.${plain}`;
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { loadDefinition } from '../load.js';
import type { LoadedDefinition } from '../load.js';
import type { Dialect } from '../program/dialect.js';
import { FolderResources } from '../resources.js';

const corpus = path.join(import.meta.dirname, '../../../../../shared/corpus');

/** Whether the collection of published workflows lies beside this repository. */
export const corpusIsPresent = existsSync(corpus);

/** Name of a suite that needs the corpus; says when it is skipped. */
export function suiteName(name: string): string {
  return corpusIsPresent ? name : `${name} (skipped: ../shared/corpus is absent)`;
}

/** Paths of all workflow documents of one collection, relative to it. */
export function documentsOf(collection: string): string[] {
  return readdirSync(path.join(corpus, collection), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.sw\.(json|ya?ml)$|(^|\/)workflow\.(json|yaml)$/.test(file))
    .sort();
}

/** Reads one of them as an application would that has the folder around it as its resources. */
export function loadFrom(collection: string, file: string, dialect: Dialect): Promise<LoadedDefinition> {
  const root = path.join(corpus, collection, resourceRoot(collection, file));
  const absolute = path.join(corpus, collection, file);
  const text = readFileSync(absolute, 'utf8');
  return loadDefinition(path.relative(root, absolute), text, new FolderResources(root), { dialect });
}

/** What a case of `sonataflow/expectations.yaml` says about its documents. */
export interface Case {
  readonly id: string;
  readonly workflow: string;
  readonly with?: readonly string[];
  readonly expect?: {
    readonly definition?: 'accepted' | 'rejected';
    readonly findingsAtLeast?: number;
    readonly process?: { readonly id: string; readonly name: string; readonly version: string };
  };
}

/** The cases of the SonataFlow collection. */
export function sonataflowCases(): readonly Case[] {
  const text = readFileSync(path.join(corpus, 'sonataflow/expectations.yaml'), 'utf8');
  return (parse(text) as { readonly cases: readonly Case[] }).cases;
}

/** The first folder of a SonataFlow sample is its resource root, below `examples` the second one. */
function resourceRoot(collection: string, file: string): string {
  if (collection !== 'sonataflow') return '';
  const [first = '', second = ''] = file.split('/');
  return first === 'examples' ? `${first}/${second}` : first;
}

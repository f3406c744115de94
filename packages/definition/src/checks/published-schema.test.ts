import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceDocument } from '../document/document.js';
import { isJsonObject } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { loadDefinition } from '../load.js';
import type { Dialect } from '../program/dialect.js';
import { StoredResources } from '../resources.js';
import { excused } from './excused-document.fixture.js';

const shared = path.join(import.meta.dirname, '../../../../../shared');
const schemas = path.join(shared, 'schemas/serverless-workflow-0.8');
const corpus = path.join(shared, 'corpus');
const present = existsSync(schemas) && existsSync(corpus);

function publishedSchema(): (document: Json) => boolean {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const read = (file: string): JsonObject =>
    JSON.parse(readFileSync(path.join(schemas, file), 'utf8')) as JsonObject;
  for (const file of readdirSync(schemas)) {
    if (file.endsWith('.json') && file !== 'workflow.json') ajv.addSchema(read(file));
  }
  const validate = ajv.compile(read('workflow.json'));
  return (document) => validate(document);
}

interface Sample {
  readonly file: string;
  readonly document: JsonObject;
}

function samples(): Sample[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.sw\.(json|ya?ml)$|spec-0\.8-examples.*workflow\.(json|yaml)$/.test(file))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(path.join(corpus, file), 'utf8');
      const format = file.endsWith('.json') ? 'json' : 'yaml';
      const { document } = SourceDocument.parse({ path: file, text, format });
      return document && isJsonObject(document.value) ? [{ file, document: document.value }] : [];
    });
}

/** Findings that have nothing to do with the structure of a document. */
const BESIDE = /^(unused-|unwritten-|wrong-event-kind|missing-code|expression-syntax|unreached-)/;

async function structural(document: Json, dialect: Dialect): Promise<string[]> {
  const text = JSON.stringify(document, null, 1);
  const { findings } = await loadDefinition('a/a.sw.json', text, new StoredResources(new Map()), { dialect });
  return findings.filter(({ code }) => !BESIDE.test(code)).map(({ code, message }) => `${code} ${message}`);
}

type Path = readonly (string | number)[];

function properties(value: Json, at: Path = []): Path[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => properties(item, [...at, index]));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...at, key], ...properties(item, [...at, key])]);
}

interface Changing {
  [key: string | number]: Json;
}

function valueAt(document: Json, at: Path): Json | undefined {
  return at.reduce<Json | undefined>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Changing)[step] : undefined),
    document,
  );
}

type Change = (parent: Changing, key: string | number) => void;

const drop: Change = (parent, key) => delete parent[key];
const rename: Change = (parent, key) => {
  parent[`${key}Xy`] = parent[key] ?? null;
  delete parent[key];
};
const retype =
  (value: Json): Change =>
  (parent, key) => {
    parent[key] = value;
  };
const changes = [drop, rename, ...[null, 7, true, 'zzz', '', [], ['x'], {}, { x: 1 }].map(retype)];

function changed(document: JsonObject, at: Path, change: Change): JsonObject {
  const copy = structuredClone(document);
  change(valueAt(copy, at.slice(0, -1)) as Changing, at.at(-1) ?? '');
  return copy;
}

/** Samples about which there is nothing to say, together with what is said about the files that are not read here. */
async function perfectSamples(accepts: (document: Json) => boolean, dialect: Dialect) {
  const perfect: (Sample & { readonly told: readonly string[] })[] = [];
  for (const { file, document } of samples()) {
    if (!accepts(document)) continue;
    const told = await structural(document, dialect);
    if (told.every((text) => text.startsWith('resource-'))) perfect.push({ file, document, told });
  }
  return perfect;
}

describe.skipIf(!present)(
  present
    ? 'the published schema'
    : 'the published schema (skipped: ../shared/schemas or ../shared/corpus is absent)',
  () => {
    it.each(['sonataflow', 'spec'] as const)('refuses no sample without a finding (%s)', async (dialect) => {
      const accepts = publishedSchema();
      for (const { file, document } of samples()) {
        if (!accepts(excused(document, dialect)))
          expect(await structural(document, dialect), file).not.toEqual([]);
      }
    });

    it.each(['sonataflow', 'spec'] as const)(
      'refuses no sample with a change in it without a finding (%s)',
      async (dialect) => {
        const accepts = publishedSchema();
        const perfect = await perfectSamples(accepts, dialect);
        expect(perfect.length).toBeGreaterThan(50);
        const document = (index: number): JsonObject => perfect[index]?.document ?? {};
        let refused = 0;
        await fc.assert(
          fc.asyncProperty(
            // Indexes, since a failure would print the document.
            fc
              .nat(perfect.length - 1)
              .chain((index) =>
                fc.tuple(fc.constant(index), fc.constantFrom(...properties(document(index)))),
              ),
            fc.constantFrom(...changes),
            async ([index, at], change) => {
              const { file, told } = perfect[index] ?? { file: '', told: [] as string[] };
              const mutant = changed(document(index), at, change);
              if (accepts(excused(mutant, dialect))) return;
              refused++;
              const news = (await structural(mutant, dialect)).filter((text) => !told.includes(text));
              expect(news, `${file}: ${at.join('/')} = ${JSON.stringify(valueAt(mutant, at))}`).not.toEqual(
                [],
              );
            },
          ),
          { numRuns: Number(process.env['MUTANTS'] ?? 300) },
        );
        expect(refused).toBeGreaterThan(50);
      },
      120_000,
    );
  },
);

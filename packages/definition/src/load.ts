import { createHash } from 'node:crypto';
import path from 'node:path';
import { Cursor } from './document/cursor.js';
import { SourceDocument } from './document/document.js';
import type { Finding } from './finding.js';
import { isJsonObject } from './json.js';
import type { JsonObject } from './json.js';
import type { DataSchema, Dialect, Program, SourceFile } from './program.js';
import { RecordingResources, ResourceOutsideError } from './resources.js';
import type { Resources } from './resources.js';
import { schemaSection } from './schema/schema-section.js';
import { compileFlow } from './sw08/compile.js';

/** What became of a document. */
export interface LoadedDefinition {
  /** Absent when there are findings of severity `error`. */
  readonly program?: Program;
  /** Everything that is to be said about the document, in the order of its lines. */
  readonly findings: readonly Finding[];
  /** The document's id, as far as it could be read. */
  readonly workflowId?: string;
}

/** First path segments of the HTTP surfaces; a workflow of that name could not be reached (design: server). */
export const RESERVED_IDS: ReadonlySet<string> = new Set([
  'management',
  'messaging',
  'q',
  'graphql',
  'graphiql',
  'jobs',
  'v2',
  'data-index',
  'jobs-service',
  '_dynamic',
  'sources',
]);

/** Tells a workflow document from other files by its name. */
export function isDefinitionFile(file: string): boolean {
  const name = path.posix.basename(file);
  return !name.startsWith('.') && /\.sw\.(json|ya?ml)$/.test(name);
}

/**
 * Checks and compiles a workflow document. All findings come back at once.
 *
 * @param file - path of the document relative to the workflows folder
 *
 * @example
 * const { program, findings } = await loadDefinition('greeting/greeting.sw.yaml', text, new FolderResources('workflows'));
 */
export async function loadDefinition(
  file: string,
  text: string,
  resources: Resources,
): Promise<LoadedDefinition> {
  const source: SourceFile = { path: file, text, format: file.endsWith('.json') ? 'json' : 'yaml' };
  const parsed = SourceDocument.parse(source);
  if (!parsed.document) return { findings: parsed.findings };
  const findings: Finding[] = [];
  const root = Cursor.root(parsed.document, findings);
  if (!isJsonObject(root.value)) {
    root.error('wrong-type', 'The document must be an object with "id", "states" and so on.');
    return { findings };
  }
  const workflowId = readId(root);
  const program = await compile(source, root, workflowId ?? '', new RecordingResources(resources));
  rejectUnreadable(root);
  rejectOtherLanguages(root);
  findings.sort((a, b) => a.line - b.line || a.column - b.column);
  const broken =
    !program || workflowId === undefined || findings.some((finding) => finding.severity === 'error');
  return { findings, ...(workflowId !== undefined && { workflowId }), ...(!broken && { program }) };
}

async function compile(
  source: SourceFile,
  root: Cursor,
  workflowId: string,
  resources: RecordingResources,
): Promise<Program | undefined> {
  const dialect = readDialect(root);
  const schemas = await readSchemas(root, source.path, resources);
  const flow = compileFlow(root, dialect);
  if (!flow) return undefined;
  const description = root.optional('description');
  return {
    hash: hashOf(source, resources.files),
    workflowId,
    version: root.optional('version') ?? '1.0',
    name: root.optional('name') ?? workflowId,
    annotations: root.get('annotations').list.flatMap((annotation) => annotation.text ?? []),
    metadata: optionalObject(root.get('metadata')),
    constants: optionalObject(root.get('constants')),
    dialect,
    source,
    files: resources.files,
    ...schemas,
    ...flow,
    ...(description !== undefined && { description }),
  };
}

function readId(root: Cursor): string | undefined {
  const key = root.get('id').exists || !root.get('key').exists ? 'id' : 'key';
  const id = root.required(key);
  if (id === undefined) return undefined;
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/.test(id)) {
    root
      .get(key)
      .error(
        'bad-id',
        `"${id}" can't be an id: it is part of web addresses, so use letters, digits, "-", "_" and "." only, and begin with a letter or digit.`,
      );
    return undefined;
  }
  if (RESERVED_IDS.has(id)) {
    root.get(key).error('reserved-id', `"${id}" is an address of the server itself; choose another id.`);
    return undefined;
  }
  return id;
}

function readDialect(root: Cursor): Dialect {
  const cursor = root.get('metadata').get('dialect');
  if (!cursor.exists || cursor.value === 'sonataflow') return 'sonataflow';
  if (cursor.value === 'spec') return 'spec';
  cursor.error('unknown-dialect', 'The dialect must be "sonataflow" or "spec".');
  return 'sonataflow';
}

async function readSchemas(
  root: Cursor,
  file: string,
  resources: Resources,
): Promise<{ input?: DataSchema; output?: DataSchema }> {
  const place = { file, workflowFolder: path.posix.dirname(file) };
  const extension = root
    .get('extensions')
    .list.find((entry) => entry.get('extensionid').value === 'workflow-output-schema');
  try {
    const input = await schemaSection(root.get('dataInputSchema'), place, resources);
    const output = extension && (await schemaSection(extension.get('outputSchema'), place, resources));
    return { ...(input && { input }), ...(output && { output }) };
  } catch (error) {
    if (!(error instanceof ResourceOutsideError)) throw error;
    root.error(error.code, error.message);
    return {};
  }
}

function optionalObject(cursor: Cursor): JsonObject {
  return cursor.exists ? (cursor.object ?? {}) : {};
}

/** What expressions may not read yet; they would silently go on with nothing, or with their own text. */
const UNREADABLE = /\$SECRETS?\b|\$WORKFLOW\.(?!instanceId\b|id\b|name\b|input\b)\w+/;

function rejectUnreadable(cursor: Cursor): void {
  const { value } = cursor;
  if (typeof value === 'string') {
    const found = UNREADABLE.exec(value);
    if (found) cursor.error('not-supported', `${found[0]} can't be read by this version.`);
  } else if (Array.isArray(value)) {
    value.forEach((_, index) => rejectUnreadable(cursor.get(index)));
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) rejectUnreadable(cursor.get(key));
  }
}

function rejectOtherLanguages(root: Cursor): void {
  const language = root.get('expressionLang');
  if (language.exists && language.value !== 'jq') {
    language.error(
      'not-supported',
      "Expressions in this language can't be evaluated by this version; write them in jq.",
    );
  }
}

/** Covers everything that decides how instances behave, so that equal hashes mean equal behaviour. */
function hashOf(source: SourceFile, files: ReadonlyMap<string, string>): string {
  const parts = [source.path, source.text, ...[...files].sort(([a], [b]) => (a < b ? -1 : 1)).flat()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

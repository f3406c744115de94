import { createHash } from 'node:crypto';
import path from 'node:path';
import { Cursor } from './document/cursor.js';
import { SourceDocument } from './document/document.js';
import { languageOf } from './expressions/language.js';
import type { Finding } from './finding.js';
import { isJsonObject } from './json.js';
import type { JsonObject } from './json.js';
import type { DataSchema } from './program/data-schema.js';
import type { Dialect } from './program/dialect.js';
import type { Program, SourceFile } from './program/program.js';
import { RecordingResources } from './resources.js';
import type { Resources } from './resources.js';
import { schemaSection } from './schema/schema-section.js';
import { compileFlow } from './sw08/compile.js';
import { extensionOf } from './sw08/extensions.js';
import { readDialect, readId, readLanguage } from './sw08/head.js';
import { References } from './sw08/references/references.js';
import type { Section } from './sw08/references/section.js';

/** How a document is to be read. */
export interface LoadOptions {
  /** The dialect of documents that name none in `metadata.dialect`; `sonataflow` by default. */
  readonly dialect?: Dialect;
  /** True: this very build has read document and files before, and found no error; what only looks for mistakes is left out. */
  readonly isChecked?: boolean;
}

/** What became of a document. */
export interface LoadedDefinition {
  /** Absent when there are findings of severity `error`. */
  readonly program?: Program;
  /** Everything that is to be said about the document, in the order of its lines; then about the files it refers to. */
  readonly findings: readonly Finding[];
  /** The document's id, as far as it could be read. */
  readonly workflowId?: string;
}

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
  options: LoadOptions = {},
): Promise<LoadedDefinition> {
  const source: SourceFile = { path: file, text, format: file.endsWith('.json') ? 'json' : 'yaml' };
  const { isChecked = false } = options;
  const parsed = isChecked ? SourceDocument.parseChecked(source) : SourceDocument.parse(source);
  if (!parsed.document) return { findings: parsed.findings };
  const findings: Finding[] = [...parsed.findings];
  const root = Cursor.root(parsed.document, findings);
  if (!isWorkflow(root)) return { findings };
  const dialect = readDialect(root, options.dialect ?? 'sonataflow');
  const workflowId = readId(root, dialect);
  const program = await compile(source, root, { workflowId, dialect, resources, findings, isChecked });
  findings.sort((a, b) => inOrder(a, b, file));
  const broken =
    !program || workflowId === undefined || findings.some((finding) => finding.severity === 'error');
  return { findings, ...(workflowId !== undefined && { workflowId }), ...(!broken && { program }) };
}

/** Tells by structure, not by the number that a document gives, whether it is one of specification 0.8. */
function isWorkflow(root: Cursor): boolean {
  if (!isJsonObject(root.value)) {
    root.error('wrong-type', 'The document must be an object with "id", "states" and so on.');
    return false;
  }
  if (!root.get('states').exists && isJsonObject(root.get('document').value) && root.get('do').exists) {
    root.error(
      'other-specification',
      'This is a document of Serverless Workflow 1.0 ("document" and "do"), which this version can\'t run; write it by specification 0.8, with "id" and "states".',
    );
    return false;
  }
  return true;
}

interface Reading {
  readonly workflowId: string | undefined;
  readonly dialect: Dialect;
  readonly resources: Resources;
  readonly findings: Finding[];
  readonly isChecked: boolean;
}

async function compile(
  source: SourceFile,
  root: Cursor,
  { workflowId = '', dialect, resources, findings, isChecked }: Reading,
): Promise<Program | undefined> {
  const recording = new RecordingResources(resources);
  const references = new References(source.path, recording, findings);
  const language = languageOf(readLanguage(root), dialect);
  const schemas = await readSchemas(root, references, source.path, recording);
  const { sections, flow } = await compileFlow(root, source.path, dialect, language, references);
  if (!isChecked) {
    // What the compilation has found wrong need not be told twice.
    const { checkAll } = await import('./checks/check-all.js');
    const others = Object.values<Section>(sections).filter(({ file }) => file !== source.path);
    checkAll(root, others, flow && { ...flow, ...schemas }, dialect);
  }
  if (!flow) return undefined;
  const description = root.optional('description');
  return {
    hash: definitionHash(source, recording.files, dialect),
    workflowId,
    version: root.optional('version') ?? '1.0',
    name: root.optional('name') ?? workflowId,
    annotations: root.get('annotations').list.flatMap((annotation) => annotation.text ?? []),
    metadata: optionalObject(root.get('metadata')),
    dialect,
    source,
    files: recording.files,
    ...schemas,
    ...flow,
    ...(description !== undefined && { description }),
  };
}

async function readSchemas(
  root: Cursor,
  references: References,
  file: string,
  resources: Resources,
): Promise<{ input?: DataSchema; output?: DataSchema }> {
  const place = references.placeOf(file);
  const outputSchema = extensionOf(root, 'workflow-output-schema').get('outputSchema');
  const input = await schemaSection(root.get('dataInputSchema'), place, resources);
  const output = await schemaSection(outputSchema, place, resources);
  return { ...(input && { input }), ...(output && { output }) };
}

function optionalObject(cursor: Cursor): JsonObject {
  return cursor.exists ? (cursor.object ?? {}) : {};
}

/** Findings about the document itself first, in the order of its lines. */
function inOrder(a: Finding, b: Finding, file: string): number {
  const byFile =
    Number(a.file !== file) - Number(b.file !== file) || (a.file < b.file ? -1 : Number(a.file > b.file));
  return byFile || a.line - b.line || a.column - b.column;
}

/**
 * The hash of a definition. It covers everything that decides how instances behave, so that equal hashes mean equal
 * behaviour.
 *
 * @param dialect - the one that the document is read by, whoever chose it
 */
export function definitionHash(
  source: Pick<SourceFile, 'path' | 'text'>,
  files: ReadonlyMap<string, string>,
  dialect: Dialect,
): string {
  const referred = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
  const parts = [dialect, source.path, source.text, ...referred];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

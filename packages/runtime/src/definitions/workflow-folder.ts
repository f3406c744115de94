import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FolderResources, formatFinding, isDefinitionFile, loadDefinition } from '@orchestrator/definition';
import type { Finding, LoadedDefinition } from '@orchestrator/definition';
import { watch } from 'chokidar';
import type { FSWatcher } from 'chokidar';
import type { Logger } from '../logger.js';
import type { Catalogue } from './catalogue.js';
import { noProperties, parseProperties } from './properties.js';
import type { Properties } from './properties.js';

/** Quiet time after a change before documents are read again, so that an editor's several writes count as one. */
const SETTLE_MS = 60;

/** How deep documents and their files may lie below the workflows folder. */
const MAX_DEPTH = 8;

/** Reads the documents of a folder into the catalogue and follows every change of them. */
export class WorkflowFolder {
  readonly #root: string;
  readonly #catalogue: Catalogue;
  readonly #logger: Logger;
  readonly #files = new Set<string>();
  readonly #properties = new Map<string, Properties>();
  #watcher: FSWatcher | undefined;
  #settle: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(root: string, catalogue: Catalogue, logger: Logger) {
    this.#root = path.resolve(root);
    this.#catalogue = catalogue;
    this.#logger = logger;
  }

  /** Reads everything once, then watches. Answers when the documents that are there now are in force. */
  async open(): Promise<void> {
    await mkdir(this.#root, { recursive: true });
    await this.#watch();
    await this.#readAll();
    await this.#catalogue.withdrawOthers();
  }

  /** Settings of the folder in which the workflow's document lies. */
  configuration(workflowId: string): (key: string) => string | undefined {
    const file = this.#catalogue.current(workflowId)?.source.path;
    const properties =
      file === undefined ? noProperties : (this.#properties.get(path.posix.dirname(file)) ?? noProperties);
    return (key) => properties.get(key);
  }

  async close(): Promise<void> {
    clearTimeout(this.#settle);
    await this.#watcher?.close();
    await this.#reading;
  }

  async #watch(): Promise<void> {
    const watcher = watch(this.#root, {
      depth: MAX_DEPTH,
      followSymlinks: false,
      ignored: (file) =>
        path.basename(file) === 'node_modules' ||
        (path.basename(file).startsWith('.') && file !== this.#root),
    });
    this.#watcher = watcher;
    let ready = false;
    watcher.on('all', (event, file) => {
      const relative = path.relative(this.#root, file).split(path.sep).join('/');
      if (event === 'add') this.#files.add(relative);
      if (event === 'unlink') this.#files.delete(relative);
      if (ready) this.#readSoon();
    });
    watcher.on('error', (error) =>
      this.#logger.warn(`The workflows folder can't be watched: ${String(error)}`),
    );
    await new Promise<void>((resolve) => watcher.once('ready', resolve));
    ready = true;
  }

  #readSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      this.#reading = this.#reading.then(() => this.#readAll());
    }, SETTLE_MS);
  }

  async #readAll(): Promise<void> {
    try {
      await this.#readProperties();
      const documents = [...this.#files].filter(isDefinitionFile).sort();
      const owners = new Map<string, string>();
      for (const file of documents) await this.#read(file, owners);
      await this.#dropGone(documents);
    } catch (error) {
      this.#logger.error(
        `The workflows folder could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  async #readProperties(): Promise<void> {
    this.#properties.clear();
    for (const file of this.#files) {
      if (path.posix.basename(file) !== 'application.properties') continue;
      const text = await readFile(path.join(this.#root, file), 'utf8');
      this.#properties.set(path.posix.dirname(file), parseProperties(text, 'dev', process.env));
    }
  }

  async #read(file: string, owners: Map<string, string>): Promise<void> {
    const resources = new FolderResources(this.#root);
    const text = await resources.read(file);
    if (text === undefined) return;
    const loaded = withoutDuplicate(await loadDefinition(file, text, resources), file, owners);
    const before = this.#catalogue.findings().find((entry) => entry.file === file);
    const inForce =
      loaded.workflowId === undefined ? undefined : this.#catalogue.current(loaded.workflowId)?.hash;
    await this.#catalogue.take(file, loaded);
    if (loaded.workflowId !== undefined && !loaded.program)
      await this.#catalogue.keepLastGood(loaded.workflowId);
    this.#tell(
      file,
      loaded,
      inForce,
      JSON.stringify(before?.findings ?? []) !== JSON.stringify(loaded.findings),
    );
  }

  async #dropGone(documents: readonly string[]): Promise<void> {
    const known = [
      ...this.#catalogue.list().map((program) => program.source.path),
      ...this.#catalogue.findings().map((entry) => entry.file),
    ];
    for (const file of new Set(known)) {
      if (documents.includes(file)) continue;
      await this.#catalogue.drop(file);
      this.#logger.info(`The workflow document ${file} is gone; its workflow is no longer offered.`);
    }
  }

  #tell(file: string, loaded: LoadedDefinition, inForce: string | undefined, news: boolean): void {
    const { program, findings } = loaded;
    if (program && program.hash !== inForce)
      this.#logger.info(`Workflow "${program.workflowId}" ${program.version} is in force (${file}).`);
    if (!news) return;
    for (const finding of findings) {
      if (finding.severity === 'error') this.#logger.error(formatFinding(finding));
      else if (finding.severity === 'warning') this.#logger.warn(formatFinding(finding));
    }
    if (!program && inForce !== undefined)
      this.#logger.warn(`${file} has errors; the version before stays in force.`);
  }
}

/** Two documents must not share an id; the first by path keeps it. */
function withoutDuplicate(
  loaded: LoadedDefinition,
  file: string,
  owners: Map<string, string>,
): LoadedDefinition {
  const { workflowId } = loaded;
  if (workflowId === undefined) return loaded;
  const owner = owners.get(workflowId);
  if (owner === undefined) {
    owners.set(workflowId, file);
    return loaded;
  }
  const finding: Finding = {
    code: 'duplicate-id',
    severity: 'error',
    message: `The id "${workflowId}" belongs to ${owner} already; give this workflow another one.`,
    file,
    line: 1,
    column: 1,
  };
  return { findings: [...loaded.findings, finding] };
}

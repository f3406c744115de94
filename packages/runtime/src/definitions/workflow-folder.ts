import path from 'node:path';
import { FolderResources, formatFinding, isDefinitionFile, RemoteResources } from '@orchestrator/definition';
import type { Finding, RemoteSources } from '@orchestrator/definition';
import { StoreDataError } from '@orchestrator/store';
import type { Logger } from '../logger.js';
import type { Catalogue } from './catalogue.js';
import { readDocument } from './read-document.js';
import type { ReadDocument } from './read-document.js';
import type { Reader } from './reading.js';
import { FolderWatch } from './folder-watch.js';
import { isUploaded } from './uploads.js';
import { isHiddenDefinition, wantsHidden } from './hidden-files.js';
import { FolderSettings } from '../configuration/folder-settings.js';
import type { CommonSources } from '../configuration/settings.js';

/** Quiet time after a change before documents are read again, so that an editor's several writes count as one. */
const SETTLE_MS = 60;

/** Pause before documents are read again after something beside them failed. */
const RETRY_MS = 2_000;

/** Documents that are read at the same time. */
const AHEAD = 16;

/** How the documents of a folder are read. */
export interface ReadingOptions {
  /** What counts for the workflows of all folders. */
  readonly settings: CommonSources;
  readonly reader: () => Promise<Reader>;
  readonly remote: Pick<RemoteSources, 'map' | 'fetch'>;
}

/** Reads the documents of a folder into the catalogue and follows every change of them. */
export class WorkflowFolder {
  readonly #root: string;
  readonly #options: ReadingOptions;
  readonly #catalogue: Catalogue;
  readonly #logger: Logger;
  readonly #watch: FolderWatch;
  readonly #settings: FolderSettings;
  #settle: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;
  /** Whether all files are known. */
  #isListed = false;
  #reading: Promise<void> = Promise.resolve();

  constructor(root: string, options: ReadingOptions, catalogue: Catalogue, logger: Logger) {
    this.#options = options;
    this.#root = path.resolve(root);
    this.#catalogue = catalogue;
    this.#logger = logger;
    this.#settings = new FolderSettings(this.#root, options.settings, logger);
    this.#watch = new FolderWatch(this.#root, {
      changed: () => this.#readSoon(),
      failed: (error) => logger.warn(`The workflows folder can't be watched: ${String(error)}`),
    });
  }

  /** Finds out which files are there. */
  async list(): Promise<void> {
    this.#isListed = await this.#watch.list();
  }

  /** Reads what was listed, then watches. Answers when the documents that were there are in force. */
  async open(): Promise<void> {
    const complete = await this.#readAll();
    // What could not be read may still be there; nothing is withdrawn on a guess.
    if (complete && this.#isListed) await this.#catalogue.withdrawOthers();
    void this.#watch.start();
  }

  /** Does something while no document is being read, and reads all of them again soon afterwards. */
  async between<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#reading.then(work);
    this.#reading = done.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await done;
    } finally {
      this.#readSoon();
    }
  }

  /** Settings of the folder in which the workflow's document lies. */
  configuration(workflowId: string): (key: string) => string | undefined {
    const settings = this.#catalogue.settings(workflowId);
    return (key) => settings.get(key);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#settle);
    clearTimeout(this.#retry);
    await this.#watch.close();
    await this.#reading;
  }

  #readSoon(): void {
    clearTimeout(this.#settle);
    if (this.#closed) return;
    this.#settle = setTimeout(() => {
      this.#reading = this.#reading.then(async () => {
        const complete = await this.#readAll();
        // Something beside the documents failed, for instance the database; the change must not be lost.
        if (!complete) this.#retry = setTimeout(() => this.#readSoon(), RETRY_MS);
      });
    }, SETTLE_MS);
  }

  /** Reads all documents; false when one could not be dealt with for a reason that may pass. */
  async #readAll(): Promise<boolean> {
    clearTimeout(this.#retry);
    let complete = await this.#attempt('The settings', () => this.#settings.read(this.#watch.files));
    const documents = [...this.#watch.files].filter((file) => this.#isDocument(file)).sort();
    const owners = new Map(this.#uploaded());
    for await (const [file, loaded] of this.#loadAll(documents)) {
      complete =
        (await this.#attempt(file, () => this.#take(file, withoutDuplicate(loaded, file, owners)))) &&
        complete;
    }
    complete = (await this.#attempt('The list of workflows', () => this.#dropGone(documents))) && complete;
    for (const { workflowId, source } of this.#catalogue.list()) {
      this.#catalogue.configure(workflowId, this.#settings.of(source.path));
    }
    return complete;
  }

  /** Ids that belong to uploaded documents. */
  #uploaded(): [workflowId: string, owner: string][] {
    const uploaded = this.#catalogue.list().filter(({ source }) => isUploaded(source.path));
    return uploaded.map(({ workflowId }) => [workflowId, 'a document that was uploaded']);
  }

  #isDocument(file: string): boolean {
    if (isDefinitionFile(file)) return true;
    return isHiddenDefinition(file) && wantsHidden(this.#settings.of(file));
  }

  async #attempt(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#logger.error(
        `${what} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      return false;
    }
  }

  /** The documents in their order, while the next ones are being read. Those that have just gone are left out. */
  async *#loadAll(files: readonly string[]): AsyncGenerator<[file: string, loaded: ReadDocument]> {
    const ahead: Promise<ReadDocument | undefined>[] = [];
    for (const [at, file] of files.entries()) {
      for (let next = at + ahead.length; next < files.length && ahead.length < AHEAD; next += 1)
        ahead.push(this.#load(files[next] ?? ''));
      const loaded = await ahead.shift();
      if (loaded) yield [file, loaded];
    }
  }

  async #take(file: string, loaded: ReadDocument): Promise<void> {
    const before = this.#catalogue.findings().find((entry) => entry.file === file)?.findings ?? [];
    const inForce =
      loaded.workflowId === undefined ? undefined : this.#catalogue.current(loaded.workflowId)?.hash;
    try {
      await this.#catalogue.take(file, loaded);
    } catch (error) {
      if (!(error instanceof StoreDataError)) throw error;
      // The text itself is what cannot be kept, and it will not get better by itself.
      await this.#catalogue.take(file, { findings: [unreadable(file, error)] });
    }
    this.#tell(file, loaded, inForce, JSON.stringify(before) !== JSON.stringify(loaded.findings));
  }

  /** The document as it is now; undefined when it has just gone. */
  async #load(file: string): Promise<ReadDocument | undefined> {
    const { reader, remote } = this.#options;
    const folder = new FolderResources(this.#root);
    // What could be fetched once stays usable when its server is away.
    const copies = this.#catalogue.list().find(({ source }) => source.path === file)?.files;
    const resources = new RemoteResources(folder, { ...remote, ...(copies && { copies }) });
    try {
      const text = await folder.read(file);
      if (text === undefined) return undefined;
      const before = this.#catalogue.reading(file);
      return await readDocument(file, text, resources, await reader(), before);
    } catch (error) {
      return { findings: [unreadable(file, error)] };
    }
  }

  async #dropGone(documents: readonly string[]): Promise<void> {
    const known = [
      ...this.#catalogue.list().map(({ source }) => source.path),
      ...this.#catalogue.findings().map((entry) => entry.file),
    ];
    for (const file of new Set(known)) {
      if (documents.includes(file) || isUploaded(file)) continue;
      await this.#catalogue.drop(file);
      this.#logger.info(`The workflow document ${file} is gone; its workflow is no longer offered.`);
    }
  }

  #tell(file: string, loaded: ReadDocument, inForce: string | undefined, news: boolean): void {
    const { head, findings } = loaded;
    if (head && head.hash !== inForce)
      this.#logger.info(`Workflow "${head.workflowId}" ${head.version} is in force (${file}).`);
    if (!news) return;
    for (const finding of findings) {
      if (finding.severity === 'error') this.#logger.error(formatFinding(finding));
      else if (finding.severity === 'warning') this.#logger.warn(formatFinding(finding));
    }
    if (!head && inForce !== undefined)
      this.#logger.warn(`${file} has errors; the version before stays in force.`);
  }
}

/** Two documents must not share an id; the first by path keeps it. */
function withoutDuplicate(loaded: ReadDocument, file: string, owners: Map<string, string>): ReadDocument {
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

function unreadable(file: string, error: unknown): Finding {
  const message = `The document can't be used: ${error instanceof Error ? error.message : String(error)}`;
  return { code: 'unreadable', severity: 'error', message, file, line: 1, column: 1 };
}

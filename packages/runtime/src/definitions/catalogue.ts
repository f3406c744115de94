import type { LoadedDefinition, Program } from '@orchestrator/definition';
import type { Store } from '@orchestrator/store';
import type { Definitions, DocumentFindings } from '../runtime.js';
import type { Settings } from '../configuration/settings.js';
import { isUploaded } from './uploads.js';
import { correlationSets, fromStored, toStored } from './stored.js';

/** What the store has in force for a workflow. */
interface Published {
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** All definitions that this process knows: those in force and those that stored instances still follow. */
export class Catalogue implements Definitions {
  readonly #store: Store;
  /** What holds for a workflow that has no settings of its own. */
  readonly #common: Settings;
  readonly #current = new Map<string, Program>();
  readonly #byHash = new Map<string, Program>();
  readonly #findings = new Map<string, DocumentFindings>();
  /** Settings by workflow id; those of a document that is gone are kept for the runs that go on. */
  readonly #settings = new Map<string, Settings>();
  readonly #listeners = new Set<(workflowId: string | undefined) => void>();
  /** What is in force by workflow id, as the store has it. */
  #published = new Map<string, Published>();

  constructor(store: Store, common: Settings) {
    this.#store = store;
    this.#common = common;
  }

  /** Learns what the store already holds, so that unchanged definitions are not written again. */
  async open(): Promise<void> {
    const rows = await this.#store.index.definitions({});
    const available = rows.flatMap(({ available, id, hash, path, publishedAt }) =>
      // Those of other runtimes have no hash.
      available && hash !== null && path !== null ? [{ id, hash, path, publishedAt }] : [],
    );
    this.#published = new Map(
      available.map(({ id, hash, publishedAt }) => [id, { hash, since: publishedAt }]),
    );
    for (const { id, hash, path } of available.filter((row) => isUploaded(row.path)))
      await this.#takeUpAgain(id, hash, path);
  }

  current(workflowId: string): Program | undefined {
    return this.#current.get(workflowId);
  }

  list(): readonly Program[] {
    return [...this.#current.values()];
  }

  settings(workflowId: string): Settings {
    return this.#settings.get(workflowId) ?? this.#common;
  }

  /** Takes over the settings of a workflow. */
  configure(workflowId: string, settings: Settings): void {
    this.#settings.set(workflowId, settings);
  }

  findings(): readonly DocumentFindings[] {
    return [...this.#findings.values()];
  }

  onChange(listener: (workflowId: string | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Since when the definition of a workflow is in force, in milliseconds since 1970; now for one that is not. */
  inForceSince(workflowId: string): number {
    return this.#published.get(workflowId)?.since ?? Date.now();
  }

  /** The definition in force, or the last one of a version; undefined when there is none. */
  async find(workflowId: string, version?: string): Promise<Program | undefined> {
    const current = this.current(workflowId);
    if (version === undefined || current?.version === version) return current;
    const hash = await this.#store.findDefinition(workflowId, version);
    return hash === undefined ? undefined : this.program(hash);
  }

  /** The Program of a hash that has been used already, as that of an instance at work. */
  loaded(hash: string): Program | undefined {
    return this.#byHash.get(hash);
  }

  /** The Program that an instance follows. @throws Error when the store does not know the hash */
  async program(hash: string): Promise<Program> {
    const program = await this.stored(hash);
    if (!program) throw new Error(`The definition ${hash} is not in the store.`);
    return program;
  }

  /** The Program of a hash; undefined when the store does not know it. */
  async stored(hash: string): Promise<Program | undefined> {
    const known = this.#byHash.get(hash);
    if (known) return known;
    const stored = await this.#store.loadDefinition(hash);
    const program = stored && (await fromStored(stored));
    if (program) this.#byHash.set(hash, program);
    return program;
  }

  /** Takes over the newest form of a document: in force if it is good, else only its findings are noted. */
  async take(file: string, loaded: LoadedDefinition): Promise<void> {
    const { program, findings } = loaded;
    const workflowId = loaded.workflowId ?? (await this.#lastIdOf(file));
    const news = JSON.stringify(this.#findings.get(file)?.findings ?? []) !== JSON.stringify(findings);
    if (findings.length === 0) this.#findings.delete(file);
    else this.#findings.set(file, { file, findings, ...(workflowId !== undefined && { workflowId }) });
    const changed = program !== undefined && program.hash !== this.#current.get(program.workflowId)?.hash;
    if (changed) {
      await this.#putInForce(program);
      await this.#withdrawFrom(file, program.workflowId);
    } else if (!program && workflowId !== undefined) {
      await this.#keepLastGood(file, workflowId);
    }
    if (changed || news) this.#notify(workflowId);
  }

  /** Forgets a document that is gone; its instances go on. */
  async drop(file: string): Promise<void> {
    const withdrawn = await this.#withdrawFrom(file);
    const known = this.#findings.delete(file);
    if (withdrawn.length > 0 || known) this.#notify(withdrawn[0]);
  }

  /** Withdraws what the store offers but no document describes any more. */
  async withdrawOthers(): Promise<void> {
    for (const workflowId of this.#published.keys()) {
      if (!this.#current.has(workflowId)) await this.#withdraw(workflowId);
    }
  }

  /** Puts an uploaded document in force again, which no file will. */
  async #takeUpAgain(workflowId: string, hash: string, file: string): Promise<void> {
    try {
      this.#current.set(workflowId, await this.program(hash));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const finding = { code: 'unreadable', severity: 'error', message, file, line: 1, column: 1 } as const;
      this.#findings.set(file, { file, workflowId, findings: [finding] });
    }
  }

  /** The id under which a document that cannot be read any more was last in force. */
  async #lastIdOf(file: string): Promise<string | undefined> {
    const running = this.list().find((program) => program.source.path === file);
    if (running) return running.workflowId;
    for (const [workflowId, { hash }] of this.#published) {
      if (!this.#current.has(workflowId) && (await this.program(hash)).source.path === file)
        return workflowId;
    }
    return undefined;
  }

  /** Puts the last good form in force where only a broken one is on disk, for instance right after a start. */
  async #keepLastGood(file: string, workflowId: string): Promise<void> {
    const hash = this.#published.get(workflowId)?.hash;
    if (hash === undefined || this.#current.has(workflowId)) return;
    const program = await this.program(hash);
    if (program.source.path === file) this.#current.set(workflowId, program);
  }

  /** Withdraws the workflows of a document but one: an id that was changed leaves its old one behind. */
  async #withdrawFrom(file: string, kept?: string): Promise<string[]> {
    const gone = this.list().filter((program) => program.source.path === file && program.workflowId !== kept);
    for (const { workflowId } of gone) {
      this.#current.delete(workflowId);
      await this.#withdraw(workflowId);
    }
    return gone.map(({ workflowId }) => workflowId);
  }

  async #putInForce(program: Program): Promise<void> {
    if (this.#published.get(program.workflowId)?.hash !== program.hash) {
      // Stored in full before the first instance can follow it.
      await this.#store.saveDefinition(toStored(program), correlationSets(program));
      const since = await this.#store.publishDefinition(program.hash);
      this.#published.set(program.workflowId, { hash: program.hash, since });
    }
    this.#byHash.set(program.hash, program);
    this.#current.set(program.workflowId, program);
  }

  async #withdraw(workflowId: string): Promise<void> {
    this.#published.delete(workflowId);
    await this.#store.withdrawDefinition(workflowId);
  }

  #notify(workflowId: string | undefined): void {
    for (const listener of this.#listeners) listener(workflowId);
  }
}

import type { Json, Program } from '@orchestrator/definition';
import type { Store } from '@orchestrator/store';
import type { Definitions, DocumentFindings } from '../runtime.js';
import type { Settings } from '../configuration/settings.js';
import { isUploaded } from './uploads.js';
import { headOf } from './definition-head.js';
import type { DefinitionHead } from './definition-head.js';
import { Programs } from './programs.js';
import type { KnownTexts } from './programs.js';
import type { ReadDocument } from './read-document.js';
import { headOfStored, readingOf } from './reading.js';
import type { Reader, Reading } from './reading.js';
import { correlationSets, fromStored, textsOf, toStored } from './stored.js';

/** What the store has in force for a workflow. */
interface Published {
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Path of its document. */
  readonly path: string;
  /** What is stored with it and this process can use. */
  readonly reading: Reading | undefined;
}

/** All definitions that this process knows: those in force and those that stored instances still follow. */
export class Catalogue implements Definitions {
  readonly #store: Store;
  /** What holds for a workflow that has no settings of its own. */
  readonly #common: Settings;
  readonly #reader: () => Promise<Reader>;
  readonly #current = new Map<string, DefinitionHead>();
  readonly #programs: Programs;
  readonly #findings = new Map<string, DocumentFindings>();
  /** Settings by workflow id; those of a document that is gone are kept for the runs that go on. */
  readonly #settings = new Map<string, Settings>();
  readonly #listeners = new Set<(workflowId: string | undefined) => void>();
  /** What is in force by workflow id, as the store has it. */
  #published = new Map<string, Published>();

  constructor(store: Store, common: Settings, reader: () => Promise<Reader>) {
    this.#store = store;
    this.#common = common;
    this.#reader = reader;
    this.#programs = new Programs(store, (hash) => this.#known(hash));
  }

  /** Learns what the store already holds, so that unchanged definitions are not written again. */
  async open(): Promise<void> {
    const [rows, reader] = await Promise.all([this.#store.published(), this.#reader()]);
    this.#published = new Map(
      rows.map(({ workflowId, hash, since, path, reading }) => [
        workflowId,
        { hash, since, path, reading: readingOf(reading, hash, reader) },
      ]),
    );
    for (const [workflowId, published] of this.#published)
      if (isUploaded(published.path)) await this.#takeUpAgain(workflowId, published);
  }

  current(workflowId: string): DefinitionHead | undefined {
    return this.#current.get(workflowId);
  }

  list(): readonly DefinitionHead[] {
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
    if (version === undefined || current?.version === version) return current && this.program(current.hash);
    const hash = await this.#store.findDefinition(workflowId, version);
    return hash === undefined ? undefined : this.program(hash);
  }

  /** The Program of a hash that has been used already, as that of an instance at work. */
  loaded(hash: string): Program | undefined {
    return this.#programs.loaded(hash);
  }

  /** The Program that an instance follows. @throws Error when the store does not know the hash */
  async program(hash: string): Promise<Program> {
    const program = await this.stored(hash);
    if (!program) throw new Error(`The definition ${hash} is not in the store.`);
    return program;
  }

  /** The Program of a hash; undefined when the store does not know it. */
  stored(hash: string): Promise<Program | undefined> {
    return this.#programs.of(hash);
  }

  /** What was found out about a document that is in force when it was read last. */
  reading(file: string): Reading | undefined {
    return [...this.#published.values()].find(({ path }) => path === file)?.reading;
  }

  /** Takes over the newest form of a document: in force if it is good, else only its findings are noted. */
  async take(file: string, read: ReadDocument): Promise<void> {
    const { head, findings } = read;
    const workflowId = read.workflowId ?? this.#lastIdOf(file);
    const news = JSON.stringify(this.#findings.get(file)?.findings ?? []) !== JSON.stringify(findings);
    if (findings.length === 0) this.#findings.delete(file);
    else this.#findings.set(file, { file, findings, ...(workflowId !== undefined && { workflowId }) });
    const changed = head !== undefined && head.hash !== this.#current.get(head.workflowId)?.hash;
    if (head) await this.#publish(head, read);
    if (changed) {
      this.#current.set(head.workflowId, head);
      await this.#withdrawFrom(file, head.workflowId);
    } else if (!head && workflowId !== undefined) {
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
  async #takeUpAgain(workflowId: string, { hash, path: file, reading }: Published): Promise<void> {
    try {
      const texts = reading && (await this.#store.loadDefinition(hash));
      this.#current.set(workflowId, texts ? headOfStored(reading, texts) : headOf(await this.program(hash)));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const finding = { code: 'unreadable', severity: 'error', message, file, line: 1, column: 1 } as const;
      this.#findings.set(file, { file, workflowId, findings: [finding] });
    }
  }

  /** The id under which a document that cannot be read any more was last in force. */
  #lastIdOf(file: string): string | undefined {
    const running = this.list().find(({ source }) => source.path === file);
    if (running) return running.workflowId;
    const published = [...this.#published].find(
      ([workflowId, { path }]) => path === file && !this.#current.has(workflowId),
    );
    return published?.[0];
  }

  /** Puts the last good form in force where only a broken one is on disk, for instance right after a start. */
  async #keepLastGood(file: string, workflowId: string): Promise<void> {
    const published = this.#published.get(workflowId);
    if (published?.path !== file || this.#current.has(workflowId)) return;
    this.#current.set(workflowId, headOf(await this.program(published.hash)));
  }

  /** The texts of a definition in force, so that they need not be loaded. */
  #known(hash: string): KnownTexts | undefined {
    const head = this.list().find((each) => each.hash === hash);
    if (!head) return undefined;
    const { reading } = this.#published.get(head.workflowId) ?? {};
    return { texts: textsOf(head), isChecked: reading?.head.hash === hash };
  }

  /** Withdraws the workflows of a document but one: an id that was changed leaves its old one behind. */
  async #withdrawFrom(file: string, kept?: string): Promise<string[]> {
    const gone = this.list().filter(({ source, workflowId }) => source.path === file && workflowId !== kept);
    for (const { workflowId } of gone) {
      this.#current.delete(workflowId);
      await this.#withdraw(workflowId);
    }
    return gone.map(({ workflowId }) => workflowId);
  }

  /** Stores a definition in full before the first instance can follow it, and what was found out about it. */
  async #publish(head: DefinitionHead, { program, reading }: ReadDocument): Promise<void> {
    const { workflowId, hash } = head;
    if (program) this.#programs.add(program);
    const published = this.#published.get(workflowId);
    const isPublished = published?.hash === hash;
    if (!isPublished) {
      const whole = program ?? (await fromStored(textsOf(head)));
      await this.#store.saveDefinition(toStored(whole), correlationSets(whole));
    }
    if (isPublished && isSame(published.reading, reading)) return;
    const since = await this.#store.publishDefinition(hash, reading as Json | undefined);
    this.#published.set(workflowId, { hash, since, path: head.source.path, reading });
  }

  async #withdraw(workflowId: string): Promise<void> {
    this.#published.delete(workflowId);
    await this.#store.withdrawDefinition(workflowId);
  }

  #notify(workflowId: string | undefined): void {
    for (const listener of this.#listeners) listener(workflowId);
  }
}

function isSame(a: Reading | undefined, b: Reading | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

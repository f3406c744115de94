import type { LoadedDefinition, Program } from '@orchestrator/definition';
import type { Store } from '@orchestrator/store';
import type { Definitions, DocumentFindings } from '../runtime.js';
import { fromStored, toStored } from './stored.js';

/** All definitions that this process knows: those in force and those that stored instances still follow. */
export class Catalogue implements Definitions {
  readonly #store: Store;
  readonly #current = new Map<string, Program>();
  readonly #byHash = new Map<string, Program>();
  readonly #findings = new Map<string, DocumentFindings>();
  readonly #listeners = new Set<(workflowId: string | undefined) => void>();
  /** Hash in force by workflow id, as the store has it. */
  #published = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Learns what the store already holds, so that unchanged definitions are not written again. */
  async open(): Promise<void> {
    const rows = await this.#store.index.definitions({});
    this.#published = new Map(rows.filter((row) => row.available).map((row) => [row.id, row.hash]));
  }

  current(workflowId: string): Program | undefined {
    return this.#current.get(workflowId);
  }

  list(): readonly Program[] {
    return [...this.#current.values()];
  }

  findings(): readonly DocumentFindings[] {
    return [...this.#findings.values()];
  }

  onChange(listener: (workflowId: string | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The Program that an instance follows. @throws Error when the store does not know the hash */
  async program(hash: string): Promise<Program> {
    const known = this.#byHash.get(hash);
    if (known) return known;
    const stored = await this.#store.loadDefinition(hash);
    if (!stored) throw new Error(`The definition ${hash} is not in the store.`);
    const program = await fromStored(stored);
    this.#byHash.set(hash, program);
    return program;
  }

  /** Takes over the newest form of a document: in force if it is good, else only its findings are noted. */
  async take(file: string, loaded: LoadedDefinition): Promise<void> {
    const { program, findings, workflowId } = loaded;
    const before = JSON.stringify(this.#findings.get(file)?.findings ?? []);
    if (findings.length === 0) this.#findings.delete(file);
    else this.#findings.set(file, { file, findings, ...(workflowId !== undefined && { workflowId }) });
    const changed = program !== undefined && program.hash !== this.#current.get(program.workflowId)?.hash;
    if (changed) await this.#putInForce(program);
    if (changed || before !== JSON.stringify(findings)) this.#notify(workflowId);
  }

  /** Forgets a document that is gone; its instances go on. */
  async drop(file: string): Promise<void> {
    const program = this.list().find((candidate) => candidate.source.path === file);
    const known = this.#findings.delete(file);
    if (program) {
      this.#current.delete(program.workflowId);
      await this.#withdraw(program.workflowId);
    }
    if (program || known) this.#notify(program?.workflowId);
  }

  /** Withdraws what the store offers but no document describes any more. */
  async withdrawOthers(): Promise<void> {
    const kept = new Set([...this.#current.keys(), ...this.findings().map((entry) => entry.workflowId)]);
    for (const workflowId of this.#published.keys()) {
      if (!kept.has(workflowId)) await this.#withdraw(workflowId);
    }
  }

  /** Puts the last good form in force where only a broken one is on disk, for instance right after a start. */
  async keepLastGood(workflowId: string): Promise<void> {
    const hash = this.#published.get(workflowId);
    if (hash !== undefined && !this.#current.has(workflowId))
      this.#current.set(workflowId, await this.program(hash));
  }

  async #putInForce(program: Program): Promise<void> {
    if (this.#published.get(program.workflowId) !== program.hash) {
      // Stored in full before the first instance can follow it.
      await this.#store.saveDefinition(toStored(program));
      await this.#store.publishDefinition(program.hash);
      this.#published.set(program.workflowId, program.hash);
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

import type { Program } from '@orchestrator/definition';
import type { Store } from '@orchestrator/store';
import { fromStored } from './stored.js';
import type { StoredTexts } from './stored.js';

/** What is known of a definition without asking the store. */
export interface KnownTexts {
  readonly texts: StoredTexts;
  /** Whether this very build has checked them before. */
  readonly isChecked: boolean;
}

/** Compiled definitions by their hash: each is compiled when the first instance needs it. */
export class Programs {
  readonly #store: Pick<Store, 'loadDefinition'>;
  readonly #known: (hash: string) => KnownTexts | undefined;
  readonly #compiled = new Map<string, Program>();
  readonly #onTheirWay = new Map<string, Promise<Program | undefined>>();

  /** @param known - looks up those that are in force */
  constructor(store: Pick<Store, 'loadDefinition'>, known: (hash: string) => KnownTexts | undefined) {
    this.#store = store;
    this.#known = known;
  }

  /** One that is compiled already. */
  loaded(hash: string): Program | undefined {
    return this.#compiled.get(hash);
  }

  add(program: Program): void {
    this.#compiled.set(program.hash, program);
  }

  /** The Program of a hash; undefined when nobody knows it. @throws Error when this version can no longer read it */
  async of(hash: string): Promise<Program | undefined> {
    const compiled = this.#compiled.get(hash);
    if (compiled) return compiled;
    let compiling = this.#onTheirWay.get(hash);
    if (!compiling) {
      compiling = this.#compile(hash).finally(() => this.#onTheirWay.delete(hash));
      this.#onTheirWay.set(hash, compiling);
    }
    return compiling;
  }

  async #compile(hash: string): Promise<Program | undefined> {
    const known = this.#known(hash);
    const texts = known?.texts ?? (await this.#store.loadDefinition(hash));
    const program = texts && (await fromStored(texts, known?.isChecked));
    if (program) this.#compiled.set(hash, program);
    return program;
  }
}

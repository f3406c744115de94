import type { OpenScope } from '../draft/open-frame.js';
import type { Next } from './next.js';

/** Work on a path; it answers what the path does next. */
export interface Job {
  readonly scope: OpenScope;
  readonly work: () => Next;
}

/** Work that is still to be done in one advance, path by path. */
export class Agenda {
  #jobs: Job[] = [];

  /** Plans work on a path before everything that is planned already. */
  first(scope: OpenScope, work: () => Next): void {
    this.#jobs.unshift({ scope, work });
  }

  /** Plans work on a path after everything that is planned already. */
  last(scope: OpenScope, work: () => Next): void {
    this.#jobs.push({ scope, work });
  }

  /** Plans the beginning of several paths, in their order, before everything else. */
  begin(scopes: readonly OpenScope[], task: (scope: OpenScope) => string): void {
    const jobs = scopes.map((scope) => ({ scope, work: (): Next => ({ enter: task(scope) }) }));
    this.#jobs = [...jobs, ...this.#jobs];
  }

  /** Takes the next job off. */
  take(): Job | undefined {
    return this.#jobs.shift();
  }
}

import type { CommittedStep, Runtime } from '@orchestrator/runtime';
import { waitingFor } from './waiting.js';
import type { Followed, Run, Waiting } from './waiting.js';

/** How far a run came. */
export interface Outcome extends Followed {
  /** What it waits for; empty when it has ended or failed. */
  readonly waiting: readonly Waiting[];
}

/** What is used of a runtime. */
type Watched = Pick<Runtime, 'onCommit'> & { readonly definitions: Pick<Runtime['definitions'], 'current'> };

/** Follows one run and its subflows from commit to commit, until it ends, fails or waits for something outside. */
export class Following {
  /** Resolves when the run does not go on alone. */
  readonly outcome: Promise<Outcome>;
  readonly #told: (run: Run, step: CommittedStep) => void;
  readonly #resolve: (outcome: Outcome) => void;
  readonly #known = new Map<string, Followed>();
  /** What was committed before anybody knew the id of the run. */
  #early: [run: Run, step: CommittedStep][] | undefined = [];
  readonly #runtime: Watched;
  /** The run at present; another one than at first when it went on as another workflow. */
  #id = '';
  #newest: Followed | undefined;

  /** @param told - is told of every commit of the run and its subflows */
  constructor(runtime: Watched, told: (run: Run, step: CommittedStep) => void) {
    this.#runtime = runtime;
    this.#told = told;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.outcome = promise;
    this.#resolve = resolve;
    runtime.onCommit((run, step) => {
      if (this.#early) this.#early.push([run, step]);
      else this.#take(run, step);
    });
  }

  /** The id of the run at present. */
  get id(): string {
    return this.#id;
  }

  /** Says which run to follow. */
  begin({ id }: Run): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    this.#id = id;
    for (const [run, step] of early) this.#take(run, step);
  }

  /** Waits no longer: what is known of the run is its outcome. */
  giveUp(): void {
    if (this.#newest) this.#resolve({ ...this.#newest, waiting: [] });
  }

  #take(run: Run, step: CommittedStep): void {
    const root = run.parent?.rootInstanceId ?? run.id;
    if (root !== this.#id) return;
    const followed = { run, program: step.program };
    this.#known.set(run.id, followed);
    this.#told(run, step);
    if (run.id === this.#id) {
      this.#newest = followed;
      if (this.#goesOnAsAnother(step)) return;
    }
    this.#look();
  }

  /** A run without parent starts one without parent in its place (continueAs); there is none of an unknown workflow. */
  #goesOnAsAnother({ effects }: CommittedStep): boolean {
    const next = effects.find((effect) => effect.type === 'start' && !effect.parent);
    if (next?.type !== 'start' || !this.#runtime.definitions.current(next.workflowId)) return false;
    this.#id = next.instanceId;
    return true;
  }

  #look(): void {
    const followed = this.#known.get(this.#id);
    if (!followed) return;
    if (followed.run.state !== 'ACTIVE') return this.#resolve({ ...followed, waiting: [] });
    const waiting = waitingFor(followed, (id) => this.#known.get(id));
    if (waiting) this.#resolve({ ...followed, waiting });
  }
}

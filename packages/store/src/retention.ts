/** Finds and removes runs that ended long ago, a bounded number at once. Several processes may do so side by side. */
export interface Retention {
  /**
   * Looks at the next runs, those that were started first before the others, and answers which of them may go: they
   * COMPLETED or were ABORTED at least `age` ago, and nothing of them is still to be called or sent. A run that was started
   * by another one stays as long as that one or the outermost one does.
   */
  look(sweep: Sweep): Promise<Expired>;
  /** Removes those of these runs that have ended, with everything that is stored of them; answers how many. */
  remove(instanceIds: readonly string[]): Promise<number>;
  /** The same for runs of other runtimes: up to `limit` that may go, those that ended first before the others. */
  lookIngested(sweep: Omit<Sweep, 'after'>): Promise<readonly string[]>;
  /** Removes those of these runs of other runtimes that have ended, with what is known of them; answers how many. */
  removeIngested(instanceIds: readonly string[]): Promise<number>;
  /**
   * Removes jobs and user tasks of other runtimes that were over at least `age` ago and belong to no run that is known, up to
   * `limit` of each; answers how many.
   */
  removeStrays(sweep: Omit<Sweep, 'after'>): Promise<number>;
}

/** Where to look, and for what. */
export interface Sweep {
  /** Milliseconds since the end of a run, by the clock of the database. */
  readonly age: number;
  /** How many runs to look at. */
  readonly limit: number;
  /** Where the look before ended; absent: a new sweep begins. */
  readonly after?: SweepPosition;
}

/** Result of one look. */
export interface Expired {
  readonly instanceIds: readonly string[];
  /** Where to go on; absent: the sweep is over. */
  readonly next?: SweepPosition;
}

/** The run that was looked at last. */
export interface SweepPosition {
  readonly startedAt: string;
  readonly instanceId: string;
}

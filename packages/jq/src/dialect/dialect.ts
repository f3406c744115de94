/** Which jq a program is written for: jq 1.8, or jackson-jq in its jq 1.6 mode, as SonataFlow runs it. */
export type Dialect = 'jq' | 'jackson';

/** Which dialect a program is written in. */
export interface DialectOption {
  /** jq by default. */
  readonly dialect?: Dialect;
}

/** One way in which jackson-jq is not jq, and what it changes here. */
export interface Difference<Change> {
  /** Its name in the README. */
  readonly name: string;
  readonly jq: string;
  readonly jackson: string;
  /** How a workflow can notice. */
  readonly noticed: string;
  readonly change: Change;
}

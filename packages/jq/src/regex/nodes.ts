/** Whether a code point belongs to a class. */
export type Accepts = (point: number) => boolean;

/** The options that can change inside a pattern. */
export interface Modes {
  readonly ignoreCase: boolean;
  /** Blanks and comments in the pattern are no characters. */
  readonly extended: boolean;
  /** `.` accepts a line feed. */
  readonly dotAll: boolean;
  /** `^` and `$` stand at every line, not only at the ends of the text. */
  readonly lines: boolean;
}

/** The places that an assertion accepts. A segment is what a reader sees as one character. */
export type Anchor =
  | 'text-start'
  | 'text-end'
  | 'text-end-or-last-feed'
  | 'line-start'
  | 'line-end'
  | 'word-edge'
  | 'no-word-edge'
  | 'segment-edge'
  | 'no-segment-edge'
  | 'search-start';

/** How eager a repetition is; a possessive one gives nothing back. */
export type Greed = 'greedy' | 'lazy' | 'possessive';

/** The groups that a name or number means; filled in when the whole pattern is read. */
export type GroupList = readonly number[];

/** A pattern as a tree. */
export type RegexNode =
  | { readonly kind: 'set'; readonly accepts: Accepts }
  | { readonly kind: 'segment' }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly greed: Greed;
    }
  | { readonly kind: 'group'; readonly index: number; readonly body: RegexNode }
  | { readonly kind: 'atomic'; readonly body: RegexNode }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: RegexNode }
  | { readonly kind: 'anchor'; readonly anchor: Anchor }
  | { readonly kind: 'back-reference'; readonly groups: GroupList; readonly ignoreCase: boolean }
  /** Runs a group (0: the whole pattern) as if it stood here. */
  | { readonly kind: 'call'; readonly groups: GroupList }
  /** Goes on with one branch or the other: by whether a group took part, or by whether a pattern matches. */
  | {
      readonly kind: 'condition';
      readonly test: GroupList | RegexNode;
      readonly then: RegexNode;
      readonly otherwise: RegexNode;
    }
  | { readonly kind: 'keep' };

/** A parsed pattern; `names` has one entry for each group, null for those without a name. */
export interface RegexTree {
  readonly root: RegexNode;
  readonly names: readonly (string | null)[];
  /** The groups that are called; 0 is the whole pattern. */
  readonly called: ReadonlySet<number>;
}

/** A pattern that is no regular expression, with what is wrong. */
export class RegexSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RegexSyntaxError';
  }
}

/** The node that matches nothing but is no failure. */
export const EMPTY_NODE: RegexNode = { kind: 'sequence', parts: [] };

/** Whether the test of a condition is a pattern of its own. */
export function isPattern(test: GroupList | RegexNode): test is RegexNode {
  return !Array.isArray(test);
}

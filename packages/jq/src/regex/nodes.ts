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

/** The places that an assertion accepts. */
export type Anchor =
  | 'text-start'
  | 'text-end'
  | 'text-end-or-last-feed'
  | 'line-start'
  | 'line-end'
  | 'word-edge'
  | 'no-word-edge'
  | 'search-start';

/** How eager a repetition is; a possessive one gives nothing back. */
export type Greed = 'greedy' | 'lazy' | 'possessive';

/** A pattern as a tree. */
export type RegexNode =
  | { readonly kind: 'set'; readonly accepts: Accepts }
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
  | { readonly kind: 'back-reference'; readonly groups: readonly number[]; readonly ignoreCase: boolean }
  | { readonly kind: 'keep' };

/** A parsed pattern; `names` has one entry for each group, null for those without a name. */
export interface RegexTree {
  readonly root: RegexNode;
  readonly names: readonly (string | null)[];
}

/** A pattern that is no regular expression, with what is wrong. */
export class RegexSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RegexSyntaxError';
  }
}

/** The fewest and most characters that a node can match. */
export interface Width {
  readonly min: number;
  readonly max: number;
}

/** Measures a node. */
export function widthOf(node: RegexNode): Width {
  switch (node.kind) {
    case 'set':
      return { min: 1, max: 1 };
    case 'sequence':
      return node.parts
        .map(widthOf)
        .reduce((a, b) => ({ min: a.min + b.min, max: a.max + b.max }), { min: 0, max: 0 });
    case 'choice':
      return node.options
        .map(widthOf)
        .reduce((a, b) => ({ min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) }), {
          min: Infinity,
          max: 0,
        });
    case 'repeat': {
      const { min, max } = widthOf(node.body);
      return { min: min * node.min, max: max === 0 ? 0 : max * node.max };
    }
    case 'group':
    case 'atomic':
      return widthOf(node.body);
    case 'back-reference':
      return { min: 0, max: Infinity };
    default:
      return { min: 0, max: 0 };
  }
}

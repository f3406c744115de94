import { type Anchor, isPattern, type RegexNode, RegexSyntaxError } from './nodes.js';

const ANCHORS_AT_END: ReadonlySet<Anchor> = new Set<Anchor>(['text-end', 'text-end-or-last-feed']);
const VARIES = Infinity;

/**
 * Refuses what Oniguruma refuses in a look-behind: alternatives of different lengths, looking ahead, and in a negative
 * one groups. (Of repetitions it takes some and refuses others; here all are taken.)
 */
export function checkLookBehind(body: RegexNode, negative: boolean): void {
  const options = body.kind === 'choice' ? body.options : [body];
  // With an empty alternative nothing else matters.
  if (options.some((option) => option.kind === 'sequence' && option.parts.length === 0)) return;
  if (lengthOf(body, negative) === null) throw new RegexSyntaxError('invalid pattern in look-behind');
}

/** The number of characters that a node matches, if it is always the same; null for what is not allowed. */
function lengthOf(node: RegexNode, negative: boolean): number | null {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'sequence':
      return sum(node.parts.map((part) => lengthOf(part, negative)));
    case 'choice':
      return same(node.options.map((option) => lengthOf(option, negative)));
    case 'repeat':
      return repeated(lengthOf(node.body, negative), node.min, node.max);
    case 'group':
      return negative ? null : lengthOf(node.body, negative);
    case 'atomic':
      return lengthOf(node.body, negative);
    case 'condition': {
      const test = isPattern(node.test) ? lengthOf(node.test, negative) : 0;
      return same([sum([test, lengthOf(node.then, negative)]), lengthOf(node.otherwise, negative)]);
    }
    case 'anchor':
      return ANCHORS_AT_END.has(node.anchor) ? null : 0;
    case 'look':
      return node.behind && (negative || !node.negative) ? 0 : null;
    case 'keep':
      return 0;
    case 'segment':
      return null;
    case 'back-reference':
    case 'call':
      return VARIES;
  }
}

function sum(lengths: readonly (number | null)[]): number | null {
  return lengths.reduce((a, b) => (a === null || b === null ? null : a + b), 0);
}

function same(lengths: readonly (number | null)[]): number | null {
  if (lengths.includes(null)) return null;
  if (lengths.includes(VARIES)) return VARIES;
  const [first = null, ...others] = lengths;
  return others.every((length) => length === first) ? first : null;
}

function repeated(length: number | null, min: number, max: number): number | null {
  if (length === null || length === 0) return length;
  return min === max ? length * min : VARIES;
}

import { isPattern, type RegexNode } from './nodes.js';

/** The fewest and most characters that a node can match. */
export interface Width {
  readonly min: number;
  readonly max: number;
}

const NONE: Width = { min: 0, max: 0 };
const ANY: Width = { min: 0, max: Infinity };

/** Measures a node. What a call matches is not known here. */
export function widthOf(node: RegexNode): Width {
  switch (node.kind) {
    case 'set':
      return { min: 1, max: 1 };
    case 'segment':
      return { min: 1, max: Infinity };
    case 'sequence':
      return node.parts.map(widthOf).reduce(inRow, NONE);
    case 'choice':
      return node.options.map(widthOf).reduce(either);
    case 'repeat': {
      const { min, max } = widthOf(node.body);
      return { min: min * node.min, max: max === 0 ? 0 : max * node.max };
    }
    case 'group':
    case 'atomic':
      return widthOf(node.body);
    case 'condition': {
      const test = isPattern(node.test) ? widthOf(node.test) : NONE;
      return either(inRow(test, widthOf(node.then)), widthOf(node.otherwise));
    }
    case 'back-reference':
    case 'call':
      return ANY;
    default:
      return NONE;
  }
}

function inRow(a: Width, b: Width): Width {
  return { min: a.min + b.min, max: a.max + b.max };
}

function either(a: Width, b: Width): Width {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

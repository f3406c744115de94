import { type RegexNode, RegexSyntaxError } from './nodes.js';
import { widthOf } from './width.js';

/** How a node gets back to the group that is examined. */
interface Recursion {
  /** Every way through the node does. */
  readonly always: boolean;
  /** Some way does before it has read a character. */
  readonly atOnce: boolean;
}

const NEVER: Recursion = { always: false, atOnce: false };

/**
 * Refuses patterns with a group that calls itself on every way through it, or before it has read a character: no text
 * could ever end it.
 *
 * @param bodies - the body of every group that is called; 0 stands for the whole pattern
 */
export function checkRecursion(bodies: ReadonlyMap<number, RegexNode>): void {
  for (const [group, body] of bodies) {
    const { always, atOnce } = new Examination(bodies, group).examine(body, true);
    if (always || atOnce) throw new RegexSyntaxError('never ending recursion');
  }
}

class Examination {
  readonly #bodies: ReadonlyMap<number, RegexNode>;
  readonly #group: number;
  readonly #inside = new Set<number>();

  constructor(bodies: ReadonlyMap<number, RegexNode>, group: number) {
    this.#bodies = bodies;
    this.#group = group;
  }

  /** @param first - nothing has been read yet */
  examine(node: RegexNode, first: boolean): Recursion {
    switch (node.kind) {
      case 'sequence':
        return this.#sequence(node.parts, first);
      case 'choice':
        return this.#choice(node.options, first);
      case 'condition':
        return this.#choice([node.then, node.otherwise], first);
      case 'repeat': {
        const { always, atOnce } = this.examine(node.body, first);
        return { always: always && node.min > 0, atOnce };
      }
      case 'group':
        return this.#enter(node.index, node.body, first);
      case 'call':
        return this.#call(node.groups[0] ?? 0, first);
      case 'atomic':
      case 'look':
        return this.examine(node.body, first);
      default:
        return NEVER;
    }
  }

  #call(group: number, first: boolean): Recursion {
    if (group === this.#group) return { always: true, atOnce: first };
    const body = this.#bodies.get(group);
    return body === undefined ? NEVER : this.#enter(group, body, first);
  }

  #enter(group: number, body: RegexNode, first: boolean): Recursion {
    if (this.#inside.has(group)) return NEVER;
    this.#inside.add(group);
    const result = this.examine(body, first);
    this.#inside.delete(group);
    return result;
  }

  #sequence(parts: readonly RegexNode[], first: boolean): Recursion {
    let nothingRead = first;
    let always = false;
    let atOnce = false;
    for (const part of parts) {
      const result = this.examine(part, nothingRead);
      always ||= result.always;
      atOnce ||= result.atOnce;
      if (widthOf(part).min > 0) nothingRead = false;
    }
    return { always, atOnce };
  }

  #choice(options: readonly RegexNode[], first: boolean): Recursion {
    const results = options.map((option) => this.examine(option, first));
    return {
      always: results.every(({ always }) => always),
      atOnce: results.some(({ atOnce }) => atOnce),
    };
  }
}

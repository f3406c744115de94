import { type Accepts, type Anchor, type RegexNode, RegexSyntaxError, widthOf } from './nodes.js';
import { caseVariants } from './classes.js';

/** One step of a matcher. `next` and `other` are positions in the program. */
export type Instruction =
  | { readonly op: 'set'; readonly accepts: Accepts }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'jump'; next: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'loop-start'; readonly slot: number }
  | { readonly op: 'loop-check'; readonly slot: number }
  | { readonly op: 'anchor'; readonly anchor: Anchor }
  | {
      readonly op: 'reference';
      readonly groups: readonly number[];
      readonly same: (a: number, b: number) => boolean;
    }
  | { readonly op: 'atomic'; readonly program: readonly Instruction[] }
  | {
      readonly op: 'look';
      readonly program: readonly Instruction[];
      readonly negative: boolean;
      readonly behind: { readonly min: number; readonly max: number } | null;
    }
  | { readonly op: 'match' };

/** A compiled pattern. Slots 2n and 2n+1 hold where group n starts and ends, further ones where loops began. */
export interface RegexProgram {
  readonly code: readonly Instruction[];
  readonly slots: number;
  /** The number of instructions, inner programs included. */
  readonly size: number;
}

const MAX_SIZE = 100_000;

/** Compiles a tree to instructions for the backtracking matcher. */
export function toProgram(root: RegexNode, groups: number): RegexProgram {
  const compiler = new ProgramCompiler(groups);
  const code = compiler.block(root);
  return { code, slots: compiler.slots, size: compiler.size };
}

class ProgramCompiler {
  slots: number;
  size = 0;

  constructor(groups: number) {
    this.slots = 2 * (groups + 1);
  }

  /** A program of its own, with its final match. */
  block(node: RegexNode): Instruction[] {
    const code: Instruction[] = [];
    this.#emit(node, code);
    this.#add(code, { op: 'match' });
    return code;
  }

  #add(code: Instruction[], instruction: Instruction): number {
    this.#grow();
    return code.push(instruction) - 1;
  }

  /** Counts instructions and repetitions, so that nested `{n}` cannot explode. */
  #grow(): void {
    if (++this.size > MAX_SIZE) throw new RegexSyntaxError('too big number {number,number}');
  }

  #emit(node: RegexNode, code: Instruction[]): void {
    switch (node.kind) {
      case 'set':
        this.#add(code, { op: 'set', accepts: node.accepts });
        return;
      case 'sequence':
        for (const part of node.parts) this.#emit(part, code);
        return;
      case 'choice':
        return this.#choice(node.options, code);
      case 'repeat':
        return this.#repeat(node, code);
      case 'group':
        this.#add(code, { op: 'save', slot: 2 * node.index });
        this.#emit(node.body, code);
        this.#add(code, { op: 'save', slot: 2 * node.index + 1 });
        return;
      case 'atomic':
        this.#add(code, { op: 'atomic', program: this.block(node.body) });
        return;
      case 'look': {
        const behind = node.behind ? widthOf(node.body) : null;
        this.#add(code, { op: 'look', program: this.block(node.body), negative: node.negative, behind });
        return;
      }
      case 'anchor':
        this.#add(code, { op: 'anchor', anchor: node.anchor });
        return;
      case 'back-reference':
        this.#add(code, {
          op: 'reference',
          groups: node.groups,
          same: node.ignoreCase ? sameLetter : sameCharacter,
        });
        return;
      case 'keep':
        this.#add(code, { op: 'save', slot: 0 });
    }
  }

  #choice(options: readonly RegexNode[], code: Instruction[]): void {
    const exits: { op: 'jump'; next: number }[] = [];
    for (const [position, option] of options.entries()) {
      if (position === options.length - 1) {
        this.#emit(option, code);
        continue;
      }
      const split = { op: 'split' as const, next: code.length + 1, other: 0 };
      this.#add(code, split);
      this.#emit(option, code);
      const exit = { op: 'jump' as const, next: 0 };
      exits.push(exit);
      this.#add(code, exit);
      split.other = code.length;
    }
    for (const exit of exits) exit.next = code.length;
  }

  #repeat(node: Extract<RegexNode, { readonly kind: 'repeat' }>, code: Instruction[]): void {
    if (node.greed === 'possessive') {
      const body: RegexNode = { ...node, greed: 'greedy' };
      this.#add(code, { op: 'atomic', program: this.block(body) });
      return;
    }
    for (let i = 0; i < node.min; i++) {
      this.#grow();
      this.#emit(node.body, code);
    }
    const lazy = node.greed === 'lazy';
    if (node.max === Infinity) return this.#loop(node.body, lazy, code);
    const splits: (() => void)[] = [];
    for (let i = node.min; i < node.max; i++) {
      const split = { op: 'split' as const, next: 0, other: 0 };
      this.#add(code, split);
      const body = code.length;
      splits.push(() => direct(split, body, code.length, lazy));
      this.#emit(node.body, code);
    }
    for (const finish of splits) finish();
  }

  #loop(body: RegexNode, lazy: boolean, code: Instruction[]): void {
    const slot = widthOf(body).min === 0 ? this.slots++ : null;
    const split = { op: 'split' as const, next: 0, other: 0 };
    const start = this.#add(code, split);
    const inside = code.length;
    if (slot !== null) this.#add(code, { op: 'loop-start', slot });
    this.#emit(body, code);
    if (slot !== null) this.#add(code, { op: 'loop-check', slot });
    this.#add(code, { op: 'jump', next: start });
    direct(split, inside, code.length, lazy);
  }
}

function direct(split: { next: number; other: number }, body: number, exit: number, lazy: boolean): void {
  split.next = lazy ? exit : body;
  split.other = lazy ? body : exit;
}

function sameCharacter(a: number, b: number): boolean {
  return a === b;
}

function sameLetter(a: number, b: number): boolean {
  return a === b || caseVariants(a).includes(b);
}

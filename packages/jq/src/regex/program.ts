import { sameLetter } from './letter-case.js';
import {
  type Accepts,
  type Anchor,
  type GroupList,
  isPattern,
  type RegexNode,
  RegexSyntaxError,
  type RegexTree,
} from './nodes.js';
import { widthOf } from './width.js';

/** One step of a matcher. `next`, `other` and `start` are positions in the program. */
export type Instruction =
  | { readonly op: 'set'; readonly accepts: Accepts }
  | { readonly op: 'segment' }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'jump'; next: number }
  | { readonly op: 'save'; readonly slot: number }
  /** A group begins: its end is forgotten until it ends again. */
  | { readonly op: 'open'; readonly group: number }
  | { readonly op: 'loop-start'; readonly slot: number }
  /** Leaves a loop for `other` when its last round has read nothing. */
  | { readonly op: 'loop-check'; readonly slot: number; other: number }
  | { readonly op: 'anchor'; readonly anchor: Anchor }
  | {
      readonly op: 'reference';
      readonly groups: GroupList;
      readonly same: (a: number, b: number) => boolean;
    }
  /** Goes on, or at `other` when no group of these took part. */
  | { readonly op: 'if-group'; readonly groups: GroupList; other: number }
  /** The programs of the following four end with `match`. */
  | { readonly op: 'atomic'; start: number }
  | { readonly op: 'if-match'; start: number; other: number }
  | {
      readonly op: 'look';
      start: number;
      readonly negative: boolean;
      readonly behind: { readonly min: number; readonly max: number } | null;
    }
  | { readonly op: 'match' }
  /** Runs a group's program, which ends with `return`. */
  | { readonly op: 'call'; next: number; readonly group: number }
  /** Ends what was called; a group (not 0) then reaches from where it was called to here. */
  | { readonly op: 'return'; readonly group: number };

/** A compiled pattern. Slots 2n and 2n+1 hold where group n starts and ends, further ones where loops began. */
export interface RegexProgram {
  readonly code: readonly Instruction[];
  readonly slots: number;
}

const MAX_SIZE = 100_000;

/** Compiles a tree to instructions for the backtracking matcher. */
export function toProgram({ root, names, called }: RegexTree): RegexProgram {
  const compiler = new ProgramCompiler(names.length, called);
  compiler.compile(root);
  return compiler;
}

class ProgramCompiler implements RegexProgram {
  readonly code: Instruction[] = [];
  readonly #called: ReadonlySet<number>;
  /** Where the programs of called groups begin, and the calls that wait for it. */
  readonly #entries = new Map<number, number>();
  readonly #calls: Extract<Instruction, { readonly op: 'call' }>[] = [];
  #size = 0;
  slots: number;

  constructor(groups: number, called: ReadonlySet<number>) {
    this.slots = 2 * (groups + 1);
    this.#called = called;
  }

  compile(root: RegexNode): void {
    if (this.#called.has(0)) this.#subroutine(0, root);
    else this.#emit(root);
    this.#add({ op: 'match' });
    for (const call of this.#calls) call.next = this.#entries.get(call.group) ?? 0;
  }

  get #here(): number {
    return this.code.length;
  }

  #add<I extends Instruction>(instruction: I): I {
    this.#grow();
    this.code.push(instruction);
    return instruction;
  }

  /** Counts instructions and repetitions, so that nested `{n}` cannot explode. */
  #grow(): void {
    if (++this.#size > MAX_SIZE) throw new RegexSyntaxError('too big number {number,number}');
  }

  #emit(node: RegexNode): void {
    switch (node.kind) {
      case 'set':
        this.#add({ op: 'set', accepts: node.accepts });
        return;
      case 'segment':
        this.#add({ op: 'segment' });
        return;
      case 'sequence':
        for (const part of node.parts) this.#emit(part);
        return;
      case 'choice':
        return this.#choice(node.options);
      case 'repeat':
        return this.#repeat(node);
      case 'group':
        return this.#group(node.index, node.body);
      case 'atomic':
        return this.#inner(this.#add({ op: 'atomic', start: 0 }), node.body);
      case 'look': {
        const behind = node.behind ? widthOf(node.body) : null;
        return this.#inner(this.#add({ op: 'look', start: 0, negative: node.negative, behind }), node.body);
      }
      case 'anchor':
        this.#add({ op: 'anchor', anchor: node.anchor });
        return;
      case 'back-reference': {
        const same = node.ignoreCase ? sameLetter : (a: number, b: number) => a === b;
        this.#add({ op: 'reference', groups: node.groups, same });
        return;
      }
      case 'call':
        this.#call(node.groups[0] ?? 0);
        return;
      case 'condition':
        return this.#condition(node);
      case 'keep':
        this.#add({ op: 'save', slot: 0 });
    }
  }

  #group(index: number, body: RegexNode): void {
    if (this.#called.has(index)) return this.#subroutine(index, body);
    this.#add({ op: 'open', group: index });
    this.#emit(body);
    this.#add({ op: 'save', slot: 2 * index + 1 });
  }

  #call(group: number): void {
    this.#calls.push(this.#add({ op: 'call', next: 0, group }));
  }

  /** A group that is called from elsewhere too: here it is called for the first time. */
  #subroutine(group: number, body: RegexNode): void {
    this.#call(group);
    const exit = this.#add({ op: 'jump', next: 0 });
    // A repetition may write the group more than once; any of its programs will do.
    this.#entries.set(group, this.#here);
    this.#emit(body);
    this.#add({ op: 'return', group });
    exit.next = this.#here;
  }

  /** A program of its own beside the way, with its final match. */
  #inner(owner: { start: number }, body: RegexNode): void {
    const exit = this.#add({ op: 'jump', next: 0 });
    owner.start = this.#here;
    this.#emit(body);
    this.#add({ op: 'match' });
    exit.next = this.#here;
  }

  #condition({ test, then, otherwise }: Extract<RegexNode, { readonly kind: 'condition' }>): void {
    const branch = isPattern(test)
      ? this.#add({ op: 'if-match', start: 0, other: 0 })
      : this.#add({ op: 'if-group', groups: test, other: 0 });
    if (branch.op === 'if-match' && isPattern(test)) this.#inner(branch, test);
    this.#emit(then);
    const exit = this.#add({ op: 'jump', next: 0 });
    branch.other = this.#here;
    this.#emit(otherwise);
    exit.next = this.#here;
  }

  #choice(options: readonly RegexNode[]): void {
    const exits: { next: number }[] = [];
    for (const [position, option] of options.entries()) {
      if (position === options.length - 1) {
        this.#emit(option);
        continue;
      }
      const split = this.#add({ op: 'split', next: this.#here + 1, other: 0 });
      this.#emit(option);
      exits.push(this.#add({ op: 'jump', next: 0 }));
      split.other = this.#here;
    }
    for (const exit of exits) exit.next = this.#here;
  }

  #repeat(node: Extract<RegexNode, { readonly kind: 'repeat' }>): void {
    if (node.greed === 'possessive') {
      return this.#inner(this.#add({ op: 'atomic', start: 0 }), { ...node, greed: 'greedy' });
    }
    for (let i = 0; i < node.min; i++) {
      this.#grow();
      this.#emit(node.body);
    }
    const lazy = node.greed === 'lazy';
    if (node.max === Infinity) return this.#loop(node.body, lazy);
    const finishes: (() => void)[] = [];
    for (let i = node.min; i < node.max; i++) {
      const split = this.#add({ op: 'split', next: 0, other: 0 });
      const body = this.#here;
      finishes.push(() => direct(split, body, this.#here, lazy));
      this.#emit(node.body);
    }
    for (const finish of finishes) finish();
  }

  #loop(body: RegexNode, lazy: boolean): void {
    const slot = widthOf(body).min === 0 ? this.slots++ : null;
    const start = this.#here;
    const split = this.#add({ op: 'split', next: 0, other: 0 });
    const inside = this.#here;
    if (slot !== null) this.#add({ op: 'loop-start', slot });
    this.#emit(body);
    const check = slot === null ? null : this.#add({ op: 'loop-check', slot, other: 0 });
    this.#add({ op: 'jump', next: start });
    if (check !== null) check.other = this.#here;
    direct(split, inside, this.#here, lazy);
  }
}

function direct(split: { next: number; other: number }, body: number, exit: number, lazy: boolean): void {
  split.next = lazy ? exit : body;
  split.other = lazy ? body : exit;
}

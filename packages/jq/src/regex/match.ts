import type { Run } from '../run.js';
import { isWord } from './classes.js';
import type { Anchor } from './nodes.js';
import type { Instruction, RegexProgram } from './program.js';

const BATCH = 64;
const UNSET = -1;
const UNDO = -1;

/** A text that is searched, as code points. */
export type CodePoints = readonly number[];

/**
 * A backtracking matcher with its own stack: it spends the evaluation's steps, so that no pattern can run away, and
 * it needs no recursion but for assertions and atomic groups.
 */
export class Matcher {
  readonly #program: RegexProgram;
  readonly #text: CodePoints;
  readonly #run: Run;
  #slots: number[];
  #searchStart = 0;
  #count = 0;

  constructor(program: RegexProgram, text: CodePoints, run: Run) {
    this.#program = program;
    this.#text = text;
    this.#run = run;
    this.#slots = [];
  }

  /**
   * The slots of the first match at or after `from`, or null.
   *
   * @param longest - take the longest of all matches at a place instead of the first
   */
  search(from: number, longest: boolean): readonly number[] | null {
    this.#searchStart = from;
    for (let start = from; start <= this.#text.length; start++) {
      this.#slots = new Array<number>(this.#program.slots).fill(UNSET);
      this.#slots[0] = start;
      const end = this.#execute(this.#program.code, start, longest, null);
      if (end !== UNSET) {
        this.#slots[1] = end;
        return this.#slots;
      }
    }
    return null;
  }

  #tick(stackSize: number): void {
    if (++this.#count % BATCH !== 0) return;
    this.#run.spend(BATCH);
    if (stackSize > 30_000) this.#run.produce(BATCH * 24);
  }

  /** Runs one program from a place; gives where it ended, or -1 with the slots as they were. */
  #execute(code: readonly Instruction[], start: number, longest: boolean, wantedEnd: number | null): number {
    const stack: number[] = [];
    let best = UNSET;
    let bestSlots: number[] = [];
    let pc = 0;
    let at = start;
    for (;;) {
      this.#tick(stack.length);
      const instruction = code[pc];
      if (instruction === undefined || instruction.op === 'match') {
        if (wantedEnd === null || at === wantedEnd) {
          if (!longest) return at;
          if (at > best) {
            best = at;
            bestSlots = [...this.#slots];
          }
        }
        pc = UNSET;
      } else if (instruction.op === 'split') {
        stack.push(instruction.other, at, 0);
        pc = instruction.next;
        continue;
      } else if (instruction.op === 'jump') {
        pc = instruction.next;
        continue;
      } else {
        const after = this.#perform(instruction, at, stack);
        pc = after === UNSET ? UNSET : pc + 1;
        at = after;
      }
      if (pc !== UNSET) continue;
      [pc, at] = this.#backtrack(stack);
      if (pc === UNSET) break;
    }
    if (best !== UNSET) this.#slots = bestSlots;
    return best;
  }

  /** Undoes slots up to the last choice and takes its other way. */
  #backtrack(stack: number[]): readonly [number, number] {
    while (stack.length > 0) {
      const old = stack.pop() ?? 0;
      const value = stack.pop() ?? 0;
      const kind = stack.pop() ?? 0;
      if (kind !== UNDO) return [kind, value];
      this.#slots[value] = old;
    }
    return [UNSET, UNSET];
  }

  #set(slot: number, value: number, stack: number[]): void {
    stack.push(UNDO, slot, this.#slots[slot] ?? UNSET);
    this.#slots[slot] = value;
  }

  /** One instruction that is neither a choice nor a jump: gives the place after it, or -1. */
  #perform(
    instruction: Exclude<Instruction, { readonly op: 'match' | 'split' | 'jump' }>,
    at: number,
    stack: number[],
  ): number {
    switch (instruction.op) {
      case 'set': {
        const point = this.#text[at];
        return point !== undefined && instruction.accepts(point) ? at + 1 : UNSET;
      }
      case 'save':
      case 'loop-start':
        this.#set(instruction.slot, at, stack);
        return at;
      case 'loop-check':
        return this.#slots[instruction.slot] === at ? UNSET : at;
      case 'anchor':
        return this.#stands(instruction.anchor, at) ? at : UNSET;
      case 'reference':
        return this.#reference(instruction.groups, instruction.same, at);
      case 'atomic':
        return this.#inner(instruction.program, at, null, stack);
      case 'look':
        return this.#look(instruction, at, stack) ? at : UNSET;
    }
  }

  /** Runs a program of its own; what it captured stays, and is undone with the rest. */
  #inner(program: readonly Instruction[], at: number, wantedEnd: number | null, stack: number[]): number {
    const before = [...this.#slots];
    const end = this.#execute(program, at, false, wantedEnd);
    if (end === UNSET) {
      this.#slots = before;
      return UNSET;
    }
    for (const [slot, old] of before.entries()) if (this.#slots[slot] !== old) stack.push(UNDO, slot, old);
    return end;
  }

  #look(instruction: Extract<Instruction, { readonly op: 'look' }>, at: number, stack: number[]): boolean {
    const { program, negative, behind } = instruction;
    const before = [...this.#slots];
    const held: number[] = [];
    let found = false;
    if (behind === null) found = this.#inner(program, at, null, held) !== UNSET;
    else {
      const last = Math.max(0, at - behind.max);
      for (let start = at - behind.min; start >= last && !found; start--) {
        found = this.#inner(program, start, at, held) !== UNSET;
      }
    }
    if (negative) this.#slots = before;
    else stack.push(...held);
    return found !== negative;
  }

  #reference(groups: readonly number[], same: (a: number, b: number) => boolean, at: number): number {
    const group = groups.findLast((number) => (this.#slots[2 * number + 1] ?? UNSET) !== UNSET);
    if (group === undefined) return UNSET;
    const start = this.#slots[2 * group] ?? 0;
    const length = (this.#slots[2 * group + 1] ?? 0) - start;
    if (at + length > this.#text.length) return UNSET;
    this.#run.spend(length);
    for (let i = 0; i < length; i++) {
      if (!same(this.#text[start + i] ?? 0, this.#text[at + i] ?? 0)) return UNSET;
    }
    return at + length;
  }

  #stands(anchor: Anchor, at: number): boolean {
    const text = this.#text;
    switch (anchor) {
      case 'text-start':
        return at === 0;
      case 'text-end':
        return at === text.length;
      case 'text-end-or-last-feed':
        return at === text.length || (at === text.length - 1 && text[at] === 10);
      case 'line-start':
        return at === 0 || text[at - 1] === 10;
      case 'line-end':
        return at === text.length || text[at] === 10;
      case 'search-start':
        return at === this.#searchStart;
      default: {
        const before = at > 0 && isWord(text[at - 1] ?? 0);
        const after = at < text.length && isWord(text[at] ?? 0);
        return (before !== after) === (anchor === 'word-edge');
      }
    }
  }
}

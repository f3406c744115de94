import type { Run } from '../run.js';
import { isWord } from './classes.js';
import type { Anchor, GroupList } from './nodes.js';
import type { Instruction, RegexProgram } from './program.js';
import { segmentEdges } from './segments.js';

const BATCH = 64;
const UNSET = -1;
const UNDO = -1;
const ENTRY = 4;
/** As deep as Oniguruma lets calls nest. */
const MAX_CALLS = 20;

/** A text that is searched, as code points. */
export type CodePoints = readonly number[];

/** Which of several matches is wanted. */
export interface Preference {
  /** The longest of all (in UTF-8), wherever it is, instead of the first. */
  readonly longest: boolean;
  /** None that has read nothing. */
  readonly skipEmpty: boolean;
}

/** A call that has not ended: where it goes on, where it began in the text, and the call around it. */
interface Frame {
  readonly next: number;
  readonly start: number;
  readonly up: number;
  readonly depth: number;
}

type Simple = Exclude<Instruction, { readonly op: 'match' | 'split' | 'jump' | 'call' | 'return' }>;

/**
 * A backtracking matcher with its own stack: it spends the evaluation's steps, so that no pattern can run away, and
 * it needs no recursion but for assertions and atomic groups.
 */
export class Matcher {
  readonly #code: readonly Instruction[];
  readonly #slotCount: number;
  readonly #text: CodePoints;
  readonly #run: Run;
  readonly #preference: Preference;
  #slots: number[] = [];
  #frames: Frame[] = [];
  /** The number of the innermost call, or -1. */
  #frame = UNSET;
  #searchStart = 0;
  #count = 0;
  #edges: ReadonlySet<number> | null = null;

  constructor({ code, slots }: RegexProgram, text: CodePoints, preference: Preference, run: Run) {
    this.#preference = preference;
    this.#code = code;
    this.#slotCount = slots;
    this.#text = text;
    this.#run = run;
  }

  /** The slots of the wanted match at or after `from`, or null. */
  search(from: number): readonly number[] | null {
    this.#searchStart = from;
    let best: readonly number[] | null = null;
    let length = UNSET;
    for (let start = from; start <= this.#text.length; start++) {
      this.#slots = new Array<number>(this.#slotCount).fill(UNSET);
      this.#slots[0] = start;
      this.#frames = [];
      this.#frame = UNSET;
      const end = this.#execute(0, start, true, null);
      if (end === UNSET) continue;
      this.#slots[1] = end;
      if (!this.#preference.longest) return this.#slots;
      const bytes = this.#bytes(start, end);
      if (bytes > length) [best, length] = [this.#slots, bytes];
    }
    return best;
  }

  #bytes(start: number, end: number): number {
    let bytes = 0;
    for (let at = start; at < end; at++) {
      const point = this.#text[at] ?? 0;
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }
    this.#run.spend(end - start);
    return bytes;
  }

  #tick(stackSize: number): void {
    if (++this.#count % BATCH !== 0) return;
    this.#run.spend(BATCH);
    if (stackSize > 30_000) this.#run.produce(BATCH * 32);
  }

  /**
   * Runs from one instruction to a final match; gives where in the text, or -1 with the slots as they were.
   *
   * @param whole - this is the whole pattern, for which the preference counts
   */
  #execute(first: number, start: number, whole: boolean, wantedEnd: number | null): number {
    const longest = whole && this.#preference.longest;
    const skipEmpty = whole && this.#preference.skipEmpty;
    const stack: number[] = [];
    let best = UNSET;
    let bestSlots: number[] = [];
    let pc = first;
    let at = start;
    for (;;) {
      this.#tick(stack.length);
      const instruction = this.#code[pc];
      if (instruction === undefined || instruction.op === 'match') {
        if ((wantedEnd === null || at === wantedEnd) && !(skipEmpty && at === start)) {
          if (!longest) return at;
          if (at > best) {
            best = at;
            bestSlots = [...this.#slots];
          }
        }
        pc = UNSET;
      } else if (instruction.op === 'split') {
        stack.push(instruction.other, at, 0, this.#frame);
        pc = instruction.next;
      } else if (instruction.op === 'jump') pc = instruction.next;
      else if (instruction.op === 'call') pc = this.#call(instruction, pc, at);
      else if (instruction.op === 'return') pc = this.#return(instruction.group, at, stack);
      else [pc, at] = this.#perform(instruction, pc, at, stack);
      if (pc !== UNSET) continue;
      [pc, at] = this.#backtrack(stack);
      if (pc === UNSET) break;
    }
    if (best !== UNSET) this.#slots = bestSlots;
    return best;
  }

  /** Undoes slots up to the last choice and takes its other way. */
  #backtrack(stack: number[]): readonly [number, number] {
    for (let top = stack.length - ENTRY; top >= 0; top -= ENTRY) {
      const [kind = 0, value = 0, old = 0, frame = UNSET] = stack.splice(top, ENTRY);
      if (kind !== UNDO) {
        this.#frame = frame;
        return [kind, value];
      }
      this.#slots[value] = old;
    }
    return [UNSET, UNSET];
  }

  #set(slot: number, value: number, stack: number[]): void {
    stack.push(UNDO, slot, this.#slots[slot] ?? UNSET, 0);
    this.#slots[slot] = value;
  }

  #call({ next }: { readonly next: number }, pc: number, at: number): number {
    const depth = (this.#frames[this.#frame]?.depth ?? 0) + 1;
    if (depth > MAX_CALLS) return UNSET;
    this.#run.produce(64);
    this.#frame = this.#frames.push({ next: pc + 1, start: at, up: this.#frame, depth }) - 1;
    return next;
  }

  #return(group: number, at: number, stack: number[]): number {
    const frame = this.#frames[this.#frame];
    if (frame === undefined) return UNSET;
    if (group > 0) {
      this.#set(2 * group, frame.start, stack);
      this.#set(2 * group + 1, at, stack);
    }
    this.#frame = frame.up;
    return frame.next;
  }

  /** One instruction that is neither a choice nor a jump: gives the next one and the place in the text, or -1. */
  #perform(instruction: Simple, pc: number, at: number, stack: number[]): readonly [number, number] {
    switch (instruction.op) {
      case 'loop-check':
        return [this.#slots[instruction.slot] === at ? instruction.other : pc + 1, at];
      case 'if-group':
        return [this.#took(instruction.groups) === undefined ? instruction.other : pc + 1, at];
      case 'if-match': {
        const end = this.#inner(instruction.start, at, null, stack);
        return end === UNSET ? [instruction.other, at] : [pc + 1, end];
      }
      default: {
        const after = this.#advance(instruction, at, stack);
        return [after === UNSET ? UNSET : pc + 1, after];
      }
    }
  }

  /** One instruction after which the next one follows: gives the place after it, or -1. */
  #advance(
    instruction: Exclude<Simple, { readonly op: 'loop-check' | 'if-group' | 'if-match' }>,
    at: number,
    stack: number[],
  ): number {
    switch (instruction.op) {
      case 'set': {
        const point = this.#text[at];
        return point !== undefined && instruction.accepts(point) ? at + 1 : UNSET;
      }
      case 'segment':
        return this.#segmentEnd(at);
      case 'open':
        this.#set(2 * instruction.group, at, stack);
        this.#set(2 * instruction.group + 1, UNSET, stack);
        return at;
      case 'save':
      case 'loop-start':
        this.#set(instruction.slot, at, stack);
        return at;
      case 'anchor':
        return this.#stands(instruction.anchor, at) ? at : UNSET;
      case 'reference':
        return this.#reference(instruction.groups, instruction.same, at);
      case 'atomic':
        return this.#inner(instruction.start, at, null, stack);
      case 'look':
        return this.#look(instruction, at, stack) ? at : UNSET;
    }
  }

  /** Runs a program of its own; what it captured stays, and is undone with the rest. */
  #inner(start: number, at: number, wantedEnd: number | null, stack: number[]): number {
    const before = [...this.#slots];
    const frame = this.#frame;
    this.#run.spend(1 + (before.length >> 3));
    const end = this.#execute(start, at, false, wantedEnd);
    this.#frame = frame;
    if (end === UNSET) {
      this.#slots = before;
      return UNSET;
    }
    for (const [slot, old] of before.entries()) if (this.#slots[slot] !== old) stack.push(UNDO, slot, old, 0);
    return end;
  }

  #look(instruction: Extract<Instruction, { readonly op: 'look' }>, at: number, stack: number[]): boolean {
    const { start: program, negative, behind } = instruction;
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

  /** The last of some groups that took part. */
  #took(groups: GroupList): number | undefined {
    return groups.findLast((group) => (this.#slots[2 * group + 1] ?? UNSET) !== UNSET);
  }

  /** The text of the last group that took part and stands here again. */
  #reference(groups: GroupList, same: (a: number, b: number) => boolean, at: number): number {
    for (let i = groups.length - 1; i >= 0; i--) {
      const group = groups[i] ?? 0;
      const start = this.#slots[2 * group] ?? 0;
      const end = this.#slots[2 * group + 1] ?? UNSET;
      if (end !== UNSET && this.#repeats(start, end - start, same, at)) return at + end - start;
    }
    return UNSET;
  }

  #repeats(start: number, length: number, same: (a: number, b: number) => boolean, at: number): boolean {
    if (at + length > this.#text.length) return false;
    this.#run.spend(length);
    for (let i = 0; i < length; i++) {
      if (!same(this.#text[start + i] ?? 0, this.#text[at + i] ?? 0)) return false;
    }
    return true;
  }

  #segmentEdges(): ReadonlySet<number> {
    if (this.#edges === null) {
      this.#run.spend(4 * this.#text.length);
      this.#edges = segmentEdges(this.#text);
    }
    return this.#edges;
  }

  #segmentEnd(at: number): number {
    if (at >= this.#text.length) return UNSET;
    const edges = this.#segmentEdges();
    let end = at + 1;
    while (!edges.has(end)) end++;
    return end;
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
      case 'segment-edge':
      case 'no-segment-edge':
        return this.#segmentEdges().has(at) === (anchor === 'segment-edge');
      default: {
        const before = at > 0 && isWord(text[at - 1] ?? 0);
        const after = at < text.length && isWord(text[at] ?? 0);
        return (before !== after) === (anchor === 'word-edge');
      }
    }
  }
}

/** Random choices from a seed: the same ones for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 up to but not `end`. */
  below(end: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) | 0;
    const mixed = Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d);
    return Math.floor((((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32) * end);
  }

  pick<T>(from: readonly T[]): T {
    const chosen = from[this.below(from.length)];
    if (chosen === undefined) throw new RangeError('There is nothing to pick from.');
    return chosen;
  }
}

/** What is put into programs: words of the language, names that objects inherit, large numbers, odd characters. */
const PIECES = [
  '.a',
  '.[]',
  '.[0]',
  '.[-1:]',
  '..',
  '|',
  ',',
  '//',
  '?',
  '?//',
  '|=',
  '+=',
  '//=',
  'as $x |',
  '$x',
  '$__loc__',
  'def f: ',
  '; f',
  'f(f)',
  'reduce ',
  'foreach ',
  'limit(3; ',
  'first(',
  'label $l | ',
  'break $l',
  'try ',
  ' catch .',
  'if ',
  ' then ',
  ' elif ',
  ' else ',
  ' end',
  'and',
  'or',
  'not',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '"',
  '\\(',
  '@base64 ',
  '@sh',
  '@csv',
  '1e1000',
  '-1',
  '0.1',
  '9007199254740993',
  'nan',
  'infinite',
  'null',
  'true',
  '"a"',
  '"\\ud800"',
  '.__proto__',
  '["__proto__"]',
  '.constructor',
  '.toString',
  'getpath(["__proto__", "a"])',
  'setpath(["__proto__"]; 1)',
  'test("(a+)+$")',
  'gsub("";"x")',
  'splits("a*")',
  'range(1e12)',
  '"x" * 1e9',
  '[limit(1e9; repeat(1))]',
  'implode',
  'strptime("%Y")',
  'mktime',
  'tojson',
  'fromjson',
  'ltrimstr("a")',
  'paths',
  'del(.[0])',
  'to_entries',
  'with_entries(.)',
  'walk(.)',
  'env',
  '$ENV',
  'input_line_number',
  'sort_by(.)',
  'group_by(.)',
  'combinations',
  'ascii',
  'error',
  'recurse',
  '\u0000',
  '\ufeff',
  '\ud83d\ude00',
  '#',
  '\n',
];

/** A text of random bytes, read as UTF-8. */
export function randomBytes(dice: Dice): string {
  return Buffer.from(Array.from({ length: dice.below(40) }, () => dice.below(256))).toString('utf8');
}

/** A program with a few pieces cut, put in, repeated, exchanged, or grafted from another one. */
export function mutated(dice: Dice, programs: readonly string[]): string {
  let text = dice.pick(programs);
  for (let times = 1 + dice.below(4); times > 0; times -= 1) {
    const at = dice.below(text.length + 1);
    const to = at + dice.below(8);
    const other = dice.pick(programs);
    text = dice.pick([
      () => text.slice(0, at) + text.slice(to),
      () => text.slice(0, at) + dice.pick(PIECES) + text.slice(at),
      () => text.slice(0, at) + dice.pick(PIECES) + text.slice(to),
      () => text.slice(0, to) + text.slice(at),
      () => text.slice(0, at) + other.slice(dice.below(other.length + 1)),
      () => `${text} | ${other}`,
    ])();
  }
  return text.slice(0, 400);
}

import { RegexSyntaxError } from './nodes.js';

/** A pattern's characters and how far they are read. */
export class Reader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  /** True at the end. */
  get done(): boolean {
    return this.#at >= this.#characters.length;
  }

  /** The next character without taking it; empty at the end. */
  peek(ahead = 0): string {
    return this.#characters[this.#at + ahead] ?? '';
  }

  /** Whether a character comes at or after some place. */
  has(character: string, ahead: number): boolean {
    return this.#characters.includes(character, this.#at + ahead);
  }

  /** Takes the next character. */
  next(): string {
    const character = this.#characters[this.#at] ?? '';
    this.#at++;
    return character;
  }

  /** Takes a text when it comes next. */
  take(text: string): boolean {
    const characters = Array.from(text);
    if (!characters.every((character, position) => this.peek(position) === character)) return false;
    this.#at += characters.length;
    return true;
  }

  /** Takes everything up to a text, and that text. */
  until(text: string, problem: string): string {
    let taken = '';
    while (!this.take(text)) {
      if (this.done) throw new RegexSyntaxError(problem);
      taken += this.next();
    }
    return taken;
  }

  /** Takes characters as long as a native one-character pattern accepts them, at most `most`. */
  while(pattern: RegExp, most = Infinity): string {
    let taken = '';
    while (taken.length < most && !this.done && pattern.test(this.peek())) taken += this.next();
    return taken;
  }

  /** Goes back, to read in another way. */
  back(count: number): void {
    this.#at -= count;
  }
}

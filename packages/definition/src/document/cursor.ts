import type { Finding } from '../finding.js';
import { isJsonObject } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { pointerTo } from './document.js';
import type { Position, SourceDocument } from './document.js';
import { FindingLog } from './finding-log.js';

/**
 * Reads a document's values and notes what is wrong with them, so that one pass gives all findings.
 *
 * A getter that finds the wrong type adds a finding and answers undefined; the reader goes on.
 */
export class Cursor {
  readonly pointer: string;
  readonly value: Json | undefined;
  readonly #document: SourceDocument;
  readonly #log: FindingLog;

  private constructor(document: SourceDocument, log: FindingLog, pointer: string, value: Json | undefined) {
    this.#document = document;
    this.#log = log;
    this.pointer = pointer;
    this.value = value;
  }

  /** A cursor on the whole document; everything read through it notes its findings in the given list. */
  static root(document: SourceDocument, findings: Finding[]): Cursor {
    return new Cursor(document, new FindingLog(findings), '', document.value);
  }

  /**
   * Notes something about this value. A second finding of the same code about the same value is left out, since
   * several passes look at a document; an error takes the place of a lesser one.
   *
   * @param offset - of the character in a text that it is about; absent: the value as a whole
   */
  report(severity: Finding['severity'], code: string, message: string, offset?: number): void {
    const document = this.#document;
    const position =
      offset === undefined ? document.position(this.pointer) : document.positionIn(this.pointer, offset);
    this.#note(severity, code, message, position);
  }

  /** Notes something about the name under which this value stands. */
  reportName(severity: Finding['severity'], code: string, message: string): void {
    this.#note(severity, code, message, this.#document.namePosition(this.pointer));
  }

  /** What has been noted about this value so far: a later pass need not tell the consequences. */
  get noted(): 'error' | 'lesser' | undefined {
    return this.#log.about(this.pointer);
  }

  error(code: string, message: string): void {
    this.report('error', code, message);
  }

  /** The value under a key; its own properties only. */
  get(key: string | number): Cursor {
    const parent = this.value;
    let value: Json | undefined;
    if (Array.isArray(parent) && typeof key === 'number') value = (parent as readonly Json[])[key];
    else if (isJsonObject(parent) && Object.hasOwn(parent, key)) value = parent[key];
    return new Cursor(this.#document, this.#log, pointerTo(this.pointer, key), value);
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get object(): JsonObject | undefined {
    if (isJsonObject(this.value)) return this.value;
    return this.#wrongType('an object');
  }

  /** A text; a number or boolean is taken as it was written, since YAML authors often leave out quotes. */
  get text(): string | undefined {
    if (typeof this.value === 'string') return this.value;
    if (typeof this.value === 'number' || typeof this.value === 'boolean') {
      return this.#document.writtenText(this.pointer) ?? String(this.value);
    }
    return this.#wrongType('a text');
  }

  get boolean(): boolean | undefined {
    if (typeof this.value === 'boolean') return this.value;
    if (this.value === 'true' || this.value === 'false') return this.value === 'true';
    return this.#wrongType('true or false');
  }

  /** Cursors on the elements of a list; empty when it is missing. */
  get list(): Cursor[] {
    if (!this.exists) return [];
    if (Array.isArray(this.value)) return this.value.map((_, index) => this.get(index));
    this.#wrongType('a list');
    return [];
  }

  /** The text under a key that must be there. */
  required(key: string): string | undefined {
    const child = this.get(key);
    if (child.exists) return child.text;
    child.error('missing-property', `"${key}" is missing here; add it.`);
    return undefined;
  }

  /** The text under a key that may be missing. */
  optional(key: string): string | undefined {
    const child = this.get(key);
    return child.exists ? child.text : undefined;
  }

  #note(severity: Finding['severity'], code: string, message: string, position: Position): void {
    this.#log.note(this.pointer, {
      code,
      severity,
      message,
      file: this.#document.file,
      ...position,
    });
  }

  #wrongType(expected: string): undefined {
    const name = this.pointer.slice(this.pointer.lastIndexOf('/') + 1);
    if (!this.exists) this.error('missing-property', `"${name}" is missing; it must be ${expected}.`);
    else this.error('wrong-type', `"${name}" must be ${expected}, but it is ${typeName(this.value)}.`);
    return undefined;
  }
}

function typeName(value: Json | undefined): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  if (typeof value === 'string') return 'a text';
  return `the ${typeof value} ${String(value)}`;
}

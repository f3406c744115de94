import type { Cursor } from '../document/cursor.js';
import { nearestName } from '../nearest-name.js';
import type { Dialect } from '../program/dialect.js';

/** What a section of a document declares by name: functions, events, errors, retries, states. */
export class Declarations<T> {
  /** What one of them is called in messages and codes: `function`, `event`, … */
  readonly kind: string;
  /** The section in which they stand. */
  readonly section: string;
  readonly #values = new Map<string, T | undefined>();
  #complete = true;

  constructor(kind: string, section: string) {
    this.kind = kind;
    this.section = section;
  }

  /** The section could not be read, so that a name that is missing here says nothing. */
  markIncomplete(): void {
    this.#complete = false;
  }

  /**
   * Adds one under the name that its entry gives. The first of several with one name counts.
   *
   * @param build - answers undefined when the declaration cannot be used; references to it are then no mistake
   * of their own
   * @param severity - of the finding about a name that is there already
   */
  declare(entry: Cursor, build: (name: string) => T | undefined, severity: 'error' | 'warning'): void {
    const name = entry.object && entry.required('name');
    if (name === undefined) return;
    if (!this.#values.has(name)) {
      this.#values.set(name, build(name));
      return;
    }
    const message = `There is another ${this.kind} "${name}"; give one of them a new name.`;
    entry.get('name').report(severity, 'duplicate-name', message);
  }

  /** The one of that name, if it is declared and usable. */
  find(name: string): T | undefined {
    return this.#values.get(name);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The one that the text under a cursor names; an unknown name is a finding. */
  resolve(reference: Cursor): T | undefined {
    const name = reference.text;
    if (name === undefined) return undefined;
    if (!this.#values.has(name)) this.reportUnknown(reference, name);
    return this.#values.get(name);
  }

  /** Notes that a name is not declared, with the one that was probably meant. */
  reportUnknown(reference: Cursor, name: string, severity: 'error' | 'warning' = 'error'): void {
    if (!this.#complete) return;
    const nearest = nearestName(name, this.#values.keys());
    const advice =
      nearest === undefined
        ? `add it to "${this.section}" or correct the name.`
        : `did you mean "${nearest}"?`;
    reference.report(severity, `unknown-${this.kind}`, `There is no ${this.kind} "${name}"; ${advice}`);
  }
}

/** SonataFlow looks at the names of functions only; elsewhere two of a name are bad style that it runs. */
export function duplicateSeverity(dialect: Dialect): 'error' | 'warning' {
  return dialect === 'spec' ? 'error' : 'warning';
}

import type { Finding } from '../finding.js';

/** Collects the findings of one document, each concern about one value once. */
export class FindingLog {
  readonly #findings: Finding[];
  readonly #indexes = new Map<string, number>();
  readonly #erroneous = new Set<string>();

  /** @param findings - receives everything that is noted */
  constructor(findings: Finding[]) {
    this.#findings = findings;
  }

  /** Adds a finding. Of several with one code about one value the first stays, unless only a later one is an error. */
  note(pointer: string, finding: Finding): void {
    const key = `${finding.code} ${pointer}`;
    if (finding.severity === 'error') this.#erroneous.add(pointer);
    const index = this.#indexes.get(key);
    const former = index === undefined ? undefined : this.#findings[index];
    if (index === undefined || former === undefined) {
      this.#indexes.set(key, this.#findings.push(finding) - 1);
    } else if (former.severity !== 'error' && finding.severity === 'error') {
      this.#findings[index] = finding;
    }
  }

  /** Whether there is an error about the value under a JSON pointer. */
  hasError(pointer: string): boolean {
    return this.#erroneous.has(pointer);
  }
}

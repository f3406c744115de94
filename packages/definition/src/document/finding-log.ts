import type { Finding } from '../finding.js';

/** Collects the findings of one document, each concern about one value once. */
export class FindingLog {
  readonly #findings: Finding[];
  readonly #indexes = new Map<string, number>();
  readonly #worst = new Map<string, Finding['severity']>();

  /** @param findings - receives everything that is noted */
  constructor(findings: Finding[]) {
    this.#findings = findings;
  }

  /** Adds a finding. Of several with one code about one value the first stays, unless only a later one is an error. */
  note(pointer: string, finding: Finding): void {
    const key = `${finding.code} ${pointer}`;
    if (this.#worst.get(pointer) !== 'error') this.#worst.set(pointer, finding.severity);
    const index = this.#indexes.get(key);
    const former = index === undefined ? undefined : this.#findings[index];
    if (index === undefined || former === undefined) {
      this.#indexes.set(key, this.#findings.push(finding) - 1);
    } else if (former.severity !== 'error' && finding.severity === 'error') {
      this.#findings[index] = finding;
    }
  }

  /** Whether there is an error about the value under a JSON pointer, or lesser findings only; undefined: none. */
  about(pointer: string): 'error' | 'lesser' | undefined {
    const worst = this.#worst.get(pointer);
    return worst === undefined || worst === 'error' ? worst : 'lesser';
  }
}

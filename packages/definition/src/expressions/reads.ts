import type { DataPath } from '../program/action.js';

/** What an expression can read, as far as its text tells. Never too little: where it is unclear, the whole counts. */
export interface Reads {
  /** Constant paths below its data; `[]` stands for the whole data. */
  readonly data: readonly DataPath[];
  /** By the name of a variable, without `$`: constant paths below its value; `[]` stands for the whole value. */
  readonly variables: ReadonlyMap<string, readonly DataPath[]>;
}

/** The top-level keys of the data that are read, or `anything` when it may be any part of the data. */
export function keysRead(reads: Reads): ReadonlySet<string> | 'anything' {
  const keys = new Set<string>();
  for (const [key] of reads.data) {
    if (typeof key !== 'string') return 'anything';
    keys.add(key);
  }
  return keys;
}

/** Whether it reads what must not be seen: secrets, the headers of the start request, or all of `$WORKFLOW`. */
export function isConfidential({ variables }: Reads): boolean {
  if (variables.has('SECRET') || variables.has('SECRETS')) return true;
  return (variables.get('WORKFLOW') ?? []).some(([key]) => key === undefined || key === 'headers');
}

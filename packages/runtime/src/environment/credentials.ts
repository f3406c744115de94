import type { JsonObject } from '@orchestrator/definition';

/** Names of headers that carry credentials; also extension attributes of events, which have no dashes. */
const CREDENTIAL = /authorization|cookie|token|secret|password|credential|api-?key/i;

/** Start headers, parted by whether they may be stored. */
export interface PartedHeaders {
  readonly stored: JsonObject;
  /** To be sealed. */
  readonly credentials: JsonObject;
}

/** Whether what has this name is a credential. */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL.test(name);
}

/** Parts start headers. */
export function partHeaders(headers: JsonObject): PartedHeaders {
  const entries = Object.entries(headers);
  return {
    stored: Object.fromEntries(entries.filter(([name]) => !isCredentialName(name))),
    credentials: Object.fromEntries(entries.filter(([name]) => isCredentialName(name))),
  };
}

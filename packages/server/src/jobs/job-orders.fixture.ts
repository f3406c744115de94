import { vi } from 'vitest';

/** A time that no test lives to see. */
export const LATER = '2999-01-01T00:00:00Z';

let number = 0;

/** An id that no other job of the test has. */
export function nextId(): string {
  number += 1;
  return `job-${number}`;
}

/** A time that comes in a moment. */
export function soon(): string {
  return new Date(Date.now() + 20).toISOString();
}

/** The schedule of a job of the second version. */
export function at(startTime: string, rest: object = {}): { schedule: object } {
  return { schedule: { type: 'timer', startTime, ...rest } };
}

/** A job of the first version that calls this server. */
export function v1(url: string, parts: object = {}) {
  return {
    id: nextId(),
    expirationTime: LATER,
    callbackEndpoint: `${url}/management/jobs/p/instances/i/timers/t`,
    processId: 'p',
    processInstanceId: 'i',
    ...parts,
  };
}

/** A job of the second version that calls this server. */
export function v2(url: string, target: object = {}, parts: object = {}) {
  return {
    id: nextId(),
    correlationId: 'c',
    ...at(LATER),
    recipient: { type: 'http', url: `${url}/there`, ...target },
    ...parts,
  };
}

/** The object that a response holds. */
export async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}

/** Waits for what comes by itself, on a busy machine too. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000 });
}

import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { CloudEvent } from '@orchestrator/engine';
import { HttpProblem } from '../http/problem.js';

/** Reads the members of a JSON object; those that nobody asks for are ignored. */
export class Fields {
  readonly #object: JsonObject;
  readonly #what: string;

  /** @param what - of what they are, for messages */
  constructor(object: JsonObject, what: string) {
    this.#object = object;
    this.#what = what;
  }

  /** Null where there is none. */
  value(name: string): Json | null {
    return Object.hasOwn(this.#object, name) ? (this.#object[name] ?? null) : null;
  }

  /** A text, or a number as text; null where there is none. @throws HttpProblem 400 */
  text(name: string): string | null {
    const value = this.value(name);
    if (value === null || typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw this.#bad(name, 'a text');
  }

  /** @throws HttpProblem 400, also where there is none */
  required(name: string): string {
    const text = this.text(name);
    if (text === null || text === '') throw this.#bad(name, 'a text');
    return text;
  }

  /** A number, or one that is written as text; null where there is none. @throws HttpProblem 400 */
  number(name: string): number | null {
    const value = this.value(name);
    if (value === null || value === '') return null;
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw this.#bad(name, 'a number');
  }

  /** Null where there is none. @throws HttpProblem 400 */
  boolean(name: string): boolean | null {
    const value = this.value(name);
    if (value === null || typeof value === 'boolean') return value;
    throw this.#bad(name, 'true or false');
  }

  /** ISO 8601 or milliseconds since 1970; null where there is none. @throws HttpProblem 400 */
  time(name: string): number | null {
    const time = this.moment(name);
    return time === null ? null : Math.floor(time);
  }

  /** The same with a fraction of a millisecond, down to the microsecond. @throws HttpProblem 400 */
  moment(name: string): number | null {
    const value = this.value(name);
    if (value === null || value === '') return null;
    const time = typeof value === 'string' ? timeOf(value) : value;
    if (typeof time === 'number' && Math.abs(time) <= LAST_TIME) return time;
    throw this.#bad(name, 'a date');
  }

  /** The texts of a list; empty where there is none. */
  texts(name: string): string[] {
    const value = this.value(name);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  /** The objects of a list; empty where there is none. */
  objects(name: string): JsonObject[] {
    const value = this.value(name);
    return Array.isArray(value) ? value.filter((item) => isJsonObject(item)) : [];
  }

  /** Empty where there is none. */
  object(name: string): JsonObject {
    const value = this.value(name);
    return isJsonObject(value) ? value : {};
  }

  #bad(name: string, wanted: string): HttpProblem {
    return new HttpProblem(400, 'bad-event', `The member ${name} of ${this.#what} must be ${wanted}.`);
  }
}

/** An event with what is read of it. */
export interface ReadEvent {
  readonly event: CloudEvent;
  readonly attributes: Fields;
  readonly data: Fields;
  /** When it happened, in milliseconds since 1970, with a fraction: a sender tells of much within one of them. */
  readonly time: number;
}

/** Milliseconds that a date of JavaScript can hold. */
const LAST_TIME = 8.64e15;

/** @throws HttpProblem 400 */
export function readEvent(event: CloudEvent): ReadEvent {
  const { data: payload, ...rest } = event;
  const name = `the event ${event.id} of type ${event.type}`;
  if (!isJsonObject(payload))
    throw new HttpProblem(400, 'bad-event', `The data of ${name} must be a JSON object.`);
  const attributes = new Fields(rest as JsonObject, name);
  const data = new Fields(payload, `the data of ${name}`);
  const time = attributes.moment('time') ?? data.moment('eventDate') ?? Date.now();
  return { event, attributes, data, time };
}

/** Texts without an offset mean UTC. Java also writes offsets without colon and zones in brackets. */
function timeOf(text: string): number {
  const iso = text.replace(/\[[^\]]*\]$/, '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  const hasOffset = /(?:Z|[+-]\d\d(?::\d\d)?)$/i.test(iso.slice(10));
  // A date of JavaScript ends with the third digit, and the order of events must not.
  const [, finer = ''] = /\.\d{3}(\d+)/.exec(iso) ?? [];
  return Date.parse(hasOffset || iso.length <= 10 ? iso : `${iso}Z`) + Number(`0.${finer}`);
}

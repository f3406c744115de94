import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import { HttpProblem } from '../http/problem.js';

/** Longest text of an id. */
const MAX_ID = 255;
/** Last moment that a job can be due, and with it the longest interval: the end of the year 9999. */
export const MAX_TIME = 253_402_300_799_999;
/** Numbers of calls are integers in the database. */
const MAX_COUNT = 2 ** 31 - 1;

/** A job that cannot be taken as it is. */
export function badJob(message: string): HttpProblem {
  return new HttpProblem(400, 'bad-job', message);
}

/** Reads the fields of an object of a request; null counts as absent. Each throws HttpProblem 400 for a value of another form. */
export class JobFields {
  readonly #values: JsonObject;
  readonly #what: string;

  /** @param what - how the object is called in messages */
  constructor(value: Json | undefined, what: string) {
    if (!isJsonObject(value)) throw badJob(`${what} must be a JSON object.`);
    this.#values = value;
    this.#what = what;
  }

  get names(): string[] {
    return Object.keys(this.#values).filter((name) => this.value(name) !== undefined);
  }

  value(name: string): Json | undefined {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    return value === null ? undefined : value;
  }

  object(name: string): JsonObject | undefined {
    const value = this.value(name);
    if (value === undefined || isJsonObject(value)) return value;
    throw this.bad(name, 'an object');
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.bad(name, 'a text');
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') throw badJob(`${this.#what} has no ${name}.`);
    return value;
  }

  /** Something that names another thing: short, and without control characters. */
  id(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined || isId(value)) return value;
    throw this.bad(name, `a text of 1 to ${MAX_ID} characters without control characters`);
  }

  count(name: string, least: number): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MAX_COUNT)
      return value;
    throw this.bad(name, `a whole number from ${least} on`);
  }

  /** A length of time in some unit. */
  time(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_TIME) return value;
    throw this.bad(name, 'a whole number from 0 on');
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    const found = values.find((one) => one === value);
    if (value === undefined || found !== undefined) return found;
    throw this.bad(name, `one of ${values.join(', ')}`);
  }

  /** A moment, in milliseconds since 1970. What is finer is rounded up, since a job must not be early. */
  moment(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const moment = momentOf(value);
    if (moment === undefined)
      throw this.bad(name, 'a date and time with a zone, such as 2030-01-31T12:00:00Z');
    return moment;
  }

  /** Texts by name. */
  texts(name: string): Readonly<Record<string, string>> | undefined {
    const value = this.object(name);
    if (!value) return undefined;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, text]): [string, string][] => {
        if (text === null) return [];
        if (typeof text !== 'object') return [[key, String(text)]];
        throw this.bad(name, 'an object of texts');
      }),
    );
  }

  bad(name: string, form: string): HttpProblem {
    return badJob(`${name} of ${this.#what[0]?.toLowerCase() ?? ''}${this.#what.slice(1)} must be ${form}.`);
  }
}

/** Whether a text can be the id of a job. */
export function isId(text: string): boolean {
  return text.length > 0 && text.length <= MAX_ID && !/\p{C}/u.test(text);
}

const MOMENT =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)(?:\[[\w/+:-]+\])?$/i;

/** ISO 8601 with an offset; Java adds the name of a zone in brackets. */
function momentOf(text: string): number | undefined {
  const [, minute, second = '00', fraction = '', zone = ''] = MOMENT.exec(text) ?? [];
  if (minute === undefined) return undefined;
  const offset = /^z$/i.test(zone)
    ? 'Z'
    : zone.replace(
        /^([+-]\d{2}):?(\d{2})?$/,
        (_, hours: string, minutes = '00') => `${hours}:${minutes as string}`,
      );
  const start = Date.parse(`${minute}:${second}${offset}`);
  if (Number.isNaN(start)) return undefined;
  const moment = start + Math.ceil(Number(fraction.padEnd(9, '0')) / 1_000_000);
  return moment > MAX_TIME ? undefined : moment;
}

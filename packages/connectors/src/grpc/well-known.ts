import type { Json, JsonObject } from '@orchestrator/definition';
import { misfit } from './scalars.js';

/** How a well-known type is written in JSON, where that isn't an object with its fields (ProtoJSON). */
export interface WellKnown {
  /** @throws CallFailure `bad-arguments` */
  readonly toFields: (value: Json, path: string) => JsonObject;
  /** @param fields - the message with JSON values, all of them present */
  readonly toJson: (fields: JsonObject) => Json;
}

const wrapper: WellKnown = {
  toFields: (value) => ({ value }),
  toJson: ({ value = null }) => value,
};

const PREFIX = '.google.protobuf.';

/** The types that this module knows, by their full name. */
export const wellKnownTypes: ReadonlyMap<string, WellKnown> = new Map<string, WellKnown>([
  ...['Double', 'Float', 'Int64', 'UInt64', 'Int32', 'UInt32', 'Bool', 'String', 'Bytes'].map(
    (name): [string, WellKnown] => [`${PREFIX}${name}Value`, wrapper],
  ),
  [`${PREFIX}Timestamp`, { toFields: timestampFields, toJson: timestampText }],
  [`${PREFIX}Duration`, { toFields: durationFields, toJson: durationText }],
  [
    `${PREFIX}FieldMask`,
    {
      toFields: (value, path) => {
        if (typeof value !== 'string') throw misfit(path, 'text such as "user.displayName,photo"');
        const paths = value.split(',').filter((part) => part !== '');
        return {
          paths: paths.map((part) => part.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
        };
      },
      toJson: ({ paths }) =>
        Array.isArray(paths) ? paths.map((part) => lowerCamel(String(part))).join(',') : '',
    },
  ],
]);

/** Name of a field in JSON, where the file gives no other (ProtoJSON). */
export function lowerCamel(name: string): string {
  return name.replaceAll(/_+([a-zA-Z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
}

function timestampFields(value: Json, path: string): JsonObject {
  const match =
    typeof value === 'string'
      ? /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/i.exec(value)
      : null;
  const [, time = '', fraction = '', zone = ''] = match ?? [];
  const milliseconds = Date.parse(`${time}${zone}`);
  if (Number.isNaN(milliseconds)) throw misfit(path, 'a time such as "2026-01-31T08:30:00Z"');
  return { seconds: milliseconds / 1000, nanos: Number(fraction.padEnd(9, '0')) };
}

function timestampText({ seconds, nanos }: JsonObject): Json {
  const date = new Date(Number(seconds ?? 0) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return `${date.toISOString().slice(0, -5)}${fractionText(Number(nanos ?? 0))}Z`;
}

function durationFields(value: Json, path: string): JsonObject {
  const match = typeof value === 'string' ? /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/.exec(value) : null;
  if (!match) throw misfit(path, 'a duration in seconds such as "1.5s"');
  const [, sign, seconds = '', fraction = ''] = match;
  const factor = sign === '-' ? -1 : 1;
  // Adding zero turns -0 into 0.
  return { seconds: factor * Number(seconds) + 0, nanos: factor * Number(fraction.padEnd(9, '0')) + 0 };
}

function durationText({ seconds, nanos }: JsonObject): Json {
  const [whole, rest] = [Number(seconds ?? 0), Number(nanos ?? 0)];
  return `${whole < 0 || rest < 0 ? '-' : ''}${Math.abs(whole)}${fractionText(Math.abs(rest))}s`;
}

/** With as many digits as are needed, in steps of three. */
function fractionText(nanos: number): string {
  return nanos === 0
    ? ''
    : `.${String(nanos)
        .padStart(9, '0')
        .replace(/(?:000){1,2}$/, '')}`;
}

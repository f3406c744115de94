import type { Json } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';

/** Bits and sign of the whole number types. */
const INTEGERS: ReadonlyMap<string, readonly [bits: bigint, signed: boolean]> = new Map([
  ['int32', [32n, true]],
  ['sint32', [32n, true]],
  ['sfixed32', [32n, true]],
  ['uint32', [32n, false]],
  ['fixed32', [32n, false]],
  ['int64', [64n, true]],
  ['sint64', [64n, true]],
  ['sfixed64', [64n, true]],
  ['uint64', [64n, false]],
  ['fixed64', [64n, false]],
]);

const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'];

/** A scalar as protobufjs takes and gives it. */
export type Scalar = string | number | boolean | Uint8Array | Bits64;

/** A whole number of 64 bits as protobufjs takes and gives it. */
interface Bits64 {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
}

/**
 * A JSON value as a scalar of a type (ProtoJSON).
 *
 * @param path - names the field in messages
 * @throws CallFailure `bad-arguments` when the value doesn't fit
 */
export function scalarOf(type: string, value: Json, path: string): Scalar {
  const integer = INTEGERS.get(type);
  if (integer) return integerOf(type, integer, value, path);
  const text = typeof value === 'object' ? undefined : String(value);
  if (text !== undefined) {
    if (type === 'string') return text;
    if (type === 'bool' && (text === 'true' || text === 'false')) return text === 'true';
    if (type === 'bytes' && /^[\w+/-]*={0,2}$/.test(text)) return Buffer.from(text, 'base64');
    if ((type === 'double' || type === 'float') && isNumber(text)) return Number(text);
  }
  throw misfit(path, type === 'bytes' ? 'text in base64' : `a ${type}`);
}

/** A scalar as JSON. Whole numbers that JSON readers would round are written as text. */
export function jsonOfScalar(type: string, value: unknown): Json {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (isBits64(value)) {
    const number = Number(bigintOf(value));
    return Number.isSafeInteger(number) ? number : String(bigintOf(value));
  }
  if (typeof value !== 'number') return value as string | boolean;
  if (!Number.isFinite(value)) return String(value);
  return type === 'float' ? shortestFloat(value) : value;
}

/** Whether a scalar is what a field without a value has. */
export function isDefaultScalar(value: unknown): boolean {
  if (value instanceof Uint8Array) return value.length === 0;
  if (isBits64(value)) return value.low === 0 && value.high === 0;
  return value === 0 || value === '' || value === false;
}

function integerOf(
  type: string,
  [bits, signed]: readonly [bigint, boolean],
  value: Json,
  path: string,
): number | Bits64 {
  const isWhole =
    Number.isInteger(value) || (typeof value === 'string' && /^-?\d{1,20}(?:\.0+)?$/.test(value));
  if (!isWhole) throw misfit(path, `a whole number (${type})`);
  const number = BigInt(typeof value === 'string' ? value.replace(/\..*$/, '') : (value as number));
  const least = signed ? -(1n << (bits - 1n)) : 0n;
  const most = (1n << (signed ? bits - 1n : bits)) - 1n;
  if (number < least || number > most) throw misfit(path, `a number from ${least} to ${most} (${type})`);
  if (bits === 32n) return Number(number);
  return {
    low: Number(BigInt.asIntN(32, number)),
    high: Number(BigInt.asIntN(32, number >> 32n)),
    unsigned: !signed,
  };
}

function isBits64(value: unknown): value is Bits64 {
  return typeof value === 'object' && value !== null && 'low' in value && 'high' in value;
}

function bigintOf({ low, high, unsigned }: Bits64): bigint {
  const bits = (BigInt(high) << 32n) | BigInt(low >>> 0);
  return unsigned ? BigInt.asUintN(64, bits) : bits;
}

function isNumber(text: string): boolean {
  return NOT_FINITE.includes(text) || (text.trim() !== '' && Number.isFinite(Number(text)));
}

/** The number with the fewest digits that is the same float: 0.1, not 0.10000000149011612. */
function shortestFloat(value: number): number {
  const digits = [6, 7, 8].find((count) => Math.fround(Number(value.toPrecision(count))) === value);
  return digits === undefined ? value : Number(value.toPrecision(digits));
}

/** The failure of a value that a field can't take. */
export function misfit(path: string, expected: string) {
  return badArguments(`The argument ${path} must be ${expected}.`);
}

/**
 * A number as jq prints it: shortest digits that read back the same, exponent from 1e17 and below 1e-4 on;
 * infinities print as the largest double, NaN as null.
 */
export function numberText(value: number): string {
  const size = Math.abs(value);
  // Between these sizes JavaScript prints the same.
  if (size < 1e15 && (size >= 1e-3 || size === 0)) return Object.is(value, -0) ? '-0' : String(value);
  if (Number.isNaN(value)) return 'null';
  if (value < 0) return `-${positive(-value)}`;
  return positive(value);
}

function positive(value: number): string {
  const finite = value === Infinity ? Number.MAX_VALUE : value;
  const [mantissa = '', exponentText = '0'] = finite.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponentText) + 1;
  if (point <= -4 || point > digits.length + 15) return scientific(digits, point - 1);
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function scientific(digits: string, exponent: number): string {
  const mantissa = digits.length > 1 ? `${digits.slice(0, 1)}.${digits.slice(1)}` : digits;
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${size}`;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a text spells, as `tonumber` and `fromjson` read it; undefined when it spells none. */
export function parseNumber(text: string): number | undefined {
  if (NUMBER.test(text)) return limited(Number(text));
  if (/^[+-]?nan$/i.test(text)) return NaN;
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  return infinite === null ? undefined : infinite[1] === '-' ? -Infinity : Infinity;
}

function limited(value: number): number {
  return value === Infinity ? Number.MAX_VALUE : value === -Infinity ? -Number.MAX_VALUE : value;
}

import { parse } from 'yaml';
import { covers } from '../compare.mjs';
import { resolve } from '../placeholders.mjs';

/** Conditions of a behaviour as a case words them. Each answers whether a call fulfils it; undefined = other words. */
const CONDITIONS = [
  [/^(always|otherwise)$/, () => true],
  [
    /^argument (\w+) is (odd|even)$/,
    (given, name, kind) => Math.abs(given?.[name] % 2) === (kind === 'odd' ? 1 : 0),
  ],
  [/^argument (\w+) equals (.+)$/, (given, name, value) => String(given?.[name]) === value],
  [/^called with (?:the whole data )?(.+)$/, (given, value) => covers(given, parse(value))],
];

/** Results that a case words instead of giving them. */
const RESULTS = [
  [
    /^integer quotient of arguments (\w+) and (\w+)$/,
    (given, dividend, divisor) => Math.trunc(given[dividend] / given[divisor]),
  ],
];

/**
 * What a stand-in does with a call: `{returns}` or `{throws: {class, message}}`.
 *
 * @param {readonly {when: string, returns?: unknown, throws?: object}[]} behaviour
 * @param {unknown} given the arguments
 * @throws Error when no condition holds, or one is worded in a way that this runner does not understand
 */
export function behave(behaviour, given) {
  const match = behaviour.find(({ when }) => holds(when, given));
  if (!match) throw new Error(`No behaviour is described for ${JSON.stringify(given)}.`);
  if (match.throws) return { throws: match.throws };
  return { returns: resolve(inWords(match.returns, given), bindings(given)) };
}

function holds(when, given) {
  for (const [pattern, condition] of CONDITIONS) {
    const words = pattern.exec(when);
    if (words) return condition(given, ...words.slice(1));
  }
  throw new Error(
    `This runner does not understand the condition "${when}"; see conformance/stand-ins/behaviour.mjs.`,
  );
}

function inWords(result, given) {
  if (typeof result !== 'string') return result ?? null;
  for (const [pattern, value] of RESULTS) {
    const words = pattern.exec(result);
    if (words) return value(given, ...words.slice(1));
  }
  return result;
}

/** `${arguments[0]}` */
function bindings(given) {
  const values = typeof given === 'object' && given !== null ? Object.values(given) : [given];
  return new Map(values.map((value, index) => [`arguments[${index}]`, String(value)]));
}

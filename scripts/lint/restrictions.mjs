import { importPatterns } from './floors.mjs';

// All upper or all lower case: an English sentence begins otherwise.
const upper = 'SELECT\\s[\\s\\S]+\\sFROM|INSERT\\s+INTO|DELETE\\s+FROM|UPDATE\\s[\\s\\S]+\\sSET';
const sql = `/^\\s*(?:${upper}|${upper.replace(/[A-Z]{2,}/g, (word) => word.toLowerCase())})\\s/`;

const sqlOutsideStore = ['Literal[value', 'TemplateElement[value.raw'].map((value) => ({
  selector: `${value}=${sql}]`,
  message: 'Only packages/store holds SQL.',
}));

const asynchrony = [
  ':function[async=true]',
  'AwaitExpression',
  'NewExpression[callee.name="Promise"]',
  'MemberExpression[object.name="Promise"]',
].map((selector) => ({
  selector,
  message: 'The engine is synchronous: return an effect and let the runtime wait for its outcome.',
}));

const clock = [
  'MemberExpression[object.name="Date"][property.name="now"]',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  'MemberExpression[object.name="performance"]',
].map((selector) => ({
  selector,
  message: 'The engine has no clock: use the `now` that advance() is given.',
}));

const chance = [
  'MemberExpression[object.name="Math"][property.name="random"]',
  'MemberExpression[object.name="crypto"]',
].map((selector) => ({
  selector,
  message: 'The engine is deterministic: take identifiers from the instance.',
}));

const outside = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'process',
  'globalThis',
  'Intl',
].map((name) => ({ name, message: 'The engine is pure: the host does this for it, after the commit.' }));

/** A dynamic import would be a way around the floors. */
function dynamicImports(folder) {
  return importPatterns(folder).map(({ regex, message }) => ({
    selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`,
    message,
  }));
}

/** What the sources of one floor may not import, write or reach for. */
export function restrictions(folder) {
  const pure = folder === 'packages/engine';
  const syntax = [
    ...dynamicImports(folder),
    ...(folder === 'packages/store' ? [] : sqlOutsideStore),
    ...(pure ? [...asynchrony, ...clock, ...chance] : []),
  ];
  return {
    'no-restricted-imports': ['error', { patterns: importPatterns(folder) }],
    'no-restricted-syntax': ['error', ...syntax],
    ...(pure ? { 'no-restricted-globals': ['error', ...outside] } : {}),
  };
}

import ts from 'typescript';
import { isDeclaration, walk } from './sources.mjs';

/** How keys of settings begin; texts with blanks are messages. */
const KEY = /^(?:(?:orchestrator|quarkus|kogito|sonataflow|org\.sonataflow|mp\.messaging)\.[^\s]*|K_SINK)$/;

/** The same inside of messages. */
const MENTION = /(?<![\w./-])(?:orchestrator|quarkus|kogito|sonataflow|mp\.messaging)\.[\w<>.-]*[\w>]/g;

/** Functions that look a key up. */
const LOOK_UP = /(?:^|\.)(?:configuration|[sS]ettings\.(?:get|has))$/;

/** Stands for what is filled in. */
const HOLE = '<>';

/** The keys, or beginnings of keys, that a source file spells out outside of declarations. */
export function keysIn({ tree }) {
  const constants = constantsIn(tree);
  const keys = new Set();
  walk(tree, (node) => {
    if (isDeclaration(node) || ts.isImportDeclaration(node)) return false;
    const text = textOf(node, constants);
    if (text !== undefined && (KEY.test(text) || isLookedUp(node))) keys.add(text);
    return true;
  });
  return [...keys];
}

/** The keys that messages of a source file name, for those who read them. */
export function mentionsIn({ tree }) {
  const constants = constantsIn(tree);
  const keys = new Set();
  walk(tree, (node) => {
    if (isDeclaration(node) || ts.isImportDeclaration(node)) return false;
    for (const [key] of (textOf(node, constants) ?? '').matchAll(MENTION))
      keys.add(key.replaceAll(/<\w+>/g, HOLE));
    return true;
  });
  return [...keys];
}

/** Whether a declared key is this one or begins with it; of a key with holes, what stands before and after them counts. */
export function declares(declared, key) {
  const written = declared.replaceAll(/<\w+>/g, HOLE);
  if (key.includes(HOLE)) {
    const [start, end] = [key.slice(0, key.indexOf(HOLE)), key.slice(key.lastIndexOf(HOLE) + HOLE.length)];
    return written.startsWith(start) && written.endsWith(end);
  }
  return fits(declared, key) || written.startsWith(key.endsWith('.') ? key : `${key}.`);
}

/** Whether a key is one that a declaration stands for. */
export function fits(declared, key) {
  const pattern = declared.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/<\w+>/g, '.+');
  return new RegExp(`^${pattern}$`).test(key);
}

/** Whether a source file spells the beginning and the end of a declared key out, as what reads it by hand does. */
export function spells({ text, tree }, declared) {
  const [start = '', ...rest] = declared.split(/<\w+>/);
  const end = rest.at(-1) ?? '';
  let plain = text.replaceAll('\\.', '.');
  for (const [name, value] of constantsIn(tree)) plain = plain.replaceAll(`\${${name}}`, value);
  return [start, end].every((part) => plain.includes(part.replaceAll(/^\.|\.$/g, '')));
}

/** Constants of a file that are plain texts. */
function constantsIn(tree) {
  const constants = new Map();
  walk(tree, (node) => {
    if (isDeclaration(node)) return false;
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isStringLiteralLike(node.initializer))
      constants.set(node.name.getText(), node.initializer.text);
    return true;
  });
  return constants;
}

function textOf(node, constants) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.templateSpans.reduce(
    (text, { expression, literal }) => text + (constants.get(expression.getText()) ?? HOLE) + literal.text,
    node.head.text,
  );
}

function isLookedUp({ parent }) {
  return ts.isCallExpression(parent) && LOOK_UP.test(parent.expression.getText());
}

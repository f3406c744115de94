import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { inRoot } from '../start/paths.mjs';

/** The packages that read settings. */
const PACKAGES = ['connectors', 'runtime', 'server', 'cli'];

/** Every source file that may read settings, without tests, as `{ file, text, tree }`. */
export function readSources() {
  return PACKAGES.flatMap((name) => {
    const folder = path.posix.join('packages', name, 'src');
    return readdirSync(inRoot(folder), { recursive: true })
      .filter((file) => file.endsWith('.ts') && !/\.(test|fixture|d)\.ts$/.test(file))
      .sort()
      .map((file) => {
        const shown = path.posix.join(folder, file.replaceAll(path.sep, '/'));
        return sourceOf(shown, readFileSync(inRoot(shown), 'utf8'));
      });
  });
}

/** A source file and its syntax tree. */
export function sourceOf(file, text) {
  return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
}

/** Calls `visit` for a node and all below it; below those for which it answers false it does not look. */
export function walk(node, visit) {
  if (visit(node) === false) return;
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Whether a node is a call of `setting`, which declares one. */
export function isDeclaration(node) {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'setting';
}

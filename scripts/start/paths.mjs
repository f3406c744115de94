import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** A path inside the clone. */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Where the caller stands: npm runs scripts in the clone and keeps the caller's folder here. */
const callersFolder = () => process.env.INIT_CWD ?? process.cwd();

/** A path as the caller wrote it, made absolute. */
export const fromCaller = (written) => path.resolve(callersFolder(), written);

/** A path as a person likes to read it. */
export function readable(file) {
  const relative = path.relative(callersFolder(), file);
  return relative.startsWith('..') ? file : relative || '.';
}

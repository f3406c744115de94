import type { Builtins } from './builtin.js';
export const REGEX: Builtins = {};

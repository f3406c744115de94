import type { Builtins } from './builtin.js';
export const TIME: Builtins = {};

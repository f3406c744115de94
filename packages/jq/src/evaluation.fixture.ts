import { compile, type EvaluateOptions, type Json, JqError } from './index.js';

/** All outputs of a program. */
export function outputs(program: string, input: Json = null, options?: EvaluateOptions): Json[] {
  return compile(program).all(input, {}, options);
}

/** The value that a program raises; fails when it raises none. */
export function raised(program: string, input: Json = null, options?: EvaluateOptions): Json {
  try {
    compile(program).all(input, {}, options);
  } catch (error) {
    if (error instanceof JqError) return error.value;
    throw error;
  }
  throw new Error(`${program} raises nothing`);
}

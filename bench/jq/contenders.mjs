import jqjs from '@michaelhomer/jqjs';
import { compile } from '@orchestrator/jq';
import { loadJq } from 'jq-wasm';

/** The names of the contenders as the table shows them. */
export const BY_HAND = 'hand-written JS';
export const OURS = '@orchestrator/jq';
export const LIBRARIES = ['@michaelhomer/jqjs', 'jq-wasm'];

/** Each contender turns a program into a function from input to first output. What can be compiled once is. */
export async function contenders() {
  const wasm = await loadJq();
  return {
    [BY_HAND]: ({ byHand }) => byHand,
    [OURS]: ({ source }) => {
      const filter = compile(source);
      return (input) => filter.one(input);
    },
    [LIBRARIES[0]]: ({ source }) => {
      const filter = jqjs.compile(source);
      return (input) => filter(input).next().value;
    },
    [LIBRARIES[1]]:
      ({ source }) =>
      (input) =>
        wasm.first(input, source),
  };
}

// The timed loop. Whoever measures loads it under an address of its own (`loop.mjs?NAME`), so that V8 compiles it anew
// and no contender pays for what another one taught the compiler.

/** Evaluates the inputs in turn; the results are kept, so that no evaluation can be optimised away. */
export function loop(evaluate, inputs, results, times) {
  const mask = inputs.length - 1;
  for (let i = 0; i < times; i++) {
    const at = i & mask;
    results[at] = evaluate(inputs[at]);
  }
}

/**
 * Something to measure: `run(times)` evaluates that often. All tasks share one loop and so one call site: like an
 * interpreter that picks its programs at run time, the loop cannot inline what it calls. The results are kept, so that
 * no evaluation can be optimised away; several copies of one input (a power of two) take turns, so that nothing is
 * learned about a single one.
 */
export function task(name, evaluate, inputs) {
  const results = inputs.map(() => null);
  return { name, run: (times) => loop(evaluate, inputs, results, times) };
}

function loop(evaluate, inputs, results, times) {
  const mask = inputs.length - 1;
  for (let i = 0; i < times; i++) {
    const at = i & mask;
    results[at] = evaluate(inputs[at]);
  }
}

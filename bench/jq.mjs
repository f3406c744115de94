// `npm run bench -- jq [--json FILE]`: jq programs per second, next to hand-written JavaScript and other libraries.
import { deepEqual } from 'node:assert/strict';
import { BY_HAND, contenders, LIBRARIES, OURS } from './jq/contenders.mjs';
import { judge } from './jq/goals.mjs';
import { inputsOf, SIZES } from './jq/inputs.mjs';
import { PROGRAMS } from './jq/programs.mjs';
import { jsonFile, machine, writeResult } from './report/json-file.mjs';
import { printTable, shortRate } from './report/table.mjs';
import { task } from './timing/task.mjs';
import { measure } from './timing/windows.mjs';

const PLAN = { rounds: 100, windowMs: 10 };

/** One row of the table: a program on an input, with a task for each contender. All must give the same result. */
async function row(program, size, inputs, prepare) {
  const tasks = [];
  for (const [name, build] of Object.entries(prepare)) {
    const evaluate = build(program);
    for (const input of inputs)
      deepEqual(evaluate(input), program.byHand(input), `${name} on ${program.source}`);
    tasks.push(task(name, evaluate, inputs));
  }
  return { source: program.source, size, tasks };
}

function print(results) {
  const { cpu, cores, node } = machine();
  const names = [BY_HAND, OURS, ...LIBRARIES];
  console.log(
    `Evaluations per second, best of ${PLAN.rounds} windows of ${PLAN.windowMs} ms (${cpu}, ${cores} cores, Node ${node}).\n`,
  );
  printTable(
    ['program', 'input', ...names, 'of hand-written', 'of best library', 'goal', 'met'],
    results.map(({ program, input, rates, ofByHand, timesBestLibrary, goal, met }) => [
      `\`${program}\``.replaceAll('|', '\\|'),
      input,
      ...names.map((name) => shortRate(rates[name])),
      `${(100 * ofByHand).toFixed(0)} %`,
      `${timesBestLibrary.toFixed(1)} ×`,
      goal.least === 0 ? 'fastest' : `fastest, ≥ ${shortRate(goal.least)}`,
      met ? 'yes' : 'NO',
    ]),
    2,
  );
}

/** Runs the benchmark; the exit code tells whether every goal is met. */
export async function main(args) {
  const file = jsonFile(args);
  const prepare = await contenders();
  const rows = [];
  for (const [size, bytes] of Object.entries(SIZES)) {
    const inputs = inputsOf(bytes);
    for (const program of PROGRAMS) rows.push(await row(program, size, inputs, prepare));
  }
  const rates = measure(
    rows.map(({ tasks }) => tasks),
    PLAN,
  );
  const results = rows.map(({ source, size }, at) => judge(source, size, rates[at]));
  print(results);
  const missed = results.filter(({ met }) => !met).length;
  console.log(missed === 0 ? '\nAll goals are met.' : `\n${missed} of ${results.length} goals are missed.`);
  if (file !== undefined) await writeResult(file, { benchmark: 'jq', plan: PLAN, rows: results });
  process.exitCode = missed === 0 ? 0 : 1;
}

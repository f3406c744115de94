// `npm run bench -- engine [--json FILE]`: what one step of a workflow costs, and what storing an instance adds.
import { SIZES } from './engine/inputs.mjs';
import { BY_HAND, ENGINE, JSON_ALONE, LIVE, runs, snapshots, STORED } from './engine/rows.mjs';
import { jsonFile, machine, writeResult } from './report/json-file.mjs';
import { printTable, shortRate } from './report/table.mjs';
import { measure } from './timing/windows.mjs';

const PLAN = { rounds: 15, windowMs: 60 };

/** A step, one task entered, may take as many microseconds. */
const GOAL = 20;

/** Microseconds from a rate per second. */
const micros = (rate) => 1e6 / rate;

function judgeRun({ name, steps }, rates) {
  const perSecond = rates[ENGINE] * steps;
  return {
    run: name,
    steps,
    stepsPerSecond: perSecond,
    microsPerStep: micros(perSecond),
    microsByHand: micros(rates[BY_HAND] * steps),
    timesByHand: rates[BY_HAND] / rates[ENGINE],
    goal: GOAL,
    met: micros(perSecond) <= GOAL,
  };
}

function judgeSnapshot({ name, bytes }, rates) {
  return {
    data: name,
    instanceBytes: bytes,
    microsAdvance: micros(rates[LIVE]),
    microsStored: micros(rates[STORED]),
    microsJson: micros(rates[JSON_ALONE]),
    timesJson: rates[JSON_ALONE] / rates[STORED],
  };
}

function print(workflow, stored) {
  const { cpu, cores, node } = machine();
  console.log(
    `A workflow of 20 states, best of ${PLAN.rounds} windows (${cpu}, ${cores} cores, Node ${node}). A step is a task entered.\n`,
  );
  printTable(
    ['run', 'steps', 'steps/s', 'µs a step', `µs ${BY_HAND}`, 'of hand-written', 'goal', 'met'],
    workflow.map((row) => [
      row.run,
      String(row.steps),
      shortRate(row.stepsPerSecond),
      row.microsPerStep.toFixed(1),
      row.microsByHand.toFixed(1),
      `${row.timesByHand.toFixed(1)} ×`,
      `≤ ${row.goal}`,
      row.met ? 'yes' : 'NO',
    ]),
    1,
  );
  console.log('\nOne answered call, in µs: on the instance in memory, and from JSON text to JSON text.\n');
  printTable(
    ['data', LIVE, STORED, JSON_ALONE, 'of JSON alone'],
    stored.map((row) => [
      row.data,
      row.microsAdvance.toFixed(1),
      row.microsStored.toFixed(1),
      row.microsJson.toFixed(1),
      `${row.timesJson.toFixed(1)} ×`,
    ]),
    1,
  );
}

/** Runs the benchmark; the exit code tells whether the goal is met. */
export async function main(args) {
  const file = jsonFile(args);
  const workflow = [await runs('pure', true), await runs('with calls answered at once', false)];
  const stored = await Promise.all(Object.entries(SIZES).map(([name, bytes]) => snapshots(name, bytes)));
  const rates = measure(
    [...workflow, ...stored].map(({ tasks }) => tasks),
    PLAN,
  );
  const runRows = workflow.map((row, at) => judgeRun(row, rates[at]));
  const snapshotRows = stored.map((row, at) => judgeSnapshot(row, rates[workflow.length + at]));
  print(runRows, snapshotRows);
  const met = runRows.every((row) => row.met);
  console.log(met ? '\nThe goal is met.' : '\nThe goal is missed.');
  if (file !== undefined)
    await writeResult(file, { benchmark: 'engine', plan: PLAN, runs: runRows, snapshots: snapshotRows });
  process.exitCode = met ? 0 : 1;
}

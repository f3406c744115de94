import { Random } from '../random.mjs';
import { scenarios } from '../scenarios/scenarios.mjs';

/** Milliseconds between two calls of a run; more than any timer. */
const APART = 10_000;

/** The record of one run of each workflow in which every promise was kept; tests break one of them. */
export class HonestRecord {
  runs = [];
  index = new Map();
  tables = { work: [], runs: new Map() };
  ledger = { calls: [], events: [] };
  crashes = [];
  rest = { reached: true, seconds: 1 };
  #now = 0;

  constructor() {
    const random = new Random(1);
    for (const [number, { workflow, input, expected }] of [...scenarios.values()].entries()) {
      const run = { number, workflow, input: input(random, number), id: `run-${workflow}` };
      if (workflow === 'undo') run.input.refusal = 1;
      if (workflow === 'sequence') run.input.fail = { a: 1, b: 0, c: 0 };
      this.runs.push(run);
      this.#add(run.id, workflow, expected(run.input, 'COMPLETED'), null);
    }
  }

  run(workflow) {
    return this.runs.find((run) => run.workflow === workflow);
  }

  /** The run of a workflow as the data index shows it. */
  shown(workflow) {
    return this.index.get(`run-${workflow}`);
  }

  calls(workflow, step) {
    return this.ledger.calls.filter((call) => call.run === `run-${workflow}` && call.step === step);
  }

  /** Lets a run end as aborted, with nothing done but what these data show. */
  abort(id, data) {
    const shown = this.index.get(id);
    shown.state = 'ABORTED';
    shown.variables.workflowdata = data;
    Object.assign(this.tables.runs.get(id), { state: 'ABORTED' });
    Object.assign(this.tables.runs.get(id).snapshot, { state: 'ABORTED', root: { data } });
  }

  #add(id, workflow, { data, steps, nodes, told = [], order = [], children = [] }, parent) {
    const names = Object.keys(steps).sort((a, b) => order.indexOf(a) - order.indexOf(b));
    for (const step of names) for (let n = 1; n <= steps[step]; n += 1) this.#call(id, workflow, step, n);
    for (const [n, payload] of told.entries())
      this.ledger.events.push({ at: (this.#now += APART), run: id, id: `${id} ${n}`, data: payload });
    const node = { enter: 'then', exit: 'later', cancelType: null };
    this.index.set(id, {
      id,
      processId: workflow,
      state: 'COMPLETED',
      parentProcessInstanceId: parent,
      variables: { workflowdata: structuredClone(data) },
      nodes: nodes.map((name) => ({ name, ...node })),
      commit: 5,
    });
    this.tables.runs.set(id, {
      state: 'COMPLETED',
      commit: 5,
      snapshot: {
        state: 'COMPLETED',
        version: 5,
        entered: nodes.length,
        root: { data: structuredClone(data) },
      },
    });
    for (const { workflow: name, count = 1, expected } of children)
      for (let n = 0; n < count; n += 1)
        this.#add(n === 0 ? `${name}-of-${id}` : `${name}-${n}-of-${id}`, name, expected('COMPLETED'), id);
  }

  #call(run, workflow, step, attempt) {
    const key = `${run} ${step} ${attempt}`;
    const body = { value: 1 };
    const at = (this.#now += APART);
    this.ledger.calls.push({ at, replica: 0, run, workflow, step, key, attempt, body, outcome: 'answered' });
  }
}

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Json } from '../index.js';
import type { Case, Outcome } from './outcome.fixture.js';

/** jq's answer to one call: what it printed and how it ended; null: it crashed. */
type Answer = { readonly stdout: string; readonly exitCode: number } | null;

const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { loadJq } = require(workerData);
  console.error = () => undefined;
  let jq = null;
  parentPort.on('message', async ({ input, program }) => {
    jq ??= await loadJq();
    try {
      const { stdout, exitCode } = jq.raw(input, program, ['-c']);
      parentPort.postMessage({ stdout, exitCode });
    } catch {
      jq = null;
      parentPort.postMessage(null);
    }
  });
`;
const PATIENCE_MS = 20_000;

/** jq itself, as WebAssembly, in a thread of its own: it cannot be interrupted, so an endless program costs a thread. */
export class Oracle {
  #worker: Worker | null = null;

  /** What jq says to every case, in order; null where it crashes. One call if all goes well. */
  async ask(cases: readonly Case[]): Promise<readonly (Outcome | null)[]> {
    const answers = await this.#askTogether(cases);
    if (answers !== null) return answers;
    const [first, ...others] = cases;
    if (first === undefined) return [];
    if (others.length === 0) return [await this.#askAlone(first)];
    const half = cases.length >> 1;
    return [...(await this.ask(cases.slice(0, half))), ...(await this.ask(cases.slice(half)))];
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  /** All cases in one program, which is an order of magnitude faster than one by one; null when that does not work. */
  async #askTogether(cases: readonly Case[]): Promise<readonly Outcome[] | null> {
    const parts = cases.map(({ program }, at) => `[.[${at}] | try ((${program}) | [0, .]) catch [1, .]]`);
    const inputs = cases.map(({ input }) => input);
    const answer = await this.#run(inputs, parts.join(', '));
    if (answer === null || answer === 'endless' || answer.exitCode !== 0) return null;
    return answer.stdout.split('\n').map((line) => toOutcome(JSON.parse(line) as readonly [0 | 1, Json][]));
  }

  /** Alone a program is asked only because it crashes jq, never ends, or is refused. */
  async #askAlone({ program, input }: Case): Promise<Outcome | null> {
    const answer = await this.#run(input, program);
    if (answer === 'endless') return { endless: true };
    return answer?.exitCode === 3 ? { refused: true } : null;
  }

  async #run(input: Json, program: string): Promise<Answer | 'endless'> {
    const path = createRequire(import.meta.url).resolve('jq-wasm');
    const worker = (this.#worker ??= new Worker(WORKER, { eval: true, workerData: path }));
    const answer = await new Promise<Answer | 'endless'>((resolve) => {
      const timer = setTimeout(() => resolve('endless'), PATIENCE_MS);
      worker.once('message', (message: Answer) => {
        clearTimeout(timer);
        resolve(message);
      });
      worker.postMessage({ input: JSON.stringify(input), program });
    });
    if (answer === 'endless') await this.close();
    return answer;
  }
}

function toOutcome(pairs: readonly [0 | 1, Json][]): Outcome {
  const last = pairs.at(-1);
  const failed = last?.[0] === 1;
  const outputs = pairs.slice(0, failed ? -1 : undefined).map(([, value]) => value);
  return failed ? { outputs, error: last[1] } : { outputs };
}

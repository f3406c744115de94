import { setTimeout as delay } from 'node:timers/promises';
import { ENGINE } from '../orchestrator/engine-process.mjs';
import { withChild } from '../processes/child.mjs';
import { answer } from './answers.mjs';

/** People who look at pages, each once a second. */
const READERS = 20;
const ROUNDS = 3;

/**
 * How long steps take at half the rate that the engine can keep up, with and without people who look at pages of another
 * process on the same database. Both take turns, and the median round of each counts.
 */
export function stepsBesideReaders({ url, database, workflows, questions, seconds }) {
  return withChild(ENGINE, async (engine) => {
    await engine.ask({ name: 'open', database, workflows });
    const work = { workflowId: 'completed', data: { order: 7 } };
    const { perSecond: peak } = await engine.ask({ name: 'load', ...work, concurrency: 64, seconds });
    const paced = () => engine.ask({ name: 'pace', ...work, perSecond: peak / 2, seconds });
    const alone = [];
    const beside = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push((await paced()).p99);
      beside.push(await withReaders({ url, questions }, async () => (await paced()).p99));
    }
    return { peak, alone: median(alone), beside: median(beside) };
  });
}

async function withReaders({ url, questions }, work) {
  const over = new AbortController();
  const { signal } = over;
  const pages = questions.filter(({ kind }) => kind === 'page');
  const reader = async (_, at) => {
    await delay((at * 1000) / READERS);
    for (let next = at; !signal.aborted; next += 1) {
      const second = delay(1000);
      await answer(url, pages[next % pages.length].ask());
      await second;
    }
  };
  const readers = Promise.all(Array.from({ length: READERS }, reader));
  try {
    return await Promise.race([
      work(),
      readers.then(() => Promise.reject(new Error('The readers ended early.'))),
    ]);
  } finally {
    over.abort();
    await readers;
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

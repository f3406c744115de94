import pg from 'pg';
import { closedLoop } from '../load/closed-loop.mjs';

/**
 * What the machine itself takes for three durable steps, one after the other: a row is committed, then for each step the
 * service is called and the answer committed. No engine can be faster that records each result before it goes on.
 *
 * @param work - is given a function that measures it for so many seconds
 */
export function withBareSteps({ postgres, target }, work) {
  return postgres.withDatabase(async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('create table step (answer text)');
      const commit = (answer) =>
        client.query({ name: 'step', text: 'insert into step values ($1)', values: [answer] });
      const operation = async () => {
        await commit('');
        for (const name of ['reserve', 'charge', 'ship']) await commit(await call(`${target}/${name}`));
      };
      const load = async (seconds) => ({
        row: '3 calls and 4 commits, no engine',
        ...(await closedLoop({ concurrency: 1, seconds, operation })),
        elapsed: seconds,
      });
      return await work(load);
    } finally {
      await client.end();
    }
  });
}

async function call(url) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order: 7 }),
  });
  return answer.text();
}

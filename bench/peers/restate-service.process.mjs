// The services that a Restate server calls back, in a process of their own.
import * as restate from '@restatedev/restate-sdk';
import { serveJobs } from '../processes/job.mjs';

let target;

/** What each step does: one call to the service. */
async function call(step, order) {
  const answer = await fetch(`${target}/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order }),
  });
  return answer.json();
}

const runs = restate.service({
  name: 'runs',
  handlers: {
    zero: async () => ({ done: true }),
    async three(ctx, { order }) {
      const reserve = await ctx.run('reserve', () => call('reserve', order));
      const charge = await ctx.run('charge', () => call('charge', order));
      const ship = await ctx.run('ship', () => call('ship', order));
      return { order, reserve, charge, ship };
    },
  },
});

serveJobs({
  async listen({ target: service }) {
    target = service;
    // Two log lines for each run would be a handicap.
    return restate.serve({ services: [runs], port: 0, logger: () => undefined });
  },
});

import { withChild } from '../processes/child.mjs';

const TARGET = new URL('target.process.mjs', import.meta.url);

/** Runs the service that steps call for the work. `expect` checks that each step called it, and no step twice. */
export function withTarget(work) {
  return withChild(TARGET, async (target) => {
    const url = await target.ask({ name: 'listen' });
    const expect = async (calls) => {
      const answered = await target.ask({ name: 'answered' });
      if (answered !== calls) throw new Error(`${calls} calls were to be made, but ${answered} were.`);
    };
    return work({ url, expect });
  });
}

import { stopAll } from './child.mjs';

/** Longest time between Ctrl-C and the end; the runs themselves are safe in the database at any moment. */
const farewell = 1_600;

let stopping = false;

/** True once the person at the terminal has asked for the end: what ends from then on, ends because of that. */
export const isStopping = () => stopping;

/** Ends everything that was started when the person at the terminal presses Ctrl-C, then exits with this code. */
export function stopOnSignals(exitCode) {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, async () => {
      if (stopping) return;
      stopping = true;
      console.log('\nStopping …');
      await stopAll(farewell);
      process.exit(exitCode);
    });
  }
}

/** Ends everything that was started, because something failed. */
export async function giveUp() {
  await stopAll(farewell);
  process.exit(1);
}

import { performance } from 'node:perf_hooks';

const began = performance.now();
const hint = 15_000;
let stream = process.stdout;

/** Chooses where the lines go; commands whose output is read by programs keep standard output for themselves. */
export function speakOn(other) {
  stream = other;
}

/** One line for the person at the terminal, with the seconds since the start. */
export function say(text) {
  stream.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
}

/** Says what is being done, reminds now and then when it takes long, and says how long it took. */
export async function step(text, work) {
  const from = performance.now();
  say(`${text} …`);
  const reminder = setInterval(() => say(`  still at it: ${text.toLowerCase()}`), hint);
  try {
    return await work();
  } finally {
    clearInterval(reminder);
    const seconds = (performance.now() - from) / 1000;
    if (seconds > 1) say(`  that took ${seconds.toFixed(1)} s`);
  }
}

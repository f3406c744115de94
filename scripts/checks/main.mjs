import { describe } from '../start/failure.mjs';
import { isStopping, stopOnSignals } from '../start/stop.mjs';
import { countLine } from './count.mjs';

/** Runs a script's work, ends with what failed and the line `N passed, N failed`, and exits accordingly. */
export async function main(work) {
  stopOnSignals(1);
  try {
    const count = await work();
    for (const failure of count.failures ?? []) console.log(`✗ ${failure}`);
    console.log(countLine(count));
    process.exitCode = count.failed === 0 ? 0 : 1;
  } catch (error) {
    if (isStopping()) return;
    console.error(describe(error));
    console.log(countLine({ passed: 0, failed: 1 }));
    process.exitCode = 1;
  }
}

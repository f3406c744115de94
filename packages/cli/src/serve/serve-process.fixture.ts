import { main } from '../main.js';

/*
 * A process that serves, from sources: node … serve-process.fixture.ts OPTION …
 * It is told to stop by signals, as the command is that is installed.
 */
process.exitCode = await main(['serve', ...process.argv.slice(2)], {
  cwd: process.cwd(),
  colours: false,
  columns: 100,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve());
    }),
});

import { existsSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

keepCompiled();
// Loaded after that, so that it is kept as well. A clone of the repository has the same code in fewer files.
const [code] = ['../dist/bundle/index.js', '../dist/index.js'].filter((file) =>
  existsSync(new URL(file, import.meta.url)),
);
const { main } = await import(code);

/** Runs the command on this process's terminal. */
export async function run(args) {
  // A reader that goes away early (`| head`) is no failure of ours.
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const terminal = {
    cwd: process.cwd(),
    colours: hasColours(process.stdout),
    columns: process.stdout.columns ?? 100,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    untilStopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
      }),
  };
  try {
    process.exitCode = await main(args, terminal);
  } catch (error) {
    console.error(`Unexpected, please report it: ${error.stack ?? error}`);
    process.exitCode = 2;
  }
}

/** Colours are for terminals, unless somebody says otherwise (https://no-color.org). */
function hasColours(stream) {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return stream.isTTY === true && stream.hasColors?.() === true;
}

/** Keeps compiled code for the next start, where Node can; a folder of the user's own, since whoever writes to it has a say. */
function keepCompiled() {
  try {
    const caches = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
    module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE ?? path.join(caches, 'orchestrator', 'code'));
  } catch {
    // A user without a home has no cache.
  }
}

import { Worker } from 'node:worker_threads';

/** A thread that waits to be told its folder. */
let spare: Worker | undefined;

/**
 * Begins to load the embedded database, for a process that is about to open one: other things can be done
 * meanwhile. No folder is touched before it is opened.
 */
export function readyEmbeddedDatabase(): void {
  if (spare) return;
  const thread = startThread();
  // A process that opens none after all must not be kept alive by it, nor end with it.
  thread.unref();
  const lose = (): void => {
    if (spare === thread) spare = undefined;
  };
  thread.on('error', lose);
  thread.on('exit', lose);
  spare = thread;
}

/** The thread that was made ready, or a new one. */
export function takeThread(): Worker {
  const thread = spare ?? startThread();
  spare = undefined;
  thread.ref();
  return thread;
}

function startThread(): Worker {
  return new Worker(workerFile(), { execArgv: [] });
}

/** Beside this file, in the same form: `.js` in dist, `.ts` in src, where Node strips the types itself. */
function workerFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./pglite-worker.${extension}`, import.meta.url);
}

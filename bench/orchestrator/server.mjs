import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('serve.process.mjs', import.meta.url));

/** Runs `orchestrator serve` with these arguments in a process of its own for the work. */
export async function withServer(args, work) {
  const server = fork(SCRIPT, ['serve', ...args, '--port', '0'], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  try {
    return await work({ url: await addressOf(server), pid: server.pid });
  } finally {
    if (server.connected) server.disconnect();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  }
}

/** The address that the server tells once it is ready; what it says of problems is passed on. */
function addressOf(server) {
  const { promise, resolve, reject } = Promise.withResolvers();
  server.once('exit', () => reject(new Error('orchestrator serve ended before it was ready.')));
  createInterface(server.stderr).on('line', (line) => {
    const url = /Ready: (\S+)/.exec(line)?.[1];
    if (url !== undefined) resolve(url);
    else if (/ (WARN|ERROR) /.test(line) || !/ (INFO|DEBUG) /.test(line)) console.error(line);
  });
  return promise;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../scripts/database/free-port.mjs';
import { withTemporaryFolder } from '../processes/temporary-folder.mjs';

const require = createRequire(import.meta.url);

/** Milliseconds that the server may take until it serves. */
const PATIENCE = 60_000;

/** Runs a Restate server on one node with its default settings, which write durably, and an empty folder. */
export function withRestate(work) {
  return withTemporaryFolder('restate', (folder) => serve(folder, work));
}

async function serve(folder, work) {
  const [ingress, admin, node] = [await freePort(), await freePort(), await freePort()];
  const binary = require.resolve(
    `@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`,
  );
  const server = spawn(binary, ['--no-logo', '--listen-mode', 'tcp', '--base-dir', folder], {
    stdio: 'ignore',
    env: {
      ...process.env,
      RESTATE_BIND_IP: '127.0.0.1',
      RESTATE_BIND_PORT: String(node),
      RESTATE_INGRESS__BIND_PORT: String(ingress),
      RESTATE_ADMIN__BIND_PORT: String(admin),
      RESTATE_DISABLE_TELEMETRY: 'true',
    },
  });
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  try {
    const at = `http://127.0.0.1:${admin}`;
    await healthy(`${at}/health`, server);
    const register = (port) => registered(at, `http://127.0.0.1:${port}`);
    return await work({ url: `http://127.0.0.1:${ingress}`, pid: server.pid, register });
  } finally {
    process.off('exit', kill);
    if (server.exitCode === null) {
      kill();
      await once(server, 'exit');
    }
  }
}

async function healthy(url, server) {
  const end = Date.now() + PATIENCE;
  while (server.exitCode === null && Date.now() < end) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('The Restate server did not start.');
}

/** Tells the server where the services are. */
async function registered(admin, uri) {
  const answer = await fetch(`${admin}/deployments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri }),
  });
  if (!answer.ok) throw new Error(`Restate refused the services: ${await answer.text()}`);
}

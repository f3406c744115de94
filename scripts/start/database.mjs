import { connect } from 'node:net';
import { Failure } from './failure.mjs';

const patience = 5_000;
const standardPort = 5432;

/** Throws a Failure when nothing answers at the address of the PostgreSQL server. */
export async function checkDatabase(databaseUrl) {
  const { hostname, port } = new URL(databaseUrl);
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || standardPort) };
  const problem = await problemAt(address);
  if (problem === undefined) return;
  throw new Failure(
    `No PostgreSQL server answers at ${address.host}:${address.port} (${problem}). Start it, or correct --database-url.`,
  );
}

function problemAt(address) {
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: patience });
    const finish = (problem) => {
      socket.destroy();
      resolve(problem);
    };
    socket.once('connect', () => finish(undefined));
    socket.once('timeout', () => finish('no answer'));
    socket.once('error', (error) => finish(error.code));
  });
}

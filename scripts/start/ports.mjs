import { readFile, readdir, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { Failure } from './failure.mjs';

/** Throws a Failure when something else listens on the port already. */
export async function checkPort(port, option) {
  if (await isFree(port)) return;
  const pid = await holderOf(port);
  const who = pid === undefined ? 'another process' : `process ${pid}`;
  throw new Failure(
    `Port ${port} is taken by ${who}. Stop that process, or choose another port: npm start -- ${option} ${port + 1}`,
  );
}

async function isFree(port) {
  // A browser may try either address for "localhost".
  for (const host of ['127.0.0.1', '::1']) {
    const code = await listenOnce(port, host);
    if (code === 'EADDRINUSE' || code === 'EACCES') return false;
  }
  return true;
}

function listenOnce(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** The process that listens on a port, where the system tells (Linux) and it is ours to know. */
export async function holderOf(port) {
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return undefined;
  const processes = await readdir('/proc').catch(() => []);
  for (const pid of processes.filter((name) => /^\d+$/.test(name))) {
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const descriptor of descriptors) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (inodes.has(target)) return Number(pid);
    }
  }
  return undefined;
}

const LISTEN = '0A';

async function listeningInodes(port) {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const text = await readFile(table, 'utf8').catch(() => '');
    for (const line of text.split('\n').slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (local?.endsWith(suffix) && state === LISTEN) inodes.add(`socket:[${inode}]`);
    }
  }
  return inodes;
}

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

const windows = process.platform === 'win32';
const running = new Set();

/** Starts a process in a group of its own, so that it can be stopped together with what it starts itself. */
export function launch(command, args, { cwd, env = {}, stdio = ['ignore', 'pipe', 'pipe'] }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio,
    detached: !windows,
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Runs a command to its end with all output in a log file. Answers its exit code and what it wrote. */
export async function run(command, args, { cwd, env, log }) {
  await mkdir(path.dirname(log), { recursive: true });
  const child = launch(command, args, { cwd, env });
  const file = createWriteStream(log);
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      file.write(text);
      lines.push(text);
    });
  }
  const code = await ended(child);
  await new Promise((resolve) => file.end(resolve));
  return { code, output: lines.join('') };
}

/** The exit code of a process; a process that could not be started or was killed has none and counts as 1. */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('close', (code) => resolve(code ?? 1));
    child.once('error', () => resolve(1));
  });
}

/** Sends a signal to a process and to everything that it started. */
export function signal(child, name) {
  try {
    if (windows) child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It is gone already.
  }
}

/** Asks all processes to end, and ends those that have not done so after the time given. */
export async function stopAll(milliseconds) {
  const children = [...running];
  const force = setTimeout(() => children.forEach((child) => signal(child, 'SIGKILL')), milliseconds);
  children.forEach((child) => signal(child, 'SIGTERM'));
  await Promise.all(children.map(ended));
  clearTimeout(force);
}

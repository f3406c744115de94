import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface ServingProcess {
  readonly url: string;
  /** What it has logged so far. */
  readonly log: () => string;
  kill(signal: NodeJS.Signals): void;
  /** The exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

const beside = (name: string): URL => new URL(name, import.meta.url);

/** What a process is started with beside its options. */
interface Surroundings {
  /** Modules to load before its own. */
  readonly imports?: readonly URL[];
  readonly environment?: { readonly [name: string]: string };
}

/** Starts `orchestrator serve` in a folder, on a free port, and waits until it is ready. */
export async function serveAlone(
  cwd: string,
  args: readonly string[],
  { imports = [], environment = {} }: Surroundings = {},
): Promise<ServingProcess> {
  const hooks = beside('../../../store/src/testing/resolve-sources.fixture.mjs').href;
  const script = fileURLToPath(beside('serve-process.fixture.ts'));
  const preloaded = [hooks, ...imports.map(({ href }) => href)].flatMap((href) => ['--import', href]);
  const command = ['--conditions=source', ...preloaded, script, '--port', '0', ...args];
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, command, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const url = await Promise.race([addressIn(child, () => log), ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`The server did not start: ${log}`);
  return { url, log: () => log, kill: (signal) => void child.kill(signal), ended };
}

/** The address that a server logs once it is ready. */
async function addressIn(child: ChildProcess, log: () => string): Promise<string> {
  for (;;) {
    const url = /Ready: (http:[^\s"]+)/.exec(log())?.[1];
    if (url !== undefined) return url;
    if (!child.stderr) throw new Error('The process has no standard error.');
    await once(child.stderr, 'data');
  }
}

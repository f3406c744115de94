import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { ended, launch } from './child.mjs';
import { environment } from './environment.mjs';
import { Failure } from './failure.mjs';
import { LogFile } from './log-file.mjs';
import { isStartFailure, readLogLine, shown, startErrors } from './log-line.mjs';
import { inRoot, readable } from './paths.mjs';

const patience = 120_000;

/** The backend as a child process. `exit` is a promise of its exit code. */
export function launchPortal(node, options) {
  if (!existsSync(options.workflows)) {
    throw new Failure(
      `There is no folder ${options.workflows}. Create it, or name another with --workflows.`,
    );
  }
  const logFile = path.join(options.dataDir, 'logs', 'portal.log');
  const child = launch(
    node,
    [
      '--require',
      inRoot('scripts', 'start', 'end-with-parent.cjs'),
      '--require',
      '@backstage/cli-node/config/nodeTransform.cjs',
      'src/index.ts',
      '--config',
      '../../app-config.yaml',
    ],
    { cwd: inRoot('packages', 'backend'), env: environment(options), stdio: 'pipe' },
  );
  const portal = { child, exit: ended(child), logFile, ready: false, failed: false, errors: [] };
  const log = new LogFile(logFile);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => readLine(portal, log, line));
  }
  return portal;
}

function readLine(portal, log, line) {
  log.write(line);
  const entry = readLogLine(line);
  if (!portal.ready) keepReason(portal, entry);
  const text = shown(entry);
  // Until the portal is ready an error is shown once, as the reason why it did not start.
  if (text && (portal.ready || entry.level !== 'error')) console.log(text);
}

function keepReason(portal, entry) {
  if (isStartFailure(entry)) portal.failed = true;
  if (entry.level === 'error') portal.errors.push(...startErrors(entry.message));
  // What Node itself says when it cannot even load the backend: `SomeError: message`.
  if (entry.level === 'text' && /^\w*Error\b.*: /.test(entry.message)) portal.errors.push(entry.message);
}

/** Waits until pages and API answer. Throws a Failure with the backend's own words when it ends before. */
export async function waitUntilReady(portal, port) {
  const places = ['/.backstage/health/v1/readiness', '/api/orchestrator/health'];
  const deadline = Date.now() + patience;
  let exitCode;
  void portal.exit.then((code) => (exitCode = code));
  while (exitCode === undefined && !portal.failed) {
    if (await allAnswer(places.map((place) => `http://127.0.0.1:${port}${place}`))) {
      portal.ready = true;
      return;
    }
    if (Date.now() > deadline) throw startFailure(portal, `was not ready after ${patience / 1000} s`);
    await pause(100);
  }
  throw startFailure(portal, 'could not start');
}

async function allAnswer(urls) {
  for (const url of urls) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    if (!answer?.ok) return false;
  }
  return true;
}

function startFailure({ errors, logFile }, what) {
  const details = [...new Set(errors)].slice(-3);
  return new Failure(`The portal ${what}${details.length > 0 ? ':' : '.'}`, {
    details,
    log: readable(logFile),
  });
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { buildFailure } from './build.mjs';
import { checkDatabase } from './database.mjs';
import { checkDisk } from './disk.mjs';
import { environment } from './environment.mjs';
import { describe } from './failure.mjs';
import { installFailure } from './install.mjs';
import { isStartFailure, readLogLine, shown, startErrors } from './log-line.mjs';
import { readOptions } from './options.mjs';
import { checkPort } from './ports.mjs';

const noon = new Date(2026, 10, 20, 12, 0, 0);

test.each([
  [['--port', 'abc'], '--port abc is not a port. Give a number from 1 to 65535.'],
  [['--port', '0'], '--port 0 is not a port'],
  [['--port', '8080'], '--port and --runtime-port are both 8080'],
  [['--prot', '1'], "Unknown option '--prot'. Run npm start -- --help"],
  [['extra'], 'Run npm start -- --help'],
])('the options %j are refused with a sentence', (argv, sentence) => {
  expect(() => readOptions(argv)).toThrow(sentence);
});

test('a refused database URL is not repeated, for it may hold a password', () => {
  expect(() => readOptions(['--database-url', 'mysql://root:secret@host/db'])).toThrow(
    /^(?!.*secret).*PostgreSQL/,
  );
});

test('the options become settings over those of app-config.yaml', () => {
  const options = readOptions(['--port', '7100', '--database-url', 'postgres://a:b@c:5432/d']);
  expect(environment(options)).toMatchObject({
    APP_CONFIG_app_baseUrl: '"http://localhost:7100"',
    APP_CONFIG_backend_listen_port: '7100',
    APP_CONFIG_orchestrator_runtime_port: '8080',
    APP_CONFIG_backend_database_client: '"pg"',
    APP_CONFIG_backend_database_connection: '"postgres://a:b@c:5432/d"',
  });
});

test('a taken port is told with its process and the option that helps', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const who = process.platform === 'linux' ? `process ${process.pid}` : 'another process';
  await expect(checkPort(port, '--port')).rejects.toThrow(
    `Port ${port} is taken by ${who}. Stop that process, or choose another port: npm start -- --port ${port + 1}`,
  );
  server.close();
  await once(server, 'close');
  await expect(checkPort(port, '--port')).resolves.toBeUndefined();
});

test('too little room on the disk is told with how much is needed', async () => {
  const disk = async () => ({ bavail: 100, bsize: 1_000_000 });
  await expect(checkDisk(tmpdir(), 2e9, 'installing', disk)).rejects.toThrow(
    /has 100 MB free, and installing needs 2,000 MB\. Make room/,
  );
});

test('room is looked for on the disk of a folder that is not there yet', async () => {
  await expect(checkDisk(`${tmpdir()}/not/yet/there`, 1, 'running')).resolves.toBeUndefined();
});

test.each([
  [
    'npm error code ENOTFOUND\nnpm error network request to https://r/x failed',
    'The package registry could not be reached',
  ],
  ['npm error code ENOSPC', 'The disk is full'],
  ['npm error code EUSAGE', 'package-lock.json does not fit package.json'],
  ['npm error something new', 'The packages could not be installed.'],
])('a failed installation is told by its cause: %j', (output, sentence) => {
  const failure = installFailure(`${output}\nnpm error A complete log of this run can be found in: /x\n`);
  expect(failure.message).toContain(sentence);
  expect(failure.details[0]).toBe(output.split('\n')[0].replace('npm error ', ''));
  expect(failure.details.join()).not.toContain('complete log');
});

test('a failed build is told by the first errors of the compiler', () => {
  const failure = buildFailure('Building the engine', 'a\nsrc/a.ts(1,2): error TS1: No\nb\n', 'build.log');
  expect(describe(failure)).toBe(
    'Building the engine failed. Put these errors right, then start again:\n' +
      '    src/a.ts(1,2): error TS1: No\nThe whole output is in build.log',
  );
});

test('workflow output, warnings and errors are shown, the rest of the log is not', () => {
  const line = (entry) => shown(readLogLine(JSON.stringify(entry)), noon);
  expect(line({ level: 'info', plugin: 'orchestrator', message: 'Hello, Ada!' })).toBe(
    '12:00:00  Hello, Ada!',
  );
  expect(line({ level: 'warn', plugin: 'auth', message: 'Careful' })).toBe(
    '12:00:00  auth: warning: Careful',
  );
  expect(line({ level: 'error', message: 'Broken\n    at x (y.js:1:1)' })).toBe('12:00:00  error: Broken');
  expect(line({ level: 'info', plugin: 'auth', message: 'Configured' })).toBeUndefined();
  expect(line({ level: 'info', plugin: 'orchestrator', message: 'x', isAuditEvent: true })).toBeUndefined();
  expect(shown(readLogLine('(node:1) ExperimentalWarning'), noon)).toBeUndefined();
});

test('a failed start of the backend is told by its causes, without stacks and wrapping', () => {
  const message =
    "Backend startup failed due to the following errors:\n  Plugin 'orchestrator' startup failed; caused by EngineStartError: The folder is in use by process 7.";
  expect(isStartFailure({ level: 'error', name: 'BackendStartupError', message })).toBe(true);
  expect(startErrors(message)).toEqual(['The folder is in use by process 7.']);
  expect(isStartFailure({ level: 'error', message: 'A workflow failed' })).toBe(false);
  expect(
    startErrors(
      "Plugin 'x' threw an error during startup, waiting for 3 other plugins to finish before shutting down the process. The folder is in use.",
    ),
  ).toEqual(['The folder is in use.']);
  expect(
    startErrors(
      "Failed to instantiate service 'a' because the factory function threw an error, Error: Failed to b, error: no password",
    ),
  ).toEqual(['no password']);
});

test('a database server that does not answer is told before anything is started', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `postgres://user:secret@127.0.0.1:${server.address().port}/x`;
  await expect(checkDatabase(url)).resolves.toBeUndefined();
  server.close();
  await once(server, 'close');
  await expect(checkDatabase(url)).rejects.toThrow(
    /No PostgreSQL server answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/,
  );
});

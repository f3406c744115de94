import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { command, withFiles } from '../command.fixture.js';
import { main } from '../main.js';

const GREETING = `id: greeting
start: Greet
functions:
  - {name: greet, type: custom, operation: 'service:Greeter::greet'}
  - {name: say, type: expression, operation: '{said: $SECRET.greeter.word}'}
states:
  - name: Greet
    type: operation
    actions: [{functionRef: {refName: greet, arguments: {name: .name}}}, {functionRef: say}]
    end: true
`;

const FUNCTIONS = `export default {
  'service:Greeter::greet': ({ arguments: { name } }) => ({ greeting: 'Hello ' + name }),
};`;

/** Serves a folder, in memory and on a free port, while something is done with it. Answers what was logged. */
async function serving(
  files: { readonly [name: string]: string },
  args: readonly string[],
  use: (url: string) => Promise<void>,
): Promise<string> {
  return withFiles(files, async (cwd) => {
    let log = '';
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
    const terminal = {
      cwd,
      colours: false,
      columns: 100,
      out: () => undefined,
      err: (text: string) => void (log += text),
      untilStopped: () => stopped,
    };
    const ended = main(
      ['serve', '--workflows', 'workflows', '--data-dir', 'memory', '--port', '0', ...args],
      terminal,
    );
    try {
      const url = await vi.waitFor(
        () => /Ready: (http:[^\s"]+)/.exec(log)?.[1] ?? Promise.reject(new Error(log)),
        60_000,
      );
      await use(url);
    } finally {
      stop();
    }
    expect(await ended).toBe(0);
    return log;
  });
}

describe('serve', () => {
  it('runs workflows with the settings and functions of its options until it is told to stop', async () => {
    const files = {
      'workflows/greeting.sw.yaml': GREETING,
      'workflows/application.properties': 'greeter.word=folder\nquarkus.http.port=1\n',
      'shared/greeter.word': 'mounted\n',
      'functions.mjs': FUNCTIONS,
    };
    const args = ['--config', 'shared', '--functions', 'functions.mjs'];
    const log = await serving(files, args, async (url) => {
      const response = await fetch(`${url}/greeting`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"name":"Ada"}',
      });
      expect(response.status).toBe(201);
      expect(await response.json()).toMatchObject({
        workflowdata: { greeting: 'Hello Ada', said: 'mounted' },
      });
    });
    expect(log).toContain('application.properties (quarkus.http.port)');
    expect(log).toContain('Stopping');
  });

  it('lets --set count more than files, and writes its log as JSON when it is told to', async () => {
    const files = {
      'workflows/greeting.sw.yaml': GREETING.replace(
        '{functionRef: {refName: greet, arguments: {name: .name}}}, ',
        '',
      ),
      'config.yaml': 'greeter: {word: file}\n',
    };
    const args = ['--config', 'config.yaml', '--set', 'greeter.word=set', '--log-format', 'json'];
    const log = await serving(files, args, async (url) => {
      const response = await fetch(`${url}/greeting`, { method: 'POST' });
      expect(await response.json()).toMatchObject({ workflowdata: { said: 'set' } });
    });
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { level: string; message: string });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'info', message: expect.stringMatching(/^Ready/) as string }),
    );
  });

  it('asks for the tokens of a file, and then listens for other machines too', async () => {
    const files = {
      'workflows/greeting.sw.yaml': GREETING,
      'functions.mjs': FUNCTIONS,
      'tokens.yaml': '- {name: ada, token: "for-a-test", scopes: [operate]}\n',
    };
    const args = ['--functions', 'functions.mjs', '--token-file', 'tokens.yaml', '--host', '0.0.0.0'];
    const log = await serving(files, args, async (url) => {
      const start = (authorization?: string) =>
        fetch(`http://127.0.0.1:${new URL(url).port}/greeting`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
          body: '{"name":"Ada"}',
        });
      expect((await start()).status).toBe(401);
      expect((await start('Bearer for-a-test')).status).toBe(201);
    });
    expect(log).not.toContain('for-a-test');
  });

  it('listens for other machines without asking anybody when it is told to be insecure', async () => {
    await serving({ 'workflows/readme.md': '' }, ['--insecure', '--host', '0.0.0.0'], async (url) => {
      expect((await fetch(`http://127.0.0.1:${new URL(url).port}/q/health`)).status).toBe(200);
    });
  });

  it.each([
    [['serve', 'nowhere'], 'serve names nowhere, which is no folder'],
    [['serve', '.', '--port', '70000'], 'from 0 to 65535'],
    [['serve', '.', '--set', 'a'], '--set a must look like KEY=VALUE'],
    [['serve', '.', '--config', 'gone.yaml'], '--config names gone.yaml, which is not there'],
    [['serve', '.', '--config', 'bad.yaml'], '--config bad.yaml'],
    [['serve', '.', '--functions', 'gone.mjs'], '--functions gone.mjs could not be loaded'],
    [['serve', '.', '--functions', 'none.mjs'], 'must have a default export'],
    [['serve', '.', '--functions', 'text.mjs'], 'what "a" stands for is no function'],
    [
      ['serve', '.', '--data-dir', 'memory', '--set', 'orchestrator.egress.allow=http://x'],
      'neither a name, an address',
    ],
    [['serve', '.', '--data-dir', 'memory', '--host', '0.0.0.0'], '--token-file FILE, or say --insecure'],
    [['serve', '.', '--workflows', '.'], 'named twice'],
    [['serve', '--workflows', 'nowhere'], '--workflows names nowhere, which is no folder'],
    [['serve'], 'serve names workflows, which is no folder'],
    [['serve', '.', '--token-file', 'bad.yaml'], 'bad.yaml:1: '],
    [['serve', '.', '--token-file', 'bad.yaml', '--insecure'], 'cannot be used with'],
    [['serve', '.', '--data-dir', 'memory', '--database-url', 'postgres://x'], 'cannot be used with'],
  ])('says in a sentence why %j cannot be carried out', async (args, sentence) => {
    const files = {
      'bad.yaml': 'a: [',
      'none.mjs': 'export const a = 1;',
      'text.mjs': "export default { a: 'b' };",
    };
    const { code, err } = await command(files, args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });

  it('opens no database when it would have to refuse its address', async () => {
    const { code, err } = await command({ 'a.sw.yaml': GREETING }, ['serve', '.', '--host', '0.0.0.0']);
    expect(code).toBe(2);
    expect(err).not.toContain('in force');
  });

  it('listens for other machines when the settings close every path', async () => {
    const settings = {
      'http.auth.permission.all.paths': '/*',
      'http.auth.permission.all.policy': 'authenticated',
      'security.users.embedded.enabled': 'true',
      'security.users.embedded.plain-text': 'true',
      'security.users.embedded.users.ada': 'pass',
    };
    const args = Object.entries(settings).flatMap(([key, value]) => ['--set', `quarkus.${key}=${value}`]);
    await serving({ 'workflows/readme.md': '' }, [...args, '--host', '0.0.0.0'], async (url) => {
      expect((await fetch(`http://127.0.0.1:${new URL(url).port}/q/metrics`)).status).toBe(401);
    });
  });

  it('says so when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      const { code, err } = await command({}, ['serve', '.', '--data-dir', 'memory', '--port', String(port)]);
      expect([code, err]).toEqual([2, expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`)]);
    } finally {
      taken.close();
    }
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from '@orchestrator/runtime';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openOrchestrator } from './open-orchestrator.js';
import type { Orchestrator } from './orchestrator.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

const documents = {
  'say.sw.yaml': `
id: say
start: Say
functions: [{name: say, type: custom, operation: 'sysout:WARN'}]
states:
  - name: Say
    type: operation
    actions: [{name: say, functionRef: {refName: say, arguments: {message: '"hello"'}}}]
    end: true
`,
  'tell.sw.yaml': `
id: tell
start: Tell
events: [{name: told, type: told, kind: produced}]
states: [{name: Tell, type: inject, data: {}, end: {produceEvents: [{eventRef: told}]}}]
`,
  'leave.sw.yaml': `
id: leave
start: Leave
functions: [{name: call, type: custom, operation: 'rest:get:http://127.0.0.1:1/'}]
states:
  - {name: Leave, type: operation, actions: [{functionRef: {refName: call, invoke: async}}], end: true}
`,
};

interface Line {
  readonly level: string;
  readonly message: string;
  readonly meta: Parameters<Logger['info']>[1];
}

let folder = '';
let orchestrator: Orchestrator;
const lines: Line[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
  for (const [name, text] of Object.entries(documents)) await writeFile(path.join(folder, name), text);
  const at =
    (level: string): Logger['info'] =>
    (message, meta) =>
      void lines.push({ level, message, meta });
  orchestrator = await openOrchestrator({
    workflows: folder,
    database: { kind: 'pglite-memory' },
    environment: { K_SINK: 'http://127.0.0.1:1/' },
    logger: { error: at('error'), warn: at('warn'), info: at('info'), debug: () => undefined },
  });
}, 120_000);
afterAll(async () => {
  await orchestrator.close();
  await rm(folder, { recursive: true, force: true });
});

it.each([
  ['what a workflow prints', 'say', 'hello', { node: expect.any(String) as string, origin: 'workflow' }],
  ['an event that cannot be sent', 'tell', 'could not be sent', {}],
  [
    'a call that failed without anybody waiting for it',
    'leave',
    'which nobody waits for, failed',
    { workflowId: 'leave', node: expect.any(String) as string },
  ],
])('lines about %s name the run', async (_, workflowId, text, more) => {
  lines.length = 0;
  const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-00` };
  const { id } = await orchestrator.runtime.start({ workflowId, data: {}, headers });
  const line = await vi.waitFor(() => {
    const found = lines.find(({ message }) => message.includes(text));
    if (!found) throw new Error(JSON.stringify(lines));
    return found;
  }, 20_000);
  expect(line).toMatchObject({ level: 'warn', meta: { instanceId: id, ...more } });
  for (const { meta } of lines) expect(meta).toHaveProperty('instanceId');
  // Where the run itself is at hand, so is the trace of the one who started it.
  if (workflowId === 'say') expect(line.meta).toMatchObject({ traceId: TRACE });
});

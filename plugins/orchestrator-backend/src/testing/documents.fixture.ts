import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One workflow that greets and checks its input, one that fails, one that sleeps for an hour. */
const DOCUMENTS: { readonly [file: string]: string } = {
  'greet/greet.sw.yaml': `
id: greet
name: Greet
description: Says hello
version: '2.0'
dataInputSchema: in.json
functions: [{name: hello, type: expression, operation: '{greeting: "Hello \\(.name)"}'}]
start: Hello
states:
  - name: Hello
    type: operation
    actions: [{name: say, functionRef: hello}]
    end: true
`,
  'greet/in.json': JSON.stringify({
    type: 'object',
    properties: { name: { type: 'string' } },
    required: ['name'],
  }),
  'fail.sw.yaml': `
id: fail
functions: [{name: f, type: expression, operation: 'error("out of paper")'}]
start: Print
states:
  - {name: Print, type: operation, actions: [{name: print, functionRef: f}], end: true}
`,
  'nap.sw.json': JSON.stringify({
    id: 'nap',
    version: '1',
    specVersion: '0.8',
    start: 'Nap',
    states: [{ name: 'Nap', type: 'sleep', duration: 'PT1H', end: true }],
  }),
};

/** An empty folder of its own for a test. */
export function newFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'orchestrator-backend-'));
}

/** Writes the workflows into a new folder and answers it. */
export async function writeDocuments(): Promise<string> {
  const folder = await newFolder();
  for (const [name, content] of Object.entries(DOCUMENTS)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

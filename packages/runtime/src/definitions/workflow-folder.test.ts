import { rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

const inject = (id: string) =>
  `id: ${id}\nstart: A\nstates:\n  - {name: A, type: inject, data: {a: 1}, end: true}\n`;

describe('workflows folder', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const soon = (check: () => void) => vi.waitFor(check, { timeout: 5000 });

  it('puts every good document in force whatever is wrong with another', async () => {
    await bench.write('good/good.sw.yaml', inject('good'));
    await bench.write('nul/nul.sw.yaml', `${inject('nul')}description: "a\\0b"\n`);
    await bench.write('good/application.properties', 'a=${constructor}\n');
    const outside = path.join(bench.folder, 'outside.sw.yaml');
    await writeFile(outside, inject('outside'));
    await symlink(outside, path.join(bench.workflows, 'link.sw.yaml'));
    const runtime = await bench.start();
    expect(runtime.definitions.list().map((program) => program.workflowId)).toEqual(['good']);
    expect(runtime.definitions.findings()).toMatchObject([
      { file: 'link.sw.yaml', findings: [{ code: 'unreadable' }] },
      { file: 'nul/nul.sw.yaml', findings: [{ code: 'unreadable' }] },
    ]);
  });

  it('reads hidden documents only where the settings ask for them', async () => {
    await bench.write('a/.a.sw.yaml', inject('hidden'));
    const runtime = await bench.start();
    expect(runtime.definitions.current('hidden')).toBeUndefined();
    await bench.write('a/application.properties', 'kogito.codegen.ignoreHiddenFiles=false\n');
    await soon(() => expect(runtime.definitions.current('hidden')).toBeDefined());
  });

  it('withdraws the old id of a document whose id changes', async () => {
    await bench.write('a.sw.yaml', inject('old'));
    const runtime = await bench.start();
    await bench.write('a.sw.yaml', inject('new'));
    await soon(() => expect(runtime.definitions.current('new')).toBeDefined());
    expect(runtime.definitions.current('old')).toBeUndefined();
  });

  it('keeps a workflow whose document was broken beyond reading when the process starts', async () => {
    await bench.write('a.sw.yaml', inject('kept'));
    await bench.stop(await bench.start());
    await bench.write('a.sw.yaml', 'id: [');
    const runtime = await bench.start();
    expect(runtime.definitions.current('kept')).toBeDefined();
    expect(runtime.definitions.findings()).toMatchObject([
      { workflowId: 'kept', findings: [{ code: 'syntax' }] },
    ]);
  });

  it('watches on after the folder was replaced', async () => {
    const runtime = await bench.start();
    await rename(bench.workflows, `${bench.workflows}-old`);
    await rm(`${bench.workflows}-old`, { recursive: true });
    await bench.write('a.sw.yaml', inject('again'));
    await soon(() => expect(runtime.definitions.current('again')).toBeDefined());
  });

  it('keeps the settings of a document that is gone for the runs that go on', async () => {
    const calling = bench
      .calls(1)
      .replace(/http:[^']*/, '/x')
      .replace('start: Ask', 'start: Nap')
      .replace('states:', 'states:\n  - {name: Nap, type: sleep, duration: PT0.8S, transition: Ask}');
    await bench.write('w/calls.sw.yaml', calling);
    await bench.write(
      'w/application.properties',
      `kogito.sw.functions.get.port=${bench.port}\nkogito.sw.functions.get.host=127.0.0.1`,
    );
    const runtime = await bench.start();
    const { id } = await runtime.start({ workflowId: 'calls', data: {} });
    await rm(path.join(bench.workflows, 'w'), { recursive: true });
    await soon(() => expect(runtime.definitions.current('calls')).toBeUndefined());
    expect(await bench.ended(runtime, id)).toMatchObject({ state: 'COMPLETED' });
    expect(bench.keys).toHaveLength(1);
  });
});

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

const isPresent = spawnSync('python3', ['--version']).status === 0;
const name = isPresent
  ? 'Python scripts'
  : 'Python scripts (left out: python3 not found; install Python to run these)';

describe.skipIf(!isPresent)(name, { timeout: 60_000 }, () => {
  const bench = Workbench.use();

  it('share variables within a run, which keeps them but for secrets that it was only given', async () => {
    await bench.write(
      'w/scripts.sw.yaml',
      `
id: scripts
start: Scripts
functions: [{name: python, type: custom, operation: 'script:python'}]
states:
  - name: Scripts
    type: operation
    actions:
      - functionRef: {refName: python, arguments: {script: 'import datetime as d'}}
      - functionRef:
          refName: python
          arguments: {script: 'day = d.date(2026, 1, 2); size = len(key)', key: $SECRET.shop.key}
    stateDataFilter: {output: '{year: $WORKFLOW.python.day.year, size: $WORKFLOW.python.size, key: $WORKFLOW.python.key}'}
    end: true
`,
    );
    await bench.write('w/application.properties', 'shop.key=s3cret');
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'scripts', data: {} });
    expect(run.root.data).toEqual({ year: 2026, size: 6, key: null });
    const stored = await bench.memory.load(run.id);
    expect(Object.keys(stored?.python ?? {}).sort()).toEqual(['d', 'day', 'size']);
    expect(JSON.stringify(stored)).not.toContain('s3cret');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Effect, Fact, Instance, TraceEntry } from './index.js';
import { defaultLimits } from './index.js';
import { call, second } from './readme.fixture.js';
import { Run, workflow } from './run.fixture.js';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const EXAMPLE = readFileSync(new URL('readme.fixture.ts', import.meta.url), 'utf8');

/** The compiler sees to it that these lists are complete. */
const FACTS: Record<Fact['type'], true> = {
  started: true,
  'call-succeeded': true,
  'call-failed': true,
  'timer-fired': true,
  'event-arrived': true,
  'child-ended': true,
  'child-replaced': true,
  cancelled: true,
  retried: true,
  skipped: true,
  suspended: true,
  resumed: true,
  rewound: true,
  'node-triggered': true,
  'node-retriggered': true,
  'node-cancelled': true,
  'timer-moved': true,
  'data-replaced': true,
  'step-rejected': true,
};
const EFFECTS: Record<Effect['type'], true> = {
  call: true,
  timer: true,
  subscribe: true,
  settled: true,
  publish: true,
  start: true,
  message: true,
  log: true,
};
const TRACE: Record<TraceEntry['type'], true> = {
  entered: true,
  exited: true,
  retrying: true,
  failed: true,
  skipped: true,
  cancelled: true,
};
const STATES: Record<Instance['state'], true> = {
  ACTIVE: true,
  COMPLETED: true,
  ABORTED: true,
  SUSPENDED: true,
  ERROR: true,
};

/** The table under a heading. */
function section(title: string): string {
  return README.split(/^#+ /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
}

describe('README', () => {
  it('shows an example that compiles and does what it says', () => {
    const shown = EXAMPLE.replace("'./index.js'", "'@orchestrator/engine'").replace(/\nexport .*\n$/, '');
    expect(README).toContain(`\`\`\`ts\n${shown}`);
    expect(call).toMatchObject({ node: 'run-1:2', arguments: { value: { text: 'Hello', to: 'Spanish' } } });
    expect(second.instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: { language: 'Spanish', greeting: 'Hola' } },
    });
  });

  it.each([
    ['Facts', FACTS],
    ['Effects', EFFECTS],
    ['Trace', TRACE],
    ['Instance', STATES],
  ])('names all %s', (title, names) => {
    for (const name of Object.keys(names)) expect(section(title)).toContain(`\`${name}\``);
  });

  it('names all limits with their defaults', () => {
    for (const [name, limit] of Object.entries<number>({ ...defaultLimits }))
      expect(section('Limits')).toMatch(
        new RegExp(`[|] \`${name}\` +[|] ${limit.toLocaleString('en-US')} +[|]`),
      );
  });

  it('names every property of an instance', async () => {
    const program = await workflow('\n  - {name: Nap, type: sleep, duration: PT1S, end: true}');
    for (const name of Object.keys(Run.start(program).instance))
      expect(section('Instance')).toContain(`\`${name}\``);
  });
});

import { describe, expect, it } from 'vitest';
import type { CompileOptions } from '../compile.fixture.js';
import { codesOf, compile, taskOf, workflow } from '../compile.fixture.js';

const states = `
  - { name: A, type: inject, data: {}, end: true }
  - { name: B, type: inject, data: {}, end: true }`;

describe('the timeout of a workflow', () => {
  const timeoutOf = async (written: string, options: CompileOptions = {}) =>
    (await compile(workflow(states, `timeouts: { workflowExecTimeout: ${written} }`), options)).timeout;

  it('is a duration, alone or with what happens then', async () => {
    expect(await timeoutOf('PT1H')).toEqual({
      duration: { months: 0, milliseconds: 3_600_000 },
      interrupt: true,
    });
    expect(await timeoutOf('{ duration: PT1H, interrupt: false, runBefore: B }')).toMatchObject({
      interrupt: false,
      runBefore: '/states/1',
    });
  });

  it('lets active states finish by the text', async () => {
    expect(await timeoutOf('{ duration: PT1H }', { dialect: 'spec' })).toMatchObject({ interrupt: false });
    expect(await timeoutOf('{ duration: PT1H }')).toMatchObject({ interrupt: true });
  });

  it('names a state that exists', async () => {
    const text = workflow(states, 'timeouts: { workflowExecTimeout: { duration: PT1H, runBefore: C } }');
    expect(await codesOf(text)).toContain('unknown-state 4');
  });
});

describe('the timeout of a state', () => {
  it('is its own, or else the one of the document', async () => {
    const text = workflow(
      `
  - { name: A, type: inject, data: {}, timeouts: { stateExecTimeout: PT1S }, transition: B }
  - { name: B, type: inject, data: {}, end: true }`,
      'timeouts: { stateExecTimeout: { total: PT2S } }',
    );
    expect(await taskOf('/states/0', text)).toMatchObject({ timeout: { milliseconds: 1000 } });
    expect(await taskOf('/states/1', text)).toMatchObject({ timeout: { milliseconds: 2000 } });
  });
});

describe('start', () => {
  it('is a name, or an object with a schedule', async () => {
    const text = workflow(states).replace('start: A', 'start: { stateName: B, schedule: R/PT1H }');
    expect(await compile(text)).toMatchObject({
      start: '/states/1',
      schedule: { kind: 'interval', every: { milliseconds: 3_600_000 } },
    });
  });

  it('is the first state where nothing is said', async () => {
    expect(await compile(workflow(states).replace('start: A', ''))).toMatchObject({ start: '/states/0' });
  });

  it('needs a state that exists and a schedule that can be followed', async () => {
    const text = workflow(states).replace('start: A', 'start: { stateName: C, schedule: { cron: never } }');
    expect(await codesOf(text)).toEqual(['unknown-state 3', 'bad-schedule 3']);
  });
});

it('a workflow may stay active when its path has ended', async () => {
  expect(await compile(workflow(states, 'keepActive: true'))).toMatchObject({ keepActive: true });
  expect(await compile(workflow(states))).toMatchObject({ keepActive: false });
});

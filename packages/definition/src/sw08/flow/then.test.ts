import { describe, expect, it } from 'vitest';
import { CANCEL_COMPENSATION } from '../../program/task.js';
import type { Program } from '../../program/program.js';
import type { TaskId, Then } from '../../program/task.js';
import type { CompileOptions } from '../compile.fixture.js';
import { codesOf, compile, workflow } from '../compile.fixture.js';

const sections = 'events: [{ name: e, type: t, kind: produced }, { name: f, type: u, kind: produced }]';

const text = (then: string) =>
  workflow(
    `
  - { name: A, type: inject, data: {}, ${then} }
  - { name: B, type: inject, data: {}, end: true }`,
    sections,
  );

/** Ids of what follows state A, up to the next state or the end. */
function path({ tasks }: Program): (TaskId | Then)[] {
  const passed: (TaskId | Then)[] = [];
  let then = tasks.get('/states/0')?.then;
  while (then && 'to' in then) {
    passed.push(then.to);
    const task = tasks.get(then.to);
    then = task?.role === 'transition' ? task.then : undefined;
  }
  return then ? [...passed, then] : passed;
}

async function pathOf(then: string, options: CompileOptions = {}) {
  return path(await compile(text(then), options));
}

describe('a transition', () => {
  it('leads to a state', async () => {
    expect(await pathOf('transition: B')).toEqual(['/states/1']);
    expect(await pathOf('transition: { nextState: B }')).toEqual(['/states/1']);
  });

  it('takes a number for the name that was meant', async () => {
    const program = await compile(text('transition: 10').replace('name: B', "name: '10'"));
    expect(path(program)).toEqual(['/states/1']);
  });

  it('sends events in written order, and undoes states in the order of the dialect', async () => {
    const then =
      'transition: { nextState: B, compensate: true, produceEvents: [{ eventRef: e }, { eventRef: f }] }';
    const events = ['/states/0/transition/produceEvents/0', '/states/0/transition/produceEvents/1'];
    const undo = '/states/0/transition/compensate';
    expect(await pathOf(then)).toEqual([...events, undo, '/states/1']);
    expect(await pathOf(then, { dialect: 'spec' })).toEqual([undo, ...events, '/states/1']);
  });

  it('sends what its data and attributes say', async () => {
    const produce = '[{ eventRef: e, data: { x: .y }, contextAttributes: { order: .id } }]';
    const { tasks } = await compile(text(`transition: { nextState: B, produceEvents: ${produce} }`));
    const task = tasks.get('/states/0/transition/produceEvents/0');
    expect(task).toMatchObject({
      kind: 'emit',
      name: 'e',
      role: 'transition',
      state: '/states/0',
      event: { name: 'e', type: 't', correlation: [] },
      result: { use: false },
      detached: false,
    });
    const event = task?.kind === 'emit' ? task.event : undefined;
    expect(event?.data?.evaluate({ y: 2 }, {}, 0)).toEqual({ x: 2 });
    expect(event?.attributes.order?.evaluate({ id: 'o1' }, {}, 0)).toBe('o1');
  });

  it('needs a state that exists', async () => {
    expect(await codesOf(text('transition: BB'))).toContain('unknown-state 6');
    expect(await codesOf(text('transition: { produceEvents: [] }'))).toContain('missing-property 6');
  });
});

describe('an end', () => {
  it.each(['end: true', 'end: "true"', 'end: {}', 'end: { terminate: false }'])(
    '%s ends the path',
    async (then) => {
      expect(await pathOf(then)).toEqual([{ end: 'path' }]);
    },
  );

  it.each(['end: { terminate: true }', 'end: { terminate: "true" }'])(
    '%s ends the instance',
    async (then) => {
      expect(await pathOf(then)).toEqual([{ end: 'instance' }]);
    },
  );

  it('undoes states, then sends events, then continues as another instance', async () => {
    const continueAs =
      '{ workflowId: next, version: "2", data: .rest, workflowExecTimeout: { duration: PT1H } }';
    const then = `end: { continueAs: ${continueAs}, compensate: true, produceEvents: [{ eventRef: e }] }`;
    const program = await compile(text(then));
    expect(path(program)).toEqual([
      '/states/0/end/compensate',
      '/states/0/end/produceEvents/0',
      '/states/0/end/continueAs',
      { end: 'instance' },
    ]);
    expect(program.tasks.get('/states/0/end/continueAs')).toMatchObject({
      kind: 'continue',
      workflowId: 'next',
      version: '2',
      timeout: { milliseconds: 3_600_000 },
    });
  });

  it('continues as a workflow that is only named', async () => {
    const { tasks } = await compile(text('end: { continueAs: sample }'));
    expect(tasks.get('/states/0/end/continueAs')).toMatchObject({ kind: 'continue', workflowId: 'sample' });
  });

  it('does not stand beside a transition', async () => {
    expect(await codesOf(text('transition: B, end: true'))).toContain('transition-and-end 6');
    expect(await pathOf('transition: B, end: false')).toEqual(['/states/1']);
  });
});

it('every program can undo its states when an instance is cancelled', async () => {
  const { tasks } = await compile(text('end: true'));
  expect(tasks.get(CANCEL_COMPENSATION)).toMatchObject({
    kind: 'compensate',
    role: 'transition',
    then: { end: 'instance' },
  });
});

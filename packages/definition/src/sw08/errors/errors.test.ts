import { describe, expect, it } from 'vitest';
import { codesOf, taskOf, workflow } from '../compile.fixture.js';

const states = (more: string) => `
  - { name: A, type: operation, actions: [], end: true, ${more} }
  - { name: B, type: inject, data: {}, end: true }`;

describe('onErrors', () => {
  const errors = "errors: [{ name: slow, code: '504' }, { name: odd, code: Odd situation }]";

  it('says for which errors what follows, in order', async () => {
    const onErrors =
      'onErrors: [{ errorRef: slow, transition: B }, { errorRefs: [odd, slow], end: { terminate: true } }]';
    expect(await taskOf('/states/0', workflow(states(onErrors), errors))).toMatchObject({
      catches: [
        { errors: [{ name: 'slow', code: '504' }], then: { to: '/states/1' } },
        { errors: [{ name: 'odd', code: 'Odd situation' }, { name: 'slow' }], then: { end: 'instance' } },
      ],
    });
  });

  it('may send events on its way', async () => {
    const onErrors =
      'onErrors: [{ errorRef: slow, transition: { nextState: B, produceEvents: [{ eventRef: e }] } }]';
    const events = 'events: [{ name: e, type: t, kind: produced }]';
    expect(await taskOf('/states/0', workflow(states(onErrors), `${errors}\n${events}`))).toMatchObject({
      catches: [{ then: { to: '/states/0/onErrors/0/transition/produceEvents/0' } }],
    });
  });

  it('needs errors that are declared', async () => {
    const codes = await codesOf(workflow(states('onErrors: [{ errorRef: slw, transition: B }]'), errors));
    expect(codes).toEqual(['unknown-error 6']);
  });
});

describe('a declared error', () => {
  it('needs a code in SonataFlow, but runs without one', async () => {
    const text = workflow(
      states('onErrors: [{ errorRef: slow, transition: B }]'),
      'errors: [{ name: slow }]',
    );
    expect(await codesOf(text)).toEqual(['missing-code 4']);
    expect(await codesOf(text, { dialect: 'spec' })).toEqual([]);
    expect(await taskOf('/states/0', text)).toMatchObject({ catches: [{ errors: [{ name: 'slow' }] }] });
  });

  it('has its name alone by the text; SonataFlow takes the first of several', async () => {
    const text = workflow(states(''), "errors: [{ name: a, code: '1' }, { name: a, code: '2' }]");
    expect(await codesOf(text)).toContain('duplicate-name 4');
    await expect(taskOf('/states/0', text)).resolves.toBeDefined();
    await expect(taskOf('/states/0', text, { dialect: 'spec' })).rejects.toThrow('duplicate-name');
  });
});

describe('a retry policy', () => {
  const policyOf = async (policy: string) => {
    const action = '{ functionRef: f, retryRef: p }';
    const task = await taskOf(
      '/states/0/actions/0',
      workflow(
        `  - { name: A, type: operation, actions: [${action}], end: true }`,
        `autoRetries: true\nfunctions: [{ name: f, type: expression, operation: .x }]\nretries: [{ name: p, ${policy} }]`,
      ),
    );
    return task.kind === 'call' ? task.retry?.policy : undefined;
  };

  it('has waits that grow, a bound and chance', async () => {
    expect(
      await policyOf(
        'delay: PT1S, increment: PT2S, multiplier: 1.5, maxDelay: PT1M, maxAttempts: "4", jitter: 0.5',
      ),
    ).toEqual({
      delay: { months: 0, milliseconds: 1000 },
      increment: { months: 0, milliseconds: 2000 },
      multiplier: 1.5,
      maxDelay: { months: 0, milliseconds: 60_000 },
      maxAttempts: 4,
      jitter: 0.5,
    });
  });

  it('takes jitter as a span as well, and 0 retries', async () => {
    expect(await policyOf('maxAttempts: 0, jitter: PT3S')).toEqual({
      maxAttempts: 0,
      jitter: { months: 0, milliseconds: 3000 },
    });
    expect(await policyOf('maxAttempts: 1, jitter: "0.25"')).toEqual({ maxAttempts: 1, jitter: 0.25 });
  });

  it.each(['maxAttempts: -1', 'maxAttempts: many', 'multiplier: 0', 'jitter: 1.5', 'delay: 3'])(
    'refuses %s',
    async (policy) => {
      await expect(policyOf(policy)).rejects.toThrow(/bad-number|bad-duration|out-of-range/);
    },
  );
});

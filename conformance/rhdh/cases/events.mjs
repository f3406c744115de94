const lock = (lockid, name) => ({
  workflow: 'lock-flow',
  title: `${name}, over HTTP instead of Kafka`,
  starts: { type: 'lock-event', source: 'local', data: { name }, extensions: { lockid } },
  waits: {
    at: 'waitForRelease',
    event: () => ({
      type: 'release-event',
      source: 'local',
      data: { by: `keeper of ${name}` },
      extensions: { lockid },
    }),
  },
  expected: () => ({
    data: { name, by: `keeper of ${name}` },
    logs: [`Lock received ${name}`, `Waiting lock release ${name}`, `Lock ${name} released`],
    events: [
      { type: 'notify-event', lockid, data: `Workflow lock-flow has now the lock ${name}` },
      { type: 'released-event', lockid, data: { test: 'testYOOOOOOOOOOOOOOOO' } },
    ],
  }),
});

const ended = (id, completedWith, nextWorkflows) => ({
  data: {
    result: {
      completedWith,
      ...(nextWorkflows && { nextWorkflows }),
      outputs: [
        { key: 'resourceOne', value: id },
        { key: 'resourceTwo', value: 'SecondCreatedResourceName', format: 'text' },
        { key: 'countOfSomething', value: 42, format: 'number' },
        { key: 'Important link somewhere', value: 'https://foo.bar', format: 'link' },
        { key: 'Important link somewhere else', value: 'https://foo.bar.com', format: 'link' },
      ],
    },
  },
});

const next = [
  { id: 'yamlgreet', name: 'Let us get a greeting' },
  { id: 'hello_world', name: 'Enjoy the world' },
];

/** @type {readonly import('../runs.mjs').Case[]} */
export const events = [
  {
    workflow: 'events',
    title: 'started by an event',
    starts: { type: 'wait', source: 'somewhere', data: { message: 'Good morning' } },
    expected: () => ({
      data: { result: { message: 'Good morning', outputs: [] } },
      logs: ['Received message: Good morning'],
      events: [
        {
          type: 'produce',
          source: '/process/events',
          data: { message: 'This is the reply message', other: 'Another field' },
        },
      ],
    }),
  },
  lock('L1', 'door'),
  lock('L2', 'gate'),
  {
    workflow: 'wait-or-error',
    title: 'with its callback',
    input: { state: 'Wait' },
    waits: {
      at: 'WaitFlow',
      event: ({ id }) => ({
        type: 'wait-or-error',
        source: 'wait-or-error',
        data: { answer: 'yes' },
        extensions: { kogitoprocrefid: id },
      }),
    },
    expected: ({ id }) => {
      const { data } = ended(id, 'success', next);
      return { data: { ...data, answer: 'yes' } };
    },
  },
  {
    workflow: 'wait-or-error',
    title: 'without its callback',
    input: { state: 'Wait' },
    expected: ({ id }) => ended(id, 'success', next),
  },
  {
    workflow: 'wait-or-error',
    title: 'Error',
    input: { state: 'Error' },
    expected: ({ id }) => ended(id, 'error'),
  },
];

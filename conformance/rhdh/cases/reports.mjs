import { notified, recipients } from './requests.mjs';

const outputs = (launch, epic, ...more) => [
  { key: 'Launch ID', value: launch },
  { key: 'Epic code', value: epic },
  ...more,
];

/** @type {readonly import('../runs.mjs').Case[]} */
export const reports = [
  {
    workflow: 'failSwitch',
    title: 'OK',
    input: { switch: 'OK' },
    expected: () => ({
      logs: ['Success, input was: OK'],
      data: {
        result: {
          message: 'Success',
          outputs: [{ key: 'switch', value: 'OK' }],
          nextWorkflows: [{ id: 'greeting', name: 'greeting' }],
        },
      },
    }),
  },
  {
    workflow: 'failSwitch',
    title: 'KO, which fails as it should',
    input: { switch: 'KO' },
    expected: () => ({
      state: 'ERROR',
      error: "GET https://toto.toto/ can't be reached; check the address and that the service runs.",
    }),
  },
  {
    workflow: 'failSwitch',
    title: 'Wait',
    server: 'apart',
    input: { switch: 'Wait' },
    expected: () => ({ data: { url: 'http://httpbin/get' }, calls: { httpbin: ['GET /get'] } }),
  },
  {
    workflow: 'rpj',
    input: { launchId: '4711', recipients },
    expected: ({ id }) => ({
      data: {
        result: {
          message: `RPJ workflow  ${id} was successful`,
          outputs: outputs('4711', 'None provided'),
        },
      },
      calls: {
        rpj: ['GET /4711'],
        notifications: [
          notified({
            title: 'RPJ run results',
            description: 'RPJ result for launch 4711: Message: 3 issues created',
            topic: 'RPJ Workflow',
          }),
        ],
      },
    }),
  },
  {
    workflow: 'rpj',
    title: 'without success',
    input: { launchId: '4712', epicCode: 'EPIC-1', recipients },
    expected: ({ id }) => ({
      state: 'ERROR',
      error: 'RPJ run failed for launch 4712',
      data: {
        result: {
          message: `RPJ workflow  ${id} failed`,
          outputs: outputs('4712', 'EPIC-1', { key: 'Run result message', value: 'no such launch' }),
        },
      },
      calls: {
        rpj: ['GET /4712?epic=EPIC-1'],
        notifications: [
          notified({
            title: 'RPJ run failed',
            description: 'RPJ run failed for launch 4712. Message: no such launch',
            topic: 'RPJ Workflow',
          }),
        ],
      },
    }),
  },
];

import { notified, recipients } from './requests.mjs';

const entity = { kind: 'component', namespace: 'default', name: 'shop' };

const onboarding = ['POST /onboard', { user_id: 'user:default/ada', name: 'Ada' }];

/** @type {readonly import('../runs.mjs').Case[]} */
export const portal = [
  {
    workflow: 'azure',
    headers: { 'X-Authorization-Microsoft': 'microsoft-user' },
    expected: () => ({
      data: { result: { message: 'Ada Lovelace' } },
      calls: { azure: ['GET /v1.0/me'] },
    }),
  },
  {
    workflow: 'backstage-token',
    title: 'of backstage-token-devmode',
    input: entity,
    headers: { 'X-Authorization-Backstage': 'backstage-user' },
    expected: () => ({
      data: { fetchedEntity: { kind: 'Component', metadata: { name: 'shop' } } },
      calls: { backstage: ['GET /entities/by-name/component/default/shop'] },
    }),
  },
  {
    workflow: 'backstage-token',
    title: 'which looks for the entity inside itself',
    server: 'apart',
    input: entity,
    headers: { 'X-Authorization-Backstage': 'backstage-user' },
    expected: () => ({
      data: { fetchedEntity: null },
      calls: { backstage: ['GET /api/catalog/entities/by-name/component/default/shop'] },
    }),
  },
  {
    workflow: 'house',
    input: { message: 'Good morning', channel: 'C1' },
    expected: () => ({
      data: { ok: true, channel: 'C1' },
      logs: ['Sending slack msg: Good morning'],
      calls: { slack: [['POST /api/chat.postMessage', { text: 'Good morning', channel: 'C1' }]] },
    }),
  },
  {
    workflow: 'notifications',
    expected: () => ({
      // Data in which there is nothing becomes the very answer.
      data: { createdNotification: [{ id: 'n-1' }] },
      calls: {
        notifications: [
          notified({ title: 'serverless-workflow-examples title', severity: 'critical' }, [
            'user:development/guest',
          ]),
        ],
      },
    }),
  },
  {
    workflow: 'sendnotification',
    input: { title: 'Hello', recipients },
    expected: () => ({
      data: { result: { message: 'A notification is sent.', completedWith: 'success' } },
      calls: {
        notifications: [
          notified({
            title: 'Hello',
            description: 'Description of the notification',
            topic: 'Manually sent',
            link: 'https://www.redhat.com',
            severity: 'normal',
          }),
        ],
      },
    }),
  },
  {
    workflow: 'user-onboarding',
    input: { userId: 'user:default/ada', iterationNum: 1, username: 'Ada', recipients },
    expected: () => ({
      data: {
        result: {
          message: 'User user:default/ada is ready',
          outputs: [
            { key: 'User ID', value: 'user:default/ada', format: 'text' },
            { key: 'Iteration Number', value: '1', format: 'number' },
          ],
        },
      },
      calls: {
        onboarding: [onboarding, onboarding, onboarding],
        notifications: [
          notified({
            title: 'New user user:default/ada created',
            description: 'New user created',
            topic: 'Onboarding users',
            severity: 'normal',
          }),
          notified({
            title: 'Onboarding user user:default/ada completed',
            description: 'Onboarding user completed',
            topic: 'Onboarding users',
            severity: 'normal',
          }),
        ],
      },
    }),
  },
];

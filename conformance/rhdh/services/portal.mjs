import { bearer, guarded, InTurn } from '../guarded.mjs';

/** What the developer portal answers: notifications, the catalog, and actions of its scaffolder. */
export const portal = [
  ...guarded('notifications', bearer('notifications-token'), {
    'POST /api/notifications': [
      {
        id: 'n-1',
        user: 'user:default/guest',
        created: '2025-01-01T00:00:00Z',
        origin: 'external',
        payload: {},
      },
    ],
  }),
  ...guarded('backstage', bearer('backstage-user'), {
    'GET /api/catalog/entities/by-name/component/default/shop': {
      kind: 'Component',
      metadata: { name: 'shop' },
    },
    'GET /entities/by-name/component/default/shop': { kind: 'Component', metadata: { name: 'shop' } },
  }),
  ...guarded('actions', undefined, {
    'POST /actions/fetch:template': {},
    'POST /actions/publish:github': {
      remoteUrl: 'https://github.com/acme/shop.git',
      repoContentsUrl: 'https://github.com/acme/shop/blob/main',
    },
    'POST /actions/catalog:register': { entityRef: 'component:default/shop' },
    'POST /actions/fs:delete': {},
  }),
  ...guarded('slack', bearer('slack-token'), {
    'POST /api/chat.postMessage': { ok: true, channel: 'C1' },
  }),
  ...guarded('onboarding', undefined, {
    'POST /onboard': new InTurn(
      { user_id: 'user:default/ada', status: 'In Progress' },
      { user_id: 'user:default/ada', status: 'In Progress' },
      { user_id: 'user:default/ada', status: 'Ready' },
    ),
  }),
  ...guarded('azure', bearer('microsoft-user'), { 'GET /v1.0/me': { displayName: 'Ada Lovelace' } }),
  ...guarded('httpbin', undefined, { 'GET /get': { url: 'http://httpbin/get' } }),
  ...guarded('rpj', undefined, {
    'GET /4711': { success: true, message: '3 issues created', data: {} },
    'GET /4712': { success: false, message: 'no such launch', data: {} },
  }),
];

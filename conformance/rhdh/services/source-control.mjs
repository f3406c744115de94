import { bearer, guarded, Reply } from '../guarded.mjs';

const head = { ref: 'refs/heads/main', object: { sha: 'head-sha', type: 'commit' } };

/** Repository `acme/shop` at GitHub, for tokens of two providers, and project `42` at GitLab. */
export const sourceControl = [
  ...['github-user', 'github-two-user'].flatMap((token) =>
    guarded('github', bearer(token), {
      // One description has the older address, the other the newer one.
      'GET /repos/acme/shop/git/refs/heads%2Fmain': head,
      'GET /repos/acme/shop/git/ref/heads%2Fmain': head,
      'POST /repos/acme/shop/git/refs': new Reply(201, { ref: 'refs/heads/topic' }),
      'GET /repos/acme/shop/git/commits/head-sha': { sha: 'head-sha', tree: { sha: 'tree-sha' } },
      'POST /repos/acme/shop/git/blobs': new Reply(201, { sha: 'blob-sha' }),
      'POST /repos/acme/shop/git/trees': new Reply(201, { sha: 'new-tree-sha' }),
      'POST /repos/acme/shop/git/commits': new Reply(201, { sha: 'new-commit-sha' }),
      'PATCH /repos/acme/shop/git/refs/heads%2Ftopic': { ref: 'refs/heads/topic' },
      'POST /repos/acme/shop/pulls': new Reply(201, { html_url: 'https://github.com/acme/shop/pull/7' }),
    }),
  ),
  ...guarded('gitlab', bearer('gitlab-user'), {
    'GET /api/v4/projects/42/repository/branches/main': { name: 'main', commit: { id: 'head-sha' } },
    'POST /api/v4/projects/42/repository/branches': new Reply(201, { name: 'topic' }),
    'GET /api/v4/projects/42/repository/commits/head-sha': { id: 'head-sha', title: 'Start' },
    'POST /api/v4/projects/42/repository/commits': new Reply(201, { id: 'new-commit-sha' }),
    'POST /api/v4/projects/42/merge_requests': new Reply(201, {
      web_url: 'https://gitlab.com/acme/shop/-/merge_requests/7',
    }),
  }),
];

const branch = { owner: 'acme', repo: 'shop', baseBranch: 'main', targetBranch: 'topic' };

const REPO = '/repos/acme/shop';
const PROJECT = '/api/v4/projects/42';

const createBranch = [`POST ${REPO}/git/refs`, { ref: 'refs/heads/topic', sha: 'head-sha' }];

const branchCreated = () => ({
  data: {
    commit: { sha: 'head-sha' },
    result: {
      message: 'Branch created successfully',
      outputs: [{ key: 'BRANCH_URL', value: 'https://github.com/acme/shop/tree/topic', format: 'link' }],
    },
  },
  calls: {
    github: [`GET ${REPO}/git/refs/heads%2Fmain`, createBranch, `GET ${REPO}/git/commits/head-sha`],
  },
});

const output = (key, value) => [{ key, value, format: 'link' }];

/** @type {readonly import('../runs.mjs').Case[]} */
export const sourceControl = [
  {
    workflow: 'create-branch-gh-two',
    title: 'with the settings of development',
    server: 'apart',
    input: branch,
    headers: { 'X-Authorization-github-two': 'github-two-user' },
    expected: branchCreated,
  },
  {
    workflow: 'custom-auth-create-branch',
    input: branch,
    headers: { 'X-Authorization-github-two': 'github-two-user' },
    expected: branchCreated,
  },
  {
    workflow: 'gh-pr',
    input: branch,
    headers: { 'X-Authorization-GitHub': 'github-user' },
    expected: () => ({
      data: {
        result: { message: 'PR created', outputs: output('PR_URL', 'https://github.com/acme/shop/pull/7') },
      },
      calls: {
        github: [
          `GET ${REPO}/git/ref/heads%2Fmain`,
          createBranch,
          `GET ${REPO}/git/commits/head-sha`,
          [`POST ${REPO}/git/blobs`, { content: 'TEST', encoding: 'utf-8' }],
          [
            `POST ${REPO}/git/trees`,
            {
              base_tree: 'tree-sha',
              tree: [{ mode: '100644', path: 'test', type: 'blob', sha: 'blob-sha' }],
            },
          ],
          [
            `POST ${REPO}/git/commits`,
            {
              message: 'Added/Updated multiple files via API',
              tree: 'new-tree-sha',
              parents: ['head-sha'],
            },
          ],
          [`PATCH ${REPO}/git/refs/heads%2Ftopic`, { sha: 'new-commit-sha', force: false }],
          [`POST ${REPO}/pulls`, { title: 'Automated PR', body: '', head: 'topic', base: 'main' }],
        ],
      },
    }),
  },
  {
    workflow: 'gl-pr',
    input: { project_id: '42', baseBranch: 'main', targetBranch: 'topic' },
    headers: { 'X-Authorization-GitLab': 'gitlab-user' },
    expected: () => ({
      data: {
        result: {
          message: 'MR created',
          outputs: output('MR_URL', 'https://gitlab.com/acme/shop/-/merge_requests/7'),
        },
      },
      calls: {
        gitlab: [
          `GET ${PROJECT}/repository/branches/main`,
          [`POST ${PROJECT}/repository/branches`, { branch: 'topic', ref: 'main' }],
          `GET ${PROJECT}/repository/commits/head-sha`,
          [
            `POST ${PROJECT}/repository/commits`,
            {
              branch: 'topic',
              commit_message: 'Added/Updated multiple files via API',
              actions: [{ action: 'create', file_path: 'test.txt', content: 'TEST' }],
            },
          ],
          [
            `POST ${PROJECT}/merge_requests`,
            { title: 'Automated MR', description: '', source_branch: 'topic', target_branch: 'main' },
          ],
        ],
      },
    }),
  },
];

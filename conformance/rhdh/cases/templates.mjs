const TEMPLATES = 'https://github.com/redhat-developer/red-hat-developer-hub-software-templates/tree/main';

const newComponent = {
  orgName: 'acme',
  repoName: 'shop',
  description: 'Sells things',
  owner: 'user:default/ada',
  system: 'trade',
  port: 3000,
};

const { port, ...named } = newComponent;

/** Values that every skeleton is filled with. */
const values = (ci, namespace, more) => ({
  ...named,
  applicationType: 'api',
  namespace,
  port,
  ci,
  sourceControl: 'github.com',
  ...more,
});

const fetched = (skeleton, given, more) => [
  'POST /actions/fetch:template',
  { url: `${TEMPLATES}/${skeleton}`, ...more, values: given },
];

const untouched = { copyWithoutTemplating: ['.github/workflows/'] };

const published = [
  [
    'POST /actions/publish:github',
    {
      description: 'Workflow Action',
      repoUrl: 'github.com?owner=acme&repo=shop',
      defaultBranch: 'main',
      gitCommitMessage: 'Initial commit',
      allowAutoMerge: true,
      allowRebaseMerge: true,
    },
  ],
  [
    'POST /actions/catalog:register',
    { repoContentsUrl: 'https://github.com/acme/shop/blob/main', catalogInfoPath: '/catalog-info.yaml' },
  ],
];

const registered = { actionCatalogRegisterResult: { entityRef: 'component:default/shop' } };

const java = { groupId: 'com.acme', artifactId: 'shop', javaPackageName: 'com.acme.shop', version: '1.0' };

/** The image as the workflow reads it; in one place it looks where nothing is. */
const image = (imageUrl, imageRepository) => ({ imageUrl, imageRepository, imageBuilder: 's2i-go' });

/** @type {readonly import('../runs.mjs').Case[]} */
export const templates = [
  {
    workflow: 'nodejs-backend',
    title: 'with GitHub Actions',
    input: { newComponent, ciMethod: { ci: 'github' } },
    expected: () => ({
      data: registered,
      calls: {
        actions: [
          fetched('templates/github/nodejs-backend/skeleton', values('github', null)),
          fetched('skeletons/github-actions', values('github', null), untouched),
          fetched('skeletons/catalog-info', values('github', null, image(null, null))),
          ...published,
        ],
      },
    }),
  },
  {
    workflow: 'quarkus-backend',
    title: 'with Tekton',
    input: {
      newComponent,
      javaMetadata: java,
      ciMethod: { ci: 'tekton', namespace: 'ci', imageUrl: 'acme', imageRepository: 'quay.io' },
    },
    expected: () => ({
      data: registered,
      calls: {
        actions: [
          fetched('templates/github/quarkus-backend/skeleton', values('tekton', 'ci', java)),
          fetched('skeletons/tekton', values('tekton', 'ci', { ...java, ...image(null, null) }), untouched),
          fetched('skeletons/catalog-info', values('tekton', 'ci', { ...java, ...image('acme', 'quay.io') })),
          ...published,
        ],
      },
    }),
  },
];

/**
 * Mutation tests of the engine: `npm run mutation`, or `npm run mutation -- --mutate 'packages/engine/src/kinds/*.ts'`
 * for a part. `npm run mutation -- --incremental` only repeats what changed since. The report is in `.data/mutation/`.
 */
export default {
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'packages/engine/vitest.mutation.mjs', related: false },
  mutate: [
    'packages/engine/src/**/*.ts',
    '!packages/engine/src/**/*.test.ts',
    '!packages/engine/src/**/*.fixture.ts',
  ],
  // Only the engine is copied and changed; what it is built on is used as it was built.
  ignorePatterns: ['**', '!packages/engine/{src/**,README.md,package.json,vitest.mutation.mjs}'],
  tempDirName: '.data/mutation/tmp',
  incrementalFile: '.data/mutation/incremental.json',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  htmlReporter: { fileName: '.data/mutation/engine.html' },
  jsonReporter: { fileName: '.data/mutation/engine.json' },
  thresholds: { high: 95, low: 90, break: 85 },
};

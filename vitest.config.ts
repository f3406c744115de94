import { defineConfig } from 'vitest/config';

/** The workspace packages are tested from their sources, never from a build that may be stale. */
const conditions = ['source', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/{jq,definition,cli,engine,store,connectors,runtime,server}/src/**/*.test.ts',
      'plugins/orchestrator-backend/src/**/*.vitest.ts',
      'scripts/**/*.test.mjs',
      'conformance/**/*.test.mjs',
      'chaos/**/*.test.mjs',
    ],
    environment: 'node',
    setupFiles: ['./scripts/checks/seeded-properties.mjs'],
    // One process for each core of the smallest machine that we promise to work on; a database starts in some files.
    pool: 'forks',
    maxWorkers: 2,
    // Time for a machine that does other things as well: these tell that something hangs, never that it is slow.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 10_000,
  },
});

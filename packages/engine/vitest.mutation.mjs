import { defineConfig } from 'vitest/config';

/** The engine's tests as mutation testing runs them, once for each mutant: few random runs, and nothing loaded twice. */
export default defineConfig({
  test: {
    include: ['packages/engine/src/**/*.test.ts'],
    // Compares the README with a source file, which the mutation tester has marked.
    exclude: ['packages/engine/src/readme.test.ts'],
    environment: 'node',
    env: { SIMULATION_SEEDS: '40', RANDOM_DEFINITIONS: '10' },
    isolate: false,
    server: { deps: { external: [/packages\/(jq|definition)\/dist\//] } },
    testTimeout: 20_000,
  },
});

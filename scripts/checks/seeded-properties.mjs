import { vi } from 'vitest';

const seed = process.env.PROPERTY_SEED ?? '20261127';

/**
 * Property tests draw the same examples in every run, so that a change is judged by what it changes. `PROPERTY_SEED=random`
 * (or a number) makes them look at others. Only the tests that use fast-check load it.
 */
vi.mock('fast-check', async (importOriginal) => {
  const fastCheck = await importOriginal();
  if (seed !== 'random') fastCheck.configureGlobal({ seed: Number(seed) });
  return fastCheck;
});

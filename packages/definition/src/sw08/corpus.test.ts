import { describe, expect, it } from 'vitest';
import type { LoadedDefinition } from '../load.js';
import { corpusIsPresent, documentsOf, loadFrom, sonataflowCases, suiteName } from './corpus.fixture.js';

const PATIENCE_MS = 60_000;

function errorsOf({ findings }: LoadedDefinition): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe.skipIf(!corpusIsPresent)(suiteName('SonataFlow workflows'), () => {
  const rejected = new Set<string>();
  const cases = corpusIsPresent ? sonataflowCases() : [];

  it(
    'load where SonataFlow loads them',
    async () => {
      const refused: string[] = [];
      for (const { workflow, with: others = [], expect: expected = {} } of cases) {
        if (expected.definition === 'rejected') rejected.add(workflow);
        for (const file of [workflow, ...others]) {
          if (rejected.has(file)) continue;
          const loaded = await loadFrom('sonataflow', file, 'sonataflow');
          if (!loaded.program) refused.push(`${file} ${errorsOf(loaded).join(' ')}`);
        }
        if (!expected.process) continue;
        const { id, name, version } = expected.process;
        const { program } = await loadFrom('sonataflow', workflow, 'sonataflow');
        expect(program).toMatchObject({ workflowId: id, name, version });
      }
      expect(refused).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.each(
    cases
      .filter((entry) => entry.expect?.definition === 'rejected' && !entry.with)
      .map((entry) => [entry.id, entry] as const),
  )('%s is refused', async (_, entry) => {
    const errors = errorsOf(await loadFrom('sonataflow', entry.workflow, 'sonataflow'));
    expect(errors.length).toBeGreaterThanOrEqual(entry.expect?.findingsAtLeast ?? 1);
  });
});

describe.skipIf(!corpusIsPresent)(suiteName('workflows of the developer hub'), () => {
  it(
    'load, with a warning where another machine keeps a document',
    async () => {
      for (const file of documentsOf('rhdh-workflows')) {
        const loaded = await loadFrom('rhdh-workflows', file, 'sonataflow');
        expect(errorsOf(loaded), file).toEqual([]);
      }
    },
    PATIENCE_MS,
  );
});

/** Published examples that are not valid documents, with what is wrong. */
const DEFECTIVE: { readonly [file: string]: string } = {
  'continuing-as-a-new-execution/workflow.yaml': 'syntax',
  'event-based-transitions-example/workflow.yaml': 'syntax',
  'new-patient-onboarding/workflow.yaml': 'syntax',
  // They call things by other names than they give them.
  'new-patient-onboarding/workflow.json': 'unknown-event',
  'process-transactions/workflow.json': 'unknown-function',
  'process-transactions/workflow.yaml': 'unknown-function',
};

describe.skipIf(!corpusIsPresent)(suiteName('examples of specification 0.8'), () => {
  it('load by the text unless they are defective', async () => {
    for (const file of documentsOf('spec-0.8-examples')) {
      const [first] = errorsOf(await loadFrom('spec-0.8-examples', file, 'spec'));
      expect(first, file).toBe(DEFECTIVE[file]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { createPrepare } from './prepare.js';
import { createSchema } from './schema/create-schema.js';

describe('documents that come again and again', () => {
  const prepareIn = () => {
    const prepare = createPrepare(createSchema());
    return (query: string, operationName?: string) =>
      prepare({ query, variables: {}, ...(operationName !== undefined && { operationName }) });
  };
  const documentOf = (prepared: ReturnType<ReturnType<typeof prepareIn>>) =>
    'document' in prepared ? prepared.document : undefined;

  it('are read once', () => {
    const prepare = prepareIn();
    const first = documentOf(prepare('{ ProcessInstances { id } }'));
    expect(first).toBeDefined();
    expect(documentOf(prepare('{ ProcessInstances { id } }'))).toBe(first);
  });

  it('do what the operation does that is named', () => {
    const prepare = prepareIn();
    const both = 'query Look { ProcessInstances { id } } mutation Stop { ProcessInstanceAbort(id: "i") } ';
    expect(prepare(both, 'Look')).toMatchObject({ operation: 'query' });
    expect(prepare(both, 'Stop')).toMatchObject({ operation: 'mutation' });
  });

  it('are refused each time where they are invalid', () => {
    const prepare = prepareIn();
    for (let time = 0; time < 2; time += 1)
      expect(prepare('{ Nothing }')).toMatchObject({ classification: 'ValidationError' });
  });

  it('are forgotten when many others came since, and when they are long', () => {
    const prepare = prepareIn();
    const first = documentOf(prepare('{ ProcessInstances { id } }'));
    for (let n = 0; n < 50; n += 1) prepare(`query Q${n} { ProcessInstances { id } }`);
    expect(documentOf(prepare('{ ProcessInstances { id } }'))).not.toBe(first);
    const long = `{ ProcessInstances { id } } # ${'long '.repeat(1_000)}`;
    expect(documentOf(prepare(long))).not.toBe(documentOf(prepare(long)));
  });
});

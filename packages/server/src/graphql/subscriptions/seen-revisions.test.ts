import { describe, expect, it } from 'vitest';
import { SeenRevisions } from './seen-revisions.js';

describe('revisions between two looks', () => {
  it('are new or higher than before', () => {
    const seen = new SeenRevisions();
    expect(seen.look([{ id: 'a', revision: 1 }])).toEqual(new Map());
    const shown = [
      { id: 'a', revision: 2 },
      { id: 'b', revision: 1 },
    ];
    expect(seen.look(shown)).toEqual(
      new Map([
        ['a', 'updated'],
        ['b', 'added'],
      ]),
    );
    expect(seen.look(shown)).toEqual(new Map());
  });

  it('of one sequence are not taken for new when they are old, and only now among the last', () => {
    const job = (id: string, revision: number) => ({ id, revision, ofSequence: true });
    const seen = new SeenRevisions();
    seen.look([job('due', 7)]);
    seen.look([job('due', 7)]);
    expect(seen.look([job('far off', 3), job('new', 9)])).toEqual(new Map([['new', 'added']]));
    // Its number was drawn before 9 was shown, and its commit came after.
    expect(seen.look([job('late', 8), job('later', 10)]).size).toBe(2);
  });
});

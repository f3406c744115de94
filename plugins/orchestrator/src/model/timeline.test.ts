import { describe, expect, it } from '@jest/globals';
import { failed, running } from '../testing/samples';
import { buildTimeline } from './timeline';

const start = Date.parse(running.start ?? '');

describe('buildTimeline', () => {
  it('puts actions below their states on one scale that ends now', () => {
    const rows = buildTimeline(running, start + 10_000);
    expect(
      rows.map(({ name, depth, status, offset, length }) => [name, depth, status, offset, length]),
    ).toEqual([
      ['Choose', 0, 'completed', 0, 0.1],
      ['Fly', 0, 'completed', 0.1, 0.4],
      ['book', 1, 'completed', 0.1, 0.4],
      ['Wait', 0, 'active', 0.5, 0.5],
    ]);
  });

  it('ends open nodes with the run and marks what failed', () => {
    const rows = buildTimeline(failed, start + 99_000);
    expect(rows.map(({ name, status, end }) => [name, status, end - start])).toEqual([
      ['Choose', 'completed', 1000],
      ['Fly', 'failed', 5000],
      ['book', 'failed', 5000],
    ]);
  });

  it('shows an action whose state is missing, and nothing for a run without nodes', () => {
    const orphan = { id: 'x', parent: 'gone', name: 'lost', enter: running.start ?? '' };
    expect(buildTimeline({ ...running, nodes: [orphan] }, start)).toMatchObject([{ name: 'lost', depth: 0 }]);
    expect(buildTimeline({ ...running, nodes: [] }, start)).toEqual([]);
  });
});

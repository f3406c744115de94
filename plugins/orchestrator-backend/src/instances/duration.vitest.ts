import { describe, expect, it } from 'vitest';
import { durationText } from './duration';

describe('durationText', () => {
  it.each([
    ['2026-01-01T00:00:00.900Z', 'less than a second'],
    ['2026-01-01T00:00:01.900Z', '1 second'],
    ['2026-01-01T00:02:00Z', '2 minutes'],
    ['2026-01-02T01:00:05Z', '25 hours 5 seconds'],
  ])('says how long a run until %s took: %s', (end, words) => {
    expect(durationText('2026-01-01T00:00:00Z', end)).toBe(words);
  });

  it('says nothing of a run that goes on', () => {
    expect(durationText('2026-01-01T00:00:00Z', undefined)).toBeUndefined();
  });
});

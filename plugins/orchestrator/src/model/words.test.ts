import { describe, expect, it } from '@jest/globals';
import { completed } from '../testing/samples';
import { formatDuration } from './duration';
import { entityName, shortId } from './identity';
import { formatRelativeTime } from './relative-time';
import { readResult, safeLink } from './result';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1500, '1.5 s'],
    [59_000, '59 s'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [3_660_000, '1 h 1 min'],
    [273_600_000, '3 d 4 h'],
    [-5, '0 ms'],
  ])('says %d ms as %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });
});

describe('formatRelativeTime', () => {
  it.each([
    [5_000, 'just now'],
    [300_000, '5 minutes ago'],
    [86_400_000, 'yesterday'],
    [86_400_000 * 40, 'last month'],
  ])('says %d ms ago as %s', (ago, words) => {
    expect(formatRelativeTime(1e12 - ago, 1e12)).toBe(words);
  });
});

describe('identities', () => {
  it('shortens ids and entity refs', () => {
    expect(shortId('01a1fab5-1111-7c1a-9f6e-0123456789ab')).toBe('456789ab');
    expect(entityName('user:default/guest')).toBe('guest');
    expect(entityName('guest')).toBe('guest');
  });
});

describe('readResult', () => {
  it('reads messages, outputs and next workflows', () => {
    expect(readResult(completed)?.outputs.map((output) => output.value)).toEqual([
      'https://tickets.example.com/1',
      0,
      'javascript:alert(1)',
    ]);
  });

  it.each([
    undefined,
    null,
    'text',
    3,
    [],
    { outputs: 'x', nextWorkflows: {}, message: 4 },
    { outputs: [{ value: 1 }] },
  ])('finds nothing to show in %j', (result) => {
    expect(
      readResult({ ...completed, workflowdata: JSON.parse(JSON.stringify({ result })) }),
    ).toBeUndefined();
  });
});

describe('safeLink', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', ' vbscript:x'])(
    'refuses %s',
    (text) => {
      expect(safeLink(text)).toBeUndefined();
    },
  );
});

import { describe, expect, it } from 'vitest';
import { SettingError } from '../calls/setting-error.js';
import { keepingOptions } from './keeping-options.js';

describe('the settings about what is kept', () => {
  it('are durations, and say nothing where nothing is set', () => {
    const settings = new Map([
      ['orchestrator.dead-letters.after', 'P7D'],
      ['orchestrator.dead-letters.refused-after', 'PT0S'],
      ['orchestrator.retention.age', 'P1D'],
      ['orchestrator.retention.archive', '/archive'],
    ]);
    expect(keepingOptions((key) => settings.get(key))).toEqual({
      archive: '/archive',
      settings: { deadLetterAfter: 604_800_000, refusedDeadLetterAfter: 0, retention: 86_400_000 },
    });
    expect(keepingOptions(() => undefined)).toEqual({ settings: {} });
  });

  it('let no run go whose start may still be repeated', () => {
    const read = (key: string) => (key === 'orchestrator.retention.age' ? 'PT23H' : undefined);
    expect(() => keepingOptions(read)).toThrow('must be PT24H or longer');
  });

  it('are refused with a sentence when they are no durations', () => {
    const read = (key: string) => (key === 'orchestrator.dead-letters.after' ? '7 days' : undefined);
    expect(() => keepingOptions(read)).toThrow(SettingError);
    expect(() => keepingOptions(read)).toThrow('ISO 8601 duration such as PT1H or P30D, but it is "7 days"');
  });
});

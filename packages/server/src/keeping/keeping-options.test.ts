import { describe, expect, it } from 'vitest';
import { SettingError } from '../calls/setting-error.js';
import { keepingSettings } from './keeping-options.js';

describe('the settings about what is kept', () => {
  it('are durations, and say nothing where nothing is set', () => {
    const settings = new Map([
      ['orchestrator.dead-letters.after', 'P7D'],
      ['orchestrator.dead-letters.refused-after', 'PT0S'],
    ]);
    expect(keepingSettings((key) => settings.get(key))).toEqual({
      deadLetterAfter: 604_800_000,
      refusedDeadLetterAfter: 0,
    });
    expect(keepingSettings(() => undefined)).toEqual({});
  });

  it('are refused with a sentence when they are no durations', () => {
    const read = (key: string) => (key === 'orchestrator.dead-letters.after' ? '7 days' : undefined);
    expect(() => keepingSettings(read)).toThrow(SettingError);
    expect(() => keepingSettings(read)).toThrow('ISO 8601 duration such as PT1H or P30D, but it is "7 days"');
  });
});

import { addDuration, parseDuration } from '@orchestrator/definition';
import type { Setting } from '@orchestrator/definition';
import type { RuntimeSettings } from '@orchestrator/runtime';
import { SettingError } from '../calls/setting-error.js';
import { DEAD_LETTER_AFTER, REFUSED_DEAD_LETTER_AFTER } from './keeping-settings.js';

/**
 * How long the runtime keeps trying and keeping, from the settings of the server.
 *
 * @throws SettingError
 */
export function keepingSettings(read: (key: string) => string | undefined): Partial<RuntimeSettings> {
  const milliseconds = ({ key }: Setting): number | undefined => {
    const text = read(key);
    if (text === undefined) return undefined;
    const duration = parseDuration(text);
    // The length of a month depends on when it begins, which does not matter here.
    if (duration) return addDuration(0, duration);
    throw new SettingError(`${key} must be an ISO 8601 duration such as PT1H or P30D, but it is "${text}".`);
  };
  const deadLetterAfter = milliseconds(DEAD_LETTER_AFTER);
  const refusedDeadLetterAfter = milliseconds(REFUSED_DEAD_LETTER_AFTER);
  return {
    ...(deadLetterAfter !== undefined && { deadLetterAfter }),
    ...(refusedDeadLetterAfter !== undefined && { refusedDeadLetterAfter }),
  };
}

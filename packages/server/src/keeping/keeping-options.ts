import { addDuration, parseDuration } from '@orchestrator/definition';
import type { Setting } from '@orchestrator/definition';
import type { RuntimeOptions, RuntimeSettings } from '@orchestrator/runtime';
import { SettingError } from '../calls/setting-error.js';
import { ARCHIVE, DEAD_LETTER_AFTER, REFUSED_DEAD_LETTER_AFTER, RETENTION } from './keeping-settings.js';

/** The part of a runtime's options that is about keeping. */
export interface KeepingOptions extends Pick<RuntimeOptions, 'archive'> {
  readonly settings: Partial<RuntimeSettings>;
}

/** For how long the keys of starts are remembered, in milliseconds. */
const SHORTEST_RETENTION = 86_400_000;

/**
 * How long the runtime keeps trying and keeping, from the settings of the server.
 *
 * @throws SettingError
 */
export function keepingOptions(read: (key: string) => string | undefined): KeepingOptions {
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
  const retention = milliseconds(RETENTION);
  if (retention !== undefined && retention < SHORTEST_RETENTION)
    throw new SettingError(
      `${RETENTION.key} must be PT24H or longer: a repeated start asks for its run so long.`,
    );
  const archive = read(ARCHIVE.key);
  const settings = {
    ...(deadLetterAfter !== undefined && { deadLetterAfter }),
    ...(retention !== undefined && { retention }),
    ...(refusedDeadLetterAfter !== undefined && { refusedDeadLetterAfter }),
  };
  return { settings, ...(archive !== undefined && { archive }) };
}

import { Cron } from 'croner';
import { instantOf, offsetAt, transitionBetween } from './time-zone.js';

/**
 * What is wrong with a cron expression, without a full stop; undefined for one that is fine.
 *
 * It has five fields, or six with seconds first; `?` stands for any day, and `0/15` for every 15 from 0 on. Days of the
 * week count from Sunday, 0 or 7.
 */
export function cronProblem(expression: string): string | undefined {
  const { length } = fieldsOf(expression);
  if (length !== 5 && length !== 6) return `it has ${length} field${length === 1 ? '' : 's'}`;
  let pattern;
  try {
    pattern = patternOf(expression);
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^\w+: /, '') : String(error);
  }
  return nextLocal(pattern, 0) === undefined ? 'it names no day that exists' : undefined;
}

/**
 * The first instant after another one that a cron expression names; undefined when none follows.
 *
 * Times that clocks skip are made up for at the moment at which they are put forward. A time that they show twice counts
 * once. An expression that names every hour goes on through both.
 *
 * @param expression - one without a {@link cronProblem}
 */
export function nextCron(expression: string, timeZone: string, after: number): number | undefined {
  const pattern = patternOf(expression);
  return namesEveryHour(expression)
    ? nextOfEveryHour(pattern, timeZone, after)
    : nextOfDay(pattern, timeZone, after);
}

function nextOfDay(pattern: Cron, timeZone: string, after: number): number | undefined {
  let local = nextLocal(pattern, after + offsetAt(after, timeZone));
  while (local !== undefined) {
    const instant = instantOf(local, timeZone);
    // It is not, when clocks show for the second time what they showed before.
    if (instant > after) return instant;
    local = nextLocal(pattern, local);
  }
  return undefined;
}

function nextOfEveryHour(pattern: Cron, timeZone: string, after: number): number | undefined {
  let from = after;
  let offset = offsetAt(after, timeZone);
  for (;;) {
    const local = nextLocal(pattern, from + offset);
    if (local === undefined) return undefined;
    const instant = local - offset;
    if (offsetAt(instant, timeZone) === offset) return instant;
    // Clocks change on the way: go on from there with what they show then.
    const change = transitionBetween(from, instant, timeZone);
    offset = offsetAt(change, timeZone);
    from = change - 1;
  }
}

/** The next time on a clock that never changes; the library's own time zones can lead back in time when clocks do. */
function nextLocal(pattern: Cron, local: number): number | undefined {
  return pattern.nextRun(new Date(local))?.getTime();
}

function patternOf(expression: string): Cron {
  const fields = fieldsOf(expression).map((field) => (field === '?' ? '*' : field));
  return new Cron(fields.join(' '), { mode: '5-or-6-parts', timezone: 'UTC', sloppyRanges: true });
}

function namesEveryHour(expression: string): boolean {
  return fieldsOf(expression).at(-4) === '*';
}

function fieldsOf(expression: string): string[] {
  return expression.trim().split(/\s+/);
}

import { parseDuration } from '@orchestrator/definition';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds that a Quarkus setting means: a number of them, a number with a unit (`5s`), or ISO 8601 (`PT5S`). Undefined
 * when it means none of these.
 */
export function millisecondsOf(setting: string): number | undefined {
  const [, digits, unit] = /^(\d+)\s*(ms|s|m|h|d)?$/i.exec(setting.trim()) ?? [];
  if (digits !== undefined) return Number(digits) * (UNITS[unit?.toLowerCase() ?? 'ms'] ?? 1);
  const duration = parseDuration(setting.trim());
  return duration && duration.milliseconds;
}

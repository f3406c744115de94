import { defaultSettings, Settings } from '@orchestrator/runtime';
import { describe, expect, it } from 'vitest';
import { SettingError } from '../calls/setting-error.js';
import { runtimeLimits } from './runtime-limits.js';
import { workflowLimits } from './workflow-limits.js';

const reading = (entries: { readonly [key: string]: string }) => (key: string) =>
  Object.hasOwn(entries, key) ? entries[key] : undefined;

describe('the limits of the runtime', () => {
  it('are those of the settings, else the defaults', () => {
    expect(defaultSettings).toMatchObject(runtimeLimits(() => undefined));
    const settings = reading({
      'orchestrator.limits.runs': '7',
      'orchestrator.limits.cost-per-turn': '1000',
      'orchestrator.recovery.lease': 'PT2S',
      'orchestrator.drain.time': 'PT0.5S',
    });
    expect(runtimeLimits(settings)).toMatchObject({
      maxActiveInstances: 7,
      engine: { maxCostPerAdvance: 1_000, maxItems: 10_000 },
      lease: 2_000,
      drainTime: 500,
    });
  });

  it.each([
    ['orchestrator.limits.calls', '0'],
    ['orchestrator.limits.calls', 'many'],
    ['orchestrator.limits.input-length', ''],
    ['orchestrator.recovery.lease', 'PT0.9S'],
    ['orchestrator.recovery.lease', '10'],
    ['orchestrator.events.window', 'P30D'],
  ])('are refused with a sentence when they are not what they must be: %s=%s', (key, value) => {
    expect(() => runtimeLimits(reading({ [key]: value }))).toThrow(SettingError);
    expect(() => runtimeLimits(reading({ [key]: value }))).toThrow(`${key} must be`);
  });
});

describe('the limits of a workflow', () => {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const logger = { error: log, warn: log, info: log, debug: log };
  const limits = (entries: { readonly [key: string]: string }, environment = {}) =>
    workflowLimits(new Settings({ set: new Map(Object.entries(entries)), environment }), logger);

  it('are its own, else those of all workflows', () => {
    const of = limits({
      'orchestrator.limits.workflows.*.calls': '10',
      'orchestrator.limits.workflows.*.queued-starts': '0',
      'orchestrator.limits.workflows.a.b.calls': '5',
      'orchestrator.limits.workflows.a.b.starts-per-second': '2.5',
    });
    expect(of('a.b')).toEqual({ calls: 5, queuedStarts: 0, startsPerSecond: 2.5, startBurst: 3 });
    expect(of('other')).toEqual({ calls: 10, queuedStarts: 0 });
  });

  it('are refused when the server starts, where they can be found then', () => {
    expect(() => limits({ 'orchestrator.limits.workflows.w.calls': 'few' })).toThrow(SettingError);
    expect(() => limits({ 'orchestrator.limits.workflows.*.starts-per-second': '0' })).toThrow(SettingError);
    const of = limits({}, { ORCHESTRATOR_LIMITS_WORKFLOWS_W_CALLS: 'few' });
    expect(of('w')).toEqual({});
    expect(lines).toEqual([expect.stringContaining('orchestrator.limits.workflows.w.calls must be')]);
  });
});

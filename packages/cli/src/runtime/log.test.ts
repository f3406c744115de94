import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.js';
import { logger } from './log.js';
import type { LogOptions } from './log.js';
import { withLogSettings } from './log-settings.js';

const run = { workflowId: 'order', instanceId: 'i-1', node: 'i-1:2', traceId: 't' };

function written(options: LogOptions, say: (log: ReturnType<typeof logger>) => void): string[] {
  let text = '';
  say(logger(options, { err: (part) => void (text += part) }, 'info'));
  return text.split('\n').slice(0, -1);
}

describe('the log', () => {
  it('is one JSON object a line, whatever is said', () => {
    const [line, ...more] = written({ logFormat: 'json' }, (log) => log.warn('two\nlines "and" more', run));
    expect(more).toEqual([]);
    expect(JSON.parse(line ?? '')).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      level: 'warn',
      message: 'two\nlines "and" more',
      ...run,
      mdc: { processInstanceId: 'i-1' },
    });
  });

  it('names no run where there is none', () => {
    const [line] = written({ logFormat: 'json' }, (log) => log.error('no'));
    expect(Object.keys(JSON.parse(line ?? '') as object)).toEqual(['time', 'level', 'message']);
  });

  it('is text where nothing is said, without what is less important', () => {
    const lines = written({}, (log) => {
      log.debug('unimportant');
      log.info('known', run);
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/INFO {2}known workflowId=order instanceId=i-1 node=i-1:2 traceId=t$/);
  });
});

describe('the settings of the log', () => {
  const set = (entries: Record<string, string>) => ({
    configuration: { set: new Map(Object.entries(entries)), shared: new Map<string, string>() },
  });

  it('hold where the command says nothing', () => {
    const settings = set({ 'orchestrator.log.format': 'json', 'orchestrator.log.level': 'warn' });
    expect(withLogSettings({}, settings)).toEqual({ logFormat: 'json', logLevel: 'warn' });
    const given = { logFormat: 'text', logLevel: 'debug' } as const;
    expect(withLogSettings(given, settings)).toEqual(given);
    expect(withLogSettings({}, set({}))).toEqual({});
  });

  it('are refused with a sentence when they are none', () => {
    const settings = set({ 'orchestrator.log.format': 'xml' });
    expect(() => withLogSettings({}, settings)).toThrow(UsageError);
    expect(() => withLogSettings({}, settings)).toThrow('must be one of text, json, but it is "xml"');
  });
});

import type { LoggerService } from '@backstage/backend-plugin-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { indexOver, openTestEngine, type TestEngine } from '../testing/engine.fixture';
import { IndexPoller } from './index-poller';
import { LiveViewers } from './live-viewers';

describe('IndexPoller', () => {
  let engine: TestEngine;
  let viewers: LiveViewers;
  let queries = 0;
  let down = false;
  const changed: string[] = [];
  const warnings: string[] = [];
  const quiet = () => undefined;
  const logger: LoggerService = {
    error: quiet,
    warn: (message) => void warnings.push(message),
    info: quiet,
    debug: quiet,
    child: () => logger,
  };

  beforeAll(async () => {
    engine = await openTestEngine();
  });
  beforeEach(() => {
    viewers = new LiveViewers();
    changed.splice(0);
    queries = 0;
  });
  afterAll(() => engine.stop());

  function newPoller(): IndexPoller {
    const index = indexOver((request) => {
      queries += 1;
      return down ? Promise.reject(new TypeError('fetch failed')) : engine.orchestrator.fetch(request);
    });
    return new IndexPoller(
      index,
      viewers,
      (change) => changed.push('instanceId' in change ? change.instanceId : ''),
      logger,
    );
  }
  const start = (workflowId: string) =>
    engine.service.start(workflowId, undefined, {
      workflowdata: { name: 'Ada' },
      initiatorEntity: 'user:default/ada',
    });
  const everybody = { workflows: 'all', owner: undefined } as const;

  it('asks nothing while nobody looks', async () => {
    await newPoller().look();
    expect(queries).toBe(0);
  });

  it('tells of runs that started or ended since the last look, each once', async () => {
    await start('greet');
    viewers.seesList('user:default/ada', everybody);
    const poller = newPoller();
    await poller.look();
    expect(changed).toEqual([]);
    const nap = await start('nap');
    const greeting = await start('greet');
    await poller.look();
    expect(changed.toSorted()).toEqual([nap, greeting].toSorted());
    await poller.look();
    expect(changed).toHaveLength(2);
    await engine.service.abort('nap', undefined, nap);
    await poller.look();
    expect(changed.slice(2)).toEqual([nap]);
  });

  it('tells of an open run that changed', async () => {
    const nap = await start('nap');
    const poller = newPoller();
    viewers.seesInstance('user:default/ada', nap);
    await poller.look();
    await poller.look();
    expect(changed).toEqual([]);
    await engine.service.abort('nap', undefined, nap);
    await poller.look();
    expect(changed).toEqual([nap]);
  });

  it('does not take a run for news only because somebody opened it', async () => {
    const nap = await start('nap');
    await start('greet');
    viewers.seesList('user:default/ada', everybody);
    const poller = newPoller();
    await poller.look();
    viewers.seesInstance('user:default/ada', nap);
    await poller.look();
    expect(changed).toEqual([]);
  });

  it('warns once while the index is down, and goes on when it is back', async () => {
    viewers.seesList('user:default/ada', everybody);
    const poller = newPoller();
    await poller.look();
    down = true;
    await poller.look();
    await poller.look();
    expect(warnings).toHaveLength(1);
    down = false;
    const greeting = await start('greet');
    await poller.look();
    expect(changed).toEqual([greeting]);
  });
});

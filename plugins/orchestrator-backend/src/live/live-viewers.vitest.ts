import { describe, expect, it } from 'vitest';
import { LiveViewers, VIEWING_MS } from './live-viewers';

const run = { instanceId: 'i1', workflowId: 'greet', initiator: 'user:default/ada' };

function viewersAt(clock: { now: number }) {
  return new LiveViewers(() => clock.now);
}

describe('LiveViewers', () => {
  it('tells those who have the run open', () => {
    const viewers = viewersAt({ now: 0 });
    viewers.seesInstance('user:default/bob', 'i1');
    expect(viewers.recipientsOfRun(run)).toEqual(['user:default/bob']);
    expect(viewers.recipientsOfRun({ ...run, instanceId: 'i2' })).toEqual([]);
  });

  it('tells a viewer of a list only of their own runs', () => {
    const viewers = viewersAt({ now: 0 });
    viewers.seesList('user:default/ada', { workflows: 'all', owner: 'user:default/ada' });
    viewers.seesList('user:default/bob', { workflows: 'all', owner: 'user:default/bob' });
    expect(viewers.recipientsOfRun(run)).toEqual(['user:default/ada']);
    expect(viewers.recipientsOfRun({ ...run, initiator: undefined })).toEqual([]);
  });

  it('tells an administrator of everybodys runs, of readable workflows only', () => {
    const viewers = viewersAt({ now: 0 });
    viewers.seesList('user:default/admin', { workflows: new Set(['greet']), owner: undefined });
    expect(viewers.recipientsOfRun(run)).toEqual(['user:default/admin']);
    expect(viewers.recipientsOfRun({ ...run, workflowId: 'nap' })).toEqual([]);
  });

  it('tells of a workflow those who may read it, and of an unreadable document those who may read all', () => {
    const viewers = viewersAt({ now: 0 });
    viewers.seesList('user:default/ada', { workflows: 'all', owner: 'user:default/ada' });
    viewers.seesList('user:default/some', { workflows: new Set(['greet']), owner: 'user:default/some' });
    expect(viewers.recipientsOfWorkflow('greet')).toEqual(['user:default/ada', 'user:default/some']);
    expect(viewers.recipientsOfWorkflow('nap')).toEqual(['user:default/ada']);
    expect(viewers.recipientsOfWorkflow(undefined)).toEqual(['user:default/ada']);
  });

  it('forgets who has not read for ten minutes', () => {
    const clock = { now: 0 };
    const viewers = viewersAt(clock);
    viewers.seesInstance('user:default/ada', 'i1');
    viewers.seesList('user:default/ada', { workflows: 'all', owner: undefined });
    clock.now = VIEWING_MS - 1;
    expect(viewers.any).toBe(true);
    clock.now = VIEWING_MS;
    expect(viewers.recipientsOfRun(run)).toEqual([]);
    expect(viewers.recipientsOfWorkflow('greet')).toEqual([]);
    expect(viewers.any).toBe(false);
  });

  it('asks for the starter of a run only when that decides', () => {
    const viewers = viewersAt({ now: 0 });
    viewers.seesList('user:default/admin', { workflows: 'all', owner: undefined });
    viewers.seesInstance('user:default/bob', 'i1');
    expect(viewers.needsInitiator('greet')).toBe(false);
    viewers.seesList('user:default/ada', { workflows: new Set(['greet']), owner: 'user:default/ada' });
    expect(viewers.needsInitiator('greet')).toBe(true);
    expect(viewers.needsInitiator('nap')).toBe(false);
  });

  it('remembers a bounded number of runs for each user, the newest ones', () => {
    const viewers = viewersAt({ now: 0 });
    for (let index = 0; index <= 2000; index += 1) {
      viewers.seesInstance('user:default/ada', `i${index}`);
    }
    expect(viewers.openInstances()).toHaveLength(2000);
    expect(viewers.openInstances()).not.toContain('i0');
    expect(viewers.openInstances()).toContain('i2000');
  });
});

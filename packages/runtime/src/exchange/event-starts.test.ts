import { loadDefinition, StoredResources } from '@orchestrator/definition';
import type { Program } from '@orchestrator/definition';
import type { CloudEvent } from '@orchestrator/engine';
import type { EventStart } from '@orchestrator/store';
import { describe, expect, it } from 'vitest';
import { eventStarts } from './event-starts.js';

const EVENT: CloudEvent = { specversion: '1.0', id: 'e', source: 'shop', type: 'order.new', order: '7' };

async function starts(
  event: CloudEvent,
  exclusive = true,
): Promise<{ sonataflow: readonly EventStart[]; spec: readonly EventStart[] }> {
  const text = `id: w
start: A
events: [{name: new, type: order.new, source: shop, correlation: [{contextAttributeName: order}]}]
states: [{name: A, type: event, exclusive: ${exclusive}, onEvents: [{eventRefs: [new]}], end: true}]
`;
  const compile = async (dialect: 'sonataflow' | 'spec'): Promise<Program> => {
    const resources = new StoredResources(new Map());
    const { program, findings } = await loadDefinition('w/w.sw.yaml', text, resources, { dialect });
    if (!program) throw new Error(JSON.stringify(findings));
    return program;
  };
  const of = (program: Program): EventStart[] =>
    eventStarts([program], event, { newId: () => 'i', now: 0, accepts: () => true });
  return { sonataflow: of(await compile('sonataflow')), spec: of(await compile('spec')) };
}

describe('the starts that an event may bring about in the two dialects', () => {
  it('leave the event to the instance with its correlation in sonataflow, and create another one in spec', async () => {
    const { sonataflow, spec } = await starts(EVENT);
    expect(sonataflow).toMatchObject([{ instanceId: 'i', correlation: { order: '7' } }]);
    expect(spec).toMatchObject([{ instanceId: 'i', unlessTaken: false }]);
    expect(spec[0]).not.toHaveProperty('correlation');
  });

  it('need the source of the definition and every correlation attribute in spec only', async () => {
    const { order: _order, ...bare } = EVENT;
    for (const event of [{ ...EVENT, source: 'elsewhere' }, bare]) {
      const { sonataflow, spec } = await starts(event);
      expect([sonataflow.length, spec.length]).toEqual([1, 0]);
    }
  });

  it('are for events that no collecting instance takes where a state of spec is not exclusive', async () => {
    const { sonataflow, spec } = await starts(EVENT, false);
    expect([sonataflow[0]?.unlessTaken, spec[0]?.unlessTaken]).toEqual([false, true]);
  });
});

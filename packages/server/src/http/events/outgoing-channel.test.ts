import { describe, expect, it } from 'vitest';
import { Settings } from '@orchestrator/runtime';
import { outgoingChannel } from './outgoing-channel.js';

const channel = (settings: Record<string, string>, sink?: string, type = 'order.done') =>
  outgoingChannel(
    type,
    new Settings({ folder: new Map(Object.entries(settings)), environment: { K_SINK: sink } }),
  );

describe('the channel of an event', () => {
  it('is the default channel, whose address K_SINK gives', () => {
    expect(channel({}, 'http://sink')).toEqual({ url: 'http://sink', method: 'POST', mode: 'binary' });
    expect(channel({})).toBeUndefined();
  });

  it('prefers the address that is configured to K_SINK', () => {
    expect(
      channel({ 'mp.messaging.outgoing.kogito_outgoing_stream.url': 'http://a' }, 'http://sink')?.url,
    ).toBe('http://a');
    const renamed = {
      'kogito.addon.messaging.outgoing.defaultName': 'out',
      'mp.messaging.outgoing.out.url': 'http://b',
    };
    expect(channel(renamed, 'http://sink')?.url).toBe('http://b');
  });

  it('is the one named like the type where that is configured', () => {
    const settings = {
      'mp.messaging.outgoing.order.done.url': 'http://orders',
      'mp.messaging.outgoing.order.done.method': 'put',
    };
    expect(channel(settings, 'http://sink')).toMatchObject({ url: 'http://orders', method: 'PUT' });
    expect(channel(settings, 'http://sink', 'other')?.url).toBe('http://sink');
  });

  it('is the one that is named for the type', () => {
    const settings = {
      'kogito.addon.messaging.outgoing.trigger.order.done': 'special',
      'mp.messaging.outgoing.special.url': 'http://special',
    };
    expect(channel(settings, 'http://sink')?.url).toBe('http://special');
  });

  it('has no address when it goes elsewhere than over HTTP', () => {
    expect(
      channel({ 'mp.messaging.outgoing.order.done.connector': 'smallrye-kafka' }, 'http://sink'),
    ).toBeUndefined();
    expect(channel({}, 'file:///etc/passwd')).toBeUndefined();
  });

  it.each([
    [{ 'kogito.addon.messaging.outgoing.cloudEventMode': 'structured' }, 'structured'],
    [{ 'kogito.addon.messaging.outgoing.cloudEventMode.kogito_outgoing_stream': 'STRUCTURED' }, 'structured'],
    [
      {
        'kogito.addon.messaging.outgoing.cloudEventMode.kogito_outgoing_stream': 'binary',
        'kogito.addon.messaging.outgoing.cloudEventMode': 'structured',
      },
      'binary',
    ],
    [{ 'kogito.messaging.as-cloudevents': 'false' }, 'bare'],
  ])('has the mode that %j asks for', (settings, mode) => {
    expect(channel(settings as Record<string, string>, 'http://sink')?.mode).toBe(mode);
  });
});

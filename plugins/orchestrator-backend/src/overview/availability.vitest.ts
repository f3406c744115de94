import { describe, expect, it } from 'vitest';
import { Transport } from '../client/transport';
import { WorkflowService } from '../client/workflow-service';
import { LIMITS } from '../testing/engine.fixture';
import { embeddedAvailability, ProbedAvailability } from './availability';

const definition = { id: 'greet', serviceUrl: 'http://greet.test' };

function probing(answer: () => Response) {
  const asked: string[] = [];
  const transport = new Transport(async ({ url }) => {
    asked.push(url);
    return answer();
  }, LIMITS);
  return { asked, availability: new ProbedAvailability(new WorkflowService(transport)) };
}

describe('availability', () => {
  it('of a remote workflow is probed once for all who look', async () => {
    const { asked, availability } = probing(() => Response.json({}));
    const results = await Promise.all([availability.check(definition), availability.check(definition)]);
    expect(results).toEqual([{ isAvailable: true }, { isAvailable: true }]);
    expect(asked).toEqual(['http://greet.test/management/processes/greet']);
  });

  it('of a service that refuses or is down says what was asked and why', async () => {
    const urlToFetch = 'http://greet.test/management/processes/greet';
    const refusing = probing(() => new Response('', { status: 404 }));
    expect(await refusing.availability.check(definition)).toEqual({
      isAvailable: false,
      statusCode: 404,
      urlToFetch,
      reason: 'The service answered with 404.',
    });
    const down = probing(() => {
      throw new TypeError('fetch failed');
    });
    expect(await down.availability.check(definition)).toMatchObject({
      isAvailable: false,
      statusCode: 500,
      urlToFetch,
    });
  });

  it('of a workflow without a service says that', async () => {
    const { availability } = probing(() => Response.json({}));
    expect(await availability.check({ id: 'greet' })).toMatchObject({
      isAvailable: false,
      reason: expect.stringContaining('does not name a service'),
    });
  });

  it('of a workflow in this process ends when it is withdrawn', async () => {
    expect(await embeddedAvailability.check({ id: 'a' })).toEqual({ isAvailable: true });
    expect(await embeddedAvailability.check({ id: 'a', status: 'unavailable' })).toMatchObject({
      isAvailable: false,
    });
  });
});

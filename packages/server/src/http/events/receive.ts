import type { Runtime } from '@orchestrator/runtime';
import { readEvents } from './read-events.js';

/**
 * Takes the CloudEvents of a request (workflow-runtime.md 4.5). It answers 202 once all of them are stored, so that
 * none is lost; what they do happens afterwards, and an event that fits nothing is accepted as well. A sender who gets
 * an error may send a batch again as a whole: an event that was taken before has no effect a second time.
 */
export async function receiveEvents(runtime: Runtime, request: Request): Promise<Response> {
  for (const event of await readEvents(request)) await runtime.deliver(event);
  return new Response(null, { status: 202 });
}

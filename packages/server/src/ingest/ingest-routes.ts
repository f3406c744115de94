import type { Route, Surroundings } from '../http/routes.js';
import { channels, receiveLifecycle } from './receive.js';
import type { ChannelName } from './receive.js';

/** Where lifecycle events come in, also below `/data-index` (data-index-and-jobs.md 3.1). The Jobs API has `/jobs` first. */
export function ingestRoutes({ store }: Pick<Surroundings, 'store'>): readonly Route[] {
  return Object.keys(channels).map((name): Route => {
    const channel = name as ChannelName;
    const path = new RegExp(`^(?:/data-index)?/${channel}/?$`);
    return ['POST', path, (request) => receiveLifecycle(store, channel, request)];
  });
}

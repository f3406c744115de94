import type { LoggerService } from '@backstage/backend-plugin-api';
import { DataIndex } from '../client/data-index';
import { GraphqlClient } from '../client/graphql';
import { Transport, type TransportLimits } from '../client/transport';
import { WorkflowService } from '../client/workflow-service';
import { IndexPoller } from '../live/index-poller';
import { ProbedAvailability } from '../overview/availability';
import type { Engine } from './engine';
import type { RemoteConfig } from './orchestrator-config';

/** Uses a data index behind a URL and the workflow services that it names. */
export function openRemoteEngine(
  config: RemoteConfig,
  limits: TransportLimits,
  logger: LoggerService,
): Engine {
  const transport = new Transport((request) => fetch(request), limits);
  const index = new DataIndex(new GraphqlClient(transport, config.dataIndexUrl));
  const service = new WorkflowService(transport);
  let poller: IndexPoller | undefined;
  return {
    index,
    service,
    availability: new ProbedAvailability(service),
    remote: true,
    watch(viewers, onChange) {
      poller = new IndexPoller(index, viewers, onChange, logger);
      poller.start(config.pollIntervalMs);
    },
    close: async () => poller?.close(),
  };
}

import { cluster } from './cluster.mjs';
import { modernization } from './modernization.mjs';
import { portal } from './portal.mjs';
import { sourceControl } from './source-control.mjs';
import { tickets } from './tickets.mjs';

/** What stands in for all services that the collection calls. */
export const services = [...portal, ...sourceControl, ...tickets, ...cluster, ...modernization];

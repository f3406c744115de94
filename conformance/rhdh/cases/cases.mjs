import { cluster } from './cluster.mjs';
import { events } from './events.mjs';
import { modernization } from './modernization.mjs';
import { portal } from './portal.mjs';
import { python } from './python.mjs';
import { reports } from './reports.mjs';
import { sourceControl } from './source-control.mjs';
import { templates } from './templates.mjs';
import { tickets } from './tickets.mjs';
import { virtualMachines } from './virtual-machines.mjs';
import { withoutServices } from './without-services.mjs';

/** Runs of all workflows of the collection. */
export const cases = [
  ...withoutServices,
  ...portal,
  ...sourceControl,
  ...templates,
  ...events,
  ...reports,
  ...tickets,
  ...virtualMachines,
  ...cluster,
  ...modernization,
  ...python,
];

import type { RunStatistics } from '../data-index.js';
import type { Row } from '../database/database.js';
import { numberColumn, optionalNumber, textColumn } from '../rows/read-rows.js';
import { stateOf } from '../rows/state-number.js';

/** A row of `runStatistics`. */
export function statisticsRow(row: Row): RunStatistics {
  return {
    processId: textColumn(row, 'workflow_id'),
    completed: numberColumn(row, 'completed'),
    error: numberColumn(row, 'failed'),
    startedLastMonth: numberColumn(row, 'started_last_month'),
    lastRunId: textColumn(row, 'last_id'),
    lastRunState: stateOf(numberColumn(row, 'last_state')),
    lastRunStart: numberColumn(row, 'last_start'),
    averageMs: optionalNumber(row, 'average'),
  };
}

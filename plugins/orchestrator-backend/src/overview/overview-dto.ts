import type {
  WorkflowAvailabilityResponseDTO,
  WorkflowOverviewDTO,
  WorkflowRunStatsDTO,
} from '@orchestrator/plugin-orchestrator-common';
import { WORKFLOW_RUN_STATUSES } from '@orchestrator/plugin-orchestrator-common';
import type { Definition } from '../client/definition';
import { present } from '../client/present';
import type { Statistics } from '../client/statistics';

/** Brings together what lists and workflow pages show of a workflow (contract 2.3). */
export function toOverview(
  definition: Definition,
  statistics: Statistics | undefined,
  availability: WorkflowAvailabilityResponseDTO,
): WorkflowOverviewDTO {
  return present({
    workflowId: definition.id,
    format: formatOf(definition.source ?? ''),
    name: definition.name,
    description: definition.description,
    version: definition.version,
    lastRunId: statistics?.lastRunId,
    lastTriggeredMs: statistics?.lastRunStart ?? 0,
    lastRunStatus: WORKFLOW_RUN_STATUSES.find(({ value }) => value === statistics?.lastRunState)?.value,
    isAvailable: availability.isAvailable ?? false,
    availability: availability.isAvailable ? undefined : availability,
    workflowRunStats: statistics && toRunStats(statistics),
    findings: definition.findings,
  });
}

/** The notation of a document, by its first character. */
export function formatOf(source: string): 'yaml' | 'json' {
  return source.trimStart().startsWith('{') ? 'json' : 'yaml';
}

function toRunStats(statistics: Statistics): WorkflowRunStatsDTO | undefined {
  const { completed, error, startedLastMonth, averageMs } = statistics;
  if (completed === undefined || error === undefined) {
    return undefined;
  }
  const totalCount = completed + error;
  return present({
    successRatio: totalCount === 0 ? null : completed / totalCount,
    runsLastMonth: startedLastMonth,
    successCount: completed,
    errorCount: error,
    totalCount,
    averageTimeToComplete: averageMs,
  });
}

import { Text, type HeaderMetadataItem } from '@backstage/ui';
import type { WorkflowOverviewDTO } from '@orchestrator/plugin-orchestrator-common';
import { formatDuration } from '../model/duration';
import { SuccessBar } from './SuccessBar';
import { RelativeTime } from './Time';

/** What the header of a workflow's page tells. */
export function workflowFacts(overview: WorkflowOverviewDTO): HeaderMetadataItem[] {
  const { version, isAvailable, lastTriggeredMs, workflowRunStats: stats } = overview;
  return [
    { label: 'Id', value: <Text>{overview.workflowId}</Text> },
    { label: 'Version', value: <Text>{version ?? '–'}</Text> },
    { label: 'Status', value: <Text>{isAvailable === false ? 'Unavailable' : 'Available'}</Text> },
    {
      label: 'Last run',
      value: <Text>{lastTriggeredMs ? <RelativeTime time={lastTriggeredMs} /> : 'Never run'}</Text>,
    },
    { label: 'Succeeded', value: <SuccessBar stats={stats} /> },
    {
      label: 'Average duration',
      value: (
        <Text>
          {stats?.averageTimeToComplete === undefined ? '–' : formatDuration(stats.averageTimeToComplete)}
        </Text>
      ),
    },
  ];
}

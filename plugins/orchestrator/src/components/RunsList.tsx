import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Select, Text } from '@backstage/ui';
import {
  isInstanceSignal,
  WORKFLOW_RUN_STATUSES,
  type Filter,
  type ProcessInstanceListResultDTO,
} from '@orchestrator/plugin-orchestrator-common';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { useLive } from '../live/use-live';
import { runLook } from '../model/run-status';
import { Loading } from './Loading';
import { LoadFailure, StaleNotice } from './LoadFailure';
import { RunsTable } from './RunsTable';

const PAGE_SIZE = 20;

const ALL = 'all';

/** Runs of one workflow or of all, newest first, page by page. */
export function RunsList({ workflowId }: { workflowId?: string }) {
  const [status, setStatus] = useState(ALL);
  const [offset, setOffset] = useState(0);
  const { value, error, reload } = useRuns(workflowId, status, offset);
  const choose = (key: unknown) => {
    setStatus(String(key ?? ALL));
    setOffset(0);
  };
  return (
    <Flex direction="column" gap="4">
      <Flex justify="between" align="center" gap="4">
        <Select
          aria-label="Status"
          size="small"
          options={statusOptions}
          value={status}
          onChange={choose}
          style={{ width: 180 }}
        />
        <Text color="secondary" variant="body-small" role="status">
          {value?.totalCount !== undefined && (value.totalCount === 1 ? '1 run' : `${value.totalCount} runs`)}
        </Text>
      </Flex>
      {value && error && <StaleNotice error={error} onRetry={reload} />}
      {value && (
        <RunsTable
          instances={value.items ?? []}
          showWorkflow={workflowId === undefined}
          filtered={status !== ALL}
          pagination={{
            type: 'page',
            pageSize: PAGE_SIZE,
            offset,
            ...(value.totalCount !== undefined && { totalCount: value.totalCount }),
            hasNextPage: offset + PAGE_SIZE < (value.totalCount ?? 0),
            hasPreviousPage: offset > 0,
            onNextPage: () => setOffset(offset + PAGE_SIZE),
            onPreviousPage: () => setOffset(Math.max(0, offset - PAGE_SIZE)),
            showPageSizeOptions: false,
          }}
        />
      )}
      {!value && error && <LoadFailure what="the runs" error={error} onRetry={reload} />}
      {!value && !error && <Loading what="the runs" heights={[320]} />}
    </Flex>
  );
}

function useRuns(workflowId: string | undefined, status: string, offset: number) {
  const api = useApi(orchestratorApiRef);
  const load = useCallback(
    (signal: AbortSignal): Promise<ProcessInstanceListResultDTO> => {
      const filters: Filter | undefined =
        status === ALL ? undefined : { field: 'state', operator: 'EQ', value: status };
      const search = {
        paginationInfo: { pageSize: PAGE_SIZE, offset, orderBy: 'start', orderDirection: 'DESC' as const },
        ...(filters && { filters }),
      };
      return workflowId === undefined
        ? api.listInstances(search, { signal })
        : api.listWorkflowInstances(workflowId, search, { signal });
    },
    [api, workflowId, status, offset],
  );
  return useLive(load, { concerns: isInstanceSignal, pollSeconds: 15 });
}

const statusOptions = [
  { id: ALL, label: 'All statuses' },
  ...WORKFLOW_RUN_STATUSES.map(({ value }) => ({ id: value, label: runLook(value).label })),
];

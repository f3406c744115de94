import { useMemo } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Button, Cell, Flex, Link, Table, Text, type ColumnConfig } from '@backstage/ui';
import type { WorkflowOverviewDTO } from '@orchestrator/plugin-orchestrator-common';
import { runLook, type StatusLook } from '../model/run-status';
import { workflowInstanceRouteRef, workflowRouteRef } from '../routes';
import { EmptyState } from './EmptyState';
import { RunButton } from './RunButton';
import { StatusBadge } from './StatusBadge';
import { SuccessBar } from './SuccessBar';
import { RelativeTime } from './Time';

interface WorkflowsTableProps {
  readonly overviews: readonly WorkflowOverviewDTO[];
  readonly onClearSearch: () => void;
}

type WorkflowRow = WorkflowOverviewDTO & { readonly id: string };

/** Workflows with their last run, how many runs went well, and a button to run them. */
export function WorkflowsTable({ overviews, onClearSearch }: WorkflowsTableProps) {
  const rows = useMemo(
    () => overviews.map((row): WorkflowRow => ({ ...row, id: row.workflowId })),
    [overviews],
  );
  return (
    <Table
      columnConfig={columns}
      data={rows}
      pagination={{ type: 'none' }}
      emptyState={
        <EmptyState
          title="No workflow matches"
          hint="Search looks at names, ids and descriptions."
          action={
            <Button variant="secondary" size="small" onPress={onClearSearch}>
              Clear the search
            </Button>
          }
        />
      }
    />
  );
}

const columns: readonly ColumnConfig<WorkflowRow>[] = [
  { id: 'name', label: 'Name', isRowHeader: true, width: '5fr', cell: (row) => <NameCell overview={row} /> },
  { id: 'status', label: 'Last run', width: 260, cell: (row) => <LastRunCell overview={row} /> },
  { id: 'month', label: 'Runs, 30 days', width: 150, cell: (row) => <MonthCell overview={row} /> },
  { id: 'success', label: 'Succeeded', width: 190, cell: (row) => <SuccessCell overview={row} /> },
  { id: 'actions', label: 'Actions', width: 110, cell: (row) => <ActionsCell overview={row} /> },
];

interface CellProps {
  readonly overview: WorkflowOverviewDTO;
}

function NameCell({ overview }: CellProps) {
  const workflowLink = useRouteRef(workflowRouteRef);
  const { workflowId, name, description, findings } = overview;
  return (
    <Cell>
      <Flex direction="column" gap="0.5">
        <Flex align="center" gap="2">
          <Link href={workflowLink({ workflowId })} weight="bold" variant="body-medium" standalone>
            {name ?? workflowId}
          </Link>
          {findings && findings.length > 0 && <StatusBadge look={findingsLook(findings.length)} />}
        </Flex>
        {description !== undefined && (
          <Text variant="body-small" color="secondary" truncate title={description}>
            {description}
          </Text>
        )}
      </Flex>
    </Cell>
  );
}

function findingsLook(count: number): StatusLook {
  return { key: 'warning', label: count === 1 ? '1 finding' : `${count} findings`, tone: 'warning' };
}

function LastRunCell({ overview }: CellProps) {
  const instanceLink = useRouteRef(workflowInstanceRouteRef);
  const { lastRunId, lastRunStatus, lastTriggeredMs } = overview;
  if (lastRunId === undefined) {
    return (
      <Cell>
        <Text color="secondary">Never run</Text>
      </Cell>
    );
  }
  return (
    <Cell>
      <Flex align="center" gap="2">
        <StatusBadge look={runLook(lastRunStatus)} />
        <Link href={instanceLink({ instanceId: lastRunId })} variant="body-small" color="secondary">
          {lastTriggeredMs ? <RelativeTime time={lastTriggeredMs} /> : 'Last run'}
        </Link>
      </Flex>
    </Cell>
  );
}

function MonthCell({ overview }: CellProps) {
  return (
    <Cell>
      <Text>{overview.workflowRunStats?.runsLastMonth ?? 0}</Text>
    </Cell>
  );
}

function SuccessCell({ overview }: CellProps) {
  return (
    <Cell>
      <SuccessBar stats={overview.workflowRunStats} />
    </Cell>
  );
}

function ActionsCell({ overview }: CellProps) {
  const { workflowId, name, isAvailable } = overview;
  return (
    <Cell>
      <RunButton
        workflowId={workflowId}
        workflowName={name ?? workflowId}
        available={isAvailable !== false}
      />
    </Cell>
  );
}

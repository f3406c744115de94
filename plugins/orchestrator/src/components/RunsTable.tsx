import { useMemo } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Cell, Link, Table, Text, type ColumnConfig, type TablePaginationType } from '@backstage/ui';
import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { shortId } from '../model/identity';
import { endOf } from '../model/run-end';
import { runLook } from '../model/run-status';
import { workflowInstanceRouteRef, workflowRouteRef } from '../routes';
import { EmptyState } from './EmptyState';
import { Person } from './Person';
import { StatusBadge } from './StatusBadge';
import { Duration, RelativeTime } from './Time';

interface RunsTableProps {
  readonly instances: readonly ProcessInstanceDTO[];
  /** Whether to name the workflow of each run. */
  readonly showWorkflow: boolean;
  /** Whether a filter may be the reason for an empty table. */
  readonly filtered: boolean;
  readonly pagination: TablePaginationType;
}

/** Runs, one a row, each leading to its own page. */
export function RunsTable({ instances, showWorkflow, filtered, pagination }: RunsTableProps) {
  const rows = useMemo(() => [...instances], [instances]);
  return (
    <Table
      columnConfig={showWorkflow ? columns : columns.filter((column) => column.id !== 'workflow')}
      data={rows}
      pagination={pagination}
      emptyState={
        filtered ? (
          <EmptyState title="No run has this status" hint="Choose another status, or all of them." />
        ) : (
          <EmptyState
            title="No runs yet"
            hint="Run a workflow; its progress shows up here while it happens."
          />
        )
      }
    />
  );
}

const columns: readonly ColumnConfig<ProcessInstanceDTO>[] = [
  { id: 'id', label: 'Run', isRowHeader: true, width: 130, cell: (row) => <IdCell instance={row} /> },
  { id: 'workflow', label: 'Workflow', width: '3fr', cell: (row) => <WorkflowCell instance={row} /> },
  { id: 'status', label: 'Status', width: 150, cell: (row) => <StatusCell instance={row} /> },
  { id: 'started', label: 'Started', width: '2fr', cell: (row) => <StartedCell instance={row} /> },
  { id: 'duration', label: 'Duration', width: 130, cell: (row) => <DurationCell instance={row} /> },
  { id: 'by', label: 'Run by', width: '2fr', cell: (row) => <ByCell instance={row} /> },
];

interface CellProps {
  readonly instance: ProcessInstanceDTO;
}

function IdCell({ instance }: CellProps) {
  const instanceLink = useRouteRef(workflowInstanceRouteRef);
  return (
    <Cell>
      <Link href={instanceLink({ instanceId: instance.id })} title={instance.id} standalone>
        <code>{shortId(instance.id)}</code>
      </Link>
    </Cell>
  );
}

function WorkflowCell({ instance }: CellProps) {
  const workflowLink = useRouteRef(workflowRouteRef);
  return (
    <Cell>
      <Link href={workflowLink({ workflowId: instance.processId })} standalone>
        {instance.processName ?? instance.processId}
      </Link>
    </Cell>
  );
}

function StatusCell({ instance }: CellProps) {
  return (
    <Cell>
      <StatusBadge look={runLook(instance.state)} />
    </Cell>
  );
}

function StartedCell({ instance }: CellProps) {
  return (
    <Cell>
      <Text>{instance.start === undefined ? '–' : <RelativeTime time={Date.parse(instance.start)} />}</Text>
    </Cell>
  );
}

function DurationCell({ instance }: CellProps) {
  const { start } = instance;
  return (
    <Cell>
      <Text>{start === undefined ? '–' : <Duration start={Date.parse(start)} end={endOf(instance)} />}</Text>
    </Cell>
  );
}

function ByCell({ instance }: CellProps) {
  return (
    <Cell>
      <Person entityRef={instance.initiatorEntity} />
    </Cell>
  );
}

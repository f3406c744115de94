import { useMemo } from 'react';
import { Text } from '@backstage/ui';
import { buildStateGraph } from '../model/state-graph';
import { useMaySeeSource } from '../permissions';
import { useWorkflowSource } from '../live/use-workflow-source';
import { CopyButton } from './CopyButton';
import { Loading } from './Loading';
import { LoadFailure } from './LoadFailure';
import { Panel } from './Panel';
import { SourceView } from './SourceView';
import { WorkflowGraph } from './WorkflowGraph';
import styles from './WorkflowDefinition.module.css';

interface WorkflowDefinitionProps {
  readonly workflowId: string;
  readonly format: 'yaml' | 'json';
}

/** The states of a workflow as a picture and, for those who may, its definition as text. */
export function WorkflowDefinition({ workflowId, format }: WorkflowDefinitionProps) {
  const { value: source, error, reload } = useWorkflowSource(workflowId);
  const graph = useMemo(() => (source === undefined ? undefined : buildStateGraph(source)), [source]);
  const maySeeSource = useMaySeeSource();
  if (source === undefined) {
    return error ? (
      <LoadFailure what="the definition" error={error} onRetry={reload} />
    ) : (
      <Loading what="the definition" heights={[420]} />
    );
  }
  return (
    <div className={styles['columns']}>
      <Panel title="States">
        {graph ? (
          <WorkflowGraph graph={graph} label="States of the workflow" />
        ) : (
          <Text color="secondary">This definition has no states that could be drawn.</Text>
        )}
      </Panel>
      {maySeeSource.allowed && (
        <Panel
          title={`Definition (${format.toUpperCase()})`}
          aside={<CopyButton text={source} label="Copy the definition" />}
        >
          <SourceView text={source} label="Definition of the workflow" />
        </Panel>
      )}
    </div>
  );
}

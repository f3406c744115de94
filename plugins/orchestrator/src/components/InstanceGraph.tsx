import { Text } from '@backstage/ui';
import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import type { InstanceGraphModel } from '../live/use-instance-graph';
import { runLook } from '../model/run-status';
import { Loading } from './Loading';
import { LoadFailure } from './LoadFailure';
import { WorkflowGraph } from './WorkflowGraph';
import styles from './InstanceGraph.module.css';

interface InstanceGraphProps {
  readonly instance: ProcessInstanceDTO;
  /** Absent while the definition is being loaded. */
  readonly model: InstanceGraphModel | undefined;
  readonly selected: string | undefined;
  readonly onSelect: (state: string) => void;
}

/** The graph of a run's workflow, each state coloured by how it stands. */
export function InstanceGraph({ instance, model, selected, onSelect }: InstanceGraphProps) {
  if (!model) {
    return <Loading what="the graph" heights={[420]} />;
  }
  if (model.error) {
    return <LoadFailure what="the graph" error={model.error} onRetry={model.reload} />;
  }
  if (!model.graph) {
    return <Text color="secondary">This definition has no states that could be drawn.</Text>;
  }
  return (
    <div className={styles['graph']}>
      <WorkflowGraph
        graph={model.graph}
        runs={model.runs}
        selected={selected}
        onSelect={onSelect}
        label={`Progress of the run: ${runLook(instance.state).label}`}
      />
    </div>
  );
}

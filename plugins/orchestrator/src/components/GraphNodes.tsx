import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import {
  RiGitBranchLine,
  RiGitForkLine,
  RiInputMethodLine,
  RiLoopLeftLine,
  RiMailDownloadLine,
  RiQuestionAnswerLine,
  RiSettings4Line,
  RiTimerLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { StateRun } from '../model/node-status';
import { nodeLook } from '../model/run-status';
import type { GraphNode } from '../model/state-graph';
import { StatusIcon } from './StatusBadge';
import { classNames } from './class-names';
import styles from './WorkflowGraph.module.css';

/** A node of the canvas with what it shows. */
export type GraphFlowNode = Node<{
  readonly node: GraphNode;
  readonly run?: StateRun;
  /** Whether a run is shown, so that states without one are those not reached. */
  readonly live: boolean;
}>;

const TYPE_ICONS: { readonly [type: string]: RemixiconComponentType } = {
  switch: RiGitBranchLine,
  parallel: RiGitForkLine,
  inject: RiInputMethodLine,
  foreach: RiLoopLeftLine,
  event: RiMailDownloadLine,
  callback: RiQuestionAnswerLine,
  operation: RiSettings4Line,
  sleep: RiTimerLine,
};

/** A state: its type as an icon, its name, and below it how it stands. */
export function StateNode({ data, selected }: NodeProps<GraphFlowNode>) {
  const { node, run, live } = data;
  const look = run && nodeLook(run.status);
  const TypeIcon = TYPE_ICONS[node.type] ?? RiSettings4Line;
  return (
    <div
      className={classNames(
        styles['state'],
        look && styles[look.tone],
        live && !run && styles['unreached'],
        selected && styles['selected'],
      )}
    >
      <Handle type="target" position={Position.Top} className={classNames(styles['handle'])} />
      <span className={styles['typeIcon']}>
        <TypeIcon size={18} aria-hidden="true" />
      </span>
      <span className={styles['words']}>
        <span className={styles['name']} title={node.name}>
          {node.name}
        </span>
        <span className={styles['status']}>
          {look && <StatusIcon look={look} size={14} />}
          {look ? look.label : node.type}
          {run && run.count > 1 && ` · ${run.count} times`}
        </span>
      </span>
      <Handle type="source" position={Position.Bottom} className={classNames(styles['handle'])} />
    </div>
  );
}

/** The start or the end of the workflow. */
export function MarkerNode({ data }: NodeProps<GraphFlowNode>) {
  const { node } = data;
  return (
    <div className={styles['marker']}>
      {node.kind === 'end' && (
        <Handle type="target" position={Position.Top} className={classNames(styles['handle'])} />
      )}
      {node.name}
      {node.kind === 'start' && (
        <Handle type="source" position={Position.Bottom} className={classNames(styles['handle'])} />
      )}
    </div>
  );
}

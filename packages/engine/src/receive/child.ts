import { acceptResult } from '../action/result.js';
import { findFrame } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { TaskFailure } from '../failure.js';
import type { Fact } from '../facts.js';
import type { Next } from '../flow/next.js';
import { goOn } from './outcome.js';

type ChildEnded = Extract<Fact, { type: 'child-ended' }>;

/** What a parent does about the end of a child. */
export function childEnded(walk: Walk, fact: ChildEnded): (() => void) | undefined {
  // A child that failed can be repaired and finish later; SonataFlow's parents wait for that (workflow-runtime.md 1.10).
  if (fact.state === 'ERROR' && (walk.program.dialect === 'sonataflow' || fact.node === undefined))
    return undefined;
  if (fact.node === undefined) {
    const known = walk.children.some(({ instanceId }) => instanceId === fact.instanceId);
    return known ? () => forget(walk, fact.instanceId) : undefined;
  }
  const frame = waitingFrame(walk, fact.node, fact.instanceId);
  return frame && (() => goOn(walk, frame, () => ended(walk, frame, fact)));
}

/** What a parent does when another instance goes on in place of a child. */
export function childReplaced(
  walk: Walk,
  fact: Extract<Fact, { type: 'child-replaced' }>,
): (() => void) | undefined {
  if (fact.node === undefined) {
    const known = walk.children.some(({ instanceId }) => instanceId === fact.instanceId);
    if (!known) return undefined;
    return () => {
      walk.children = walk.children.map((child) =>
        child.instanceId === fact.instanceId ? { ...child, current: fact.by } : child,
      );
    };
  }
  const frame = waitingFrame(walk, fact.node, fact.instanceId);
  const wait = frame?.wait;
  if (!frame || wait?.for !== 'child') return undefined;
  return () => {
    frame.wait = { ...wait, current: fact.by };
  };
}

function waitingFrame(walk: Walk, node: string, instanceId: string): OpenFrame | undefined {
  const frame = findFrame(walk.root, node);
  return frame?.wait?.for === 'child' && frame.wait.instanceId === instanceId ? frame : undefined;
}

function forget(walk: Walk, instanceId: string): void {
  walk.children = walk.children.filter((child) => child.instanceId !== instanceId);
}

function ended(walk: Walk, frame: OpenFrame, fact: ChildEnded): Next {
  const { task, wait } = frame;
  // The child is gone already; there is nobody to be asked to end. Only its time limit has to be settled.
  if (wait?.for === 'child') walk.settle(frame);
  if (fact.state !== 'COMPLETED') {
    throw new TaskFailure(
      fact.error ?? {
        code: fact.state === 'ABORTED' ? 'child-aborted' : 'child-failed',
        message: `The workflow that "${task.name}" runs was ${fact.state === 'ABORTED' ? 'aborted' : 'stopped by an error'}.`,
      },
    );
  }
  if (task.kind !== 'run') return { done: true };
  acceptResult(walk, frame, task, fact.data);
  return { done: true, output: fact.data };
}

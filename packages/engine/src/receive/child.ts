import type { RunTask } from '@orchestrator/definition';
import { acceptResult } from '../action/result.js';
import { findFrame } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { TaskFailure } from '../failure.js';
import type { Fact } from '../facts.js';
import type { Next } from '../flow/next.js';
import type { Wait } from '../instance/frame.js';
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
  const waiting = waitingFor(walk, fact.node, fact.instanceId);
  return waiting && (() => goOn(walk, waiting.frame, () => ended(walk, waiting, fact)));
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
  const waiting = waitingFor(walk, fact.node, fact.instanceId);
  if (!waiting) return undefined;
  return () => {
    waiting.frame.wait = { ...waiting.wait, current: fact.by };
  };
}

/** A frame that waits for a child to end. */
interface Waiting {
  readonly frame: OpenFrame;
  readonly task: RunTask;
  readonly wait: Extract<Wait, { for: 'child' }>;
}

function waitingFor(walk: Walk, node: string, instanceId: string): Waiting | undefined {
  const frame = findFrame(walk.root, node);
  if (frame?.task.kind !== 'run' || frame.wait?.for !== 'child') return undefined;
  return frame.wait.instanceId === instanceId ? { frame, task: frame.task, wait: frame.wait } : undefined;
}

function forget(walk: Walk, instanceId: string): void {
  walk.children = walk.children.filter((child) => child.instanceId !== instanceId);
}

function ended(walk: Walk, { frame, task }: Waiting, fact: ChildEnded): Next {
  // The child is gone already; there is nobody to be asked to end. Only its time limit has to be settled.
  walk.settle(frame);
  if (fact.state !== 'COMPLETED') {
    throw new TaskFailure(
      fact.error ?? {
        code: fact.state === 'ABORTED' ? 'child-aborted' : 'child-failed',
        message: `The workflow that "${task.name}" runs was ${fact.state === 'ABORTED' ? 'aborted' : 'stopped by an error'}.`,
      },
    );
  }
  acceptResult(walk, frame, task, fact.data);
  return { done: true, output: fact.data };
}

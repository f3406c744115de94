import type { Frame, Instance, NodeInstanceId } from '@orchestrator/engine';

/**
 * Whether an instance will go on without anything from outside: a call of its own is on its way, or it gave way to
 * others. A synchronous start is answered when this is no longer so (workflow-runtime.md 4.1).
 */
export function goesOnAlone(instance: Instance): boolean {
  if (instance.state !== 'ACTIVE') return false;
  const { wait } = leafOf(instance) ?? {};
  return wait?.for === 'call' || wait?.for === 'turn';
}

/** Whether an instance waits for the call of this node. */
export function waitsForCall(instance: Instance, node: NodeInstanceId): boolean {
  const leaf = leafOf(instance);
  return instance.state === 'ACTIVE' && leaf?.node === node && leaf.wait?.for === 'call';
}

function leafOf(instance: Instance): Frame | null {
  let leaf = instance.root.frame;
  while (leaf?.child) leaf = leaf.child;
  return leaf;
}

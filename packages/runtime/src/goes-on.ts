import type { Frame, Instance } from '@orchestrator/engine';

/**
 * Whether an instance will go on without anything from outside: a call of its own is on its way, or it gave way to
 * others. A synchronous start is answered when this is no longer so (workflow-runtime.md 4.1).
 */
export function goesOnAlone(instance: Instance): boolean {
  if (instance.state !== 'ACTIVE') return false;
  let leaf: Frame | null | undefined = instance.root.frame;
  while (leaf?.child) leaf = leaf.child;
  return leaf?.wait?.for === 'call' || leaf?.wait?.for === 'turn';
}

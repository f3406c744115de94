import type { PendingCall, Store } from '@orchestrator/store';
import type { Observer } from '../observer.js';
import type { Aftermath } from './aftermath.js';

/** What taking up a call needs from its surroundings. */
export interface RepeatContext {
  readonly store: Pick<Store, 'load' | 'discardCalls'>;
  /** Who holds the call now. */
  readonly owner: string;
  readonly aftermath: Pick<Aftermath, 'call'>;
  readonly observer: Observer;
}

/** Takes up a call whose former owner is gone, unless its instance has ended without it. */
export async function repeatCall(
  { instanceId, call }: PendingCall,
  { store, owner, aftermath, observer }: RepeatContext,
): Promise<void> {
  const instance = await store.load(instanceId);
  if (instance) observer.callTakenOver?.(instance.workflowId);
  if (instance && (call.detached || instance.endedAt === undefined)) await aftermath.call(instance, call);
  else await store.discardCalls(owner, [{ instanceId, node: call.node, tries: call.tries ?? 0 }]);
}

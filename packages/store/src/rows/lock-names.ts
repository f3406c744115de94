/**
 * A name under which the commit of a subscription and the delivery of an event meet. Both lock the names that they share
 * before they write their own row and look for the other's, so one of them sees the other.
 */
export interface LockName {
  readonly name: string;
  /** Holders of a shared lock keep out only those who want it for themselves. */
  readonly shared: boolean;
}

/** For an event that names an instance. */
export function instanceLock(type: string, instanceId: string): LockName {
  return { name: JSON.stringify(['instance', type, instanceId]), shared: false };
}

/** For an event that names a business key. */
export function businessKeyLock(type: string, businessKey: string): LockName {
  return { name: JSON.stringify(['business', type, businessKey]), shared: false };
}

/** For events that may start an instance of a workflow under the same business key or correlation key. */
export function startLock(workflowId: string, key: string): LockName {
  return { name: JSON.stringify(['start', workflowId, key]), shared: false };
}

/** For an event with all attributes of a correlation, by their values. */
export function correlationLock(type: string, key: string): LockName {
  return { name: JSON.stringify(['correlation', type, key]), shared: false };
}

/** For the same event, to meet subscriptions that take any value. Events need not keep each other out. */
export function openLock(type: string, attributes: string, shared: boolean): LockName {
  return { name: JSON.stringify(['open', type, attributes]), shared };
}

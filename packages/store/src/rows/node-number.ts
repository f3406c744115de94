import type { NodeInstanceId } from '@orchestrator/engine';
import { StoreDataError } from '../errors.js';

/** The `n` of a node instance id `<instance id>:<n>`: what the tables hold of it, since the instance id is there too. */
export function nodeNumber(instanceId: string, node: NodeInstanceId): number {
  const prefix = `${instanceId}:`;
  const number = Number(node.slice(prefix.length));
  if (!node.startsWith(prefix) || !Number.isInteger(number)) {
    throw new StoreDataError(
      `${JSON.stringify(node)} is no node of instance ${JSON.stringify(instanceId)}.`,
      instanceId,
    );
  }
  return number;
}

/** The id of a node instance from the tables' two columns. */
export function nodeInstanceId(instanceId: string, number: number): NodeInstanceId {
  return `${instanceId}:${number}`;
}

import type { FunctionTarget } from '../../program/action.js';
import { connectorTarget } from './custom.js';

/** Kinds of functions that can be called by their operation, without a definition (workflow-runtime.md section 2). */
const NAMESPACES = ['camel', 'dmn', 'jwt-parser', 'knative', 'rest', 'rpc', 'script', 'service'];

/** The function that `<namespace>:<operation>` stands for; undefined for other names. */
export function namespacedFunction(name: string, declared: readonly string[]): FunctionTarget | undefined {
  const colon = name.indexOf(':');
  const namespace = name.slice(0, Math.max(colon, 0));
  if (!NAMESPACES.includes(namespace) && !declared.includes(namespace)) return undefined;
  return connectorTarget(name, namespace, name.slice(colon + 1), {});
}

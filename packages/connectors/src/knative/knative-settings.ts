import { setting } from '@orchestrator/definition';

/** Time of a call. */
export const TIMEOUT = setting({
  key: 'kogito.sw.functions.<function>.timeout',
  task: 'limits',
  does: 'How long a call of a Knative function may take.',
  value: 'milliseconds, at least 1',
  default: '`10000`',
  where: 'workflow',
  example: 'kogito.sw.functions.greet.timeout=30000',
});

/** Where a service of a namespace is. */
export const DISCOVERED_IN_NAMESPACE = setting({
  key: 'orchestrator.discovery.<namespace>/<name>',
  task: 'discovery',
  does: 'The address of a Knative service that a function names with its namespace.',
  value: 'http or https address',
  default: '`orchestrator.discovery.<name>`',
  where: 'workflow',
  example: 'orchestrator.discovery.pets/greeter=http://localhost:8090',
});

/** Where a service is, whatever its namespace. */
export const DISCOVERED = setting({
  key: 'orchestrator.discovery.<name>',
  task: 'discovery',
  does: 'The address of a Knative service, whatever namespace a function names.',
  value: 'http or https address',
  default: '`http://<name>.<namespace>.svc.cluster.local`, in the namespace `default` where none is named',
  where: 'workflow',
  example: 'orchestrator.discovery.greeter=http://localhost:8090',
});

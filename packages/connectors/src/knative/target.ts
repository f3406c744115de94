import { badArguments } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import { DISCOVERED, DISCOVERED_IN_NAMESPACE } from './knative-settings.js';

/** What the operation of a Knative function says. */
export interface KnativeTarget {
  /** Address of the service and the path in it. */
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Whether the arguments are the envelope of a CloudEvent. */
  readonly asCloudEvent: boolean;
}

/** The kind of resource, which may be written before the name; there is no other. */
const SERVICE = 'services.v1.serving.knative.dev/';

/** Names of Kubernetes resources and namespaces (RFC 1123 labels). */
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * Reads `[services.v1.serving.knative.dev/][<namespace>/]<name>?path=&method=&asCloudEvent=` (workflow-runtime.md 2.4).
 *
 * @throws CallFailure `bad-arguments` when the operation names no service
 */
export function targetOf(call: ConnectorCall): KnativeTarget {
  const [service = '', ...query] = call.operation.split('?');
  const options = new URLSearchParams(query.join('?'));
  const method = (options.get('method') ?? 'POST').toUpperCase();
  const asCloudEvent = options.get('asCloudEvent') === 'true';
  if (method !== 'GET' && method !== 'POST') {
    throw badArguments(`Knative functions are called with GET or POST, not with "${method}".`);
  }
  if (asCloudEvent && method === 'GET') {
    throw badArguments('A CloudEvent can only be sent with POST; leave method=GET or asCloudEvent=true out.');
  }
  return { url: urlOf(baseOf(service, call), options.get('path') ?? '/'), method, asCloudEvent };
}

/**
 * The address of a service: what the settings `orchestrator.discovery.<namespace>/<name>` or
 * `orchestrator.discovery.<name>` say, else the name that the cluster's DNS knows it by. A service without a namespace is
 * looked for in `default`: a server outside of the cluster has no namespace of its own.
 */
function baseOf(service: string, { configuration }: ConnectorCall): string {
  const path = service.startsWith(SERVICE) ? service.slice(SERVICE.length) : service;
  const parts = path.split('/');
  const [name = '', namespace] = parts.toReversed();
  if (parts.length > 2 || !parts.every((part) => LABEL.test(part))) {
    throw badArguments(
      `"${service}" names no Knative service; write for instance ${SERVICE}default/greeter.`,
    );
  }
  return (
    (namespace && configuration(DISCOVERED_IN_NAMESPACE.named({ namespace, name }))) ??
    configuration(DISCOVERED.named({ name })) ??
    `http://${name}.${namespace ?? 'default'}.svc.cluster.local`
  );
}

function urlOf(base: string, path: string): URL {
  const text = `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw badArguments(
      'The discovered address of the Knative service is no http or https address without user name and password.',
    );
  }
  return url;
}

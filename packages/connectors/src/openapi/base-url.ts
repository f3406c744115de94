import { setting } from '@orchestrator/definition';
import { CallFailure, badArguments } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import type { ApiNode } from './api-node.js';
import type { Operation } from './operation.js';
import { isSwagger2 } from './parameter.js';
import type { ServiceKey } from './service-key.js';

const ADDRESS = setting({
  key: 'quarkus.rest-client.<key>.url',
  task: 'openapi',
  does: 'The address of a service with an OpenAPI document; the paths of its operations stand below it.',
  value: 'http or https address, without user name and password',
  default: '`kogito.sw.openapi.<key>.url`, then the first server that the document names',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.url=https://pets.example.com/v1',
});

const OTHER_ADDRESS = setting({
  key: 'kogito.sw.openapi.<key>.url',
  task: 'openapi',
  does: 'The same, where `quarkus.rest-client.<key>.url` is not set.',
  value: 'http or https address, without user name and password',
  where: 'workflow',
  example: 'kogito.sw.openapi.pets_yaml.url=https://pets.example.com/v1',
});

/**
 * The address that the paths of a service stand below, without a slash at its end: the configured one, else the one that
 * the document declares (workflow-runtime.md 2.1 and 8.2).
 *
 * @throws CallFailure `bad-arguments` when the function's `configKey` chose an address that isn't configured;
 *   `service-not-configured` when there is none at all, or one that is no http or https address
 */
export function baseUrl(call: ConnectorCall, key: ServiceKey, operation: Operation): string {
  const name = ADDRESS.named({ key: key.client });
  const configured = nonBlank(call.configuration(name));
  if (configured !== undefined) return checked(configured, name);
  if (key.chosen) {
    throw badArguments(
      `The configKey of the function ${call.function} chose an address that isn't configured; set ${name}.`,
    );
  }
  const fallback = OTHER_ADDRESS.named({ key: key.client });
  const other = nonBlank(call.configuration(fallback));
  if (other !== undefined) return checked(other, fallback);
  const declared = isSwagger2(operation.document) ? swaggerHost(operation.document) : server(operation);
  const address = documentAddress(call, operation.document);
  if (declared === undefined || !URL.canParse(declared, address)) {
    throw notConfigured(`The address of the service isn't known; set ${name}.`);
  }
  return checked(new URL(declared, address).href, `the servers of ${operation.document.file}`);
}

function nonBlank(written: string | undefined): string | undefined {
  const text = written?.trim();
  return text === '' ? undefined : text;
}

/** Where the document came from, which relative addresses in it start at. */
function documentAddress({ description }: ConnectorCall, document: ApiNode): string | undefined {
  return [document.file, description?.reference.uri].find((each) => /^https?:/i.test(each ?? ''));
}

/** The first server, its variables filled in; a document without servers stands for its own host. */
function server({ scopes }: Operation): string | undefined {
  const [first] = scopes.map((scope) => scope.list('servers')).find((list) => list.length > 0) ?? [];
  const url = first ? first.text('url') : '/';
  return url?.replaceAll(/\{([^{}]+)\}/g, (written, name: string) => {
    const value = first?.get('variables')?.get(name)?.get('default')?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : written;
  });
}

function swaggerHost(document: ApiNode): string {
  const path = document.text('basePath') ?? '/';
  const host = document.text('host');
  if (host === undefined) return path;
  const schemes = document.texts('schemes');
  const scheme = schemes.includes('https') ? 'https:' : schemes.includes('http') ? 'http:' : '';
  // Without a scheme the document's own counts, and https where it has none.
  return `${scheme}//${host}/${path.replace(/^\//, '')}`;
}

function checked(address: string, source: string): string {
  if (!URL.canParse(address)) throw notConfigured(`${source} is no http or https address.`);
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) throw notConfigured(`${source} is no http or https address.`);
  // An address ends up in messages and logs.
  if (url.username !== '' || url.password !== '') {
    throw notConfigured(
      `${source} holds a user name or password; set quarkus.openapi-generator.<file>.auth.<scheme>.username and .password.`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Settings of a service are missing or wrong; the workflow's author has to mend them. */
export function notConfigured(message: string): CallFailure {
  return new CallFailure({
    code: 'service-not-configured',
    message,
    classes: ['java.lang.IllegalArgumentException'],
  });
}

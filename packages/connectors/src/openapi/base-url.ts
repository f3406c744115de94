import { CallFailure, badArguments } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import type { ApiNode } from './api-node.js';
import type { Operation } from './operation.js';
import { isSwagger2 } from './parameter.js';
import type { ServiceKey } from './service-key.js';

/**
 * The address that the paths of a service stand below, without a slash at its end: the configured one, else the one that
 * the document declares (workflow-runtime.md 2.1 and 8.2).
 *
 * @throws CallFailure `bad-arguments` when the function's `configKey` chose an address that isn't configured;
 *   `service-not-configured` when there is none at all, or one that is no http or https address
 */
export function baseUrl(call: ConnectorCall, key: ServiceKey, operation: Operation): string {
  const setting = `quarkus.rest-client.${key.client}.url`;
  const configured = nonBlank(call.configuration(setting));
  if (configured !== undefined) return checked(configured, setting);
  if (key.chosen) {
    throw badArguments(
      `The configKey of the function ${call.function} chose an address that isn't configured; set ${setting}.`,
    );
  }
  const fallback = `kogito.sw.openapi.${key.client}.url`;
  const other = nonBlank(call.configuration(fallback));
  if (other !== undefined) return checked(other, fallback);
  const declared = isSwagger2(operation.document) ? swaggerHost(operation.document) : server(operation);
  const address = documentAddress(call, operation.document);
  if (declared === undefined || !URL.canParse(declared, address)) {
    throw notConfigured(`The address of the service isn't known; set ${setting}.`);
  }
  return checked(new URL(declared, address).href, `the servers of ${operation.document.file}`);
}

function nonBlank(setting: string | undefined): string | undefined {
  const text = setting?.trim();
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

function checked(address: string, setting: string): string {
  if (!URL.canParse(address)) throw notConfigured(`${setting} is no http or https address.`);
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) throw notConfigured(`${setting} is no http or https address.`);
  // An address ends up in messages and logs.
  if (url.username !== '' || url.password !== '') {
    throw notConfigured(
      `${setting} holds a user name or password; set quarkus.openapi-generator.<file>.auth.<scheme>.username and .password.`,
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

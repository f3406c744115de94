import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';
import type { HttpRequest } from '../http/messages.js';
import { RequestHeaders } from '../http/request-headers.js';
import { runHeaders } from '../http/run-headers.js';
import { trustOf } from '../http/tls-settings.js';
import { addressOf } from '../rest/address.js';
import { credentialsOf } from '../rest/credentials.js';

/** Options of a query (serverless-workflow-spec.md A4); in addresses a `$` stands before them. */
const OPTIONS = new Set([
  'filter',
  'expand',
  'select',
  'orderBy',
  'top',
  'skip',
  'count',
  'search',
  'format',
  'compute',
  'index',
  'schemaVersion',
]);

/**
 * Builds the request of `<service>#<EntitySet>` with the arguments `key` and `queryOptions` (serverless-workflow-spec.md A4).
 *
 * @throws CallFailure `bad-arguments`
 */
export function buildRequest(call: ConnectorCall): HttpRequest {
  const [, service = '', entitySet = ''] = /^(.+)#([^#/?]+)$/.exec(call.operation) ?? [];
  if (entitySet === '') {
    throw badArguments(
      `The operation of an OData function must name an address and an entity set; write for instance https://example.com/odata#Persons.`,
    );
  }
  const url = addressOf(service, call);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(entitySet)}${keyOf(property(call, 'key'))}`;
  // URLSearchParams would write a plus sign for a blank, which many services take as it is.
  url.search = [...(url.search === '' ? [] : [url.search.slice(1)]), ...queryOf(call)].join('&');
  return {
    method: 'GET',
    url,
    ...trustOf(call),
    headers: new RequestHeaders({
      ...runHeaders(call.run),
      ...credentialsOf(call),
      accept: 'application/json',
      'odata-maxversion': '4.01',
      'idempotency-key': call.idempotencyKey,
    }),
  };
}

/** Without arguments, the call has the whole data, of which nothing is meant for the service. */
function property({ arguments: given, hasArguments }: ConnectorCall, name: string): Json {
  if (!hasArguments) return null;
  if (!isJsonObject(given)) throw badArguments('The arguments of an OData function must be an object.');
  const unknown = Object.keys(given).find((each) => each !== 'key' && each !== 'queryOptions');
  if (unknown !== undefined) {
    throw badArguments(`OData functions take the arguments key and queryOptions, not "${unknown}".`);
  }
  return Object.hasOwn(given, name) ? (given[name] ?? null) : null;
}

/** The key of one entity in parentheses (OData 4.01 part 2, section 4.3.1). */
function keyOf(key: Json): string {
  if (key === null) return '';
  if (!isJsonObject(key)) return `(${keyValue(key)})`;
  const parts = Object.entries(key).map(([name, value]) => `${encodeURIComponent(name)}=${keyValue(value)}`);
  if (parts.length === 0) throw badArguments('The key of an entity must have a value.');
  return `(${parts.join(',')})`;
}

/** GUIDs are written as they are; a service takes any other text for a string, with single quotes around it. */
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function keyValue(value: Json): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') {
    throw badArguments('The key of an entity must be text, a number, or an object of those by their names.');
  }
  return GUID.test(value) ? value : `'${encodeURIComponent(value.replaceAll("'", "''"))}'`;
}

function queryOf(call: ConnectorCall): readonly string[] {
  const options = property(call, 'queryOptions');
  if (options === null) return [];
  if (!isJsonObject(options)) throw badArguments('queryOptions must be an object.');
  return Object.entries(options)
    .filter(([, value]) => value !== null)
    .map(([written, value]) => {
      const name = nameOf(written);
      return `$${name.toLowerCase()}=${encodeURIComponent(optionText(name, value))}`;
    });
}

/** Names may be written as in addresses; older documents write `orderby`. */
function nameOf(written: string): string {
  const bare = written.replace(/^\$/, '');
  const name = bare === 'orderby' ? 'orderBy' : bare;
  if (OPTIONS.has(name)) return name;
  throw badArguments(`"${written}" is no query option; there are ${[...OPTIONS].join(', ')}.`);
}

function optionText(name: string, value: Json): string {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => optionText(name, item)).join(',');
  if (typeof value === 'object')
    throw badArguments(`The query option ${name} must be text, a number or a list.`);
  return String(value);
}

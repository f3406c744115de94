import { setting } from '@orchestrator/definition';
import { SchemeSettings } from '../auth/scheme-settings.js';
import type { SecurityScheme } from '../auth/security-scheme.js';
import { tokenHeader } from '../auth/token-propagation.js';
import type { ConnectorCall } from '../connector.js';
import type { ApiNode } from './api-node.js';
import type { Operation } from './operation.js';
import { isSwagger2 } from './parameter.js';
import { sanitize } from './service-key.js';

/** workflow-runtime.md 8.3. */
const DEFAULT_SCHEME = setting({
  key: 'quarkus.openapi-generator.codegen.default.security.scheme',
  task: 'credentials',
  does: 'The security scheme of operations for which the document asks for none.',
  value: 'name of a scheme of the document',
  where: 'workflow',
  example: 'quarkus.openapi-generator.codegen.default.security.scheme=bearerAuth',
});

/** The schemes by which an operation lets its callers identify themselves, each once. */
export function securitySchemes(
  { document, node }: Operation,
  configuration: ConnectorCall['configuration'],
): SecurityScheme[] {
  const declared = schemesOf(document);
  const scope = node.get('security') ? node : document;
  if (scope.get('security')) {
    const names = new Set(scope.list('security').flatMap((requirement) => requirement.keys));
    return declared.filter(({ name }) => names.has(name)).sort(byOrder([...names]));
  }
  const fallback = configuration(DEFAULT_SCHEME.key)?.trim();
  if (fallback === undefined) return [];
  return declared.filter(({ name }) => name === fallback || sanitize(name) === sanitize(fallback));
}

/** All schemes that a document declares; kinds that can't be used are left out. */
function schemesOf(document: ApiNode): SecurityScheme[] {
  const declared = isSwagger2(document)
    ? document.entries('securityDefinitions')
    : (document.get('components')?.entries('securitySchemes') ?? []);
  return declared.flatMap(([name, node]) => readScheme(name, node) ?? []);
}

/**
 * The headers that hold credentials for a service, in lower case: what callers sent in them is theirs, and no part of the
 * headers that go to every service.
 *
 * @param file - the service's part of the names of its settings
 */
export function credentialHeaders(
  document: ApiNode,
  configuration: ConnectorCall['configuration'],
  file: string,
): ReadonlySet<string> {
  const names = schemesOf(document).flatMap((scheme) => [
    tokenHeader(new SchemeSettings(configuration, file, scheme.name)),
    ...(scheme.kind === 'apiKey' && scheme.place === 'header' ? [scheme.parameter] : []),
  ]);
  return new Set(names.map((name) => name.toLowerCase()));
}

function byOrder(names: readonly string[]): (a: SecurityScheme, b: SecurityScheme) => number {
  return (a, b) => names.indexOf(a.name) - names.indexOf(b.name);
}

function readScheme(name: string, node: ApiNode): SecurityScheme | undefined {
  switch (node.text('type')) {
    case 'basic':
      return { name, kind: 'basic' };
    case 'http':
      return httpScheme(name, node.text('scheme')?.toLowerCase());
    case 'apiKey':
      return keyScheme(name, node);
    case 'oauth2':
      return { name, kind: 'oauth2', tokenUrls: node.get('flows') ? openApiFlows(node) : swaggerFlow(node) };
    case 'openIdConnect': {
      const discoveryUrl = node.text('openIdConnectUrl');
      return { name, kind: 'oauth2', tokenUrls: {}, ...(discoveryUrl !== undefined && { discoveryUrl }) };
    }
    default:
      return undefined;
  }
}

function httpScheme(name: string, scheme: string | undefined): SecurityScheme | undefined {
  if (scheme === 'basic') return { name, kind: 'basic' };
  return scheme === 'bearer' ? { name, kind: 'bearer' } : undefined;
}

function keyScheme(name: string, node: ApiNode): SecurityScheme | undefined {
  const place = node.text('in');
  const parameter = node.text('name');
  if (parameter === undefined || (place !== 'header' && place !== 'query' && place !== 'cookie'))
    return undefined;
  return { name, kind: 'apiKey', place, parameter };
}

type TokenUrls = Extract<SecurityScheme, { kind: 'oauth2' }>['tokenUrls'];

function openApiFlows(node: ApiNode): TokenUrls {
  const flows = node.get('flows');
  return tokenUrls(
    flows?.get('clientCredentials')?.text('tokenUrl'),
    flows?.get('password')?.text('tokenUrl'),
  );
}

function swaggerFlow(node: ApiNode): TokenUrls {
  const url = node.text('tokenUrl');
  return node.text('flow') === 'password' ? tokenUrls(undefined, url) : tokenUrls(url, undefined);
}

function tokenUrls(client: string | undefined, password: string | undefined): TokenUrls {
  return { ...(client !== undefined && { client }), ...(password !== undefined && { password }) };
}

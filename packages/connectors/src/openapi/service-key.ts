import { setting } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { ConnectorCall, Description } from '../connector.js';
import { badDescription } from './api-node.js';
import type { ApiNode } from './api-node.js';

const STRATEGY = setting({
  key: 'kogito.sw.operationIdStrategy',
  task: 'openapi',
  does: 'What the `<key>` of a service is made of: the name of its file, its whole address, its title, or `<workflow>_<function>`.',
  value: '`FILE_NAME`, `FULL_URI`, `SPEC_TITLE` or `FUNCTION_NAME`',
  default: '`FILE_NAME`',
  where: 'workflow',
  example: 'kogito.sw.operationIdStrategy=SPEC_TITLE',
});

const SEPARATOR = setting({
  key: 'kogito.rest_client.config_key.separator',
  task: 'openapi',
  does: 'What stands between the `<key>` of a service and what the `configKey` of a function adds to it.',
  value: 'text',
  default: '`.`',
  where: 'workflow',
  example: 'kogito.rest_client.config_key.separator=_',
});

/** Under which names the settings of a service stand. */
export interface ServiceKey {
  /** `<key>` in `quarkus.rest-client.<key>.url`. */
  readonly client: string;
  /** `<file>` in `quarkus.openapi-generator.<file>.auth.<scheme>.…`. */
  readonly credentials: string;
  /** True when the function chose one of several addresses by its `configKey`. */
  readonly chosen: boolean;
}

/** Replaces everything but letters and digits, as generated clients do with names of files and security schemes. */
export function sanitize(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '_');
}

/**
 * Derives the names from the document, as `kogito.sw.operationIdStrategy` says, and from the function's `configKey`
 * (workflow-runtime.md 2.1).
 *
 * @throws CallFailure `bad-arguments` when `configKey` gave nothing or the strategy is unknown
 */
export function serviceKey(call: ConnectorCall, description: Description, document: ApiNode): ServiceKey {
  const { configKey, reference } = description;
  const key = reference.alias ?? sanitize(nameOf(call, reference.uri, document));
  if (configKey === undefined) return { client: key, credentials: key, chosen: false };
  const suffix = configKey.trim();
  if (suffix === '' || suffix === 'null') {
    throw badArguments(
      `The configKey of the function ${call.function} gave nothing; it has to name one of the service's addresses.`,
    );
  }
  const separator = call.configuration(SEPARATOR.key) ?? '.';
  return { client: key + separator + suffix, credentials: `${key}.${suffix}`, chosen: true };
}

function nameOf(call: ConnectorCall, uri: string, document: ApiNode): string {
  const strategy = call.configuration(STRATEGY.key)?.trim() ?? 'FILE_NAME';
  switch (strategy.toUpperCase()) {
    case 'FILE_NAME':
      return (
        uri
          .replace(/[?#].*$/s, '')
          .replace(/\/+$/, '')
          .split(/[/\\]/)
          .at(-1) ?? uri
      );
    case 'FULL_URI':
      return uri;
    case 'SPEC_TITLE':
      return titleOf(document);
    case 'FUNCTION_NAME':
      return `${call.run.workflowId}_${call.function}`;
    default:
      throw badArguments(`${STRATEGY.key} has to be FILE_NAME, FULL_URI, SPEC_TITLE or FUNCTION_NAME.`);
  }
}

function titleOf(document: ApiNode): string {
  const title = document.get('info')?.text('title');
  if (title === undefined) throw badDescription(`${document.file} has no title.`);
  return title;
}

import { randomUUID } from 'node:crypto';

/**
 * The request that sends an event to an application's event endpoint.
 *
 * @param {{type: string, source?: string, data?: unknown, extensions?: Record<string, string>,
 *   mode?: 'structured' | 'binary', contentType?: string}} event as a case describes it
 */
export function eventRequest({ type, source = '', data, extensions = {}, mode = 'structured', contentType }) {
  const attributes = { specversion: '1.0', id: randomUUID(), source, type, ...extensions };
  const hasData = data !== undefined && data !== null;
  if (mode === 'binary') {
    const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, headerText(value)]);
    return {
      method: 'POST',
      headers: {
        ...Object.fromEntries(headers),
        ...(hasData && { 'content-type': contentType ?? 'application/json' }),
      },
      ...(hasData && { body: JSON.stringify(data) }),
    };
  }
  return {
    method: 'POST',
    headers: { 'content-type': contentType ?? 'application/cloudevents+json' },
    body: JSON.stringify({ ...attributes, ...(hasData && { datacontenttype: 'application/json', data }) }),
  };
}

/** Header values as the HTTP binding of CloudEvents writes them: everything but plain ASCII percent-encoded. */
function headerText(value) {
  return String(value).replaceAll(/[^\u0021-\u007e]|["%]/gu, (character) => encodeURIComponent(character));
}

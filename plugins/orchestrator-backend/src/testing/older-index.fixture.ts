import type { Fetch } from '../client/transport';

/** What upstream's data index does not have; the last two came with stream 10.1. */
const OWN = ['WorkflowFindings', 'RunStatistics', 'findings', 'commit', 'code', 'cause', 'parent'];
const SINCE_10_1 = ['CountProcessInstances', 'executionSummary'];

/** An index without the Orchestrator's own fields: refuses documents that name them, hides them on introspection. */
export function olderIndex(fetch: Fetch, stream: '10.0' | '10.1'): Fetch {
  const missing = stream === '10.0' ? [...OWN, ...SINCE_10_1] : OWN;
  return async (request) => {
    const { query } = await request.clone().json();
    const named = missing.find((name) => new RegExp(`\\b${name}\\b`).test(query));
    if (named !== undefined) {
      const errors = [
        { message: `Field '${named}' is undefined`, extensions: { classification: 'ValidationError' } },
      ];
      return Response.json({ errors });
    }
    const response = await fetch(request);
    if (!query.startsWith('query Schema')) {
      return response;
    }
    const text = await response.text();
    const hidden = JSON.parse(text, (_key, value: unknown) =>
      Array.isArray(value) ? value.filter((entry) => !missing.includes(nameOf(entry))) : value,
    );
    return Response.json(hidden);
  };
}

function nameOf(entry: unknown): string {
  return typeof entry === 'object' && entry !== null && 'name' in entry ? String(entry.name) : '';
}

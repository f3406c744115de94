import type { Expression, Json } from '@orchestrator/definition';
import type { OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';

/** By the specification a filter that selects nothing leaves the data as it is; SonataFlow replaces it all the same. */
export function narrow(walk: Walk, scope: OpenScope, filter: Expression): Json {
  const selected = walk.evaluate(filter, scope);
  return selected === null && walk.program.dialect === 'spec' ? scope.data : selected;
}

import { filledText, flag, object, orText, refer } from './shape.js';
import type { Shape } from './shape.js';

/** `workflowExecTimeout` (specification 0.8, section A11). */
export const workflowExecTimeout: Shape = orText(
  object(
    'A workflow timeout',
    { duration: filledText, interrupt: flag, runBefore: filledText },
    { needs: ['duration'] },
  ),
);

/** `stateExecTimeout`, at both levels. */
export const stateExecTimeout: Shape = orText(
  object('A state timeout', { single: filledText, total: filledText }, { specNeeds: ['total'] }),
);

/** What each level may set, by name. */
const levels: { readonly [name: string]: Shape } = {
  stateExecTimeout: refer('stateExecTimeout'),
  actionExecTimeout: filledText,
  branchExecTimeout: filledText,
  eventTimeout: filledText,
};

/** The section `timeouts` of a document. */
export const workflowTimeouts: Shape = orText(object('"timeouts"', { workflowExecTimeout, ...levels }));

/** `timeouts` of a state or branch, with the kinds that mean something there. */
export function timeouts(...names: string[]): Shape {
  const properties = Object.fromEntries(Object.entries(levels).filter(([name]) => names.includes(name)));
  return object('"timeouts" here', properties);
}

import type { Cursor } from '../../document/cursor.js';
import type { Dialect } from '../../program/dialect.js';
import type { CheckedFlow } from './checked-flow.js';
import { documentStates } from './document-states.js';

/**
 * Reports an event switch whose default condition can never be taken, since no timeout leads to it. SonataFlow
 * refuses such a document (workflow-runtime.md 1.1).
 */
export function checkEventSwitches(root: Cursor, flow: CheckedFlow, dialect: Dialect): void {
  for (const { cursor } of documentStates(root).values()) {
    const task = flow.tasks.get(cursor.pointer);
    const fallback = cursor.get('defaultCondition');
    if (task?.kind !== 'listen' || task.eventTimeout || !fallback.exists) continue;
    if (!cursor.get('eventConditions').exists) continue;
    const message = 'Only a timeout leads to "defaultCondition"; add "timeouts" with an "eventTimeout".';
    fallback.reportName(dialect === 'spec' ? 'hint' : 'error', 'missing-timeout', message);
  }
}

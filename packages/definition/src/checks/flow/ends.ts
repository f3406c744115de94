import type { Cursor } from '../../document/cursor.js';
import { documentStates } from './document-states.js';

/** Warns of ends that say one thing and do another: `continueAs` ends the whole instance (specification 0.8, section A8). */
export function checkEnds(root: Cursor): void {
  for (const { ends } of documentStates(root).values()) {
    for (const end of ends) {
      const terminate = end.get('terminate');
      if (!end.get('continueAs').exists || (terminate.value !== false && terminate.value !== 'false'))
        continue;
      const message = '"continueAs" ends the whole instance, so "terminate: false" has no effect; remove it.';
      terminate.reportName('warning', 'terminate-and-continue', message);
    }
  }
}

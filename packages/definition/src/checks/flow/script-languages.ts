import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import { walkProperties } from './document-walk.js';

/** Languages of scripts that hosts bring along. */
const LANGUAGES: ReadonlySet<string> = new Set(['javascript', 'js', 'python']);

/**
 * Warns of scripts in languages that nothing runs unless the operator of the server provides it; a bare `script` is Java
 * (workflow-runtime.md 2.3).
 */
export function checkScriptLanguages(root: Cursor): void {
  const functions = root.get('functions');
  if (Array.isArray(functions.value)) {
    functions.value.forEach((_, index) => {
      const entry = functions.get(index);
      if (entry.get('type').value === 'custom') checkOperation(entry.get('operation'));
    });
  }
  walkProperties(root, (name, property) => {
    if (name !== 'functionRef') return;
    // Functions can be called by their operation, without a definition.
    const place = isJsonObject(property.value) ? property.get('refName') : property;
    if (String(place.value).includes(':')) checkOperation(place);
  });
}

function checkOperation(place: Cursor): void {
  if (typeof place.value !== 'string') return;
  const [scheme, language = 'java'] = place.value.trim().split(':', 2);
  if (scheme !== 'script' || LANGUAGES.has(language)) return;
  place.report(
    'warning',
    'script-language',
    `Nothing here runs scripts in "${language}"; write them in JavaScript (script:javascript) or Python (script:python), or start the server with a function for "${place.value.trim()}".`,
  );
}

import path from 'node:path';
import { isDefinitionFile, setting } from '@orchestrator/definition';
import type { Settings } from '../configuration/settings.js';

const IGNORE_HIDDEN = setting({
  key: 'kogito.codegen.ignoreHiddenFiles',
  task: 'documents',
  does: '`false` reads workflow documents whose name begins with a dot too.',
  value: '`true` or `false`',
  default: '`true`',
  where: 'workflow',
  example: 'kogito.codegen.ignoreHiddenFiles=false',
});

/** Whether a file is a workflow document whose name begins with a dot; such documents are read only on request. */
export function isHiddenDefinition(file: string): boolean {
  const name = path.posix.basename(file);
  return name.startsWith('.') && isDefinitionFile(name.replace(/^\.+/, ''));
}

/** Whether the settings of a folder ask for its hidden documents (workflow-runtime.md 1.1, `ignoreHiddenFiles`). */
export function wantsHidden(settings: Settings): boolean {
  return settings.get(IGNORE_HIDDEN.key) === 'false';
}

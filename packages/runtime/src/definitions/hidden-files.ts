import path from 'node:path';
import { isDefinitionFile } from '@orchestrator/definition';
import type { Settings } from '../configuration/settings.js';

/** Whether a file is a workflow document whose name begins with a dot; such documents are read only on request. */
export function isHiddenDefinition(file: string): boolean {
  const name = path.posix.basename(file);
  return name.startsWith('.') && isDefinitionFile(name.replace(/^\.+/, ''));
}

/** Whether the settings of a folder ask for its hidden documents (workflow-runtime.md 1.1, `ignoreHiddenFiles`). */
export function wantsHidden(settings: Settings): boolean {
  return settings.get('kogito.codegen.ignoreHiddenFiles') === 'false';
}

import type { Cursor } from '../document/cursor.js';

/** The property under its name, or under the one that older documents use for it (section A16). */
export function propertyOrAlias(parent: Cursor, name: string, alias: string): Cursor {
  const property = parent.get(name);
  const older = parent.get(alias);
  if (property.exists || !older.exists) return property;
  older.reportName('warning', 'old-name', `"${alias}" is an older name for this; write "${name}".`);
  return older;
}

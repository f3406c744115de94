import type { Cursor } from '../../document/cursor.js';
import type { JsonObject } from '../../json.js';

/** The `metadata` of a function, which connectors read their settings from. */
export function metadataOf(entry: Cursor): JsonObject {
  const metadata = entry.get('metadata');
  return metadata.exists ? (metadata.object ?? {}) : {};
}

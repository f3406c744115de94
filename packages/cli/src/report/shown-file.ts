import path from 'node:path';
import type { PlacedFinding } from '../documents/check.js';

/** The file of a finding as people and tools open it: relative to the current folder, or its address. */
export function shownFile(finding: PlacedFinding, cwd: string): string {
  return finding.path === undefined ? finding.file : path.relative(cwd, finding.path);
}

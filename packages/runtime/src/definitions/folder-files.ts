import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isHiddenDefinition } from './hidden-files.js';

/** How deep documents and their files may lie below the workflows folder. */
export const MAX_DEPTH = 8;

/** Directories that are listed at once. */
const AT_ONCE = 16;

/** What tells one form of a file from another without reading it. */
export type FileStamp = string;

/** Of a link: what it leads to can change without it, as the files of a ConfigMap do, so it is like no other. */
const LINK: FileStamp = 'link';

/** The stamp of a file that is no link. */
export function stampOf({ mtimeMs, size, ino }: Stats): FileStamp {
  return `${mtimeMs} ${size} ${ino}`;
}

/** Whether a file or folder below the workflows folder is none of ours, by its name. */
export function isIgnored(file: string): boolean {
  return /^(\.|node_modules$)/.test(path.basename(file)) && !isHiddenDefinition(file);
}

/** What is below a folder. */
export interface Listing {
  /** By their paths relative to the folder; links are files. */
  readonly files: ReadonlyMap<string, FileStamp>;
  /** Why some could not be listed; what has just gone is none. */
  readonly failures: readonly unknown[];
}

/** Lists what is below a folder, as deep as it is watched. */
export async function listFiles(root: string): Promise<Listing> {
  const files = new Map<string, FileStamp>();
  const failures: unknown[] = [];
  let level = [''];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += AT_ONCE) {
      const folders = level.slice(at, at + AT_ONCE).map((folder) => listFolder(root, folder, failures));
      for (const { own, folders: inner } of await Promise.all(folders)) {
        for (const [file, stamp] of own) files.set(file, stamp);
        next.push(...inner);
      }
    }
    level = next;
  }
  return { files, failures };
}

async function listFolder(
  root: string,
  folder: string,
  failures: unknown[],
): Promise<{ own: [file: string, stamp: FileStamp][]; folders: string[] }> {
  const unlessGone = (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') failures.push(error);
  };
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(unlessGone);
  const own: [string, FileStamp][] = [];
  const folders: string[] = [];
  for (const entry of entries ?? []) {
    const name = path.posix.join(folder, entry.name);
    if (isIgnored(name)) continue;
    if (entry.isDirectory()) folders.push(name);
    else if (entry.isSymbolicLink()) own.push([name, LINK]);
    else if (entry.isFile()) {
      const stats = await lstat(path.join(root, name)).catch(unlessGone);
      if (stats) own.push([name, stampOf(stats)]);
    }
  }
  return { own, folders };
}

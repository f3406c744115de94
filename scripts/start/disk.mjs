import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from './failure.mjs';

/** Free bytes that installing and building need, and that running needs. */
export const needed = { install: 2e9, run: 2e8 };

/** Throws a Failure when the disk that holds the folder has less than this many bytes free. */
export async function checkDisk(folder, bytes, purpose, read = statfs) {
  const { bavail, bsize } = await read(nearestExisting(folder));
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new Failure(
    `The disk of ${folder} has ${megabytes(free)} free, and ${purpose} needs ${megabytes(bytes)}. Make room, then start again.`,
  );
}

function nearestExisting(folder) {
  return existsSync(folder) ? folder : nearestExisting(path.dirname(folder));
}

const megabytes = (bytes) => `${Math.floor(bytes / 1e6).toLocaleString('en')} MB`;

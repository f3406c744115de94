import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreLockedError } from '../errors.js';

const sqliteBusy = 5;
/** How long to wait for a winner that has the lock but has not yet written its pid. */
const pidPatienceMs = 1000;

/** Keeps other processes out of a folder for as long as this process lives. */
export interface FolderLock {
  /** Whether the process that had it before let go of it itself, as opposed to dying with it. */
  readonly wasReleased: boolean;
  /** @param isClean - false leaves word for the next process that what a dead one held is still to be given up */
  release(isClean?: boolean): void;
}

/**
 * Takes the lock of a folder.
 *
 * The lock is the operating system's, held through an open SQLite transaction, so it ends with the process whatever
 * ends that, and taking it has no moment between test and set. The pid beside it only serves the message.
 *
 * @throws StoreLockedError when another process, or this one, already has it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const pidFile = join(folder, 'lock.pid');
  const database = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new StoreLockedError(folder, await ownerPid(pidFile));
  }
  const wasReleased = !existsSync(pidFile);
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    wasReleased,
    release(isClean = true): void {
      if (isClean) rmSync(pidFile, { force: true });
      database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}

async function ownerPid(pidFile: string): Promise<number | undefined> {
  const deadline = Date.now() + pidPatienceMs;
  while (Date.now() < deadline) {
    const pid = readPid(pidFile);
    if (pid !== undefined && isAlive(pid)) return pid;
    await delay(20);
  }
  return undefined;
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Signal 0 only asks; EPERM says that the process is there but somebody else's. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

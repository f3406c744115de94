import { setTimeout as pause } from 'node:timers/promises';
import { Mismatch } from './mismatch.mjs';

/** Pause between two looks, in milliseconds. */
const INTERVAL = 50;

/**
 * Looks again until a check holds; after the time given, its last mismatch is final.
 *
 * @template T
 * @param {number} seconds
 * @param {() => Promise<T> | T} check throws a Mismatch while it does not hold
 * @returns {Promise<T>}
 */
export async function eventually(seconds, check) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof Mismatch) || Date.now() >= end) throw error;
    }
    await pause(INTERVAL);
  }
}

/**
 * Makes sure that a check goes on holding.
 *
 * @param {number} seconds
 * @param {() => Promise<unknown> | unknown} check throws a Mismatch once it does not hold
 */
export async function throughout(seconds, check) {
  const end = Date.now() + seconds * 1000;
  do {
    await check();
    await pause(Math.min(INTERVAL * 4, Math.max(0, end - Date.now())));
  } while (Date.now() < end);
  await check();
}

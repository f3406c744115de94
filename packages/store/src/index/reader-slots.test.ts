import { describe, expect, it } from 'vitest';
import { ReaderSlots } from './reader-slots.js';

describe('slots of readers', () => {
  it('let so many in at once, the others in their order, and go on after a failure', async () => {
    const slots = new ReaderSlots(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const reads = [0, 1, 2, 3].map((n) =>
      slots.within(async () => {
        begun.push(n);
        await new Promise<void>((resolve) => (ends[n] = resolve));
        if (n === 0) throw new Error('broken');
        return n;
      }),
    );
    expect(begun).toEqual([0, 1]);
    ends[0]?.();
    await expect(reads[0]).rejects.toThrow('broken');
    await expect.poll(() => begun).toEqual([0, 1, 2]);
    ends[1]?.();
    ends[2]?.();
    await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
    ends[3]?.();
    expect(await Promise.all(reads.slice(1))).toEqual([1, 2, 3]);
    expect(await slots.within(() => Promise.resolve('free'))).toBe('free');
  });
});

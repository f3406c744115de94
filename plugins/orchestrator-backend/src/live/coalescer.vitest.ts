import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Coalescer } from './coalescer';

describe('Coalescer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lets the first value through at once and of a burst only the last', () => {
    const emitted: number[] = [];
    const coalescer = new Coalescer<number>(100, (value) => emitted.push(value));
    [1, 2, 3].forEach((value) => coalescer.push('a', value));
    expect(emitted).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(emitted).toEqual([1, 3]);
    coalescer.push('a', 4);
    expect(emitted).toEqual([1, 3]);
    vi.advanceTimersByTime(100);
    expect(emitted).toEqual([1, 3, 4]);
  });

  it('keeps keys apart and lets a value through at once after a pause', () => {
    const emitted: string[] = [];
    const coalescer = new Coalescer<string>(100, (value) => emitted.push(value));
    coalescer.push('a', 'a1');
    coalescer.push('b', 'b1');
    vi.advanceTimersByTime(1000);
    coalescer.push('a', 'a2');
    expect(emitted).toEqual(['a1', 'b1', 'a2']);
  });

  it('drops what is held when it is closed', () => {
    const emitted: number[] = [];
    const coalescer = new Coalescer<number>(100, (value) => emitted.push(value));
    coalescer.push('a', 1);
    coalescer.push('a', 2);
    coalescer.close();
    vi.advanceTimersByTime(1000);
    expect(emitted).toEqual([1]);
  });
});

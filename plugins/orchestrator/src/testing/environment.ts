import '@testing-library/jest-dom/jest-globals';
import { jest } from '@jest/globals';

// Pages load several things one after the other, on machines that may be busy.
jest.setTimeout(30_000);

/** React Flow measures its canvas, which jsdom does not lay out. */
class FixedSizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

globalThis.ResizeObserver ??= FixedSizeObserver;

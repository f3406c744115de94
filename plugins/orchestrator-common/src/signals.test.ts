import { describe, expect, it } from '@jest/globals';
import { isInstanceSignal } from './signals';

describe('isInstanceSignal', () => {
  it('knows a commit of a run from a change of a definition', () => {
    expect(isInstanceSignal({ instanceId: 'a', version: 3 })).toBe(true);
    expect(isInstanceSignal({ workflowId: 'greeting' })).toBe(false);
    expect(isInstanceSignal({})).toBe(false);
  });
});

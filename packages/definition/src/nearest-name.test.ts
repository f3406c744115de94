import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.js';

describe('nearestName', () => {
  it('finds what was meant', () => {
    expect(nearestName('greetFunktion', ['greetFunction', 'printFunction'])).toBe('greetFunction');
    expect(nearestName('GREET', ['other', 'greet'])).toBe('greet');
    expect(nearestName('ad', ['add'])).toBe('add');
  });

  it('suggests nothing when no name is near', () => {
    expect(nearestName('greet', ['sendMail', 'x'])).toBeUndefined();
    expect(nearestName('greet', [])).toBeUndefined();
    expect(nearestName('B', ['A', 'C'])).toBeUndefined();
  });

  it('answers one of the known names, and a known name itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ maxLength: 20 })), (name, known) => {
        const nearest = nearestName(name, known);
        if (nearest !== undefined) expect(known).toContain(nearest);
      }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), (name) => {
        expect(nearestName(name, ['-', name])).toBeDefined();
      }),
    );
  });
});

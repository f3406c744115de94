import { describe, expect, it } from 'vitest';
import { nearestName, suggestion } from './nearest.js';

describe('nearestName', () => {
  it.each([
    ['functionref', 'functionRef'],
    ['fucntionRef', 'functionRef'],
    ['functonRef', 'functionRef'],
    ['subFlowReff', 'subFlowRef'],
    ['id', 'id'],
  ])('finds for %s the name %s', (name, expected) => {
    expect(nearestName(name, ['functionRef', 'eventRef', 'subFlowRef', 'id'])).toBe(expected);
  });

  it('prefers the most similar name', () => {
    expect(nearestName('stateA1', ['stateB1', 'stateA2x', 'stateA1x'])).toBe('stateB1');
    expect(nearestName('greet', ['great', 'greets', 'greet '])).toBe('great');
  });

  it('finds nothing where no name is similar', () => {
    expect(nearestName('xyz', ['functionRef', 'id', 'abc'])).toBeUndefined();
    expect(nearestName('a', [])).toBeUndefined();
    expect(nearestName('x'.repeat(5000), ['x'.repeat(5001)])).toBeUndefined();
  });
});

describe('suggestion', () => {
  it('ends a message with the name, or with the advice', () => {
    expect(suggestion('gret', ['greet'], 'define it')).toBe('; did you mean "greet"?');
    expect(suggestion('other', ['greet'], 'define it')).toBe('; define it.');
  });
});

import { describe, expect, it } from 'vitest';
import { parseProperties } from './properties.js';

const read = (text: string, environment = {}) =>
  Object.fromEntries(parseProperties(text, 'dev', environment));

describe('parseProperties', () => {
  it('reads keys and values, and skips comments and blank lines', () => {
    expect(read('# c\n! c\n\n a = b = c\nx:y\nempty=\n"quoted.key"=v')).toEqual({
      a: 'b = c',
      x: 'y',
      empty: '',
      'quoted.key': 'v',
    });
  });

  it('joins continued lines and understands escapes', () => {
    expect(read('a=one\\\n   two\nb=x\\ty')).toEqual({ a: 'onetwo', b: 'x\ty' });
  });

  it('lets the active profile win and leaves out others', () => {
    expect(read('a=1\n%dev.a=2\n%prod.a=3\n%prod.b=4')).toEqual({ a: '2' });
  });

  it('fills in the environment, other keys and defaults', () => {
    expect(read('a=${HOST:none}:${b}\nb=${c:8080}\nd=${GONE}', { HOST: 'h' })).toEqual({
      a: 'h:8080',
      b: '8080',
      d: '${GONE}',
    });
  });

  it('takes names that every object has for ordinary ones', () => {
    expect(read('a=${constructor:none}')).toEqual({ a: 'none' });
  });

  it('does not hang on values that refer to themselves', () => {
    expect(read('a=${b}\nb=${a}')).toHaveProperty('a');
  });
});

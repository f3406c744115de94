import { describe, expect, it } from 'vitest';
import { ofProfile, parseProperties } from './properties.js';

const read = (text: string) => Object.fromEntries(ofProfile(parseProperties(text), 'dev'));

describe('parseProperties', () => {
  it('reads keys and values, and skips comments and blank lines', () => {
    expect(read('# c\n! c\n\n a = b = c\nx:y\nempty=\n"quoted.key"=v\na."b.c".d=e')).toEqual({
      a: 'b = c',
      x: 'y',
      empty: '',
      'quoted.key': 'v',
      'a.b.c.d': 'e',
    });
  });

  it('joins continued lines and understands escapes', () => {
    expect(read('a=one\\\n   two\nb=x\\ty\nc=\\u00e4\nd=end\\\\\ne=f')).toEqual({
      a: 'onetwo',
      b: 'x\ty',
      c: 'ä',
      d: 'end\\',
      e: 'f',
    });
  });

  it('lets the active profile win and leaves out others', () => {
    expect(read('%dev.a=2\na=1\n%prod.a=3\n%prod.b=4\n%test,dev.c=5')).toEqual({ a: '2', c: '5' });
  });
});

import { describe, expect, it } from 'vitest';
import { outputs, raised } from '../evaluation.fixture.js';
import type { Json } from '../json.js';

function matches(pattern: string, text: string, flags: string | null = null): Json {
  return outputs('.[0] as $p | .[2] as $f | .[1] | test($p; $f)', [pattern, text, flags])[0] ?? null;
}

/** The text of the first match and of its groups, or null. */
function groups(pattern: string, text: string, flags: string | null = null): Json {
  const program =
    '.[0] as $p | .[2] as $f | .[1] | first(match($p; $f) | [.string, .captures[].string]) // null';
  return outputs(`[${program}] | .[0]`, [pattern, text, flags])[0] ?? null;
}

describe('syntax', () => {
  it.each([
    ['a|bc', 'xbc', ['bc']],
    ['(a+)(b*)', 'aab', ['aab', 'aa', 'b']],
    ['(a)?b', 'b', ['b', null]],
    ['a{2,3}?', 'aaaa', ['aa']],
    ['a{,2}', 'aaa', ['aa']],
    ['a{x', 'a{x', ['a{x']],
    ['[^a-c\\d]+', 'ab1xyz', ['xyz']],
    ['[[:upper:]]+', 'abCD', ['CD']],
    ['[]a]+', 'x]a', [']a']],
    ['\\bfoo\\b', 'a foo b', ['foo']],
    ['(?<=\\$)\\d+', 'cost $42', ['42']],
    ['(?<!a)b', 'abb', ['b']],
    ['foo(?=bar)', 'foobar', ['foo']],
    ['foo(?!bar)', 'foobar foobaz', ['foo']],
    ['(?<x>.)\\k<x>', 'abccd', ['cc', 'c']],
    ['(.)\\1', 'abccd', ['cc', 'c']],
    ['(?i)ABC', 'xabc', ['abc']],
    ['a(?i:B)c', 'aBc', ['aBc']],
    ['(?>a+)ab', 'aaab', null],
    ['a++b', 'aaab', ['aaab']],
    ['\\x41\\u0042\\x{43}', 'ABC', ['ABC']],
    ['\\p{Greek}+', 'aλμ', ['λμ']],
    ['^b', 'a\nb', null],
    ['(?m)^b$', 'a\nb\nc', ['b']],
    ['a.b', 'a\nb', null],
    ['(?s)a.b', 'a\nb', ['a\nb']],
    ['\\Aab\\z', 'ab', ['ab']],
    ['\\Qa.b\\E', 'a.b', ['a.b']],
    ['(a*)*b', 'aab', ['aab', 'aa']],
    ['.', '😀', ['😀']],
  ])('%s on %j', (pattern, text, expected) => {
    expect(groups(pattern, text)).toEqual(expected);
  });

  it('knows the flags', () => {
    expect(matches('A B', 'ab', 'ix')).toBe(true);
    expect(groups('a|ab', 'ab', 'l')).toEqual(['ab']);
    expect(outputs('[match("a*"; "gn").string]', 'aba')).toEqual([['a', 'a']]);
    expect(groups('a.b', 'a\nb', 'p')).toEqual(['a\nb']);
    expect(raised('test("a"; "q")', 'a')).toBe('q is not a valid modifier string');
  });

  it.each(['(', ')', '[a', '*', 'a{100001}', '\\', '(?<1>a)', '\\k<x>', '\\p{Nope}', '[b-a]', '(?q)'])(
    'refuses %s',
    (pattern) => expect(raised('. as $p | "x" | test($p)', pattern)).toContain('Regex failure: '),
  );
});

describe('builtins', () => {
  it.each<readonly [string, Json, readonly Json[]]>([
    ['[match("o"; "g").offset]', 'foo😀o', [[1, 2, 4]]],
    ['match("(?<a>x)?b") | .captures', 'b', [[{ offset: -1, length: 0, string: null, name: 'a' }]]],
    ['capture("(?<y>\\\\d+)-(?<m>\\\\d+)")', '2024-05', [{ y: '2024', m: '05' }]],
    [
      '[scan("\\\\w+")], [scan("(.)(.)")]',
      'ab cd',
      [
        ['ab', 'cd'],
        [
          ['a', 'b'],
          [' ', 'c'],
        ],
      ],
    ],
    [
      'split(", *"; null), [splits("b")]',
      'a,  b',
      [
        ['a', 'b'],
        ['a,  ', ''],
      ],
    ],
    ['sub("(?<x>a)"; "<\\(.x)>"), gsub("a"; "b", "c"), gsub("^"; ">")', 'aa', ['<a>a', 'bb', 'cc', '>aa']],
    ['gsub("(?<l>[a-z])"; .l | ascii_upcase)', 'a-b', ['A-B']],
    ['test(["A", "i"])', 'a', [true]],
  ])('%s on %j', (program, input, expected) => {
    expect(outputs(program, input)).toEqual(expected);
  });
});

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

/** As deep as calls may nest. */
const NESTED = '('.repeat(20) + ')'.repeat(20);

describe('syntax', () => {
  it.each([
    ['a|bc', 'xbc', ['bc']],
    ['(a+)(b*)', 'aab', ['aab', 'aa', 'b']],
    ['(a)?b', 'b', ['b', null]],
    ['a{2,3}?', 'aaaa', ['aa']],
    ['a{,2}', 'a{,2}', ['a{,2}']],
    ['a{x', 'a{x', ['a{x']],
    ['[^a-c\\d]+', 'ab1xyz', ['xyz']],
    ['[[:upper:]]+', 'abCD', ['CD']],
    ['[]a]+', 'x]a', [']a']],
    // The syntax that jq sets has no intersections and no classes inside of classes.
    ['[a-c&&b-z]+', 'ac&z', ['ac&z']],
    ['[a[b]+', 'x[ab', ['[ab']],
    ['[a-c&&[^b]]', 'b]', ['b]']],
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
    ['\\x41\\x{42 43}[\\x{44-45}]\\o{106}', 'ABCEF', ['ABCEF']],
    ['\\xc3\\xa9\\xff?', 'é', ['é']],
    ['\\p{Greek}+', 'aλμ', ['λμ']],
    ['^b', 'a\nb', null],
    ['(?m)^b$', 'a\nb\nc', ['b']],
    ['a.b', 'a\nb', null],
    ['(?s)a.b', 'a\nb', ['a\nb']],
    ['\\Aab\\z', 'ab', ['ab']],
    ['\\Qa.b\\E', 'a.b', ['a.b']],
    ['(a*)*b', 'aab', ['aab', '']],
    ['(|a)*b', 'aab', ['aab', '']],
    ['(?:(a)|b\\1)+', 'abab', ['aba', 'a']],
    ['.', '😀', ['😀']],
  ])('%s on %j', (pattern, text, expected) => {
    expect(groups(pattern, text)).toEqual(expected);
  });

  it.each([
    ['\\((?:[^()]|\\g<0>)*\\)', 'x(a(b)c)(d', ['(a(b)c)']],
    ['(?<n>a|b\\g<n>c)', 'bbacc', ['bbacc', 'bbacc']],
    ['(\\w)\\g<1>\\1', 'abb', ['abb', 'b']],
    ['\\g<+1>(a)', 'aa', ['aa', 'a']],
    ["\\g'n'(?<n>a)", 'aa', ['aa', 'a']],
    ['(?<n>a\\g<m>?)(?<m>b\\g<n>)', 'abab', ['aba', 'a', 'ba']],
    ['^\\(\\g<0>?\\)$', '()', ['()']],
    ['^(\\(\\g<1>?\\))$', NESTED, [NESTED, NESTED]],
    ['^(\\(\\g<1>?\\))$', `(${NESTED})`, null],
  ])('calls groups: %s on %j', (pattern, text, expected) => {
    expect(groups(pattern, text)).toEqual(expected);
  });

  it.each([
    ['^(a)?(?(1)b|c)$', 'ab', ['ab', 'a']],
    ['^(a)?(?(1)b|c)$', 'c', ['c', null]],
    ['^(?<n>a)?(?(<n>)b)$', '', ['', null]],
    ['^(a)(?(-1)b|c|d)$', 'ab', ['ab', 'a']],
    ['(?(a+)b|c)', 'aab', ['aab']],
    ['(?(a)b|c)', 'ac', ['c']],
  ])('chooses by a condition: %s on %j', (pattern, text, expected) => {
    expect(groups(pattern, text)).toEqual(expected);
  });

  it.each([
    ['/\\*(?~\\*/)\\*/', '/* a **/ b */', ['/* a **/']],
    ['(?~ab)', 'xxabyy', ['xx']],
    ['\\X', 'e\u0301x', ['e\u0301']],
    ['\\X\\y.', '\r\nx', ['\r\nx']],
    ['\\O\\N', '\nx', ['\nx']],
    ['x(?#\\)y', 'xy', ['xy']],
    ['a(?i)b|c', 'C', ['C']],
  ])('matches %s on %j', (pattern, text, expected) => {
    expect(groups(pattern, text)).toEqual(expected);
  });

  it.each([
    ['k', '\u212a'],
    ['σ', 'ς'],
    ['[ς]', 'Σ'],
    ['ǆ', 'ǅ'],
    ['ß', 'ẞ'],
  ])('takes %s for %s without case', (pattern, text) => {
    expect([matches(pattern, text, 'i'), matches(pattern, text)]).toEqual([true, false]);
  });

  it('does not take a dotless i for an i', () => {
    expect(matches('ı', 'I', 'i')).toBe(false);
  });

  it('knows the flags', () => {
    expect(matches('A B', 'ab', 'ix')).toBe(true);
    expect(groups('a|ab', 'ab', 'l')).toEqual(['ab']);
    expect(groups('\\S+?', 'c ab', 'l')).toEqual(['ab']);
    expect(groups('a*?', 'ba', 'n')).toEqual(['a']);
    expect(outputs('[match("a*"; "gn").string]', 'aba')).toEqual([['a', 'a']]);
    expect(groups('a.b', 'a\nb', 'p')).toEqual(['a\nb']);
    expect(raised('test("a"; "q")', 'a')).toBe('q is not a valid modifier string');
  });

  it.each([
    ['(', 'end pattern with unmatched parenthesis'],
    [')', 'unmatched close parenthesis'],
    ['[a', 'premature end of char-class'],
    ['[]', 'empty char-class'],
    ['*', 'target of repeat operator is not specified'],
    ['^*', 'target of repeat operator is invalid'],
    ['a{2,1}', 'upper is smaller than lower in repeat range'],
    ['a{100001}', 'too big number {number,number}'],
    ['\\', 'end pattern at escape'],
    ['(?<1>a)', 'invalid group name <1>'],
    ['\\k<x>', 'undefined name <x> reference'],
    ['\\1', 'invalid backref number/name'],
    ['(?(1)a)', 'invalid backref number/name'],
    ['\\g<x>', 'undefined name <x> reference'],
    ['(?<n>a)(?<n>b)\\g<n>', 'multiplex definition name <n> call'],
    ['(?<n>a\\g<n>)', 'never ending recursion'],
    ['(?<n>\\g<n>?a)', 'never ending recursion'],
    ['(?<=a|bc)', 'invalid pattern in look-behind'],
    ['(?<!(a))', 'invalid pattern in look-behind'],
    ['\\p{Nope}', 'invalid character property name {Nope}'],
    ['[[:nope:]]', 'invalid POSIX bracket type'],
    ['[b-a]', 'empty range in char class'],
    ['[a-\\d]', 'char-class value at end of range'],
    ['(?q)', 'undefined group option'],
  ])('refuses %s: %s', (pattern, problem) =>
    expect(raised('. as $p | "x" | test($p)', pattern)).toBe(`Regex failure: ${problem}`),
  );
});

describe('builtins', () => {
  it.each<readonly [string, Json, readonly Json[]]>([
    ['[match("o"; "g").offset]', 'foo😀o', [[1, 2, 4]]],
    ['[match("(?=(a))"; "g").captures[0].string]', 'aa', [['', '']]],
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
    // All replacements of a match are known before the first is put in.
    ['try sub("a"; {}, error("first")) catch .', 'a', ['first']],
    ['gsub("(?<l>[a-z])"; .l | ascii_upcase)', 'a-b', ['A-B']],
    ['test(["A", "i"])', 'a', [true]],
  ])('%s on %j', (program, input, expected) => {
    expect(outputs(program, input)).toEqual(expected);
  });
});

import fc from 'fast-check';

const ATOMS = [
  'a',
  'b',
  'c',
  'x',
  'é',
  '日',
  '.',
  '\\d',
  '\\w',
  '\\W',
  '\\s',
  '\\S',
  '\\h',
  '[ab]',
  '[^a]',
  '[a-c]',
  '[[:alpha:]]',
  '[[:^space:]x]',
  '\\p{L}',
  '\\P{Lu}',
  '\\p{^Greek}',
  '[a-c&&[^b]]',
  '[a[bc]]',
  '\\x61',
  '\\n',
  '\\.',
  ' ',
  '\\R',
  '\\N',
  '\\O',
  '\\X',
  '[\\d\\-.]',
  '[b-]',
  '\\u0061',
  '\\x{e9}',
  '(?i:A)',
  '#',
];
const ANCHORS = ['^', '\\b', '\\B', '\\A', '\\G', '\\K'];
const ENDS = ['', '', '', '', '$', '\\z', '\\Z'];
const SIMPLE = ['', '', '', '?', '*', '+', '??', '*?', '+?', '?+', '*+', '++'];
const QUANTIFIERS = [
  '',
  '',
  '',
  '?',
  '*',
  '+',
  '??',
  '*?',
  '+?',
  '?+',
  '*+',
  '++',
  '{2}',
  '{1,2}',
  '{,2}',
  '{1,}',
  '{1,2}?',
  '{2}+',
  '{1,2}+',
];
const REFERENCES = ['\\1', '\\2', '\\k<n>', '\\k<1>', '\\k<-1>', '\\g<n>', '\\g<1>', '\\g<0>'];

/** Without case Oniguruma takes a class with a letter such as ß for one of varying length. */
const BEHIND = ATOMS.filter((atom) => !atom.startsWith('[['));

const pick = (texts: readonly string[]) => fc.constantFrom(...texts);
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const around = (before: string, tie: fc.Arbitrary<string>, after: string) =>
  tie.map((text) => before + text + after);

const { pattern } = fc.letrec<{ pattern: string; sequence: string; piece: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'regex', withCrossShrink: true },
    tie('sequence'),
    tie('sequence'),
    join(tie('sequence'), fc.constant('|'), tie('pattern')),
  ),
  sequence: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'regex' },
    join(pick(ATOMS), pick(QUANTIFIERS)),
    join(pick(ATOMS), pick(QUANTIFIERS)),
    join(pick(ATOMS), pick(QUANTIFIERS)),
    pick(ANCHORS),
    join(around('(', tie('pattern'), ')'), pick(SIMPLE)),
    join(around('(?:', tie('pattern'), ')'), pick(SIMPLE)),
    join(around('(?<n>', tie('pattern'), ')'), pick(SIMPLE)),
    around('(?=', tie('pattern'), ')'),
    around('(?!', tie('pattern'), ')'),
    around('(?<=', pick(BEHIND), ')'),
    around('(?<=', join(pick(BEHIND), pick(BEHIND)), ')'),
    around('(?<!', join(pick(BEHIND), fc.constant('|'), pick(BEHIND)), ')'),
    around('(?<!', pick(BEHIND), ')'),
    join(around('(?>', tie('pattern'), ')'), pick(SIMPLE)),
    around('(?i)', tie('pattern'), ''),
    around('(?m:', tie('pattern'), ')'),
    join(pick(REFERENCES), pick(SIMPLE)),
    around('(?~', tie('pattern'), ')'),
    join(fc.constant('(?(1)'), tie('sequence'), fc.constant('|'), tie('sequence'), fc.constant(')')),
  ),
}));

/** A pattern in Oniguruma's syntax; most are valid. */
export const regex = join(pattern, pick(ENDS));

/** Flags of the regex builtins. */
export const flags = fc.constantFrom(
  '',
  'g',
  'g',
  'i',
  'gi',
  'x',
  's',
  'n',
  'gn',
  'l',
  'p',
  'gx',
  'gl',
  'gs',
);

const PLAIN = ['a', 'b', 'c', 'ab', 'x', 'A', '1', ' ', '\n', '\r\n', '.', '-', '#'];
const OTHERS = ['é', '日', 'É', 'e\u0301', '😀'];

/** Texts that such patterns find something in. */
export const subject = fc
  .oneof(
    { arbitrary: fc.array(pick(PLAIN), { maxLength: 8 }), weight: 4 },
    { arbitrary: fc.array(pick([...PLAIN, ...OTHERS]), { maxLength: 7 }), weight: 1 },
  )
  .map((pieces) => pieces.join(''));

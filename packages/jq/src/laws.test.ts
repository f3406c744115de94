import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, type Json, JqBudgetError, JqError, JqSyntaxError } from './index.js';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const key = fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('a', '__proto__', 'constructor'));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

function run(program: string, input: Json): Json {
  return compile(program).one(input) ?? null;
}

describe('laws', () => {
  it('tojson and fromjson are inverse', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(run('tojson | fromjson', value)).toEqual(value);
      }),
    );
  });

  it('to_entries and from_entries are inverse', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(run('{a: .} | to_entries | from_entries | .a', value)).toEqual(value);
      }),
    );
  });

  it('the order is total, and sorting is stable', () => {
    fc.assert(
      fc.property(json, json, json, (a, b, c) => {
        expect(run('[.[0] < .[1], .[0] == .[1], .[0] > .[1]] | map(select(.)) | length', [a, b])).toBe(1);
        expect(run('if .[0] <= .[1] and .[1] <= .[2] then .[0] <= .[2] else true end', [a, b, c])).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 })), (keys) => {
        const program = 'to_entries? // [range(length) as $i | {key: $i, value: .[$i]}] | sort_by(.value)';
        const sorted = run(program, keys);
        expect(
          run(
            '[range(1; length) as $i | .[$i - 1].value < .[$i].value or .[$i - 1].key < .[$i].key] | all',
            sorted,
          ),
        ).toBe(true);
      }),
    );
  });

  it('getpath reads what setpath wrote, at every path', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(run('. as $v | all(paths; . as $p | ($v | setpath($p; 7) | getpath($p)) == 7)', value)).toBe(
          true,
        );
        expect(run('. as $v | [paths] == [path(..) | select(length > 0)]', value)).toBe(true);
        expect(
          run(
            '. as $v | reduce (path(..) | [., 1]) as [$p] (true; . and ($v | setpath($p; getpath($p))) == $v)',
            value,
          ),
        ).toBe(true);
      }),
    );
  });

  it('|= . changes nothing, and inputs stay as they are', () => {
    fc.assert(
      fc.property(json, (value) => {
        const before = structuredClone(value);
        expect(run('.. |= .', value)).toEqual(value);
        expect(value).toEqual(before);
      }),
    );
  });
});

describe('random programs', () => {
  const words = fc.constantFrom(
    ...'. .. .a .[0] .[] [ ] { } ( ) | , ; : + - * / % // ? ?// = |= += == < and or not if then else end try catch reduce foreach as def f: f $x "a" "\\( 1 -2.5 null true @base64 @x map( select( length keys path( test( sub( error empty label break $__loc__ limit( range( tojson # \\ ~'.split(
      ' ',
    ),
  );
  const program = fc.oneof(
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );

  it('throw nothing but the three errors', () => {
    fc.assert(
      fc.property(program, json, (source, input) => {
        try {
          compile(source).all(input, {}, { budget: { steps: 20_000, bytes: 1_000_000 } });
        } catch (error) {
          const isOurs =
            error instanceof JqSyntaxError || error instanceof JqError || error instanceof JqBudgetError;
          if (!isOurs) throw error;
        }
      }),
      { numRuns: 3_000 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

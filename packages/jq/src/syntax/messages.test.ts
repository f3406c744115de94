import { describe, expect, it } from 'vitest';
import { compile, JqSyntaxError } from '../index.js';

function message(program: string): string {
  try {
    compile(program);
  } catch (error) {
    if (error instanceof JqSyntaxError) return error.message;
    throw error;
  }
  throw new Error(`${program} compiles`);
}

describe('messages of syntax errors', () => {
  it.each([
    ['%::wat', "unexpected '%', expecting end of file"],
    ['def f: 1; =', "unexpected '=', expecting end of file"],
    ['.a 1', 'unexpected LITERAL, expecting end of file'],
    ['1 |', 'unexpected end of file'],
    ['1 + end', 'unexpected end'],
    ['. . 1', "unexpected LITERAL, expecting FORMAT or QQSTRING_START or '['"],
    ['. 1', 'unexpected LITERAL'],
    ['(1 | .a .b 2', "unexpected LITERAL, expecting '|' or ',' or ')'"],
    ['[1 $x', "unexpected BINDING, expecting '|' or ',' or ']'"],
    ['.[1 "a"', "unexpected QQSTRING_START, expecting '|' or ',' or ':' or ']'"],
    ['.[1:2 @text', "unexpected FORMAT, expecting '|' or ',' or ']'"],
    ['map(1 f', "unexpected IDENT, expecting ';' or ')'"],
    ['"\\(1 2)"', "unexpected LITERAL, expecting QQSTRING_INTERP_END or '|' or ','"],
    ['if 1 else', "unexpected else, expecting then or '|' or ','"],
    ['if 1 then 2 3', 'unexpected LITERAL'],
    ['if 1 then 2 else 3 4', "unexpected LITERAL, expecting end or '|' or ','"],
    ['reduce .a as $x (1 2', "unexpected LITERAL, expecting '|' or ',' or ';'"],
    ['foreach .a as $x (1; 2 3', "unexpected LITERAL, expecting '|' or ',' or ';' or ')'"],
    ['foreach .a as $x (1; 2; 3 4', "unexpected LITERAL, expecting '|' or ',' or ')'"],
    ['. as [$x 1', "unexpected LITERAL, expecting ',' or ']'"],
    ['. as {$x 1', "unexpected LITERAL, expecting ',' or '}'"],
    ['. as 1', "unexpected LITERAL, expecting BINDING or '[' or '{'"],
    ['def and: 1;', 'unexpected and, expecting IDENT'],
    ['def f', "unexpected end of file, expecting ':' or '('"],
    ['def f(if): 1;', 'unexpected if, expecting IDENT or BINDING'],
    ['def f: 1 2', "unexpected LITERAL, expecting '|' or ',' or ';'"],
    ['break', 'unexpected end of file, expecting BINDING'],
    ['. . @base64', 'unexpected end of file, expecting QQSTRING_START'],
  ])('%s', (program, expected) => {
    expect(message(program)).toBe(`syntax error, ${expected}`);
  });

  it('call a closing bracket that closes nothing an invalid character', () => {
    expect(message('}')).toBe('syntax error, unexpected INVALID_CHARACTER, expecting end of file');
    expect(message('[1 )')).toBe("syntax error, unexpected INVALID_CHARACTER, expecting '|' or ',' or ']'");
    expect(message('"\\([1)"')).toBe(
      "syntax error, unexpected INVALID_CHARACTER, expecting '|' or ',' or ']'",
    );
    expect(message('1 ^ 2')).toBe('syntax error, unexpected INVALID_CHARACTER, expecting end of file');
  });

  it('show escapes in a row as the JSON text that they are read as', () => {
    expect(message('"u\\vw"')).toBe(`Invalid escape at line 1, column 4 (while parsing '"\\v"')`);
    expect(message('"\\n\\u12"')).toBe(
      `Invalid \\uXXXX escape at line 1, column 8 (while parsing '"\\n\\u12"')`,
    );
  });
});

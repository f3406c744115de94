import { describe, expect, it } from 'vitest';
import { SourceDocument } from './document.js';

/** Lines of the syntax errors of a text. */
function errorLines(text: string): number[] {
  return SourceDocument.parse({ path: 'a.sw.yaml', text, format: 'yaml' }).findings.map(({ line }) => line);
}

describe('SourceDocument.parse', () => {
  it('tells of independent syntax errors at once', () => {
    expect(errorLines('a: b: c\nd: 1\ne: f: g\n')).toEqual([1, 3]);
  });

  it('does not tell what follows from an open quote', () => {
    expect(errorLines('a: {x: "${ .a }}\nb: {y: "z"}\nc: [\n')).toHaveLength(1);
  });

  it('tells a line once', () => {
    expect(errorLines('a: b: c: d\n')).toEqual([1]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.js';
import { Cursor } from './cursor.js';
import { SourceDocument } from './document.js';

function read(text: string): { root: Cursor; findings: Finding[] } {
  const { document } = SourceDocument.parse({ path: 'a.sw.yaml', text, format: 'yaml' });
  if (!document) throw new Error('The text of the test is not YAML.');
  const findings: Finding[] = [];
  return { root: Cursor.root(document, findings), findings };
}

describe('Cursor', () => {
  it('notes one finding of each code about a value, however many passes find it', () => {
    const { root, findings } = read('name: [a]\n');
    void root.get('name').text;
    void root.get('name').text;
    root.required('type');
    root.required('type');
    root.required('id');
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['wrong-type', '"name" must be a text, but it is a list.'],
      ['missing-property', '"type" is missing here; add it.'],
      ['missing-property', '"id" is missing here; add it.'],
    ]);
  });

  it('lets an error take the place of a warning about the same thing', () => {
    const { root, findings } = read('a: 1\n');
    root.get('a').report('warning', 'odd', 'Odd.');
    root.get('a').error('odd', 'Very odd.');
    root.get('a').report('hint', 'odd', 'A little odd.');
    expect(findings.map(({ severity, message }) => [severity, message])).toEqual([['error', 'Very odd.']]);
  });

  it('points at a name or at its value', () => {
    const { root, findings } = read('list:\n  - first: 1\n    "second one":\n      third: 3\n');
    const second = root.get('list').get(0).get('second one');
    second.reportName('hint', 'name', 'The name.');
    second.report('hint', 'value', 'The value.');
    root.get('list').get(0).reportName('hint', 'element', 'The element.');
    expect(findings.map(({ line, column }) => [line, column])).toEqual([
      [3, 5],
      [4, 7],
      [2, 5],
    ]);
  });
});

describe('Cursor.report with an offset', () => {
  it.each([
    ['a: .x ==\n', 3, 1, 7],
    ['a: ".x =="\n', 3, 1, 8],
    ["a: '.x =='\n", 0, 1, 5],
    ['b: 1\na: |\n  .x |\n    .y ==\n', 10, 4, 8],
  ])('points into %j', (text, offset, line, column) => {
    const { root, findings } = read(text);
    root.get('a').report('error', 'odd', 'Odd.', offset);
    expect(findings).toMatchObject([{ line, column }]);
  });

  it.each(['a: "\\".x\\" =="\n', 'a: >\n  .x\n  .y ==\n', 'a: 12\n'])(
    'points at the beginning where %j is not written the way it reads',
    (text) => {
      const { root, findings } = read(text);
      root.get('a').report('error', 'odd', 'Odd.', 5);
      expect(findings).toMatchObject([{ line: 1, column: 4 }]);
    },
  );
});

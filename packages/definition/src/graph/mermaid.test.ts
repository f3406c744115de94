import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.js';
import { loadDefinition } from '../load.js';
import { StoredResources } from '../resources.js';
import { drawGraph, toMermaid } from './mermaid.js';

async function diagram(document: { readonly [property: string]: Json }): Promise<string> {
  const text = JSON.stringify({ id: 'a', ...document });
  const { program, findings } = await loadDefinition('a/a.sw.json', text, new StoredResources(new Map()));
  if (!program) throw new Error(JSON.stringify(findings));
  return toMermaid(program);
}

describe('toMermaid', () => {
  it('draws states with their actions, and the ways between them', async () => {
    const states = [
      {
        name: 'end',
        type: 'operation',
        actions: [{ name: 'greet', functionRef: { refName: 'log', arguments: { message: 'x' } } }],
        onErrors: [{ errorRef: 'x', end: true }],
        transition: { nextState: 'Choose', produceEvents: [{ eventRef: 'done' }] },
      },
      {
        name: 'Choose',
        type: 'switch',
        dataConditions: [{ condition: '.a == "b"', transition: 'end' }],
        defaultCondition: { end: { terminate: true } },
      },
    ];
    const functions = [{ name: 'log', type: 'custom', operation: 'sysout' }];
    const errors = [{ name: 'x', code: '500' }];
    const events = [{ name: 'done', type: 'd', kind: 'produced' }];
    expect(await diagram({ start: 'end', states, functions, errors, events })).toBe(
      [
        'flowchart TB',
        '  n0(("Start"))',
        '  n1["end<br/>call greet"]',
        '  n2{"Choose"}',
        '  n3((("End")))',
        '  n4((("Terminate")))',
        '  n0 --> n1',
        '  n1 -->|"send done"| n2',
        '  n1 -.->|"error x"| n3',
        '  n2 -->|".a == #34;b#34;"| n1',
        '  n2 -->|"default"| n4',
        '',
      ].join('\n'),
    );
  });

  it('says how many actions it leaves out, and cuts long conditions', async () => {
    const actions = Array.from({ length: 10 }, () => ({ subFlowRef: 'other' }));
    const dataConditions = [{ condition: `.a == ${'1'.repeat(200)}`, end: true }];
    const text = await diagram({
      states: [
        { name: 'A', type: 'operation', actions, transition: 'B' },
        { name: 'B', type: 'switch', dataConditions, defaultCondition: { end: true } },
      ],
    });
    expect(text).toContain('run other<br/>and 2 more"]');
    expect(text).toMatch(/\|"\.a == 1{70,75}…"\|/);
  });

  it('lets no name of a document mean anything to Mermaid', () => {
    const box = /^ {2}n\d+[[({]+"(?:[\p{L}\p{N} .,_()/+=!?*'$…-]|#\d+;|<br\/>)+"[\])}]+$/u;
    const arrow = /^ {2}n\d+ -\.?->(?:\|"(?:[\p{L}\p{N} .,_()/+=!?*'$…-]|#\d+;|<br\/>)+"\|)? n\d+$/u;
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('end', '%%{init: {}}%%', '"]; click n0', '`md`', '<b>', '#quot;', 'style a: #f;', '\n'),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (name, part, label) => {
        const text = drawGraph({
          nodes: [
            { id: name, name, kind: 'state', type: 'switch' },
            { id: `${name}/0`, name: part, kind: 'action', type: 'call', parent: name },
          ],
          edges: [{ from: name, to: name, kind: 'condition', label, steps: [] }],
        });
        const [first, drawn, way, ...rest] = text.trimEnd().split('\n');
        expect(first).toBe('flowchart TB');
        expect(drawn).toMatch(box);
        expect(way).toMatch(arrow);
        expect(rest).toEqual([]);
      }),
    );
  });
});

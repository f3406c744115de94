import { expect, it } from 'vitest';
import { Counter, Summary } from './collectors.js';
import { exposition } from './exposition.js';

it('writes labels so that they can be read back', () => {
  const counter = new Counter({ name: 'a_total', help: 'Things.' });
  counter.add({ x: 'quote " slash \\ line\nend' });
  expect(exposition(counter.families)).toBe(
    '# HELP a_total Things.\n# TYPE a_total counter\na_total{x="quote \\" slash \\\\ line\\nend"} 1\n',
  );
});

it('keeps what has different labels apart', () => {
  const counter = new Counter({ name: 'a_total', help: 'Things.' });
  for (const labels of [{ x: '1' }, { x: '1' }, { x: '2' }, { y: '1' }]) counter.add(labels);
  expect(exposition(counter.families).split('\n').slice(2, -1)).toEqual([
    'a_total{x="1"} 2',
    'a_total{x="2"} 1',
    'a_total{y="1"} 1',
  ]);
});

it('gives number, sum and largest of what was measured', () => {
  const summary = new Summary({ name: 's', help: 'Time.' });
  for (const value of [2, 0.5, 3]) summary.observe({ x: '1' }, value);
  expect(exposition(summary.families)).toBe(
    [
      '# HELP s Time.',
      '# TYPE s summary',
      's_count{x="1"} 3',
      's_sum{x="1"} 5.5',
      '# HELP s_max Time. Largest value.',
      '# TYPE s_max gauge',
      's_max{x="1"} 3',
      '',
    ].join('\n'),
  );
});

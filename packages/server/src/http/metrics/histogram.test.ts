import { expect, it } from 'vitest';
import { Counter, MAX_SERIES } from './collectors.js';
import { exposition } from './exposition.js';
import { Histogram } from './histogram.js';

it('counts in each bucket what is not above its bound', () => {
  const histogram = new Histogram({ name: 'h', help: 'Time.', bounds: [1, 5], label: 'x' });
  for (const value of [0.5, 1, 3, 7]) histogram.observe(value, 'a');
  expect(exposition(histogram.families)).toBe(
    [
      '# HELP h Time.',
      '# TYPE h histogram',
      'h_bucket{x="a",le="1"} 2',
      'h_bucket{x="a",le="5"} 3',
      'h_bucket{x="a",le="+Inf"} 4',
      'h_sum{x="a"} 11.5',
      'h_count{x="a"} 4',
      '',
    ].join('\n'),
  );
});

it('needs no label', () => {
  const histogram = new Histogram({ name: 'h', help: 'Time.', bounds: [1] });
  histogram.observe(2);
  expect(exposition(histogram.families)).toContain('h_bucket{le="1"} 0\nh_bucket{le="+Inf"} 1\n');
});

it('keeps only so many labels apart, whoever makes them up', () => {
  const histogram = new Histogram({ name: 'h', help: 'Time.', bounds: [1], label: 'x' });
  const counter = new Counter({ name: 'c_total', help: 'Things.' });
  for (let series = 0; series < MAX_SERIES + 3; series += 1) {
    histogram.observe(1, `name ${series}`);
    counter.add({ x: `name ${series}`, y: 'same' });
  }
  const lines = exposition([...histogram.families, ...counter.families]).split('\n');
  expect(lines.filter((line) => line.startsWith('h_count'))).toHaveLength(MAX_SERIES + 1);
  expect(lines).toContain('h_count{x="other"} 3');
  expect(lines.filter((line) => line.startsWith('c_total'))).toHaveLength(MAX_SERIES + 1);
  expect(lines).toContain('c_total{x="other",y="other"} 3');
});

/** Labels of a sample by name. */
export type Labels = { readonly [name: string]: string };

/** One number of a family. */
export interface Sample {
  /** What the name of the family is continued by: `_count`, `_sum`. */
  readonly suffix?: string;
  readonly labels: Labels;
  readonly value: number;
}

/** What was measured under one set of labels, sorted into buckets. */
export interface Distribution {
  readonly labels: Labels;
  /** How many values there are up to each bound, without those up to the bound before, and last those above all bounds. */
  readonly counts: readonly number[];
  readonly sum: number;
}

interface Named {
  readonly name: string;
  /** One line without a backslash. */
  readonly help: string;
}

/** Numbers under a name, one for each set of labels. */
export interface NumberFamily extends Named {
  readonly type: 'counter' | 'gauge' | 'summary';
  readonly samples: Iterable<Sample>;
}

/** Distributions under a name, one for each set of labels. */
export interface HistogramFamily extends Named {
  readonly type: 'histogram';
  /** Upper bounds of the buckets, ascending. */
  readonly bounds: readonly number[];
  readonly distributions: Iterable<Distribution>;
}

/** What Prometheus calls a metric: a name, what it means, and what there is for each set of labels. */
export type Family = NumberFamily | HistogramFamily;

/** The media type of {@link exposition}. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Writes families in the text format of Prometheus, version 0.0.4. */
export function exposition(families: Iterable<Family>): string {
  let text = '';
  for (const family of families) {
    const { name, type, help } = family;
    text += `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
    const samples = family.type === 'histogram' ? bucketSamples(family) : family.samples;
    for (const { suffix = '', labels, value } of samples) {
      const pairs = Object.entries(labels).map(([label, content]) => `${label}="${escaped(content)}"`);
      text += `${name}${suffix}{${pairs.join(',')}} ${value}\n`;
    }
  }
  return text;
}

/** Buckets count everything up to their bound, as Prometheus has them. */
function* bucketSamples({ bounds, distributions }: HistogramFamily): Generator<Sample> {
  for (const { labels, counts, sum } of distributions) {
    let value = 0;
    for (const [index, count] of counts.entries()) {
      value += count;
      const bound = bounds[index];
      yield {
        suffix: '_bucket',
        labels: { ...labels, le: bound === undefined ? '+Inf' : String(bound) },
        value,
      };
    }
    yield { suffix: '_sum', labels, value: sum };
    yield { suffix: '_count', labels, value };
  }
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** Labels of a sample by name. */
export type Labels = { readonly [name: string]: string };

/** One number of a family. */
export interface Sample {
  /** What the name of the family is continued by: `_count`, `_sum`. */
  readonly suffix?: string;
  readonly labels: Labels;
  readonly value: number;
}

/** What Prometheus calls a metric: a name, what it means, and a number for each set of labels. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  /** One line without a backslash. */
  readonly help: string;
  readonly samples: Iterable<Sample>;
}

/** The media type of {@link exposition}. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Writes families in the text format of Prometheus, version 0.0.4. */
export function exposition(families: Iterable<Family>): string {
  let text = '';
  for (const { name, type, help, samples } of families) {
    text += `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
    for (const { suffix = '', labels, value } of samples) {
      const pairs = Object.entries(labels).map(([label, content]) => `${label}="${escaped(content)}"`);
      text += `${name}${suffix}{${pairs.join(',')}} ${value}\n`;
    }
  }
  return text;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

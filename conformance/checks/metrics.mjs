/**
 * Whether a text in Prometheus' format has a sample of that name with these labels and at least that value.
 *
 * @param {string} text
 * @param {{name: string, labels?: Record<string, string>, atLeast: number}} metric
 */
export function covered(text, { name, labels = {}, atLeast }) {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return text
    .split('\n')
    .map((line) => /^([^{\s]+)(?:\{(.*)\})?\s+(\S+)/.exec(line))
    .some(
      (sample) =>
        sample?.[1] === name &&
        wanted.every((label) => (sample[2] ?? '').includes(label)) &&
        Number(sample[3]) >= atLeast,
    );
}

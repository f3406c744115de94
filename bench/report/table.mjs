/** Prints rows of cells as a table in Markdown; the first `texts` columns stand left, figures right. */
export function printTable(head, rows, texts) {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const pad = (row) =>
    line(row.map((cell, at) => (at < texts ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))));
  const rule = widths.map((width, at) => (at < texts ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  console.log([pad(head), line(rule), ...rows.map(pad)].join('\n'));
}

/** A rate with three digits: 43.6M, 326k, 870. */
export function shortRate(perSecond) {
  const [size, unit] = perSecond >= 1e6 ? [1e6, 'M'] : perSecond >= 1e3 ? [1e3, 'k'] : [1, ''];
  const value = perSecond / size;
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)}${unit}`;
}

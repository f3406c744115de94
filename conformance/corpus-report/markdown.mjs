/** The collections as a page of documentation: sums, what does not compile, what is said about the others. */
export function markdownReport(collections) {
  return [
    '# What becomes of published workflows',
    '',
    'Written by `npm run corpus-report`: every workflow document of the corpus, which lies beside this repository and is not part',
    'of it, is loaded; each either compiles or has findings that say why it does not.',
    '',
    ...sums(collections),
    ...collections.flatMap(section),
  ].join('\n');
}

function sums(collections) {
  const rows = collections.map(({ name, dialect, documents }) => [
    name,
    dialect,
    documents.length,
    documents.filter(({ compiles }) => compiles).length,
    documents.filter(({ compiles }) => !compiles).length,
  ]);
  return [...table(['Collection', 'Dialect', 'Documents', 'Compile', 'Have errors'], rows), ''];
}

function section({ name, documents }) {
  const broken = documents.filter(({ compiles }) => !compiles);
  const working = documents.filter(({ compiles }) => compiles);
  return [
    `## ${name}`,
    '',
    ...(broken.length === 0 ? [] : ['Have errors:', '', ...broken.flatMap(withFindings), '']),
    'Compile:',
    '',
    ...working.flatMap(withFindings),
    '',
  ];
}

function withFindings({ file, findings }) {
  return [
    `- ${code(file)}`,
    ...findings.map((finding) => {
      const place = `${finding.file === file ? '' : `${finding.file}:`}${finding.line}:${finding.column}`;
      return `  - ${finding.severity} ${place} ${finding.code}: ${escaped(finding.message)}`;
    }),
  ];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function code(text) {
  return `\`${text}\``;
}

/** Text of a document is shown as it is, whatever Markdown would make of it. */
function escaped(text) {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|$~]/g, '\\$&');
}

// `npm run corpus-report -- FOLDER [--json FILE] [--markdown FILE]`: what becomes of every workflow document of a corpus.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { collectionsOf } from './corpus-report/collections.mjs';
import { markdownReport } from './corpus-report/markdown.mjs';

const usage = `npm run corpus-report -- FOLDER [--json FILE] [--markdown FILE]

Loads every workflow document below FOLDER, one table for each folder in it, and says which compile and what is found in
the others. Prints Markdown, or writes it to a file; --json writes the same as data.`;

async function main(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' }, markdown: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [folder] = positionals;
  if (values.help || folder === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const collections = await collectionsOf(fromCaller(folder));
  const markdown = markdownReport(collections);
  if (values.markdown === undefined) console.log(markdown);
  else await writeFile(fromCaller(values.markdown), markdown);
  if (values.json !== undefined) {
    await writeFile(fromCaller(values.json), `${JSON.stringify(collections, null, 2)}\n`);
  }
  const documents = collections.flatMap((collection) => collection.documents);
  const compiled = documents.filter((document) => document.compiles).length;
  console.log(
    `${documents.length} documents: ${compiled} compile, ${documents.length - compiled} have errors.`,
  );
  return 0;
}

/** npm runs scripts in the clone and keeps the caller's folder here. */
function fromCaller(file) {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
}

process.exitCode = await main(process.argv.slice(2));

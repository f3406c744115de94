import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { Failure } from '../start/failure.mjs';
import { inRoot } from '../start/paths.mjs';
import { declarationsIn } from './declarations.mjs';
import { readSources } from './sources.mjs';

/** The document for people; what stands between its markers is written from the declarations in the code. */
export const documentFile = inRoot('docs', 'configuration.md');

const MARKED = /(<!-- settings: ([\w-]+) -->\n)[^]*?(<!-- end of settings -->)/g;

/** The document as it is, and as it should be. */
export async function documentNow() {
  const written = readFileSync(documentFile, 'utf8');
  const options = await resolveConfig(documentFile);
  const text = await format(filledIn(written, readSources().flatMap(declarationsIn)), {
    ...options,
    filepath: documentFile,
  });
  return { written, text };
}

/** A document whose marked places hold the settings of their task. */
export function filledIn(document, declarations) {
  const told = new Set();
  const text = document.replaceAll(MARKED, (_, start, task, end) => {
    told.add(task);
    return start + listOf(declarations.filter((declaration) => declaration.task === task)) + end;
  });
  const missing = declarations.find(({ task }) => !told.has(task));
  if (missing)
    throw new Failure(
      `${missing.key} is about "${missing.task}", but the document has no <!-- settings: ${missing.task} -->.`,
    );
  return text;
}

function listOf(declarations) {
  return `\n${declarations.map(entryOf).join('\n')}\n\n`;
}

function entryOf({ key, does, value, default: otherwise, where, example }) {
  const place = where === 'server' ? ' Only where the server is started.' : '';
  const default_ = otherwise === undefined ? '' : ` Default: ${otherwise}.`;
  return `- **\`${key}\`**: ${does}${place}\n  - Value: ${value}.${default_}\n  - Example: \`${example}\``;
}

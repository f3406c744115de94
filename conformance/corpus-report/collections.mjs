import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FolderResources, loadDefinition } from '@orchestrator/definition';

/** Names of workflow documents; the published examples of the specification have a folder each instead of an ending. */
const documentName = /\.sw\.(json|ya?ml)$|(^|\/)workflow\.(json|yaml)$/;

/**
 * Loads all documents of a corpus.
 *
 * @returns one entry for each folder of it that has documents: its name, the dialect in which they were read, and each
 * document with its findings
 */
export async function collectionsOf(corpus) {
  const entries = await readdir(corpus, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const collections = await Promise.all(names.toSorted().map((name) => collection(corpus, name)));
  return collections.filter(({ documents }) => documents.length > 0);
}

async function collection(corpus, name) {
  // Examples of the specification follow its text; all other workflows were written for SonataFlow.
  const dialect = name.startsWith('spec') ? 'spec' : 'sonataflow';
  const root = path.join(corpus, name);
  const files = (await readdir(root, { recursive: true })).map((file) => file.split(path.sep).join('/'));
  const documents = [];
  for (const file of files.filter((file) => documentName.test(file)).toSorted()) {
    documents.push(await load(root, file, dialect));
  }
  return { name, dialect, documents };
}

async function load(root, file, dialect) {
  const text = await readFile(path.join(root, file), 'utf8');
  const { program, findings } = await loadDefinition(file, text, new FolderResources(root), { dialect });
  return { file, compiles: program !== undefined, findings };
}

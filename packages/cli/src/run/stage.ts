import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDefinitionFile } from '@orchestrator/definition';
import type { Program, SourceFile } from '@orchestrator/definition';

/** Files with settings for the workflows beside them. */
const SETTINGS = ['application.properties', 'application.yaml', 'application.yml'];

/**
 * Makes a workflows folder that holds these programs, their files and their settings and nothing else, so that no other
 * workflow of their own folder is started. It is gone when the work is done.
 *
 * @param root - the folder from which the programs were read
 */
export async function staged<T>(
  programs: readonly Program[],
  root: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const stage = await mkdtemp(path.join(tmpdir(), 'orchestrator-run-'));
  try {
    for (const program of programs) await put(program, root, stage);
    return await work(stage);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function put({ source, files }: Program, root: string, stage: string): Promise<void> {
  await write(path.join(stage, documentPath(source)), source.text);
  for (const [key, text] of files) {
    // What has an address comes from there again, or from the folder that stands for it.
    if (!/^https?:/i.test(key)) await write(path.join(stage, visible(key)), text);
  }
  for (const name of SETTINGS) {
    const settings = path.posix.join(path.posix.dirname(source.path), name);
    await copyFile(path.join(root, settings), path.join(stage, visible(settings))).catch(unlessMissing);
  }
}

/** Documents are known by the ends of their names, which may be any for the one that is named. */
function documentPath({ path: written, format }: SourceFile): string {
  const name = visible(written);
  return isDefinitionFile(name) ? name : `${name.replace(/[^/]+$/, 'document')}.sw.${format}`;
}

/** Folders that are otherwise passed over when workflows are looked for. */
function visible(key: string): string {
  return key.replace(/^(?=\.[^./]|node_modules\/)/, '_');
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

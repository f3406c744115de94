import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from './main.js';

/** A folder with some files that is gone after the test. */
export async function withFiles<T>(
  files: { readonly [name: string]: string },
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-cli-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a command ended with and wrote. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command in this process, in a folder with some files.
 *
 * @param stopped - when somebody presses Ctrl-C; at once where nothing is said
 */
export async function command(
  files: { readonly [name: string]: string },
  args: readonly string[],
  colours = false,
  stopped: Promise<void> = Promise.resolve(),
): Promise<Outcome> {
  return withFiles(files, async (cwd) => {
    let out = '';
    let err = '';
    const code = await main(args, {
      cwd,
      colours,
      columns: 100,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      untilStopped: () => stopped,
    });
    return { code, out, err };
  });
}

/** A workflow document without findings. */
export const GOOD = `id: good
version: '1.0'
start: A
states:
  - name: A
    type: inject
    data: {}
    end: true
`;

/** One with an error in line 9 and a warning in line 8. */
export const BAD = `id: bad
version: '1.0'
start: A
states:
  - name: A
    type: inject
    data: {}
    metadta: {}
    transition: B
`;

import { fdatasyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The files of a database folder, with the `fsync` that PGlite's own file system lacks: a commit survives a power cut. */
export class DurableFiles extends NodeFS {
  override async init(...parameters: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...parameters);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  }
}

function addSync(module: object): void {
  fileOperations(module)['fsync'] = (stream: { readonly nfd: number }): number => {
    fdatasyncSync(stream.nfd);
    return 0;
  };
}

/** The table of file operations inside PGlite's build, which its types do not show. */
function fileOperations(module: object): { [operation: string]: unknown } {
  const files: unknown = 'NODEFS' in module ? module.NODEFS : undefined;
  const operations: unknown = isRecord(files) ? files['stream_ops'] : undefined;
  if (isRecord(operations)) return operations;
  throw new Error('This build of PGlite keeps no files through Node.');
}

function isRecord(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

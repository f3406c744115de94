import { StoredResources } from '@orchestrator/definition';
import type { Finding } from '@orchestrator/definition';
import type { Catalogue } from './catalogue.js';
import { readDocument } from './read-document.js';
import type { Reader } from './reading.js';

/** Paths of uploaded documents begin with it, which no path in the workflows folder does. */
const PREFIX = 'uploaded:';

/** Whether the document of this path was uploaded. */
export function isUploaded(path: string): boolean {
  return path.startsWith(PREFIX);
}

/** What uploading needs from its surroundings. */
export interface UploadsContext {
  readonly catalogue: Catalogue;
  readonly reader: () => Promise<Reader>;
  /**
   * Does something while the workflows folder is not being read, and looks at it again afterwards: its documents make room
   * for uploaded ones of the same id, and take it back.
   */
  readonly between: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Documents that come over the network instead of the workflows folder. They are kept in the store and are in force
 * again after a restart; other processes on the same store learn of them when they start.
 */
export class Uploads {
  readonly #context: UploadsContext;

  constructor(context: UploadsContext) {
    this.#context = context;
  }

  /** Puts a document in force under its id, unless it has errors. Answers what is wrong with it. */
  async upload(workflowId: string, text: string): Promise<readonly Finding[]> {
    const { catalogue, reader, between } = this.#context;
    const file = pathOf(workflowId, text);
    const read = await readDocument(file, text, new StoredResources(new Map()), await reader());
    if (read.head && read.head.workflowId !== workflowId)
      return [...read.findings, otherId(file, workflowId, read.head.workflowId)];
    if (!read.head) return read.findings;
    await between(async () => {
      await catalogue.take(file, read);
      await this.#forgetOthers(workflowId, file);
    });
    return read.findings;
  }

  /** Withdraws an uploaded document; false when there is none. Its runs go on. */
  remove(workflowId: string): Promise<boolean> {
    const { catalogue, between } = this.#context;
    return between(async () => {
      const path = catalogue.current(workflowId)?.source.path ?? '';
      if (!isUploaded(path)) return false;
      await catalogue.drop(path);
      return true;
    });
  }

  /** A document that was YAML and is JSON now has another path. */
  async #forgetOthers(workflowId: string, file: string): Promise<void> {
    const { catalogue } = this.#context;
    for (const { file: known } of catalogue.findings())
      if (known !== file && (known === pathOf(workflowId, '{') || known === pathOf(workflowId, '')))
        await catalogue.drop(known);
  }
}

function pathOf(workflowId: string, text: string): string {
  return `${PREFIX}${workflowId}.sw.${text.trimStart().startsWith('{') ? 'json' : 'yaml'}`;
}

function otherId(file: string, wanted: string, found: string): Finding {
  return {
    code: 'other-id',
    severity: 'error',
    message: `The id of this workflow is "${found}", but it was sent to the address of "${wanted}"; they have to be the same.`,
    file,
    line: 1,
    column: 1,
  };
}

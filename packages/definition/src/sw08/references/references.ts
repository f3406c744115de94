import path from 'node:path';
import { Cursor } from '../../document/cursor.js';
import { SourceDocument } from '../../document/document.js';
import { formatOf, parseJson } from '../../document/parse-resource.js';
import type { Finding } from '../../finding.js';
import type { Json } from '../../json.js';
import { resolveReference } from '../../resolve-reference.js';
import type { MissingFile, Place, ReferredFile } from '../../resolve-reference.js';
import type { Resources } from '../../resources.js';

/** The files that one workflow document refers to. Each is parsed once, and what is wrong with it is told once. */
export class References {
  readonly #workflowFolder: string;
  readonly #resources: Resources;
  readonly #findings: Finding[];
  readonly #cursors = new Map<string, Cursor | undefined>();
  readonly #values = new Map<string, Json | undefined>();

  /** @param findings - receives what is wrong with referred files */
  constructor(workflowFile: string, resources: Resources, findings: Finding[]) {
    this.#workflowFolder = path.posix.dirname(workflowFile);
    this.#resources = resources;
    this.#findings = findings;
  }

  /** The place that references in a file are followed from. */
  placeOf(file: string): Place {
    return { file, workflowFolder: this.#workflowFolder };
  }

  /** The file behind a reference that stands in the file `from`. */
  find(reference: string, from: string): Promise<ReferredFile | MissingFile> {
    return resolveReference(reference, this.placeOf(from), this.#resources);
  }

  /** A cursor on a file's content; undefined when its syntax is wrong, which is noted. */
  open(file: ReferredFile): Cursor | undefined {
    if (!this.#cursors.has(file.path)) this.#cursors.set(file.path, this.#parse(file));
    return this.#cursors.get(file.path);
  }

  /** A file's content where positions do not matter; undefined when its syntax is wrong, which is noted. */
  value(file: ReferredFile): Json | undefined {
    if (!this.#values.has(file.path)) {
      // Large documents are mostly JSON, which is read far faster without positions.
      this.#values.set(file.path, parseJson(file.text) ?? this.open(file)?.value);
    }
    return this.#values.get(file.path);
  }

  #parse({ path: file, text }: ReferredFile): Cursor | undefined {
    const { document, findings } = SourceDocument.parse({ path: file, text, format: formatOf(file) });
    this.#findings.push(...findings);
    return document && Cursor.root(document, this.#findings);
  }
}

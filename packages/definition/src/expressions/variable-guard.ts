import type { Dialect } from '../program/dialect.js';
import type { DataPath } from '../program/action.js';
import { ExpressionError } from './expression.js';
import type { Variables } from './expression.js';
import type { Reads } from './reads.js';

/** What `$WORKFLOW` can hold; reading any other key is an error (workflow-runtime.md 3.4). */
const WORKFLOW_KEYS: ReadonlySet<unknown> = new Set([
  'instanceId',
  'id',
  'name',
  'headers',
  'identity',
  'input',
  'prevActionResult',
  'statusCode',
  'statusMessage',
  'responseHeaders',
  'python',
]);

/** Tells before an evaluation whether the variables that the expression reads are there. */
export class VariableGuard {
  readonly #source: string;
  readonly #names: readonly string[];
  readonly #unknownKey: string | number | undefined;
  /** In the dialect `spec` a secret that is not there is an error; in `sonataflow` it reads as null. */
  readonly #secrets: readonly (readonly [name: string, path: DataPath])[];

  private constructor(source: string, reads: Reads, dialect: Dialect) {
    this.#source = source;
    this.#names = [...reads.variables.keys()];
    this.#unknownKey = (reads.variables.get('WORKFLOW') ?? []).find(
      ([key]) => key !== undefined && !WORKFLOW_KEYS.has(key),
    )?.[0];
    this.#secrets =
      dialect === 'spec'
        ? ['SECRET', 'SECRETS'].flatMap((name) =>
            (reads.variables.get(name) ?? []).map((path) => [name, path] as const),
          )
        : [];
  }

  /** A guard for an expression; undefined for one that reads no variables. */
  static of(source: string, reads: Reads, dialect: Dialect): VariableGuard | undefined {
    return reads.variables.size === 0 ? undefined : new VariableGuard(source, reads, dialect);
  }

  /** @throws ExpressionError `unknown-variable` */
  check(variables: Variables): void {
    for (const name of this.#names) {
      if (!Object.hasOwn(variables, name)) this.#fail(`reads $${name}, which has no value here`);
    }
    if (this.#unknownKey !== undefined)
      this.#fail(`reads $WORKFLOW.${this.#unknownKey}, which does not exist`);
    for (const [name, path] of this.#secrets) {
      if (!hasPath(variables[name], path))
        this.#fail(`reads the secret ${path.join('.')}, which is not configured`);
    }
  }

  #fail(what: string): never {
    throw new ExpressionError('unknown-variable', `The expression ${this.#source} ${what}.`);
  }
}

function hasPath(value: unknown, path: DataPath): boolean {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false;
    here = (here as Readonly<Record<string | number, unknown>>)[step];
  }
  return true;
}

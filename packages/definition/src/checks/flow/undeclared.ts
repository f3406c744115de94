import type { Cursor } from '../../document/cursor.js';
import { nearestName } from '../../nearest-name.js';
import type { DataPath } from '../../program/action.js';
import type { Dialect } from '../../program/dialect.js';
import type { CheckedFlow } from './checked-flow.js';
import type { ExpressionPlaces } from './expression-places.js';
import { expressionsOf } from './task-expressions.js';

/** Reports expressions that read secrets or constants which the document does not declare. */
export function checkUndeclared(
  root: Cursor,
  flow: CheckedFlow,
  places: ExpressionPlaces,
  dialect: Dialect,
): void {
  const secrets = declaredSecrets(root, dialect);
  const constants = declaredConstants(root, flow);
  for (const task of flow.tasks.values()) {
    for (const expression of expressionsOf(task)) {
      const { variables } = expression.reads;
      const secretPaths = [...(variables.get('SECRET') ?? []), ...(variables.get('SECRETS') ?? [])];
      const secret = secrets && secretPaths.find((path) => path.length > 0 && !isDeclared(path, secrets));
      const constant =
        constants &&
        (variables.get('CONST') ?? []).find(([key]) => key !== undefined && !constants.includes(String(key)));
      for (const place of secret || constant ? places.find(expression, task) : []) {
        if (secret) reportSecret(place, secret.join('.'), dialect);
        if (constant) reportConstant(place, String(constant[0]), constants);
      }
    }
  }
}

/** Undefined: nothing is declared in a way that says what is missing. SonataFlow reads any setting as a secret. */
function declaredSecrets(root: Cursor, dialect: Dialect): readonly string[] | undefined {
  const { value } = root.get('secrets');
  if (Array.isArray(value)) return value.filter((name) => typeof name === 'string');
  return value === undefined && dialect === 'spec' ? [] : undefined;
}

function declaredConstants(root: Cursor, flow: CheckedFlow): readonly string[] | undefined {
  const given = root.get('constants').value;
  // Constants of a file that could not be read are not known.
  if (typeof given === 'string' && Object.keys(flow.constants ?? {}).length === 0) return undefined;
  return Object.keys(flow.constants ?? {});
}

/** `a.b` is declared by itself, by `a`, and, when it is read only in part, by `a.b.c`. */
function isDeclared(path: DataPath, declared: readonly string[]): boolean {
  const name = path.join('.');
  return declared.some((other) => `${name}.`.startsWith(`${other}.`) || other.startsWith(`${name}.`));
}

function reportSecret(place: Cursor, name: string, dialect: Dialect): void {
  const message = `The secret "${name}" isn't declared; add it to "secrets".`;
  place.report(dialect === 'spec' ? 'warning' : 'hint', 'undeclared-secret', message);
}

function reportConstant(place: Cursor, name: string, constants: readonly string[]): void {
  const nearest = nearestName(name, constants);
  const advice =
    nearest === undefined ? 'add it to "constants" or correct the name.' : `did you mean "${nearest}"?`;
  place.report('warning', 'unknown-constant', `There is no constant "${name}"; ${advice}`);
}

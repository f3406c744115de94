import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import type { DataPath } from '../../program/action.js';
import { Constant, ListTemplate, ObjectTemplate } from './parts.js';
import type { Template } from '../template.js';
import { ExpressionSyntaxError } from '../expression.js';

/**
 * Compiles a structure of any depth; keys are never evaluated (workflow-runtime.md 3.1).
 *
 * @param compileText - compiles each text in it
 * @throws ExpressionSyntaxError what `compileText` throws, with the path of its text
 */
export function compileTemplate(
  value: Json,
  compileText: (text: string) => Template,
  path: DataPath = [],
): Template {
  if (typeof value === 'string') return compileAt(value, compileText, path);
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return folded(
      new ListTemplate(list.map((item, index) => compileTemplate(item, compileText, [...path, index]))),
    );
  }
  if (!isJsonObject(value)) return new Constant(value);
  const keys = Object.keys(value);
  const values = keys.map((key) => compileTemplate(value[key] ?? null, compileText, [...path, key]));
  return folded(new ObjectTemplate(keys, values));
}

/** A structure without expressions is a constant, whatever its size. */
function folded(template: Template): Template {
  return template.expressions.length === 0 ? new Constant(template.evaluate(null, {}, 0)) : template;
}

function compileAt(text: string, compileText: (text: string) => Template, path: DataPath): Template {
  try {
    return compileText(text);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    throw new ExpressionSyntaxError(error.message, { offset: error.offset, path }, { cause: error });
  }
}

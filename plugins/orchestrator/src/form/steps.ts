import type { UiSchema } from '@rjsf/utils';
import type { FieldErrorDTO } from '@orchestrator/plugin-orchestrator-common';
import { arrayProperty, isRecord, property, stringProperty } from '../json';
import { parsePointer } from './json-pointer';
import type { JsonSchema } from './schema-checker';
import { resolveSchema } from './ui-schema';

/** One page of the run form. */
export interface FormStep {
  /** Property that the step fills; absent when the form has a single step for everything. */
  readonly key?: string;
  readonly title: string;
}

/**
 * Cuts the form into steps (contract 6.6): one for each property when the root is an object whose properties are all
 * objects, else one for everything. Steps with nothing to see are left out.
 */
export function findSteps(schema: JsonSchema, uiSchema: UiSchema): FormStep[] {
  const properties = property(schema, 'properties');
  const keys = isRecord(properties) ? Object.keys(properties) : [];
  const parts = keys.map((key) => ({ key, part: resolveSchema(property(properties, key), schema) }));
  const isWizard = parts.length > 0 && parts.every(({ part }) => property(part, 'type') === 'object');
  if (!isWizard) {
    return [{ title: stringProperty(schema, 'title') ?? 'Inputs' }];
  }
  return inOrder(keys, arrayProperty(schema, 'ui:order'))
    .filter((key) => !isHidden(property(uiSchema, key)))
    .map((key) => ({ key, title: titleOf(key, parts.find((candidate) => candidate.key === key)?.part) }));
}

/** The uiSchema of one step: the other steps stay in the form, out of sight, so that references between them hold. */
export function showStep(uiSchema: UiSchema, steps: readonly FormStep[], shown: FormStep): UiSchema {
  const hidden = steps.flatMap((step) =>
    step.key === undefined || step.key === shown.key ? [] : [step.key],
  );
  return { ...uiSchema, ...Object.fromEntries(hidden.map((key) => [key, hide(property(uiSchema, key))])) };
}

/** Where an error is to be mended; undefined when no step shows its place. */
export function stepOfError(steps: readonly FormStep[], error: FieldErrorDTO): number | undefined {
  const [key] = parsePointer(error.path);
  const index = steps.findIndex((step) => step.key === undefined || step.key === key);
  return index === -1 ? undefined : index;
}

/** Whether everything at a place is kept from sight. */
function isHidden(uiSchema: unknown): boolean {
  return property(uiSchema, 'ui:widget') === 'hidden';
}

function hide(uiSchema: unknown): UiSchema {
  return { ...(isRecord(uiSchema) ? uiSchema : {}), 'ui:widget': 'hidden' };
}

function titleOf(key: string, part: unknown): string {
  return stringProperty(part, 'title') ?? key;
}

function inOrder(keys: readonly string[], order: readonly unknown[]): string[] {
  const first = order.flatMap((key) => (typeof key === 'string' && keys.includes(key) ? [key] : []));
  return [...first, ...keys.filter((key) => !first.includes(key))];
}

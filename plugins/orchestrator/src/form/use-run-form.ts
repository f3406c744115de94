import { useMemo, useState } from 'react';
import { getDefaultFormState, type ErrorSchema, type RJSFSchema, type UiSchema } from '@rjsf/utils';
import type { FieldErrorDTO } from '@orchestrator/plugin-orchestrator-common';
import { isRecord } from '../json';
import { toErrorSchema } from './error-schema';
import { parsePointer, valueAt } from './json-pointer';
import { formValidator } from './rjsf-validator';
import { checkSchema } from './schema-checker';
import { findSteps, showStep, stepOfError, type FormStep } from './steps';
import { extractUiSchema } from './ui-schema';

/** What the server refused, with the values that it saw: a changed value is no longer refused. */
interface Refusal {
  readonly fields: readonly FieldErrorDTO[];
  readonly data: unknown;
}

/** The run form as pages see it. */
export interface RunFormModel {
  readonly steps: readonly FormStep[];
  /** Index of the step on screen; `steps.length` is the review. */
  readonly position: number;
  readonly data: unknown;
  readonly uiSchema: UiSchema;
  /** The uiSchema of the step on screen. */
  readonly stepUiSchema: UiSchema;
  /** Errors of the step on screen, once someone has tried to leave it. */
  readonly errors: ErrorSchema;
  readonly errorCount: number;
  /** Id of the element of the first field with an error. */
  readonly firstErrorId: string | undefined;
  /** Errors that no step can show. */
  readonly elsewhere: readonly FieldErrorDTO[];
  readonly change: (data: unknown) => void;
  /** Goes on when the step has no errors; answers whether it did. */
  readonly next: () => boolean;
  readonly goTo: (position: number) => void;
  /** Shows what the server refused, at the first step concerned. */
  readonly refuse: (fields: readonly FieldErrorDTO[]) => void;
}

/** Keeps the data, the position and the errors of a run form. */
export function useRunForm(schema: RJSFSchema, initialData: unknown): RunFormModel {
  const uiSchema = useMemo(() => extractUiSchema(schema), [schema]);
  const steps = useMemo(() => findSteps(schema, uiSchema), [schema, uiSchema]);
  const [data, setData] = useState<unknown>(() =>
    withSteps(getDefaultFormState(formValidator, schema, initialData, schema), steps),
  );
  const [position, setPosition] = useState(0);
  const [tried, setTried] = useState<ReadonlySet<number>>(new Set());
  const [refusal, setRefusal] = useState<Refusal>({ fields: [], data: undefined });

  const all = useMemo(() => allErrors(schema, data, refusal), [schema, data, refusal]);
  const shown = steps[position];
  const here = all.filter((error) => stepOfError(steps, error) === position);
  const visible = tried.has(position) ? here : [];

  return {
    steps,
    position,
    data,
    uiSchema,
    stepUiSchema: useMemo(
      () => (shown ? showStep(uiSchema, steps, shown) : uiSchema),
      [uiSchema, steps, shown],
    ),
    errors: toErrorSchema(visible),
    errorCount: visible.length,
    firstErrorId: here[0] && elementId(here[0]),
    elsewhere: all.filter((error) => stepOfError(steps, error) === undefined),
    change: setData,
    next: () => {
      setTried((previous) => new Set(previous).add(position));
      if (here.length > 0) {
        return false;
      }
      setPosition(position + 1);
      return true;
    },
    goTo: setPosition,
    refuse: (fields) => {
      setRefusal({ fields: fields.map(asSentence), data });
      const concerned = fields.flatMap((field) => stepOfError(steps, field) ?? []);
      setTried((previous) => new Set([...previous, ...concerned]));
      if (concerned.length > 0) {
        setPosition(Math.min(...concerned));
      }
    },
  };
}

/** Servers write what a field must be; below a field that is a sentence of its own. */
function asSentence({ path, message }: FieldErrorDTO): FieldErrorDTO {
  const end = /[.!?]$/.test(message) ? '' : '.';
  return { path, message: `${message.charAt(0).toUpperCase()}${message.slice(1)}${end}` };
}

/** RJSF builds the ids of fields from their place. */
function elementId({ path }: FieldErrorDTO): string {
  return ['root', ...parsePointer(path)].join('_');
}

/** A step on screen is always sent: left untouched it must still have what it requires. */
function withSteps(data: unknown, steps: readonly FormStep[]): unknown {
  const keys = steps.flatMap((step) => step.key ?? []);
  return keys.length === 0
    ? data
    : { ...Object.fromEntries(keys.map((key) => [key, {}])), ...(isRecord(data) ? data : {}) };
}

/** What the schema refuses, and what the server refused and nobody has changed since. */
function allErrors(schema: RJSFSchema, data: unknown, refusal: Refusal): FieldErrorDTO[] {
  const found = checkSchema(schema, data);
  const paths = new Set(found.map((error) => error.path));
  const refused = refusal.fields.filter(
    ({ path }) =>
      !paths.has(path) && JSON.stringify(valueAt(data, path)) === JSON.stringify(valueAt(refusal.data, path)),
  );
  return [...found, ...refused];
}

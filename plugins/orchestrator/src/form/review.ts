import { retrieveSchema, type RJSFSchema, type UiSchema } from '@rjsf/utils';
import { isRecord, property, stringProperty } from '../json';
import { formValidator } from './rjsf-validator';

/** One line of the review: a value, or a heading with lines below it. */
export interface ReviewRow {
  readonly key: string;
  readonly label: string;
  /** Absent on headings. */
  readonly value?: string;
  readonly rows?: readonly ReviewRow[];
}

/** What stands in for a password. */
const MASK = '••••••••';

/** The form's data as it will be sent, with the titles that the form shows; hidden fields are left out. */
export function reviewRows(
  schema: RJSFSchema,
  uiSchema: UiSchema,
  data: unknown,
  root = schema,
): ReviewRow[] {
  const resolved = retrieveSchema(formValidator, schema, root, data);
  return entriesOf(data).flatMap(([key, value]): ReviewRow[] => {
    const inner = childSchema(resolved, key, Array.isArray(data));
    const innerUi = childUi(uiSchema, key, Array.isArray(data));
    const widget = stringProperty(innerUi, 'ui:widget');
    if (value === undefined || widget === 'hidden') {
      return [];
    }
    const label = Array.isArray(data) ? `${Number(key) + 1}` : (inner.title ?? key);
    if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) {
      return [{ key, label, value: value.length === 0 ? 'None' : value.map(describe).join(', ') }];
    }
    if (typeof value === 'object' && value !== null && entriesOf(value).length > 0) {
      return [{ key, label, rows: reviewRows(inner, innerUi, value, root) }];
    }
    return [{ key, label, value: widget === 'password' ? MASK : describe(value) }];
  });
}

function entriesOf(data: unknown): [string, unknown][] {
  if (Array.isArray(data)) {
    return data.map((value: unknown, index) => [String(index), value]);
  }
  return isRecord(data) ? Object.entries(data) : [];
}

function childSchema(schema: RJSFSchema, key: string, isItem: boolean): RJSFSchema {
  const found = isItem ? itemSchema(schema, key) : property(schema.properties, key);
  return isRecord(found) ? found : {};
}

function itemSchema(schema: RJSFSchema, key: string): unknown {
  return Array.isArray(schema.items) ? schema.items[Number(key)] : schema.items;
}

function childUi(uiSchema: UiSchema, key: string, isItem: boolean): UiSchema {
  const found = property(uiSchema, isItem ? 'items' : key);
  return isRecord(found) ? found : {};
}

function describe(value: unknown): string {
  if (typeof value === 'boolean') {
    return value ? 'Yes' : 'No';
  }
  if (typeof value === 'object') {
    return value === null ? '–' : 'None';
  }
  return String(value);
}

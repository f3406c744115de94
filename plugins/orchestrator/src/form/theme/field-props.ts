import type { WidgetProps } from '@rjsf/utils';

/** What every field of the design system takes, from what RJSF tells a widget. */
export interface FieldProps {
  readonly id: string;
  readonly label: string | null;
  readonly 'aria-label'?: string;
  readonly description: string | null;
  readonly isRequired: boolean;
  readonly isDisabled: boolean;
  readonly isReadOnly: boolean;
  readonly autoFocus: boolean;
  readonly validationBehavior: 'aria';
  /** Hands over the errors found elsewhere; the field shows and announces them. */
  readonly validate: () => string[] | null;
}

/** Translates a widget's properties; the design system then draws label, description and errors itself. */
export function fieldProps(props: WidgetProps): FieldProps {
  const label = props.hideLabel ? '' : props.label;
  return {
    id: props.id,
    label: label || null,
    ...(!label && { 'aria-label': props.label || props.name || 'Choice' }),
    description: descriptionOf(props) ?? null,
    isRequired: Boolean(props.required),
    isDisabled: Boolean(props.disabled),
    isReadOnly: Boolean(props.readonly),
    autoFocus: Boolean(props.autofocus),
    validationBehavior: 'aria',
    validate: () => (props.rawErrors && props.rawErrors.length > 0 ? props.rawErrors : null),
  };
}

/** The help text of a field: from `ui:description`, else from the schema. */
export function descriptionOf({
  options,
  schema,
}: Pick<WidgetProps, 'options' | 'schema'>): string | undefined {
  return typeof options.description === 'string' ? options.description : schema.description;
}

/** An emptied text field has no value rather than an empty one, unless the schema's author says otherwise. */
export function textValue({ options }: Pick<WidgetProps, 'options'>, text: string): unknown {
  return text === '' ? options.emptyValue : text;
}

import { NumberField, PasswordField, TextAreaField, TextField } from '@backstage/ui';
import type { WidgetProps } from '@rjsf/utils';
import { fieldProps, textValue } from './field-props';

/** One line of text, or a number where the schema wants one. */
export function TextWidget(props: WidgetProps) {
  if (props.schema.type === 'number' || props.schema.type === 'integer') {
    return <NumberWidget {...props} />;
  }
  return <LineWidget {...props} type="text" />;
}

/** An e-mail address. */
export function EmailWidget(props: WidgetProps) {
  return <LineWidget {...props} type="email" />;
}

/** An address on the web. */
export function UrlWidget(props: WidgetProps) {
  return <LineWidget {...props} type="url" />;
}

function LineWidget(props: WidgetProps & { readonly type: 'text' | 'email' | 'url' }) {
  return (
    <TextField
      {...fieldProps(props)}
      type={props.type}
      value={asText(props.value)}
      placeholder={props.placeholder}
      onChange={(text) => props.onChange(textValue(props, text))}
    />
  );
}

/** Several lines of text. */
export function TextareaWidget(props: WidgetProps) {
  const { rows } = props.options;
  return (
    <TextAreaField
      {...fieldProps(props)}
      value={asText(props.value)}
      placeholder={props.placeholder}
      rows={typeof rows === 'number' ? rows : 4}
      onChange={(text) => props.onChange(textValue(props, text))}
    />
  );
}

/** Text that nobody should read over the shoulder. */
export function PasswordWidget(props: WidgetProps) {
  return (
    <PasswordField
      {...fieldProps(props)}
      value={asText(props.value)}
      placeholder={props.placeholder}
      onChange={(text) => props.onChange(textValue(props, text))}
    />
  );
}

/** A number. Limits are left to validation: changing what was typed without a word would be worse. */
export function NumberWidget(props: WidgetProps) {
  return (
    <NumberField
      {...fieldProps(props)}
      value={typeof props.value === 'number' ? props.value : Number.NaN}
      placeholder={props.placeholder}
      formatOptions={{ useGrouping: false, maximumFractionDigits: 20 }}
      onChange={(number) => props.onChange(Number.isNaN(number) ? '' : number)}
    />
  );
}

function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

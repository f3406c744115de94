import { Checkbox, CheckboxGroup, Radio, RadioGroup, Select, Text } from '@backstage/ui';
import type { WidgetProps } from '@rjsf/utils';
import { descriptionOf, fieldProps } from './field-props';
import { FieldErrors } from './FieldErrors';

/** Key of the entry that takes a choice back. */
const NONE = 'none';

/** One of several values; several of them when the schema wants a list. */
export function SelectWidget(props: WidgetProps) {
  if (props.multiple) {
    return <CheckboxesWidget {...props} />;
  }
  const clearable = !props.required && props.schema.default === undefined;
  return (
    <Select
      {...fieldProps(props)}
      options={[...(clearable ? [{ id: NONE, label: 'None' }] : []), ...choices(props)]}
      value={selectedKey(props) ?? null}
      placeholder={props.placeholder || 'Choose…'}
      onChange={(key) => props.onChange(valueOf(props, String(key)))}
    />
  );
}

/** One of a few values, all in sight. */
export function RadioWidget(props: WidgetProps) {
  return (
    <RadioGroup
      {...fieldProps(props)}
      value={selectedKey(props) ?? null}
      onChange={(key) => props.onChange(valueOf(props, key))}
    >
      {choices(props).map(({ id, label }) => (
        <Radio key={id} value={id}>
          {label}
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** Any of several values. */
export function CheckboxesWidget(props: WidgetProps) {
  const selected: readonly unknown[] = Array.isArray(props.value) ? props.value : [];
  const options = props.options.enumOptions ?? [];
  return (
    <CheckboxGroup
      {...fieldProps(props)}
      value={options.flatMap((option, index) => (selected.includes(option.value) ? [String(index)] : []))}
      onChange={(keys) =>
        props.onChange(options.filter((_, index) => keys.includes(String(index))).map((o) => o.value))
      }
    >
      {choices(props).map(({ id, label }) => (
        <Checkbox key={id} value={id}>
          {label}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

/** Yes or no. */
export function CheckboxWidget(props: WidgetProps) {
  const { id, isDisabled, isReadOnly } = fieldProps(props);
  const description = descriptionOf(props);
  const errors = props.rawErrors ?? [];
  return (
    <div>
      <Checkbox
        id={id}
        isDisabled={isDisabled}
        isReadOnly={isReadOnly}
        isSelected={props.value === true}
        isInvalid={errors.length > 0}
        aria-describedby={`${id}-help ${id}-errors`}
        onChange={(value) => props.onChange(value)}
      >
        {props.label}
      </Checkbox>
      {description !== undefined && (
        <Text as="p" variant="body-small" color="secondary" id={`${id}-help`}>
          {description}
        </Text>
      )}
      <FieldErrors id={`${id}-errors`} errors={errors} />
    </div>
  );
}

interface Choice {
  readonly id: string;
  readonly label: string;
}

/** Values may be anything, so their place in the list stands for them. */
function choices(props: WidgetProps): Choice[] {
  return (props.options.enumOptions ?? []).map((option, index) => ({
    id: String(index),
    label: option.label,
  }));
}

function selectedKey(props: WidgetProps): string | undefined {
  const index = (props.options.enumOptions ?? []).findIndex((option) => option.value === props.value);
  return index === -1 ? undefined : String(index);
}

function valueOf(props: WidgetProps, key: string): unknown {
  return key === NONE ? undefined : props.options.enumOptions?.[Number(key)]?.value;
}

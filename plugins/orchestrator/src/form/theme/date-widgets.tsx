import { parseDate, type CalendarDate } from '@internationalized/date';
import { DatePicker } from '@backstage/ui';
import type { WidgetProps } from '@rjsf/utils';
import { fieldProps } from './field-props';

/** A day, without a time. */
export function DateWidget(props: WidgetProps) {
  return (
    <DatePicker
      {...fieldProps(props)}
      value={readDate(props.value)}
      onChange={(date) => props.onChange(date?.toString())}
    />
  );
}

function readDate(value: unknown): CalendarDate | null {
  try {
    return typeof value === 'string' ? parseDate(value) : null;
  } catch {
    return null;
  }
}

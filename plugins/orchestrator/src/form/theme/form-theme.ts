import type { ThemeProps } from '@rjsf/core';
import { CheckboxesWidget, CheckboxWidget, RadioWidget, SelectWidget } from './choice-widgets';
import { DateWidget } from './date-widgets';
import { ArrayFieldTemplate, FieldTemplate, ObjectFieldTemplate } from './templates';
import {
  EmailWidget,
  NumberWidget,
  PasswordWidget,
  TextareaWidget,
  TextWidget,
  UrlWidget,
} from './text-widgets';

/** RJSF drawn with the portal's design system. */
export const formTheme: ThemeProps = {
  widgets: {
    TextWidget,
    EmailWidget,
    URLWidget: UrlWidget,
    TextareaWidget,
    PasswordWidget,
    UpDownWidget: NumberWidget,
    RangeWidget: NumberWidget,
    DateWidget,
    SelectWidget,
    RadioWidget,
    CheckboxWidget,
    CheckboxesWidget,
  },
  templates: { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate },
};

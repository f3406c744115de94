import {
  createErrorHandler,
  toErrorList,
  unwrapErrorHandler,
  validationDataMerge,
  type RJSFSchema,
  type RJSFValidationError,
  type ValidatorType,
} from '@rjsf/utils';
import { toErrorSchema } from './error-schema';
import { parsePointer } from './json-pointer';
import { checkSchema, fitsSchema } from './schema-checker';

/** What RJSF asks of a validator, answered without generated code. */
export const formValidator: ValidatorType = {
  validateFormData(formData, schema, customValidate, transformErrors, uiSchema) {
    const fields = checkSchema(schema, formData);
    const raw = fields.map(({ path, message }): RJSFValidationError => ({
      message,
      property: parsePointer(path)
        .map((part) => `.${part}`)
        .join(''),
      stack: message,
    }));
    const errors = transformErrors ? transformErrors(raw, uiSchema) : raw;
    const data = { errors, errorSchema: toErrorSchema(fields) };
    if (!customValidate) {
      return data;
    }
    const handler = customValidate(formData, createErrorHandler(formData), uiSchema);
    return validationDataMerge(data, unwrapErrorHandler(handler));
  },
  isValid(schema, formData, rootSchema) {
    return fitsSchema(withDefinitions(schema, rootSchema), formData);
  },
  rawValidation() {
    return {};
  },
  toErrorList,
};

/** A part of a schema together with the definitions that it may refer to. */
function withDefinitions(schema: RJSFSchema, rootSchema: RJSFSchema): RJSFSchema {
  const { definitions, $defs } = rootSchema;
  return { ...(definitions && { definitions }), ...($defs && { $defs }), ...schema };
}

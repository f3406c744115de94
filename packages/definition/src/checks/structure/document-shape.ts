import { filledText, flag, listOf, object, oneOf, orText, refer, text } from './shape.js';
import type { Shape } from './shape.js';
import { documentSections } from './section-shapes.js';
import { state } from './state-shapes.js';

const schedule = orText(
  object(
    'A schedule',
    {
      interval: filledText,
      cron: orText(object('"cron"', { expression: filledText, validUntil: text }, { needs: ['expression'] })),
      timezone: text,
    },
    { exactlyOne: ['interval', 'cron'] },
  ),
);

/** The top level of a document; only there further properties are allowed (specification 0.8, section A1). */
export const documentShape: Shape = {
  type: 'object',
  properties: {
    id: filledText,
    key: filledText,
    name: filledText,
    description: text,
    version: filledText,
    annotations: listOf(text, 1),
    dataInputSchema: orText({
      ...object(
        'An input schema',
        {
          schema: { type: ['string', 'object'], also: ['object'], minLength: 1 },
          failOnValidationErrors: flag,
        },
        { needs: ['schema'], specNeeds: ['failOnValidationErrors'] },
      ),
    }),
    start: orText(
      object(
        '"start"',
        { stateName: filledText, schedule },
        { needs: ['stateName'], specNeeds: ['schedule'] },
      ),
    ),
    specVersion: filledText,
    expressionLang: oneOf('jq', 'jsonpath'),
    keepActive: flag,
    autoRetries: flag,
    metadata: refer('metadata'),
    ...documentSections,
    states: listOf(state),
  },
  needs: ['states'],
  specNeeds: ['specVersion'],
};

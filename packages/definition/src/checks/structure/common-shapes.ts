import { filledText, flag, listOf, metadata, object, oneOf, orText, refer, text } from './shape.js';
import type { Shape } from './shape.js';
import { stateExecTimeout, workflowExecTimeout } from './timeout-shapes.js';

const invoke = oneOf('sync', 'async');

/** Payloads: an expression, or an object that may hold expressions. SonataFlow takes any JSON. */
const payload: Shape = {
  type: ['string', 'object', 'array', 'number', 'boolean'],
  also: ['array', 'number', 'boolean'],
};

const attributes: Shape = {
  type: 'object',
  additionalProperties: { type: ['string', 'number', 'boolean'], also: ['number', 'boolean'] },
};

const functionRef = orText(
  object(
    'A function reference',
    {
      refName: filledText,
      arguments: { type: ['object', 'string', 'array'], also: ['string', 'array'] },
      // An older name, which the front end reports.
      parameters: {},
      selectionSet: text,
      invoke,
    },
    { needs: ['refName'] },
  ),
);

const eventRef = object(
  'An event reference',
  {
    triggerEventRef: filledText,
    resultEventRef: filledText,
    resultEventTimeout: filledText,
    data: payload,
    contextAttributes: attributes,
    invoke,
  },
  { needs: ['triggerEventRef'] },
);

const subFlowRef = orText(
  object(
    'A subflow reference',
    {
      workflowId: filledText,
      version: filledText,
      onParentComplete: oneOf('continue', 'terminate'),
      invoke,
    },
    { needs: ['workflowId'] },
  ),
);

const action = object(
  'An action',
  {
    id: text,
    name: text,
    functionRef,
    eventRef,
    subFlowRef,
    sleep: object('"sleep"', { before: filledText, after: filledText }, { someOf: ['before', 'after'] }),
    retryRef: filledText,
    nonRetryableErrors: listOf(filledText, 1),
    retryableErrors: listOf(filledText, 1),
    actionDataFilter: refer('actionDataFilter'),
    // An older name, which the front end reports.
    actionFilter: {},
    condition: filledText,
  },
  { exactlyOne: ['functionRef', 'eventRef', 'subFlowRef'] },
);

const produceEvents = listOf(
  object(
    'A produced event',
    { eventRef: filledText, data: payload, contextAttributes: attributes },
    { needs: ['eventRef'] },
  ),
);

const transition = orText(
  object(
    'A transition',
    { nextState: filledText, produceEvents, compensate: flag },
    { needs: ['nextState'] },
  ),
);

const continueAs = orText(
  object(
    '"continueAs"',
    { workflowId: filledText, version: filledText, data: payload, workflowExecTimeout },
    { needs: ['workflowId'] },
  ),
);

const end: Shape = {
  ...object('An end', { terminate: flag, produceEvents, compensate: flag, continueAs }),
  type: ['boolean', 'object'],
};

const onError = object(
  'An error handler',
  {
    errorRef: filledText,
    errorRefs: listOf(filledText, 1),
    transition: refer('transition'),
    end: refer('end'),
  },
  { allOf: [{ exactlyOne: ['errorRef', 'errorRefs'] }, { exactlyOne: ['transition', 'end'] }] },
);

const actionDataFilter = object('An action data filter', {
  fromStateData: text,
  useResults: flag,
  results: text,
  toStateData: text,
});

const eventDataFilter = object('An event data filter', { useData: flag, data: text, toStateData: text });

const stateDataFilter = object('A state data filter', { input: text, output: text });

/** Parts that occur in several places (specification 0.8, sections A2, A7, A8 and A10); `refer` names them. */
export const commonShapes: { readonly [name: string]: Shape } = {
  action,
  actionDataFilter,
  end,
  eventDataFilter,
  metadata,
  onError,
  stateDataFilter,
  stateExecTimeout,
  transition,
};

import { filledText, flag, listOf, object, oneOf, refer, text } from './shape.js';
import type { Shape } from './shape.js';
import { timeouts } from './timeout-shapes.js';

const actions = listOf(refer('action'));
const actionMode = oneOf('sequential', 'parallel');
const onErrors = listOf(refer('onError'));
const numeric: Shape = { type: ['number', 'string'], minimum: 0, minLength: 1 };

const metadata = refer('metadata');
const eventDataFilter = refer('eventDataFilter');

const branch = object(
  'A branch',
  { name: filledText, actions, timeouts: timeouts('actionExecTimeout', 'branchExecTimeout') },
  { wants: ['actions'], specNeeds: ['name'] },
);

const onEvent = object(
  'An entry of "onEvents"',
  {
    eventRefs: { ...listOf(filledText, 1), essential: true, uniqueItems: true },
    actionMode,
    actions,
    eventDataFilter,
  },
  { needs: ['eventRefs'] },
);

const outcome = { transition: refer('transition'), end: refer('end') };
const oneOutcome: Shape = { exactlyOne: ['transition', 'end'] };

const dataCondition = object(
  'A condition',
  { name: text, condition: filledText, metadata, ...outcome },
  { needs: ['condition'], ...oneOutcome },
);

const eventCondition = object(
  'A condition',
  { name: text, eventRef: filledText, eventDataFilter, metadata, ...outcome },
  { needs: ['eventRef'], ...oneOutcome },
);

/** What a state of one type has beside the properties that all have. */
interface StateShape {
  readonly properties: { readonly [name: string]: Shape };
  readonly rules: Omit<Shape, 'type' | 'noun' | 'properties'>;
}

/** A state that is left through its own `transition` or `end`; one that compensates others may have neither. */
function plainState(
  properties: { readonly [name: string]: Shape },
  rules: Pick<Shape, 'needs' | 'wants' | 'specNeeds'>,
): StateShape {
  const compensates: Shape = {
    properties: { usedForCompensation: { const: true } },
    required: ['usedForCompensation'],
  };
  return {
    properties: { ...properties, ...outcome },
    rules: { ...rules, if: compensates, else: oneOutcome },
  };
}

const usedForCompensation = { usedForCompensation: flag };

const states: { readonly [type: string]: StateShape } = {
  event: plainState(
    {
      exclusive: flag,
      onEvents: { ...listOf(onEvent, 1), essential: true },
      onErrors,
      timeouts: timeouts('stateExecTimeout', 'actionExecTimeout', 'eventTimeout'),
    },
    { needs: ['onEvents'] },
  ),
  operation: plainState(
    {
      actionMode,
      actions,
      onErrors,
      timeouts: timeouts('stateExecTimeout', 'actionExecTimeout'),
      ...usedForCompensation,
    },
    { specNeeds: ['actions'] },
  ),
  sleep: plainState(
    { duration: filledText, onErrors, timeouts: timeouts('stateExecTimeout'), ...usedForCompensation },
    { needs: ['duration'] },
  ),
  inject: plainState(
    {
      data: {
        type: ['object', 'string', 'array', 'number', 'boolean'],
        also: ['string', 'array', 'number', 'boolean'],
      },
      timeouts: timeouts('stateExecTimeout'),
      ...usedForCompensation,
    },
    { wants: ['data'] },
  ),
  parallel: plainState(
    {
      branches: listOf(branch),
      completionType: oneOf('allOf', 'atLeast'),
      numCompleted: numeric,
      onErrors,
      timeouts: timeouts('stateExecTimeout', 'branchExecTimeout', 'actionExecTimeout'),
      ...usedForCompensation,
    },
    { needs: ['branches'] },
  ),
  foreach: plainState(
    {
      inputCollection: filledText,
      outputCollection: text,
      iterationParam: text,
      batchSize: numeric,
      mode: oneOf('sequential', 'parallel'),
      actions,
      onErrors,
      timeouts: timeouts('stateExecTimeout', 'actionExecTimeout'),
      ...usedForCompensation,
    },
    { needs: ['inputCollection'], wants: ['actions'] },
  ),
  callback: plainState(
    {
      action: refer('action'),
      eventRef: filledText,
      eventDataFilter,
      onErrors,
      timeouts: timeouts('stateExecTimeout', 'actionExecTimeout', 'eventTimeout'),
      ...usedForCompensation,
    },
    { needs: ['action', 'eventRef'] },
  ),
  switch: {
    properties: {
      dataConditions: listOf(dataCondition),
      eventConditions: listOf(eventCondition),
      defaultCondition: object('"defaultCondition"', outcome, oneOutcome),
      onErrors,
      timeouts: timeouts('stateExecTimeout', 'eventTimeout'),
      ...usedForCompensation,
    },
    rules: {
      exactlyOne: ['dataConditions', 'eventConditions'],
      // Waiting without an end is a choice; data that fits no condition is a failure.
      if: { required: ['eventConditions'] },
      then: { specNeeds: ['defaultCondition'] },
      else: { wants: ['defaultCondition'] },
    },
  },
};

/** The types of states. */
export const stateTypes: readonly string[] = Object.keys(states);

/** Everything that some type of state has. */
export const stateProperties: ReadonlySet<string> = new Set(
  Object.values(states).flatMap(({ properties }) => Object.keys(properties)),
);

/** A state of any type (specification 0.8, section A6). */
export const state: Shape = {
  type: 'object',
  properties: { type: { type: 'string', enum: stateTypes } },
  needs: ['name', 'type'],
  allOf: stateTypes.map((type) => ({
    if: { properties: { type: { const: type } }, required: ['type'] },
    then: refer(`state-${type}`),
  })),
};

/** The shapes of all types of states, under the names that {@link state} refers to. */
export const stateShapes: { readonly [name: string]: Shape } = Object.fromEntries(
  Object.entries(states).map(([type, { properties, rules }]) => [
    `state-${type}`,
    typedState(type, properties, rules),
  ]),
);

function typedState(type: string, properties: StateShape['properties'], rules: StateShape['rules']): Shape {
  const common = {
    id: filledText,
    name: filledText,
    type: text,
    stateDataFilter: refer('stateDataFilter'),
    compensatedBy: filledText,
    metadata,
    // Where older documents have it; the front end reports it.
    eventTimeout: {},
  };
  return object(`A state of type "${type}"`, { ...common, ...properties }, rules);
}

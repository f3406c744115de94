import { covers, equals } from '../compare.mjs';
import { Mismatch } from '../mismatch.mjs';
import { errorChecks } from './error-body.mjs';
import { covered } from './metrics.mjs';
import { operationOf } from './openapi.mjs';

/**
 * What `expect` of a start or of a step may say about the answer, by key. Each looks at the answer and throws a
 * Mismatch, or does nothing.
 */
const checks = {
  status: ({ answer, expected }) => same('status', expected, answer.status),
  workflowdata: ({ answer, expected }) => subset('workflowdata', expected, answer.json?.workflowdata),
  workflowdataExact: ({ answer, expected }) =>
    demand(
      equals(answer.json?.workflowdata, expected),
      'workflowdataExact',
      expected,
      answer.json?.workflowdata,
    ),
  workflowdataSize: ({ answer, expected }) =>
    same('workflowdataSize', expected, Object.keys(answer.json?.workflowdata ?? {}).length),
  json: ({ answer, expected }) => subset('json', expected, answer.json),
  jsonLength: ({ answer, expected }) => same('jsonLength', expected, answer.json?.length),
  jsonContains: ({ answer, expected }) =>
    demand(
      Array.isArray(answer.json) && answer.json.some((item) => covers(item, expected)),
      'jsonContains',
      expected,
      answer.json,
    ),
  text: ({ answer, expected }) => demand(answer.text.includes(expected), 'text', expected, answer.text),
  textIs: ({ answer, definition }) => same('textIs', definition, answer.text),
  countWhere: ({ answer, expected }) => countWhere(expected, answer.json),
  healthCheck: ({ answer, expected }) =>
    demand(
      answer.json?.checks?.some((check) => covers(check, expected)) ?? false,
      'healthCheck',
      expected,
      answer.json?.checks,
    ),
  metrics: ({ answer, expected }) => {
    for (const metric of expected) demand(covered(answer.text, metric), 'metrics', metric, answer.text);
  },
  openapi: ({ answer, expected: { operationIds = {}, tags = {} } }) => {
    for (const [operation, id] of Object.entries(operationIds))
      same(`openapi ${operation}`, id, operationOf(answer.json, operation)?.operationId);
    for (const [operation, tag] of Object.entries(tags))
      subset(`openapi ${operation}`, [tag], operationOf(answer.json, operation)?.tags);
  },
  error: ({ answer, expected }) => {
    for (const [key, value] of Object.entries(expected)) errorChecks[key](answer.json ?? {}, value);
  },
};

/** Keys of `expect` that say something about an answer. */
export const responseKeys = new Set(Object.keys(checks));

/**
 * Checks an answer against what a case expects of it.
 *
 * @param {object} expected
 * @param {{status: number, text: string, json: unknown}} answer
 * @param {string} definition the text of the definition under test
 */
export function checkResponse(expected, answer, definition) {
  for (const [key, value] of Object.entries(expected)) {
    if (responseKeys.has(key)) checks[key]({ answer, expected: value, definition });
  }
}

function countWhere({ atLeast, 'metadata has keys': keys }, list) {
  const count = list.filter(({ metadata }) => keys.every((key) => Object.hasOwn(metadata, key))).length;
  demand(count >= atLeast, `countWhere metadata has ${keys.join(', ')}`, `at least ${atLeast}`, count);
}

function same(check, expected, actual) {
  demand(actual === expected, check, expected, actual);
}

function subset(check, expected, actual) {
  demand(covers(actual, expected), check, expected, actual);
}

function demand(holds, check, expected, actual) {
  if (!holds) throw new Mismatch(check, expected, actual);
}

import { equals } from '../compare.mjs';
import { Mismatch } from '../mismatch.mjs';

const present = (check, key) => (body, expected) => {
  if ((body[key] !== undefined && body[key] !== null && body[key] !== '') !== expected)
    throw new Mismatch(`error.${check}`, expected, body[key]);
};

/** What `error` of an expectation may say about an error body, by key. */
export const errorChecks = {
  idPresent: present('idPresent', 'id'),
  failedNodeIdPresent: present('failedNodeIdPresent', 'failedNodeId'),
  messagePresent: present('messagePresent', 'message'),
  message(body, expected) {
    if (body.message !== expected && !sameJson(body.message, expected))
      throw new Mismatch('error.message', expected, body.message);
  },
  messageContains(body, expected) {
    if (!String(body.message ?? '').includes(expected))
      throw new Mismatch('error.messageContains', expected, body.message);
  },
};

/** A message can be the body of an answer; then numbers count by value, as they do everywhere. */
function sameJson(actual, expected) {
  try {
    return equals(JSON.parse(actual), JSON.parse(expected));
  } catch {
    return false;
  }
}

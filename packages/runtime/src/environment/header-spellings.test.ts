import type { Program } from '@orchestrator/definition';
import { expect, it } from 'vitest';
import { spelledHeaders } from './header-spellings.js';

const programOf = (text: string, file = ''): Program =>
  ({
    source: { path: 'a.sw.yaml', text, format: 'yaml' },
    files: new Map([['f.json', file]]),
  }) as unknown as Program;
const headers = { 'x-authorization-acme_auth': 'token', pepe: 'pepa', other: 'o' };

it.each([
  ['.a | $WORKFLOW.headers["X-Authorization-acme_auth"]', ''],
  ['"operation": "$WORKFLOW.headers[\\"X-Authorization-acme_auth\\"]"', ''],
  ['', "$WORKFLOW.headers['X-Authorization-acme_auth']"],
  ['$WORKFLOW.headers."X-Authorization-acme_auth"', ''],
])('offers a header in the spelling of %s', (text, file) => {
  expect(spelledHeaders(programOf(text, file), headers)).toEqual({ 'X-Authorization-acme_auth': 'token' });
});

it('offers nothing more of headers that nobody reads, that are read in lower case, and that are not there', () => {
  const text = '$WORKFLOW.headers.Missing + $WORKFLOW.headers.pepe + $WORKFLOW.headers.constructor';
  expect(spelledHeaders(programOf(text), headers)).toEqual({});
});

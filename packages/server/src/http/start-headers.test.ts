import type { Program } from '@orchestrator/definition';
import { expect, it } from 'vitest';
import { startHeaders } from './start-headers.js';

const programOf = (text: string, file = ''): Program =>
  ({
    source: { path: 'a.sw.yaml', text, format: 'yaml' },
    files: new Map([['f.json', file]]),
  }) as unknown as Program;
const headers = new Headers({ 'X-Authorization-acme_auth': 'token', Pepe: 'pepa', Other: 'o' });

it.each([
  ['.a | $WORKFLOW.headers["X-Authorization-acme_auth"]', ''],
  ['"operation": "$WORKFLOW.headers[\\"X-Authorization-acme_auth\\"]"', ''],
  ['', "$WORKFLOW.headers['X-Authorization-acme_auth']"],
  ['$WORKFLOW.headers."X-Authorization-acme_auth"', ''],
])('offers a header in the spelling of %s', (text, file) => {
  expect(startHeaders(programOf(text, file), headers)).toEqual({
    'x-authorization-acme_auth': 'token',
    'X-Authorization-acme_auth': 'token',
    pepe: 'pepa',
    other: 'o',
  });
});

it('offers headers that nobody reads by their lower-case names only', () => {
  expect(startHeaders(programOf('$WORKFLOW.headers.Missing'), headers)).toEqual({
    'x-authorization-acme_auth': 'token',
    pepe: 'pepa',
    other: 'o',
  });
});

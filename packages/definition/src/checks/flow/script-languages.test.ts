import { describe, expect, it } from 'vitest';
import { told } from '../checked-document.fixture.js';

function warnings(operation: string, functionRef: string = 'f', type = 'custom'): Promise<string[]> {
  const functions = [{ name: 'f', type, operation }];
  const states = [{ name: 'A', type: 'operation', actions: [{ functionRef }], end: true }];
  return told('script-language', { functions, states });
}

describe('languages of scripts', () => {
  it.each([
    ['script:java', 'java'],
    ['script', 'java'],
    ['script:groovy', 'groovy'],
  ])('are warned of when nothing runs them: %s', async (operation, language) => {
    expect(await warnings(operation)).toEqual([
      `warning script-language Nothing here runs scripts in "${language}"; write them in JavaScript (script:javascript) or Python (script:python), or start the server with a function for "${operation}".`,
    ]);
  });

  it.each(['script:javascript', 'script:js', ' script:python ', 'service:java:Scripts::run'])(
    'are none to warn of in %s',
    async (operation) => {
      expect(await warnings(operation)).toEqual([]);
    },
  );

  it('are looked at where functions are called by their operation, too', async () => {
    expect(await warnings('sysout', 'script:ruby')).toHaveLength(1);
    expect(await warnings('sysout', 'script:python')).toEqual([]);
    expect(await warnings('.script', 'script', 'expression')).toEqual([]);
  });
});

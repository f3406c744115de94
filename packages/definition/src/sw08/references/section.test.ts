import { describe, expect, it } from 'vitest';
import { codesOf, compile, findingsOf, workflow } from '../compile.fixture.js';

const states = `
  - name: A
    type: operation
    actions:
      - { functionRef: say, retryRef: often, retryableErrors: [bad] }
      - { eventRef: { triggerEventRef: news } }
    onErrors: [{ errorRef: bad, end: true }]
    end: true`;

const sections = `
functions: shared/functions.yaml
events: shared/events.json
errors: shared/errors.yaml
retries: shared/retries.yaml
constants: shared/constants.json
timeouts: shared/timeouts.yaml
secrets: shared/secrets.yaml
auth: shared/auth.yaml
`;

const files = {
  'sample/shared/functions.yaml': 'functions: [{ name: say, type: custom, operation: sysout, authRef: me }]',
  'sample/shared/events.json': '{"events": [{"name": "news", "type": "n", "kind": "produced"}]}',
  'sample/shared/errors.yaml': "errors: [{ name: bad, code: '400' }]",
  'sample/shared/retries.yaml': '- { name: often, maxAttempts: 2 }',
  'sample/shared/constants.json': '{"greeting": {"en": "Hello"}}',
  'sample/shared/timeouts.yaml': 'timeouts: { actionExecTimeout: PT7S }',
  'sample/shared/secrets.yaml': 'secrets: [token]',
  'sample/shared/auth.yaml': 'auth: [{ name: me, scheme: basic, properties: mySecret }]',
};

describe('a section in a file of its own', () => {
  it('is read, with or without its name around it', async () => {
    const program = await compile(workflow(states, sections), { files });
    expect(program.constants).toEqual({ greeting: { en: 'Hello' } });
    expect(program.tasks.get('/states/0/actions/0')).toMatchObject({
      function: { kind: 'log' },
      retry: { policy: { maxAttempts: 2 }, only: [{ code: '400' }] },
      timeout: { milliseconds: 7000 },
    });
    expect([...program.files.keys()].sort()).toEqual(Object.keys(files).sort());
    expect(await codesOf(workflow(states, sections), { files })).toEqual([]);
  });

  it('is checked where it stands', async () => {
    const broken = {
      ...files,
      'sample/shared/errors.yaml': 'errors:\n  - { name: bad, cod: 1 }\n  - { nam: x }',
    };
    const findings = await findingsOf(workflow(states, sections), { files: broken });
    expect(
      findings.filter(({ file }) => file.endsWith('errors.yaml')).map(({ code, line }) => [code, line]),
    ).toEqual([
      ['missing-code', 2],
      ['unknown-property', 2],
      ['missing-property', 3],
      ['unknown-property', 3],
    ]);
  });

  it('that cannot be read is one error, not one for each use', async () => {
    const { 'sample/shared/functions.yaml': _, ...others } = files;
    expect(await codesOf(workflow(states, sections), { files: others })).toEqual(['resource-missing 4']);
    const broken = { ...files, 'sample/shared/events.json': '{"events": [' };
    expect((await codesOf(workflow(states, sections), { files: broken }))[0]).toBe('resource-invalid 5');
  });

  it('has its references followed from its own place', async () => {
    const specs = {
      'sample/shared/functions.yaml': 'functions: [{ name: say, operation: "api/pets.json#get" }]',
      'sample/shared/api/pets.json': '{"paths": {"/": {"get": {"operationId": "get"}}}}',
    };
    const text = workflow(
      '  - { name: A, type: operation, actions: [{ functionRef: say }], end: true }',
      'functions: shared/functions.yaml',
    );
    const { tasks } = await compile(text, { files: specs });
    expect(tasks.get('/states/0/actions/0')).toMatchObject({
      function: { document: 'sample/shared/api/pets.json' },
    });
  });

  it('may come from another machine, and has its references followed there', async () => {
    const remote = {
      'https://x.example/a/functions.json': '{"functions": [{"name": "say", "operation": "pets.json#get"}]}',
      'https://x.example/a/pets.json': '{"paths": {"/": {"get": {"operationId": "get"}}}}',
    };
    const text = workflow(
      '  - { name: A, type: operation, actions: [{ functionRef: say }], end: true }',
      'functions: https://x.example/a/functions.json',
    );
    const { tasks } = await compile(text, { files: remote });
    expect(tasks.get('/states/0/actions/0')).toMatchObject({
      function: { document: 'https://x.example/a/pets.json' },
    });
    expect(await codesOf(text)).toEqual(['resource-unavailable 4']);
  });
});

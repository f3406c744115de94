import { describe, expect, it } from 'vitest';
import type { FunctionTarget } from '../../program/action.js';
import type { CompileOptions } from '../compile.fixture.js';
import { codesOf, compile, findingsOf, workflow } from '../compile.fixture.js';

const text = (definition: string, more = '') =>
  workflow(
    '  - { name: A, type: operation, actions: [{ functionRef: f }], end: true }',
    `functions: [{ name: f, ${definition} }]\n${more}`,
  );

async function targetOf(
  definition: string,
  options: CompileOptions = {},
  more = '',
): Promise<FunctionTarget | undefined> {
  const { tasks } = await compile(text(definition, more), options);
  const task = tasks.get('/states/0/actions/0');
  return task?.kind === 'call' ? task.function : undefined;
}

describe('a custom function', () => {
  it.each([
    ['sysout', 'info'],
    ['sysout:TRACE', 'debug'],
    ['sysout:debug', 'debug'],
    ['sysout:WARN', 'warn'],
    ['sysout:ERROR', 'error'],
  ])('%s writes to the log', async (operation, level) => {
    expect(await targetOf(`type: custom, operation: '${operation}'`)).toEqual({
      kind: 'log',
      name: 'f',
      level,
    });
  });

  it.each([
    ['rest:GET:https://x.example/{id}', 'rest', 'GET:https://x.example/{id}'],
    ['rest:post:/publish', 'rest', 'POST:/publish'],
    ['rest:https://x.example', 'rest', 'GET:https://x.example'],
    ['rest:/numbers', 'rest', 'GET:/numbers'],
    ['service:java:a.B::c', 'service', 'java:a.B::c'],
    ['script:python', 'script', 'python'],
    ['script', 'script', ''],
    ['dmn', 'dmn', ''],
    ['jwt-parser:extractUser', 'jwt-parser', 'extractUser'],
    [
      'knative:services.v1.serving.knative.dev/a/b?path=/c',
      'knative',
      'services.v1.serving.knative.dev/a/b?path=/c',
    ],
    ['camel:direct:route', 'camel', 'direct:route'],
    ['rpc:division', 'rpc', 'division'],
    ['ansible:doSomething', 'ansible', 'doSomething'],
  ])('%s is carried out by a connector', async (operation, connector, rest) => {
    expect(await targetOf(`type: custom, operation: '${operation}', metadata: { a: b }`)).toEqual({
      kind: 'connector',
      name: 'f',
      connector,
      operation: rest,
      metadata: { a: 'b' },
    });
  });

  it('needs to say what to call, and a log level that exists', async () => {
    expect(await codesOf(text('type: custom, operation: doIt'))).toEqual(['unknown-custom-function 4']);
    expect(await codesOf(text('type: custom, operation: "sysout:LOUD"'))).toEqual(['unknown-level 4']);
  });
});

describe('an expression function', () => {
  it('can be named in expressions', async () => {
    const { tasks } = await compile(
      workflow(
        `
  - name: A
    type: inject
    data: {}
    stateDataFilter: { input: "\${ fn:double }" }
    end: true`,
        'functions: [{ name: double, type: expression, operation: .n * 2 }]',
      ),
    );
    expect(tasks.get('/states/0')?.input?.evaluate({ n: 4 }, {}, 0)).toBe(8);
  });

  it('is the only type that an expression can name', async () => {
    const states =
      '  - { name: A, type: inject, data: {}, stateDataFilter: { input: "fn:other" }, end: true }';
    const functions = 'functions: [{ name: other, type: custom, operation: sysout }]';
    expect(await codesOf(workflow(states, functions))).toEqual(['wrong-function-type 6']);
    expect(await codesOf(workflow(states))).toEqual(['unknown-function 6']);
  });

  it('runs until it is reached although it is not valid, but not by the text', async () => {
    const definition = "type: expression, operation: '.a =='";
    expect(await findingsOf(text(definition))).toMatchObject([
      { code: 'expression-syntax', severity: 'warning', line: 4 },
    ]);
    const target = await targetOf(definition);
    const expression = target?.kind === 'expression' ? target.expression : undefined;
    expect(() => expression?.evaluate({}, {}, 0)).toThrow("isn't valid jq");
    await expect(targetOf(definition, { dialect: 'spec' })).rejects.toThrow('expression-syntax');
  });
});

describe('a function by OpenAPI', () => {
  const pets = JSON.stringify({
    openapi: '3.0.0',
    paths: {
      '/pets': { get: { operationId: 'list pets' }, post: { operationId: 'addPet' }, parameters: [] },
      '/pets/{id}': { delete: {} },
    },
  });
  const files = { 'sample/specs/pets.json': pets };

  it('is an operation of the document', async () => {
    expect(await targetOf('operation: specs/pets.json#addPet', { files })).toEqual({
      kind: 'connector',
      name: 'f',
      connector: 'openapi',
      operation: 'addPet',
      document: 'sample/specs/pets.json',
      reference: { uri: 'specs/pets.json' },
      metadata: {},
    });
  });

  it.each([
    ['list pets', 'list pets'],
    ['list_pets', 'list pets'],
    ['petsIdDelete', 'petsIdDelete'],
  ])('knows the operation as %s', async (written, operation) => {
    expect(await targetOf(`operation: 'specs/pets.json#${written}'`, { files })).toMatchObject({ operation });
  });

  it('may name its document by an alias', async () => {
    const aliases =
      'extensions: [{ extensionid: workflow-uri-definitions, definitions: { pets: specs/pets.json } }]';
    expect(await targetOf('operation: pets#addPet', { files }, aliases)).toMatchObject({
      document: 'sample/specs/pets.json',
      reference: { uri: 'specs/pets.json', alias: 'pets' },
    });
  });

  it('is told which operations there are', async () => {
    const near = await findingsOf(text('operation: specs/pets.json#addPets'), { files });
    expect(near).toMatchObject([
      {
        code: 'unknown-operation',
        message: 'sample/specs/pets.json has no operation "addPets"; did you mean "addPet"?',
      },
    ]);
    const far = await findingsOf(text('operation: specs/pets.json#launchRocket'), { files });
    expect(far[0]?.message).toContain('it has list pets, addPet, petsIdDelete.');
  });

  it('needs a document, an operation and valid syntax', async () => {
    expect(await codesOf(text('operation: specs/pets.json'), { files })).toEqual(['bad-operation 4']);
    expect(await codesOf(text('operation: specs/gone.json#a'), { files })).toEqual(['resource-missing 4']);
    const broken = { 'sample/specs/pets.json': '{"paths": ' };
    const findings = await findingsOf(text('operation: specs/pets.json#addPet'), { files: broken });
    expect(findings[0]).toMatchObject({ code: 'syntax', file: 'sample/specs/pets.json', severity: 'error' });
  });

  it('cannot be called while its document is out of reach, but the rest of the workflow runs', async () => {
    const remote = 'operation: https://pets.example/api.json#addPet';
    expect(await codesOf(text(remote))).toEqual(['resource-unavailable 4']);
    expect(await targetOf(remote)).toMatchObject({ kind: 'unavailable', name: 'f' });
    const copy = { 'https://pets.example/api.json': pets };
    const { files: kept } = await compile(text(remote), { files: copy });
    expect([...kept.keys()]).toEqual(['https://pets.example/api.json']);
    expect(await targetOf(remote, { files: copy })).toMatchObject({
      document: 'https://pets.example/api.json',
    });
  });

  it('needs its local document in SonataFlow, but not by the text', async () => {
    const missing = 'operation: specs/gone.json#addPet';
    await expect(targetOf(missing)).rejects.toThrow('resource-missing');
    expect(await targetOf(missing, { dialect: 'spec' })).toMatchObject({ kind: 'unavailable' });
  });

  it('keeps the files that the document refers to', async () => {
    const split = {
      'sample/specs/pets.yaml':
        'paths: { /pets: { get: { operationId: list, responses: { $ref: "more/r.yaml#/x" } } } }',
      'sample/specs/more/r.yaml': 'x: { $ref: "../s.json" }',
      'sample/specs/s.json': '{"$ref": "#/a", "b": {"$ref": "gone.json"}}',
    };
    const program = await compile(text('operation: specs/pets.yaml#list'), { files: split });
    expect([...program.files.keys()].sort()).toEqual(Object.keys(split).sort());
    const codes = await codesOf(text('operation: specs/pets.yaml#list'), { files: split });
    expect(codes).toEqual(['resource-missing 4']);
  });
});

describe('a function by AsyncAPI', () => {
  const version3 = `
asyncapi: 3.0.0
channels: { orders: { address: order-topic }, plain: {} }
operations:
  send: { action: send, channel: { $ref: '#/channels/orders' } }
  wait: { action: receive, channel: { $ref: '#/channels/plain' } }
`;
  const version2 = `
asyncapi: 2.6.0
channels: { orders: { publish: { operationId: send }, subscribe: { operationId: wait } } }
`;
  const taskOf = async (operation: string, document: string) => {
    const files = { 'sample/a.yaml': document };
    const { tasks } = await compile(text(`type: asyncapi, operation: a.yaml#${operation}`), { files });
    return tasks.get('/states/0/actions/0');
  };

  it('sends an event of the channel', async () => {
    expect(await taskOf('send', version3)).toMatchObject({
      kind: 'emit',
      event: { name: 'f', type: 'order-topic' },
    });
    expect(await taskOf('send', version2)).toMatchObject({ kind: 'emit', event: { type: 'orders' } });
  });

  it('waits for an event of the channel, whose payload is the result', async () => {
    expect(await taskOf('wait', version3)).toMatchObject({
      kind: 'listen',
      role: 'action',
      mode: 'any',
      entries: [{ label: 'f', events: [{ type: 'plain', dataOnly: true, filter: { use: true } }] }],
    });
    expect(await taskOf('wait', version2)).toMatchObject({
      kind: 'listen',
      entries: [{ events: [{ type: 'orders' }] }],
    });
  });

  it('needs an operation that exists', async () => {
    const files = { 'sample/a.yaml': version3 };
    expect(await codesOf(text('type: asyncapi, operation: a.yaml#sent'), { files })).toEqual([
      'unknown-operation 4',
    ]);
  });
});

describe('a function by Protocol Buffers', () => {
  const files = {
    'sample/greeting.proto': `
syntax = "proto3"; // service Commented { rpc Out (A) returns (B) {} }
import "message.proto";
import public "google/protobuf/empty.proto";
package greeting;
service Greeter { rpc SayHello (Request) returns (Reply) { option x = "}"; } rpc Stream (stream A) returns (B); }
service Other { rpc Call (A) returns (B); }
`,
    'sample/message.proto': 'message Request {}',
  };

  it('is a method of a service, and keeps what the file imports', async () => {
    const definition = 'type: rpc, operation: greeting.proto#Greeter#Stream';
    expect(await targetOf(definition, { files })).toMatchObject({
      connector: 'grpc',
      operation: 'Greeter#Stream',
      document: 'sample/greeting.proto',
    });
    const program = await compile(text(definition), { files });
    expect([...program.files.keys()].sort()).toEqual(['sample/greeting.proto', 'sample/message.proto']);
    expect(await codesOf(text(definition), { files })).toEqual([]);
  });

  it.each(['Greeter#Call', 'Commented#Out', 'Nobody#SayHello'])('cannot be %s', async (operation) => {
    const definition = `type: rpc, operation: greeting.proto#${operation}`;
    expect(await codesOf(text(definition), { files })).toEqual(['unknown-operation 4']);
  });
});

describe('a function at an address', () => {
  it.each([
    ['graphql', 'https://pets.example/graphql#query#pet'],
    ['odata', 'https://people.example/odata#Persons'],
  ])('of type %s is carried out by its connector', async (type, operation) => {
    expect(await targetOf(`type: ${type}, operation: '${operation}'`)).toMatchObject({
      connector: type,
      operation,
    });
  });

  it('names what it asks for', async () => {
    expect(await codesOf(text('type: graphql, operation: "https://pets.example/graphql#pet"'))).toContain(
      'bad-operation 4',
    );
    expect(await codesOf(text('type: odata, operation: "https://people.example/odata"'))).toEqual([
      'bad-operation 4',
    ]);
  });
});

describe('the functions of a document', () => {
  it('have names of their own and credentials that are declared', async () => {
    const functions =
      'functions: [{ name: f, type: custom, operation: sysout, authRef: me }, { name: f, type: custom, operation: sysout }]';
    const states = '  - { name: A, type: operation, actions: [{ functionRef: f }], end: true }';
    expect(await codesOf(workflow(states, functions))).toEqual(['unknown-auth 4', 'duplicate-name 4']);
  });
});

import type { Json, JsonObject } from '@orchestrator/definition';
import type { DefinitionHead, Runtime } from '@orchestrator/runtime';
import { json } from './json.js';

/** `GET /q/openapi`: the instance API of all workflows in force as an OpenAPI document in JSON (workflow-runtime.md 4.1, 4.4). */
export function openapi(runtime: Runtime): Response {
  const programs = runtime.definitions.list();
  return json(200, {
    openapi: '3.0.3',
    info: { title: 'Orchestrator', version: '1.0' },
    paths: Object.fromEntries(programs.flatMap(pathsOf)),
    components: { schemas: Object.fromEntries(programs.flatMap(schemaOf)) },
  });
}

const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

const businessKey = { name: 'businessKey', in: 'query', required: false, schema: { type: 'string' } };

/** The answer to most requests: an instance. */
const instance = {
  description: 'The instance',
  content: content({
    type: 'object',
    properties: { id: { type: 'string' }, workflowdata: {} },
  }),
};

const instances = {
  description: 'The instances that have not ended',
  content: content({ type: 'array', items: { type: 'object' } }),
};

function pathsOf(program: DefinitionHead): [path: string, operations: JsonObject][] {
  const { workflowId, description } = program;
  const operation = (name: string, answers: JsonObject, rest: JsonObject = {}): JsonObject => ({
    operationId: `${name}_${workflowId}`,
    tags: [`Process - ${workflowId}`],
    responses: answers,
    ...rest,
  });
  const onInstance = { '200': instance, '404': { description: 'There is no such instance' } };
  const body = { requestBody: { content: content(inputOf(program)) } };
  const base = `/${workflowId}`;
  return [
    [
      base,
      {
        get: operation('getAllProcessInstances', { '200': instances }),
        post: operation(
          'createProcessInstance',
          { '201': instance },
          {
            parameters: [businessKey],
            ...body,
            ...(description !== undefined && { summary: description }),
          },
        ),
      },
    ],
    [
      `${base}/schema`,
      { get: operation('getResourceSchema', { '200': { description: 'JSON Schema of the input' } }) },
    ],
    [
      `${base}/{id}`,
      {
        parameters: [idParameter],
        get: operation('getProcessInstance', onInstance),
        delete: operation('deleteProcessInstance', onInstance),
        put: operation('updateProcessInstance', onInstance, body),
        patch: operation('patchProcessInstance', onInstance, body),
      },
    ],
    [
      `${base}/{id}/tasks`,
      {
        parameters: [idParameter],
        get: operation('getTasksInstance', {
          '200': { description: 'Human tasks, of which there are none' },
        }),
      },
    ],
  ];
}

function content(schema: JsonObject): JsonObject {
  return { 'application/json': { schema } };
}

/** A schema with a title is named after it, so that generators give its type that name. */
function inputOf(program: DefinitionHead): JsonObject {
  const name = schemaName(program);
  return name === undefined ? { type: 'object' } : { $ref: `#/components/schemas/${name}` };
}

function schemaOf(program: DefinitionHead): [name: string, schema: Json][] {
  const name = schemaName(program);
  return name === undefined || !program.input ? [] : [[name, program.input.schema]];
}

function schemaName({ workflowId, input }: DefinitionHead): string | undefined {
  if (!input) return undefined;
  const { title } = input.schema;
  // Component names allow few characters.
  return (typeof title === 'string' ? title : `${workflowId}_input`).replaceAll(/[^\w.-]/g, '_');
}

import { isJsonObject } from '@orchestrator/definition';
import type { DefinitionHead, Runtime } from '@orchestrator/runtime';
import { json, readJson } from '../json.js';
import { HttpProblem } from '../problem.js';
import { instanceOf } from './instances.js';
import { programOf } from './processes.js';

/** `POST …/instances/{id}/migrate`: lets an instance follow the definition in force (workflow-runtime.md 4.3). */
export async function migrateInstance(
  runtime: Runtime,
  workflowId: string,
  id: string,
  request: Request,
): Promise<Response> {
  await instanceOf(runtime, workflowId, id);
  const { hash } = await targetOf(runtime, workflowId, request);
  await runtime.migrate(id, hash);
  return json(200, { message: 'Instance migrated', processInstanceId: id });
}

/** `POST …/{workflowId}/migrate`: the same for all instances that have not ended. */
export async function migrateAll(runtime: Runtime, workflowId: string, request: Request): Promise<Response> {
  const { hash } = await targetOf(runtime, workflowId, request);
  const instances = (await runtime.list(workflowId)).filter((instance) => instance.definition !== hash);
  for (const { id } of instances) await runtime.migrate(id, hash);
  return json(200, { message: 'All instances migrated', numberOfProcessInstanceMigrated: instances.length });
}

async function targetOf(runtime: Runtime, workflowId: string, request: Request): Promise<DefinitionHead> {
  const body = await readJson(request);
  const { targetProcessId, targetProcessVersion } = body !== undefined && isJsonObject(body) ? body : {};
  if (targetProcessId !== workflowId)
    throw new HttpProblem(
      400,
      'bad-target',
      `targetProcessId must be "${workflowId}": an instance can move to another version of its own workflow only.`,
    );
  const program = programOf(runtime, workflowId);
  if (targetProcessVersion !== program.version)
    throw new HttpProblem(
      404,
      'unknown-version',
      `Version ${JSON.stringify(targetProcessVersion)} is not in force; "${program.version}" is.`,
    );
  return program;
}

import type { Finding } from '@orchestrator/definition';
import type { Runtime } from '@orchestrator/runtime';
import { json, readBytes } from './json.js';
import { HttpProblem } from './problem.js';

/** What uploading needs from its surroundings. */
export interface UploadSurroundings {
  readonly runtime: Runtime;
  /** Whether documents are taken from clients. */
  readonly acceptsDefinitions: boolean;
}

/** Largest document, in bytes. */
const MAX_BYTES = 1_000_000;

/**
 * `POST /{workflowId}/definition`: puts the document that is the body in force, JSON or YAML whatever its content type
 * (workflow-runtime.md 4.4). Off unless `orchestrator.definitions.upload` says otherwise: whoever may do this decides
 * what the server calls and runs.
 */
export async function uploadDefinition(
  { runtime, acceptsDefinitions }: UploadSurroundings,
  workflowId: string,
  request: Request,
): Promise<Response> {
  if (!acceptsDefinitions) throw off();
  const bytes = await readBytes(request, { bytes: MAX_BYTES });
  const findings = await runtime.uploadDefinition(workflowId, textOf(bytes));
  const isBad = findings.some(({ severity }) => severity === 'error');
  if (!isBad) return json(200, { id: workflowId, findings: findings.map(shown) });
  return json(400, {
    code: 'invalid-definition',
    message: `The document has errors, so nothing was changed: ${findings.map(({ message }) => message).join(' ')}`,
    findings: findings.map(shown),
  });
}

/** `DELETE /{workflowId}/definition`: withdraws a document that was uploaded. */
export async function removeDefinition(
  { runtime, acceptsDefinitions }: UploadSurroundings,
  workflowId: string,
): Promise<Response> {
  if (!acceptsDefinitions) throw off();
  if (await runtime.removeDefinition(workflowId)) return new Response(null, { status: 204 });
  throw new HttpProblem(404, 'not-uploaded', `No document of a workflow "${workflowId}" was uploaded.`);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpProblem(400, 'bad-text', 'The document must be text in UTF-8.');
  }
}

function off(): HttpProblem {
  return new HttpProblem(
    403,
    'uploads-off',
    'This server takes no workflows from clients; its operator can allow it with orchestrator.definitions.upload=true.',
  );
}

/** A finding without the path, which the client did not choose. */
function shown({ code, severity, message, line, column }: Finding): object {
  return { code, severity, message, line, column };
}

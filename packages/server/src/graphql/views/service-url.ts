/**
 * The address of the service behind an endpoint: the endpoint up to the last `/<name>`, where the name is the part of the
 * workflow's id after its last dot (data-index-and-jobs.md 2.2). Null when nothing is before it, or it is not there.
 */
export function serviceUrlOf(endpoint: string | null, workflowId: string): string | null {
  if (endpoint === null) return null;
  const end = endpoint.lastIndexOf(`/${workflowId.slice(workflowId.lastIndexOf('.') + 1)}`);
  return end > 0 ? endpoint.slice(0, end) : null;
}

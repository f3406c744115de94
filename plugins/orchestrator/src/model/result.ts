import type { ProcessInstanceDTO, WorkflowOutputDTO } from '@orchestrator/plugin-orchestrator-common';
import { arrayProperty, isRecord, property, stringProperty } from '../json';

/** What a run hands back to people, checked: workflows may put anything there. */
export interface RunResult {
  readonly message?: string;
  readonly outputs: readonly WorkflowOutputDTO[];
  readonly nextWorkflows: readonly { readonly id: string; readonly name: string }[];
}

/** Reads `workflowdata.result` (contract 2.3); undefined when there is nothing in it to show. */
export function readResult(instance: ProcessInstanceDTO): RunResult | undefined {
  const result = property(instance.workflowdata, 'result');
  const message = stringProperty(result, 'message');
  const outputs = arrayProperty(result, 'outputs').flatMap(readOutput);
  const nextWorkflows = arrayProperty(result, 'nextWorkflows').flatMap(readNext);
  if (message === undefined && outputs.length === 0 && nextWorkflows.length === 0) {
    return undefined;
  }
  return { ...(message !== undefined && { message }), outputs, nextWorkflows };
}

/** A link that is safe to follow: http, https or mailto; others are shown as text. */
export function safeLink(text: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(text.trim()) ? text.trim() : undefined;
}

function readOutput(output: unknown): WorkflowOutputDTO[] {
  const key = stringProperty(output, 'key');
  if (key === undefined) {
    return [];
  }
  const value = readValue(property(output, 'value'));
  const format = stringProperty(output, 'format')?.toLowerCase();
  return [{ key, value, ...((format === 'link' || format === 'markdown') && { format }) }];
}

function readValue(value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') {
    return value;
  }
  return value === undefined || value === null ? '–' : JSON.stringify(value);
}

function readNext(next: unknown): { id: string; name: string }[] {
  const id = stringProperty(next, 'id') ?? (typeof next === 'string' ? next : undefined);
  return id === undefined ? [] : [{ id, name: isRecord(next) ? (stringProperty(next, 'name') ?? id) : id }];
}

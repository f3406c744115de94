import type { FindingDTO, WorkflowProblemDTO } from '@orchestrator/plugin-orchestrator-common';
import { asArray, field, number, text } from './fields';
import type { IndexSchema } from './index-schema';
import { present } from './present';

/** A workflow definition as the data index shows it. */
export interface Definition {
  readonly id: string;
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  /** Base URL of the service that runs it. */
  readonly serviceUrl?: string;
  readonly source?: string;
  /** `metadata.status`, as an operator maintains it: `unavailable` means withdrawn. */
  readonly status?: string;
  /** What its newest document has wrong; absent when the index does not tell. */
  readonly findings?: readonly FindingDTO[];
}

const FINDING = 'code severity message file line column';
const SEVERITIES: readonly FindingDTO['severity'][] = ['error', 'warning', 'hint'];

/** The selection that {@link readDefinition} reads. */
export function definitionSelection(schema: IndexSchema): string {
  const findings = schema.has('ProcessDefinition', 'findings') ? `findings { ${FINDING} }` : '';
  const fields = ['id', 'name', 'version', 'description', 'serviceUrl', 'source', 'metadata'];
  return `${schema.select('ProcessDefinition', fields)} ${findings}`;
}

/** A row of the answer; undefined when it has no id. */
export function readDefinition(row: unknown): Definition | undefined {
  const id = text(row, 'id');
  if (id === undefined) {
    return undefined;
  }
  const findings = field(row, 'findings');
  return present({
    id,
    name: text(row, 'name'),
    version: text(row, 'version'),
    description: text(row, 'description'),
    serviceUrl: text(row, 'serviceUrl'),
    source: text(row, 'source'),
    status: text(field(row, 'metadata'), 'status'),
    findings: Array.isArray(findings) ? findings.flatMap(readFinding) : undefined,
  });
}

/** The selection that {@link readProblem} reads. */
export const PROBLEM_SELECTION = `file workflowId findings { ${FINDING} }`;

/** A document with findings; undefined when it does not name its file. */
export function readProblem(row: unknown): WorkflowProblemDTO | undefined {
  const file = text(row, 'file');
  if (file === undefined) {
    return undefined;
  }
  const findings = asArray(field(row, 'findings')).flatMap(readFinding);
  return present({ file, workflowId: text(row, 'workflowId'), findings });
}

function readFinding(row: unknown): FindingDTO[] {
  const severity = SEVERITIES.find((known) => known === text(row, 'severity')?.toLowerCase());
  const message = text(row, 'message');
  if (severity === undefined || message === undefined) {
    return [];
  }
  return [
    {
      severity,
      message,
      code: text(row, 'code') ?? '',
      file: text(row, 'file') ?? '',
      line: number(row, 'line') ?? 1,
      column: number(row, 'column') ?? 1,
    },
  ];
}

/** The one to use when an id has several versions: the highest, withdrawn ones last. */
export function newestDefinition(definitions: readonly Definition[]): Definition | undefined {
  return definitions.toSorted((a, b) => rank(b) - rank(a) || compareVersions(b.version, a.version))[0];
}

function rank(definition: Definition): number {
  return definition.status === 'unavailable' ? 0 : 1;
}

function compareVersions(a = '', b = ''): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

import type {
  FindingDTO,
  WorkflowOverviewListResultDTO,
  WorkflowProblemDTO,
} from '@orchestrator/plugin-orchestrator-common';

/** Documents with findings, each once: the server's list, completed by findings that only an overview carries. */
export function collectProblems(result: WorkflowOverviewListResultDTO): WorkflowProblemDTO[] {
  const problems = [...(result.problems ?? [])];
  const listed = new Set(problems.flatMap((problem) => problem.workflowId ?? []));
  for (const { workflowId, findings } of result.overviews ?? []) {
    if (findings && !listed.has(workflowId)) {
      problems.push(...problemsOf(workflowId, findings));
    }
  }
  return problems.filter((problem) => problem.findings.length > 0);
}

/** The findings of one workflow as problems, one for each file. */
export function problemsOf(workflowId: string, findings: readonly FindingDTO[]): WorkflowProblemDTO[] {
  const files = new Set(findings.map((finding) => finding.file));
  return [...files].map((file) => ({
    file,
    workflowId,
    findings: findings.filter((finding) => finding.file === file),
  }));
}

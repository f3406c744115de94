import { covers } from '../compare.mjs';
import { Mismatch } from '../mismatch.mjs';

const QUERY = '{ WorkflowFindings { file findings { code line column severity message } } }';

/**
 * Checks whether the application accepts the definitions of a case.
 *
 * @param {import('../case-run.mjs').CaseRun} run
 * @param {{definition: 'accepted' | 'rejected', process?: object, findingsAtLeast?: number, reasonContains?: string}}
 *   expected
 */
export async function checkDefinition(run, expected) {
  const findings = await readFindings(run);
  const accepted = findings.every(({ severity }) => severity !== 'error');
  const texts = findings.map(({ text }) => text);
  if (accepted !== (expected.definition === 'accepted'))
    throw new Mismatch('definition', expected.definition, texts);
  if (accepted) return checkProcess(run, expected.process ?? {});
  const { findingsAtLeast = 1, reasonContains = '' } = expected;
  if (findings.length < findingsAtLeast) throw new Mismatch('findingsAtLeast', findingsAtLeast, texts);
  if (!texts.some((text) => text.includes(reasonContains)))
    throw new Mismatch('reasonContains', reasonContains, texts);
}

/** What there is to say about the definitions, errors, warnings and hints alike. */
async function readFindings(run) {
  const answer = await run.requestJson('POST', '/graphql', { query: QUERY });
  return answer.json.data.WorkflowFindings.flatMap(({ file, findings }) =>
    findings.map(({ line, column, message, code, severity }) => ({
      severity,
      text: `${file}:${line}:${column} ${severity} ${message} (${code})`,
    })),
  );
}

async function checkProcess(run, expected) {
  const { status, json } = await run.requestJson('GET', `/management/processes/${run.workflowId}`);
  if (status !== 200) throw new Mismatch('definition', 'listed with status 200', status);
  if (!covers(json, expected)) throw new Mismatch('process', expected, json);
}
